//! The team list: who is on it for whom, and how a worker keeps the people without an account.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use model::id::{FormId, PersonId, TeamContactId};
use model::team::{ContactReaders, TeamContactForm, TeamContactInput};
use store::Error;
use store::messages::absences::{self, Absence};
use store::plan::working_copy::SaveOutcome;
use store::team::contacts::TeamContact;
use store::team::{self, Team, TeamMember, contacts};

async fn read_team(database: &TestDatabase, who: &str, family: &str) -> Result<Team, Error> {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(who).await;
    team::read_team(&mut tx, family, "en").await
}

pub(crate) async fn luna_team(database: &TestDatabase, who: &str) -> Team {
    read_team(database, who, "luna").await.unwrap()
}

fn find_member<'a>(team: &'a Team, name: &str) -> Option<&'a TeamMember> {
    team.members.iter().find(|member| member.name == name)
}

pub(crate) fn find_contact<'a>(team: &'a Team, name: &str) -> Option<&'a TeamContact> {
    team.contacts.iter().find(|contact| contact.name == name)
}

fn contact_input(name: &str, readers: Option<PersonId>) -> TeamContactInput {
    let who = readers.map_or_else(|| "team".to_owned(), |person| person.to_string());
    let form = TeamContactForm {
        name,
        kind: "therapist",
        note: "Helps on Tuesdays",
        since: "2026-11-01",
        who: &who,
        ..TeamContactForm::default()
    };
    TeamContactInput::parse(&form, "en").unwrap()
}

async fn add_contact(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    input: &TeamContactInput,
) -> Result<TeamContactId, Error> {
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let id = contacts::add_contact(&mut tx, family, form, input).await?;
    tx.commit().await?;
    Ok(id)
}

async fn save_contact(
    database: &TestDatabase,
    who: &str,
    id: TeamContactId,
    revision: i32,
    input: &TeamContactInput,
) -> Result<SaveOutcome<TeamContactId>, Error> {
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let saved = contacts::save_contact(&mut tx, family, id, revision, input).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn end_contact(
    database: &TestDatabase,
    who: &str,
    id: TeamContactId,
    until: Option<Date>,
) -> Result<(), Error> {
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    contacts::end_contact(&mut tx, family, id, until).await?;
    tx.commit().await
}

on_each_engine! {
    async fn everyone_reads_the_team_and_no_parent_the_other_parents_helpers(database: TestDatabase) {
        let maria = luna_team(&database, "maria-luna").await;
        let luis = luna_team(&database, "luis-luna").await;
        // The coordinator is the first.
        assert_eq!(
            (maria.members[0].name.as_str(), maria.members[0].coordinator),
            ("Dana Fox", true)
        );
        assert_eq!(
            maria
                .members
                .iter()
                .filter(|member| member.coordinator)
                .count(),
            1
        );
        for (name, hers) in [
            ("Rosa Jiménez", true),
            ("Alma Brooks", false),
            ("Luis Luna", true),
        ] {
            assert_eq!(find_member(&maria, name).is_some(), hers, "{name}");
        }
        // María's parent partner and her lawyer are hers; so is who coordinates parent partners.
        for name in ["Rosa Jiménez", "Alma Brooks"] {
            assert!(find_member(&luis, name).is_none(), "{name}");
        }
        for name in ["Elena Morales", "Grace Park", "Martin Hale"] {
            assert!(find_contact(&luis, name).is_some(), "{name}");
        }
        assert!(find_contact(&maria, "Irene Vega").is_some());
        assert!(find_contact(&luis, "Irene Vega").is_none());
        for who in ["dana-fox", "pat-nguyen"] {
            let team = luna_team(&database, who).await;
            assert!(find_member(&team, "Alma Brooks").is_some(), "{who}");
            assert!(find_contact(&team, "Irene Vega").is_some(), "{who}");
        }
        let note = find_contact(&luis, "Elena Morales")
            .unwrap()
            .note_id
            .unwrap();
        assert_eq!(
            luis.texts[&note].tr_body.as_deref(),
            Some("Looks after the children twice a week.")
        );
        // They open no record, or are on another team.
        for who in ["alma-brooks", "elena-ruiz", "kou-lee", "tasha-carter"] {
            let refused = read_team(&database, who, "luna").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn only_people_at_work_have_a_number_and_a_cover(database: TestDatabase) {
        database
            .execute_sql(
                "UPDATE person SET work_phone = '608-555-0100', work_hours = '1-5 08:00-16:30'",
            )
            .await
            .unwrap();
        let pat = database.person_id("pat-nguyen").await;
        let mut tx = database.begin_as("dana-fox").await;
        let absence = Absence {
            starts: date(2026, 11, 23),
            ends: date(2026, 11, 27),
            cover: Some(pat),
        };
        absences::set_absence(&mut tx, Some(&absence))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let team = luna_team(&database, "maria-luna").await;
        for member in &team.members {
            let works = !member.role.is_family();
            assert_eq!(member.work_phone().is_some(), works, "{}", member.name);
            assert_eq!(member.work_hours().is_some(), works, "{}", member.name);
        }
        let dana = find_member(&team, "Dana Fox").unwrap();
        assert_eq!(dana.cover_id, Some(pat));
        assert_eq!(
            dana.away_until.as_ref().map(|day| day.to_jiff()),
            Some(absence.ends)
        );
        assert!(
            find_member(&team, "Pat Nguyen")
                .unwrap()
                .away_until
                .is_none()
        );
    }
}

on_each_engine! {
    async fn a_contact_is_added_once_and_kept_by_the_worker_alone(database: TestDatabase) {
        let input = contact_input("Dr. Stone", None);
        for who in ["maria-luna", "pat-nguyen", "rosa-jimenez", "kou-lee"] {
            let refused = add_contact(&database, who, database.clock.new_id(), &input).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let form: FormId = database.clock.new_id();
        let id = add_contact(&database, "dana-fox", form, &input)
            .await
            .unwrap();
        // The button is pressed twice.
        assert_eq!(
            add_contact(&database, "dana-fox", form, &input)
                .await
                .unwrap(),
            id
        );
        // Gone back to and changed, in whatever field.
        let other = contact_input("Someone else", None);
        let phone = TeamContactInput {
            phone: Some("608-555-0142".into()),
            ..input.clone()
        };
        let hers = contact_input("Dr. Stone", Some(database.person_id("maria-luna").await));
        for changed in [other, phone, hers] {
            assert!(matches!(
                add_contact(&database, "dana-fox", form, &changed).await,
                Err(Error::Conflict)
            ));
        }
        // No reader was chosen, and one who is not of the family.
        let keep = TeamContactInput {
            readers: None,
            ..input.clone()
        };
        let pat = Some(ContactReaders::OnlyWith(
            database.person_id("pat-nguyen").await,
        ));
        let staff = TeamContactInput {
            readers: pat,
            ..input.clone()
        };
        for wrong in [keep, staff] {
            let refused = add_contact(&database, "dana-fox", database.clock.new_id(), &wrong).await;
            assert!(matches!(refused, Err(Error::Invalid("team-readers"))));
        }
        // Made María's own: Luis no longer knows of it.
        assert!(find_contact(&luna_team(&database, "luis-luna").await, "Dr. Stone").is_some());
        let hers = contact_input("Dr. Stone", Some(database.person_id("maria-luna").await));
        let refused = save_contact(&database, "maria-luna", id, 1, &hers).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let saved = save_contact(&database, "dana-fox", id, 1, &hers)
            .await
            .unwrap();
        assert_eq!(saved, SaveOutcome::Saved(id));
        let luis = luna_team(&database, "luis-luna").await;
        assert!(find_contact(&luis, "Dr. Stone").is_none());
        assert!(
            luis.texts
                .values()
                .all(|text| text.body != "Helps on Tuesdays")
        );
        let maria = luna_team(&database, "maria-luna").await;
        let note = find_contact(&maria, "Dr. Stone").unwrap().note_id.unwrap();
        assert_eq!(maria.texts[&note].body, "Helps on Tuesdays");
    }
}

on_each_engine! {
    async fn an_import_keeps_a_contact_hidden_from_excluded_readers(database: TestDatabase) {
        let team = luna_team(&database, "dana-fox").await;
        let school = find_contact(&team, "Grace Park").unwrap();
        let hers = contact_input("Grace Park", Some(database.person_id("maria-luna").await));
        let saved = save_contact(&database, "dana-fox", school.id, school.revision, &hers).await;
        assert_eq!(saved.unwrap(), SaveOutcome::Saved(school.id));
        database.import_files(&DEMO_FILES[..2]).await;
        for (who, knows) in [("maria-luna", true), ("dana-fox", true), ("luis-luna", false)] {
            let team = luna_team(&database, who).await;
            assert_eq!(find_contact(&team, "Grace Park").is_some(), knows, "{who}");
            // What no one hid stays as it was.
            assert!(find_contact(&team, "Elena Morales").is_some(), "{who}");
        }
    }
}

on_each_engine! {
    async fn two_workers_do_not_overwrite_each_other_and_an_end_can_be_undone(
        database: TestDatabase,
    ) {
        let id = add_contact(
            &database,
            "dana-fox",
            database.clock.new_id(),
            &contact_input("Dr. Stone", None),
        )
        .await
        .unwrap();
        let first = contact_input("Dr. Ann Stone", None);
        let second = contact_input("Dr. A. Stone", None);
        assert_eq!(
            save_contact(&database, "dana-fox", id, 1, &first)
                .await
                .unwrap(),
            SaveOutcome::Saved(id)
        );
        assert_eq!(
            save_contact(&database, "dana-fox", id, 1, &second)
                .await
                .unwrap(),
            SaveOutcome::Stale
        );
        // Sent again, the first form changes nothing.
        assert_eq!(
            save_contact(&database, "dana-fox", id, 1, &first)
                .await
                .unwrap(),
            SaveOutcome::Saved(id)
        );
        let today = date(2026, 11, 23);
        for who in ["maria-luna", "pat-nguyen"] {
            assert!(matches!(
                end_contact(&database, who, id, Some(today)).await,
                Err(Error::NotFound)
            ));
        }
        let early = end_contact(&database, "dana-fox", id, Some(date(2026, 10, 1))).await;
        assert!(matches!(early, Err(Error::Invalid("team-ends-early"))));
        end_contact(&database, "dana-fox", id, Some(today))
            .await
            .unwrap();
        let is_current = async || {
            let team = luna_team(&database, "maria-luna").await;
            find_contact(&team, "Dr. Ann Stone")
                .unwrap()
                .is_current(today)
        };
        assert!(!is_current().await);
        end_contact(&database, "dana-fox", id, None).await.unwrap();
        assert!(is_current().await);
    }
}
