//! What names a person who handed over names the person who takes over, and of a mentor nothing
//! that a parent shared.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, OwnerPool, TestDatabase, on_each_engine};
use crate::team_handover::{TODAY, hand_over};
use jiff::{SignedDuration, ToSpan};
use model::role::Role;
use store::team::{handover, named_access};
use store::{home, plan};

/// SQL: joins the entries of the audience of a row that name the person.
macro_rules! named {
    ($row:literal, $person:literal) => {
        concat!(
            "JOIN audience_entry e ON NOT e.denied AND e.audience_id = ",
            $row,
            ".audience_id JOIN person p ON p.id = e.person_id AND p.key = '",
            $person,
            "'"
        )
    };
}

/// Dana Fox owns every published step of the Luna family.
async fn own_every_step(database: &TestDatabase) {
    database
        .execute_sql(
            "UPDATE plan_version_item SET owed_by_agency = FALSE, owner_id = (SELECT id FROM \
                person WHERE key = 'dana-fox') WHERE kind = 'step' AND family_id = (SELECT id \
                FROM family WHERE key = 'luna')",
        )
        .await
        .unwrap();
}

/// The texts of the Luna family's plan that this person reads, in English where they are
/// translated.
async fn plan_bodies(database: &TestDatabase, who: &str) -> Vec<String> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let plan = plan::read_plan(&mut tx, luna, "en").await.unwrap();
    let bodies = plan.texts.into_values();
    bodies
        .map(|text| text.tr_body.unwrap_or(text.body))
        .collect()
}

on_each_engine! {
    async fn named_access_is_passed_to_the_next_worker(database: TestDatabase) {
        let form = database.clock.new_id();
        hand_over(&database, form, ("dana-fox", Role::Worker), ("kou-lee", TODAY)).await.unwrap();
        // Those of a goal that was shared with people by name wait for the task of the system. It
        // does not undo what an import names again, so the import does it itself.
        assert_eq!(named_access::pass_on_due(&database.db).await.unwrap(), 1);
        assert_eq!(named_access::pass_on_due(&database.db).await.unwrap(), 0);
        for is_imported_again in [false, true] {
            if is_imported_again {
                database.import_files(&[DEMO_FILES[1]]).await;
            }
            let read = plan_bodies(&database, "kou-lee").await;
            let goal = "We want to stay together";
            assert!(read.iter().any(|body| body.contains(goal)), "{is_imported_again}: {read:?}");
            let left = database.query_number(concat!(
                "SELECT count(*) FROM text t ",
                named!("t", "dana-fox"),
                " JOIN family f ON f.id = t.family_id AND f.key = 'luna'"
            ));
            assert_eq!(left.await, 0, "{is_imported_again}");
        }
    }
}

on_each_engine! {
    async fn the_next_worker_does_the_steps_of_a_goal_that_names_the_earlier_one(
        database: TestDatabase,
    ) {
        own_every_step(&database).await;
        let (luna, dana, kou) = (
            database.family_id("luna").await,
            database.person_id("dana-fox").await,
            database.person_id("kou-lee").await,
        );
        let mut tx = database.begin_as("dana-fox").await;
        let open = handover::read_handover(&mut tx, luna, dana).await.unwrap();
        drop(tx);
        let (form, tomorrow) = (database.clock.new_id(), TODAY + 1.day());
        hand_over(&database, form, ("dana-fox", Role::Worker), ("kou-lee", tomorrow))
            .await
            .unwrap();
        // Until then nothing is taken from the earlier worker.
        assert_eq!(named_access::pass_on_due(&database.db).await.unwrap(), 0);
        database.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(named_access::pass_on_due(&database.db).await.unwrap(), 1);
        let mut tx = database.begin_as("kou-lee").await;
        let steps = home::read_home(&mut tx, luna, "en").await.unwrap().steps;
        assert_eq!(i64::try_from(steps.len()).unwrap(), open.duties.steps);
        assert!(steps.iter().all(|step| step.owner_id == Some(kou)));
    }
}

on_each_engine! {
    async fn the_next_mentor_reads_what_the_agency_wrote_and_nothing_of_the_parent(
        database: TestDatabase,
    ) {
        // The agency shares the bus pass with the people whom the parents named, Rosa among them.
        for table in [
            "UPDATE plan_item SET audience_id = (SELECT i.audience_id FROM plan_item i WHERE \
                i.key = 'words-both') WHERE key = 'n1' AND family_id = (SELECT id FROM family \
                WHERE key = 'luna')",
            "UPDATE plan_version_item SET audience_id = (SELECT i.audience_id FROM plan_item i \
                WHERE i.key = 'words-both') WHERE item_id = (SELECT i.id FROM plan_item i JOIN \
                family f ON f.id = i.family_id WHERE i.key = 'n1' AND f.key = 'luna')",
            "UPDATE text SET audience_id = (SELECT i.audience_id FROM plan_item i WHERE i.key = \
                'words-both') WHERE id = (SELECT i.text_id FROM plan_item i JOIN family f ON f.id \
                = i.family_id WHERE i.key = 'n1' AND f.key = 'luna')",
        ] {
            assert!(database.execute_sql(table).await.unwrap() > 0, "{table}");
        }
        let of_parents = ["We want to stay together", "I get very tired"];
        let read = plan_bodies(&database, "rosa-jimenez").await;
        for words in of_parents.into_iter().chain(["A bus pass"]) {
            assert!(read.iter().any(|body| body.contains(words)), "{words}: {read:?}");
        }
        let form = database.clock.new_id();
        hand_over(&database, form, ("rosa-jimenez", Role::Mentor), ("june-bell", TODAY))
            .await
            .unwrap();
        assert_eq!(named_access::pass_on_due(&database.db).await.unwrap(), 1);
        let read = plan_bodies(&database, "june-bell").await;
        assert!(read.iter().any(|body| body.contains("A bus pass")), "{read:?}");
        for words in of_parents {
            assert!(read.iter().all(|body| !body.contains(words)), "{words}: {read:?}");
        }
        let threads = "SELECT count(*) FROM thread_participant r JOIN thread h ON h.id = \
            r.thread_id JOIN family f ON f.id = h.family_id JOIN person p ON p.id = r.person_id \
            WHERE f.key = 'luna' AND p.key = 'june-bell'";
        assert_eq!(database.query_number(threads).await, 0);
        let left = concat!("SELECT count(*) FROM text t ", named!("t", "rosa-jimenez"));
        assert_eq!(database.query_number(left).await, 0, "the earlier mentor is out of all of it");
        // The parent still reads their own words.
        let read = plan_bodies(&database, "maria-luna").await;
        assert!(read.iter().any(|body| body.contains("I get very tired")), "{read:?}");
    }
}

on_each_engine! {
    async fn every_table_with_readers_is_passed_on(database: TestDatabase) {
        let sql = match &database.owner_pool {
            OwnerPool::Sqlite(_) => {
                "SELECT count(*) FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE \
                    m.type = 'table' AND c.name LIKE '%audience_id'"
            }
            OwnerPool::Postgres(_) => {
                "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND \
                    column_name LIKE '%audience_id'"
            }
        };
        // Also the entries of the audiences themselves, and who read an event before a change.
        let known = named_access::tables_with_readers().count() + 2;
        let found = database.query_number(sql).await;
        assert_eq!(
            usize::try_from(found).unwrap(),
            known,
            "a new table with an audience belongs into `named_access::TABLES`"
        );
    }
}
