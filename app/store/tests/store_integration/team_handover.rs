//! Handing over from one worker or mentor to another, and whom the family is told of.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::{DEMO_FILES, TestDatabase, demo_postgres, on_each_engine};
use crate::team::luna_team;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use model::id::FormId;
use model::role::Role;
use model::team::membership::{MembershipEnd, MembershipForm, MembershipInput, NewHandover};
use sqlx::AssertSqlSafe;
use store::Error;
use store::home::{ActivityItem, unread_activity};
use store::plan::working_copy::SaveOutcome;
use store::team::membership_changes::{change_membership, end_membership};
use store::team::{self, handover};

/// The day of the test clock.
pub(crate) const TODAY: Date = date(2026, 11, 23);

pub(crate) async fn hand_over(
    database: &TestDatabase,
    form: FormId,
    of: (&str, Role),
    to: (&str, Date),
) -> Result<(), Error> {
    hand_over_as(database, "dana-fox", form, (of, 1), to).await
}

/// As `hand_over`, by this worker, of a membership with this revision.
async fn hand_over_as(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    ((leaver, role), revision): ((&str, Role), i32),
    (successor, from): (&str, Date),
) -> Result<(), Error> {
    let (luna, leaver, successor) = (
        database.family_id("luna").await,
        database.person_id(leaver).await,
        database.person_id(successor).await.to_string(),
    );
    // Different words for the agency and the family, so that a test sees which of the two a reader
    // gets.
    let texts = ("A new job", "Thank you for the time with you");
    let input = NewHandover::parse(&successor, &from.to_string(), texts, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    let of = (leaver, role, revision);
    let saved = handover::hand_over(&mut tx, luna, form, of, &input).await?;
    assert_eq!(saved, SaveOutcome::Saved(leaver));
    tx.commit().await
}

/// The handovers that a person is told of.
async fn told(database: &TestDatabase, who: &str) -> Vec<ActivityItem> {
    let mut tx = database.begin_as(who).await;
    let news = unread_activity(&mut tx).await.unwrap();
    news.into_iter()
        .filter(|one| one.takes_over.is_some())
        .collect()
}

on_each_engine! {
    async fn the_next_worker_leads_the_team_and_everyone_is_told(database: TestDatabase) {
        let form = database.clock.new_id();
        hand_over(&database, form, ("dana-fox", Role::Worker), ("kou-lee", TODAY)).await.unwrap();
        let luna = database.family_id("luna").await;
        // The worker who left: their last day is the day before the successor's first.
        let mut tx = database.begin_as("dana-fox").await;
        assert!(matches!(team::read_team(&mut tx, luna, "en").await, Err(Error::NotFound)));
        drop(tx);
        for who in ["maria-luna", "luis-luna", "pat-nguyen", "rosa-jimenez", "kou-lee"] {
            let team = luna_team(&database, who).await;
            let leads: Vec<&str> = team
                .members
                .iter()
                .filter(|member| member.coordinator)
                .map(|member| member.name.as_str())
                .collect();
            assert_eq!(leads, ["Kou Lee"], "{who}");
            let news = told(&database, who).await;
            assert_eq!(news.len(), 1, "{who}");
            assert_eq!(news[0].name.as_deref(), Some("Dana Fox"));
            assert_eq!(news[0].successor.as_deref(), Some("Kou Lee"));
            // The sentence is for everyone, and the reason for the people of the agency.
            let words = team.handovers[0].words_id.unwrap();
            assert_eq!(team.texts[&words].body, "Thank you for the time with you");
            assert!(team.texts.values().all(|text| text.body != "A new job"), "{who}");
        }
        // Those who open no record, and other families, are told nothing.
        for who in ["alma-brooks", "elena-ruiz", "tasha-carter"] {
            assert!(told(&database, who).await.is_empty(), "{who}");
        }
        // The file that brought the earlier worker does not bring them back.
        database.import_files(&[DEMO_FILES[1]]).await;
        let team = luna_team(&database, "maria-luna").await;
        assert!(team.members.iter().all(|member| member.name != "Dana Fox"));
        assert_eq!(team.members[0].name, "Kou Lee");
    }
}

on_each_engine! {
    async fn a_handover_is_stored_once_and_begins_on_its_day(database: TestDatabase) {
        let tomorrow = TODAY + 1.day();
        let form = database.clock.new_id();
        let of = ("dana-fox", Role::Worker);
        let past = hand_over(&database, form, of, ("kou-lee", TODAY - 1.day())).await;
        assert!(matches!(past, Err(Error::Invalid("team-from-past"))), "{past:?}");
        let herself = hand_over(&database, form, of, ("dana-fox", tomorrow)).await;
        assert!(matches!(herself, Err(Error::Invalid("team-successor"))), "{herself:?}");
        // The second one is the same form again, as after a lost answer.
        for _ in 0..2 {
            hand_over(&database, form, of, ("kou-lee", tomorrow)).await.unwrap();
        }
        // The same form id with another successor is no retry, and must not change what was stored.
        let other = hand_over(&database, form, of, ("grace-hall", tomorrow)).await;
        assert!(matches!(other, Err(Error::Conflict)), "{other:?}");
        // Until then the earlier worker leads, and the next one reads nothing.
        let team = luna_team(&database, "dana-fox").await;
        assert_eq!(team.members[0].name, "Dana Fox");
        let luna = database.family_id("luna").await;
        let mut tx = database.begin_as("kou-lee").await;
        assert!(matches!(team::read_team(&mut tx, luna, "en").await, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn the_other_parent_is_not_told_of_a_mentor(database: TestDatabase) {
        let form = database.clock.new_id();
        // Rosa is María's mentor. Luis does not know that María has one.
        hand_over(&database, form, ("rosa-jimenez", Role::Mentor), ("june-bell", TODAY))
            .await
            .unwrap();
        for (who, is_told) in [
            ("maria-luna", true),
            ("june-bell", false),
            ("pat-nguyen", true),
            ("luis-luna", false),
        ] {
            let news = told(&database, who).await;
            if who == "june-bell" {
                // Whom they support, and nothing of the earlier mentor.
                assert_eq!(news.len(), 1);
                assert_eq!(news[0].name.as_deref(), Some("María Luna"));
                assert_eq!(news[0].successor, None);
            } else {
                assert_eq!(news.len(), usize::from(is_told), "{who}");
            }
            let team = luna_team(&database, who).await;
            assert_eq!(team.handovers.len(), usize::from(is_told), "{who}");
            let knows = team.members.iter().any(|member| member.name == "June Bell");
            assert_eq!(knows, is_told || who == "june-bell", "{who}");
        }
    }
}

on_each_engine! {
    async fn a_team_keeps_a_coordinator_and_has_only_one(database: TestDatabase) {
        let (luna, dana) = (
            database.family_id("luna").await,
            database.person_id("dana-fox").await,
        );
        // Without a successor: a team must not be left without a coordinator.
        let end = MembershipEnd::parse("2026-11-23", "A new job", "en").unwrap();
        let mut tx = database.begin_as("dana-fox").await;
        let form = database.clock.new_id();
        let of = (dana, Role::Worker);
        let refused = end_membership(&mut tx, luna, form, of, &end).await;
        assert!(
            matches!(refused, Err(Error::Invalid("team-hand-over-first"))),
            "{refused:?}"
        );
        drop(tx);
        // Not only by the portal.
        let second = database
            .execute_sql(
                "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) \
                    SELECT p.id, f.id, p.id, 'worker', '2026-11-23', TRUE FROM family f, person p \
                    WHERE f.key = 'luna' AND p.key = 'kou-lee'",
            )
            .await;
        assert!(second.is_err(), "{second:?}");
    }
}

/// Puts Grace Hall on the Luna family's team, as a second worker who does not lead it.
async fn add_second_worker(database: &TestDatabase) {
    database
        .execute_sql(
            "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) SELECT \
                p.id, f.id, p.id, 'worker', '2026-11-23', FALSE FROM family f, person p WHERE \
                f.key = 'luna' AND p.key = 'grace-hall'",
        )
        .await
        .unwrap();
}

async fn leaders(database: &TestDatabase, who: &str) -> Vec<String> {
    let team = luna_team(database, who).await;
    let leaders = team.members.into_iter().filter(|member| member.coordinator);
    leaders.map(|member| member.name).collect()
}

on_each_engine! {
    async fn an_earlier_coordinator_comes_back_without_leading_the_team(database: TestDatabase) {
        add_second_worker(&database).await;
        let form = database.clock.new_id();
        hand_over(&database, form, ("dana-fox", Role::Worker), ("kou-lee", TODAY)).await.unwrap();
        // Dana comes back as successor of a second worker, and not of the one who took over from
        // her.
        let of = (("grace-hall", Role::Worker), 1);
        let (form, to) = (database.clock.new_id(), ("dana-fox", TODAY));
        hand_over_as(&database, "kou-lee", form, of, to).await.unwrap();
        assert_eq!(leaders(&database, "dana-fox").await, ["Kou Lee"]);
    }
}

on_each_engine! {
    async fn a_coordinator_who_handed_over_neither_stays_nor_hands_over_again(
        database: TestDatabase,
    ) {
        add_second_worker(&database).await;
        let tomorrow = TODAY + 1.day();
        let form = database.clock.new_id();
        hand_over(&database, form, ("dana-fox", Role::Worker), ("kou-lee", tomorrow))
            .await
            .unwrap();
        // Revision 2, because the handover has changed the membership once.
        let of = (("dana-fox", Role::Worker), 2);
        let (form, to) = (database.clock.new_id(), ("grace-hall", TODAY));
        let again = hand_over_as(&database, "grace-hall", form, of, to).await;
        assert!(matches!(again, Err(Error::Invalid("team-coordinator-one"))), "{again:?}");
        let (luna, dana) = (
            database.family_id("luna").await,
            database.person_id("dana-fox").await,
        );
        let form = MembershipForm {
            role: "worker",
            since: "2026-09-01",
            ..MembershipForm::default()
        };
        let stays = MembershipInput::parse(&form, "en").unwrap();
        // No worker gives themselves more days, and two would lead the team.
        for (who, code) in [("dana-fox", "team-own-role"), ("grace-hall", "team-coordinator-one")] {
            let mut tx = database.begin_as(who).await;
            let of = (dana, Role::Worker, 2);
            let form = database.clock.new_id();
            let changed = change_membership(&mut tx, luna, form, of, &stays).await;
            assert!(
                matches!(changed, Err(Error::Invalid(found)) if found == code),
                "{who}: {changed:?}"
            );
        }
        assert_eq!(leaders(&database, "maria-luna").await, ["Dana Fox"]);
    }
}

on_each_engine! {
    async fn a_mentor_is_not_followed_by_a_worker_or_by_the_other_parent(database: TestDatabase) {
        // A worker and a supervisor would read a mentor's conversation, and the parents are the
        // family itself (decision 0031).
        for successor in ["dana-fox", "pat-nguyen", "luis-luna", "maria-luna"] {
            let form = database.clock.new_id();
            let of = ("rosa-jimenez", Role::Mentor);
            let refused = hand_over(&database, form, of, (successor, TODAY)).await;
            assert!(
                matches!(refused, Err(Error::Invalid("team-roles-apart" | "team-successor"))),
                "{successor}: {refused:?}"
            );
        }
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn the_database_gives_a_worker_no_role_of_their_own_and_keeps_the_last_one() {
    let database = demo_postgres().await;
    let luna = database.family_id("luna").await;
    let (maria, today) = (database.person_id("maria-luna").await, "'2026-11-23'");
    let mentee = format!("'{maria}'");
    // A stolen login that acts as the worker calls the function with values that no form sends.
    let mut attacker = Attacker::new(&database, "dana-fox").await;
    for (person, role, deed, until, mentee, is_written) in [
        ("dana-fox", "supervisor", "add", "NULL", "NULL", false),
        (
            "dana-fox",
            "mentor_coordinator",
            "add",
            "NULL",
            "NULL",
            false,
        ),
        ("dana-fox", "mentor", "add", "NULL", mentee.as_str(), false),
        ("dana-fox", "worker", "end", today, "NULL", false),
        ("luis-luna", "mentor", "add", "NULL", mentee.as_str(), false),
        (
            "pat-nguyen",
            "mentor_coordinator",
            "add",
            "NULL",
            "NULL",
            false,
        ),
        ("kou-lee", "administrator", "add", "NULL", "NULL", false),
        ("kou-lee", "caregiver", "end", "NULL", "NULL", false),
        ("kou-lee", "caregiver", "add", "NULL", "NULL", true),
    ] {
        // The function compares the revision of an existing membership; a new one has none.
        let expected = if deed == "end" && person == "dana-fox" {
            "1"
        } else {
            "NULL"
        };
        let person_id = database.person_id(person).await;
        let sql = format!(
            "SELECT alongside_save_membership(gen_random_uuid(), gen_random_uuid(), '{luna}', \
                '{person_id}', '{role}', '{deed}', '2026-11-01', {until}, {mentee}, {expected}, \
                NULL, now())"
        );
        let written: Option<i32> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut attacker.0)
            .await
            .unwrap();
        assert_eq!(written.is_some(), is_written, "{person} {role} {deed}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn the_database_writes_no_membership_for_anyone_but_the_worker() {
    let database = demo_postgres().await;
    let (luna, kou) = (
        database.family_id("luna").await,
        database.person_id("kou-lee").await,
    );
    // Members of the team without the right, and a worker of the agency who is not on it.
    for who in ["pat-nguyen", "maria-luna", "kou-lee", "rosa-jimenez"] {
        let mut attacker = Attacker::new(&database, who).await;
        let sql = format!(
            "SELECT alongside_save_membership(gen_random_uuid(), gen_random_uuid(), '{luna}', \
                '{kou}', 'worker', 'add', current_date, NULL, NULL, NULL, NULL, now())"
        );
        let written: Option<i32> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut attacker.0)
            .await
            .unwrap();
        assert_eq!(written, None, "{who}");
        // The search too: by it, names of other families' people could be tried.
        let sql = format!("SELECT count(*) FROM alongside_people_to_add('{luna}', '', NULL)");
        let found: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut attacker.0)
            .await
            .unwrap();
        assert_eq!(found, 0, "{who}");
    }
}

/// What an import says about the coordinators of a family whose first one ends on this day.
fn coordinator_faults(until: Option<&str>) -> Vec<String> {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[1]).unwrap();
    let members = file["families"][0]["members"].as_array_mut().unwrap();
    for member in members.iter_mut() {
        if member["person"] == "dana-fox" {
            member["until"] = until.into();
        }
    }
    members.push(serde_json::json!({
        "person": "kou-lee", "role": "worker", "since": "2026-12-01", "coordinator": true
    }));
    let file: model::import::ImportFile = serde_json::from_value(file).unwrap();
    let family = &file.families[0];
    let people = family.members.iter().map(|one| (one.person.clone(), None));
    let faults = model::import::check_family("", family, &people.collect());
    let messages = faults.into_iter().map(|fault| fault.message);
    messages
        .filter(|message| message.contains("coordinator"))
        .collect()
}

#[test]
fn an_import_file_names_one_coordinator_at_a_time() {
    assert_eq!(coordinator_faults(Some("2026-12-01")), Vec::<String>::new());
    for until in [None, Some("2026-12-02")] {
        assert_eq!(
            coordinator_faults(until),
            ["has more than one team coordinator at a time"],
            "{until:?}"
        );
    }
}
