//! Memberships that a worker adds, changes and ends, and what is shown of the record before.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use crate::team::luna_team;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::id::{FormId, PersonId};
use model::policy::{can_open_record, is_assignable};
use model::role::Role;
use model::team::membership::{MembershipAct, MembershipEnd, MembershipForm, MembershipInput};
use store::Error;
use store::plan::working_copy::SaveOutcome;
use store::team::memberships::{self, MemberRecord};
use store::team::preview::{ProposedMembership, read_preview};
use store::team::{self, membership_changes};
use uuid::Uuid;

/// The day of the test clock.
pub const TODAY: Date = date(2026, 11, 23);

pub fn input(
    role: Role,
    mentee: Option<PersonId>,
    since: Date,
    until: Option<Date>,
) -> MembershipInput {
    let mentee = mentee.map(|id| id.to_string()).unwrap_or_default();
    let until = until.map(|day| day.to_string()).unwrap_or_default();
    let form = MembershipForm {
        role: role.slug(),
        mentee: &mentee,
        since: &since.to_string(),
        until: &until,
        why: "To help",
    };
    MembershipInput::parse(&form, "en").unwrap()
}

pub async fn add(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    person: &str,
    input: &MembershipInput,
) -> Result<(), Error> {
    let luna = database.family_id("luna").await;
    let person = database.person_id(person).await;
    let mut tx = database.begin_as(who).await;
    membership_changes::add_membership(&mut tx, luna, form, person, input).await?;
    tx.commit().await
}

pub async fn end(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    (person, role): (&str, Role),
    until: Date,
) -> Result<(), Error> {
    let luna = database.family_id("luna").await;
    let person = database.person_id(person).await;
    let end = MembershipEnd::parse(&until.to_string(), "Moves away", "en").unwrap();
    let mut tx = database.begin_as(who).await;
    membership_changes::end_membership(&mut tx, luna, form, (person, role), &end).await?;
    tx.commit().await
}

pub async fn read_record(
    database: &TestDatabase,
    who: &str,
    person: &str,
) -> Result<MemberRecord, Error> {
    let luna = database.family_id("luna").await;
    let person = database.person_id(person).await;
    let mut tx = database.begin_as(who).await;
    memberships::read_member(&mut tx, luna, person, "en").await
}

/// The ids of everything of the Luna family that a person reads: items of the plan, children,
/// coming events, people of the team with and without an account.
async fn visible_ids(database: &TestDatabase, who: &str) -> BTreeSet<Uuid> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    // A role that opens no record reads nothing at all; any other error must not look like that.
    let plan = match store::plan::read_plan(&mut tx, luna, "en").await {
        Ok(plan) => plan,
        Err(Error::NotFound) => return BTreeSet::new(),
        Err(error) => panic!("{error:?}"),
    };
    let mut ids: BTreeSet<Uuid> = plan.items.iter().map(|item| item.id.0).collect();
    ids.extend(plan.children.iter().map(|child| child.id.0));
    let team = team::read_team(&mut tx, luna, "en").await.unwrap();
    ids.extend(team.members.iter().map(|member| member.person_id.0));
    // The preview has contacts of today only, so those who have left are not compared.
    let current = team.contacts.iter().filter(|one| one.is_current(TODAY));
    ids.extend(current.map(|contact| contact.id.0));
    let home = store::home::read_home(&mut tx, luna, "en").await.unwrap();
    ids.extend(home.events.iter().map(|event| event.id.0));
    ids
}

async fn preview_ids(database: &TestDatabase, proposed: ProposedMembership) -> BTreeSet<Uuid> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    let preview = read_preview(&mut tx, luna, proposed).await.unwrap();
    preview.shown_ids().into_iter().collect()
}

on_each_engine! {
    async fn a_preview_is_what_each_role_then_reads(database: TestDatabase) {
        let maria = database.person_id("maria-luna").await;
        let worker = visible_ids(&database, "dana-fox").await;
        // If the worker read nothing, every comparison below would hold.
        assert!(worker.len() > 20, "{worker:?}");
        let mut seen_by_some = 0;
        for role in Role::ALL.iter().copied().filter(|role| is_assignable(*role)) {
            // A youth has a birth date, and an interpreter is of age.
            let key = if role == Role::Youth { "jay-riley" } else { "kou-lee" };
            let person = database.person_id(key).await;
            let mentee = (role == Role::Mentor).then_some(maria);
            let proposed = ProposedMembership { person: Some(person), role, mentee };
            let preview = preview_ids(&database, proposed).await;
            let form = database.clock.new_id();
            add(&database, "dana-fox", form, key, &input(role, mentee, TODAY, None))
                .await
                .unwrap();
            let mut read = visible_ids(&database, key).await;
            assert_eq!(read.is_empty(), !can_open_record(role), "{role:?}");
            // The new member is on the team for themselves, and not in a preview of what they will
            // see.
            read.remove(&person.0);
            // The preview has every event, and the page that is read here the next four.
            let known: BTreeSet<Uuid> = worker.union(&read).copied().collect();
            let preview: BTreeSet<Uuid> = preview.intersection(&known).copied().collect();
            let both: BTreeSet<Uuid> = read.intersection(&worker).copied().collect();
            assert_eq!(preview, both, "{role:?}");
            // In the demo nothing of the Luna family is kept from its worker.
            assert_eq!(preview, read, "{role:?}");
            seen_by_some += preview.len();
            // Deleted as the owner of the database: an ended membership would stay in the way of
            // the next role.
            database
                .execute_sql(
                    "DELETE FROM membership WHERE family_id = (SELECT id FROM family WHERE key = \
                        'luna') AND person_id IN (SELECT id FROM person WHERE key IN ('kou-lee', \
                        'jay-riley'))",
                )
                .await
                .unwrap();
        }
        // As above: all roles together must have seen something.
        assert!(seen_by_some > 50, "{seen_by_some}");
    }
}

on_each_engine! {
    async fn a_preview_shows_nothing_that_is_kept_from_the_worker(database: TestDatabase) {
        // Every event of the family is for Kou Lee alone.
        for sql in [
            "INSERT INTO audience (id, family_id, key) SELECT v.id, v.family_id, 'probe' || v.key \
                FROM event v JOIN family f ON f.id = v.family_id WHERE f.key = 'luna'",
            "INSERT INTO audience_entry (audience_id, role, person_id, denied) SELECT v.id, NULL, \
                p.id, FALSE FROM person p, event v JOIN family f ON f.id = v.family_id WHERE \
                f.key = 'luna' AND p.key = 'kou-lee'",
            "UPDATE event SET audience_id = id WHERE family_id = (SELECT id FROM family WHERE key \
                = 'luna')",
        ] {
            database.execute_sql(sql).await.unwrap();
        }
        let kou = database.person_id("kou-lee").await;
        let proposed = ProposedMembership {
            person: Some(kou),
            role: Role::Caregiver,
            mentee: None,
        };
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let preview = read_preview(&mut tx, luna, proposed).await.unwrap();
        assert_eq!(preview.count(model::policy::ResourceKind::Dates), (0, 0));
    }
}

on_each_engine! {
    async fn only_the_familys_worker_keeps_memberships(database: TestDatabase) {
        let (luna, rosa) = (
            database.family_id("luna").await,
            database.person_id("rosa-jimenez").await,
        );
        let caregiver = input(Role::Caregiver, None, TODAY, None);
        let proposed = ProposedMembership {
            person: None,
            role: Role::Caregiver,
            mentee: None,
        };
        // Every other role on the team, and workers who are not on it.
        for who in ["maria-luna", "pat-nguyen", "rosa-jimenez", "alma-brooks", "kou-lee", "ben-ortiz"] {
            let form = database.clock.new_id();
            let added = add(&database, who, form, "kou-lee", &caregiver).await;
            assert!(matches!(added, Err(Error::NotFound)), "{who}");
            let ended = end(&database, who, form, ("rosa-jimenez", Role::Mentor), TODAY).await;
            assert!(matches!(ended, Err(Error::NotFound)), "{who}");
            let record = read_record(&database, who, "rosa-jimenez").await;
            assert!(matches!(record, Err(Error::NotFound)), "{who}");
            let mut tx = database.begin_as(who).await;
            let found = memberships::find_people_to_add(&mut tx, luna, "rosa").await;
            assert!(matches!(found, Err(Error::NotFound)), "{who}");
            let found = memberships::find_person_to_add(&mut tx, luna, rosa).await;
            assert!(matches!(found, Err(Error::NotFound)), "{who}");
            let preview = read_preview(&mut tx, luna, proposed).await;
            assert!(matches!(preview, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn a_name_finds_who_works_with_families_and_a_key_anyone(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        for (typed, expected) in [
            ("GRACE hall", vec!["Grace Hall"]),
            ("jimenez", vec!["Rosa Jiménez"]),
            // On the team.
            ("luis", vec!["Luis Luna"]),
            // Of another family: a name would tell that they are known to the agency.
            ("tasha", vec![]),
            ("nora", vec![]),
            ("nora-price", vec!["Nora Price"]),
            ("???", vec![]),
        ] {
            let found = memberships::find_people_to_add(&mut tx, luna, typed).await.unwrap();
            let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names, expected, "{typed}");
        }
    }
}

on_each_engine! {
    async fn a_membership_is_added_once_and_its_person_reads_from_then_on(database: TestDatabase) {
        let caregiver = input(Role::Caregiver, None, TODAY, None);
        let form = database.clock.new_id();
        // The second one is the same form again.
        for _ in 0..2 {
            add(&database, "dana-fox", form, "nora-price", &caregiver).await.unwrap();
        }
        let later = input(Role::Caregiver, None, date(2026, 11, 24), None);
        let changed = add(&database, "dana-fox", form, "nora-price", &later).await;
        assert!(matches!(changed, Err(Error::Conflict)), "{changed:?}");
        let again = add(&database, "dana-fox", database.clock.new_id(), "nora-price", &later).await;
        assert!(matches!(again, Err(Error::Invalid("team-already"))), "{again:?}");
        let team = luna_team(&database, "nora-price").await;
        assert_eq!(team.role, Role::Caregiver);
        // The mentor of one parent stays unknown to her.
        assert!(team.members.iter().all(|member| member.name != "Rosa Jiménez"));
        let record = read_record(&database, "dana-fox", "nora-price").await.unwrap();
        assert_eq!(record.changes.len(), 1);
        let change = &record.changes[0];
        assert_eq!((change.act, change.by_name.as_str()), (MembershipAct::Add, "Dana Fox"));
        let reason = change.reason_id.unwrap();
        assert_eq!(record.texts[&reason].body, "To help");
    }
}

on_each_engine! {
    async fn too_young_members_and_invalid_mentees_are_refused(database: TestDatabase) {
        let alma = database.person_id("alma-brooks").await;
        for (person, input, code) in [
            ("kou-lee", input(Role::Youth, None, TODAY, None), "team-birth-date"),
            ("jay-riley", input(Role::Interpreter, None, TODAY, None), "team-too-young"),
            (
                "jay-riley",
                input(Role::Youth, None, date(2023, 2, 22), None),
                "team-too-young",
            ),
            ("kou-lee", input(Role::Mentor, Some(alma), TODAY, None), "team-mentee"),
        ] {
            let form = database.clock.new_id();
            let refused = add(&database, "dana-fox", form, person, &input).await;
            assert!(
                matches!(refused, Err(Error::Invalid(found)) if found == code),
                "{person} {code}: {refused:?}"
            );
        }
    }
}

on_each_engine! {
    async fn a_removed_member_loses_access_on_the_next_request(database: TestDatabase) {
        let mut changes = database.db.change_bus().subscribe();
        luna_team(&database, "rosa-jimenez").await;
        let form = database.clock.new_id();
        for _ in 0..2 {
            end(&database, "dana-fox", form, ("rosa-jimenez", Role::Mentor), TODAY)
                .await
                .unwrap();
        }
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("rosa-jimenez").await;
        let refused = team::read_team(&mut tx, luna, "en").await;
        assert!(matches!(refused, Err(Error::NotFound)));
        drop(tx);
        // Open pages check again. On PostgreSQL a trigger tells the listener, which this test does
        // not run.
        if !database.db.is_postgres() {
            changes.try_recv().unwrap();
        }
        let record = read_record(&database, "dana-fox", "rosa-jimenez").await.unwrap();
        let reason = record.changes[0].reason_id.unwrap();
        assert_eq!(record.texts[&reason].body, "Moves away");
        // The file that brought her does not bring her back.
        database.import_files(&[DEMO_FILES[1]]).await;
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(matches!(team::read_team(&mut tx, luna, "en").await, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn an_end_on_a_later_day_comes_by_itself(database: TestDatabase) {
        let tomorrow = TODAY + 1.day();
        let form = database.clock.new_id();
        let past = end(&database, "dana-fox", form, ("rosa-jimenez", Role::Mentor), TODAY - 1.day());
        assert!(matches!(past.await, Err(Error::Invalid("team-from-past"))));
        end(&database, "dana-fox", form, ("rosa-jimenez", Role::Mentor), tomorrow)
            .await
            .unwrap();
        luna_team(&database, "rosa-jimenez").await;
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE until = '2026-11-24'",
            )
            .await
            .unwrap();
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(matches!(team::read_team(&mut tx, luna, "en").await, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn two_who_change_a_membership_do_not_overwrite_each_other(database: TestDatabase) {
        let (luna, maria, rosa) = (
            database.family_id("luna").await,
            database.person_id("maria-luna").await,
            database.person_id("rosa-jimenez").await,
        );
        let change = async |form: FormId, revision: i32, input: MembershipInput| {
            let mut tx = database.begin_as("dana-fox").await;
            let of = (rosa, Role::Mentor, revision);
            let saved = membership_changes::change_membership(&mut tx, luna, form, of, &input).await;
            tx.commit().await.unwrap();
            saved
        };
        let until = Some(date(2026, 12, 31));
        let first = input(Role::Mentor, Some(maria), date(2026, 9, 1), until);
        let form: FormId = database.clock.new_id();
        for _ in 0..2 {
            let saved = change(form, 1, first.clone()).await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(rosa));
        }
        let other = input(Role::Mentor, Some(maria), date(2026, 9, 2), None);
        let stale = change(database.clock.new_id(), 1, other.clone()).await.unwrap();
        assert_eq!(stale, SaveOutcome::Stale);
        change(database.clock.new_id(), 2, other).await.unwrap();
        // Another role: the earlier one ends, and both stay in the history.
        let caregiver = input(Role::Caregiver, None, TODAY, None);
        change(database.clock.new_id(), 3, caregiver).await.unwrap();
        let team = luna_team(&database, "rosa-jimenez").await;
        assert_eq!(team.role, Role::Caregiver);
        let record = read_record(&database, "dana-fox", "rosa-jimenez").await.unwrap();
        let acts: BTreeSet<&str> = record.changes.iter().map(|one| one.act.slug()).collect();
        assert_eq!(acts, BTreeSet::from(["add", "change", "end"]));
    }
}
