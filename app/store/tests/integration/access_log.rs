//! The access log: complete, immutable, and without the other parent's helpers.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_each_engine;
use store::{Error, access_log, home, plan};

on_each_engine! {
    async fn a_workers_read_is_one_log_entry_and_a_parents_none(database: TestDatabase) {
        let luna = database.family_id("luna").await;
        // The log is of reads by people outside the family; parents who read their own plan are not
        // in it.
        for who in ["dana-fox", "maria-luna", "luis-luna"] {
            let mut tx = database.begin_as(who).await;
            plan::read_plan(&mut tx, luna, "en").await.unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = database.begin_as("maria-luna").await;
        let looks = access_log::list_entries(&mut tx, luna, None).await.unwrap();
        assert_eq!(looks.len(), 1);
        assert_eq!(
            (looks[0].name.as_str(), looks[0].what.as_str()),
            ("Dana Fox", "plan")
        );
    }
}

on_each_engine! {
    async fn one_parents_mentor_is_not_in_the_other_parents_access_log(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let mut tx = database.begin_as("june-bell").await;
        home::read_home(&mut tx, carter, "en").await.unwrap();
        store::messages::read_thread(&mut tx, database.thread_id("tasha-june").await, None, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let mut hers = database.begin_as("tasha-carter").await;
        assert_eq!(
            access_log::list_entries(&mut hers, carter, None)
                .await
                .unwrap()
                .len(),
            2
        );
        drop(hers);
        let mut his = database.begin_as("marcus-reed").await;
        assert!(
            access_log::list_entries(&mut his, carter, None)
                .await
                .unwrap()
                .is_empty()
        );
    }
}

on_each_engine! {
    async fn only_those_who_may_read_the_log(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        for who in ["nora-price", "june-bell", "ben-ortiz", "maria-luna"] {
            let mut tx = database.begin_as(who).await;
            assert!(
                matches!(
                    access_log::list_entries(&mut tx, carter, None).await,
                    Err(Error::NotFound)
                ),
                "{who}"
            );
        }
    }
}

on_each_engine! {
    async fn log_entries_are_never_changed_or_deleted(database: TestDatabase) {
        let mut tx = database.begin_as("dana-fox").await;
        plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        // Triggers refuse it even to the owner of the database: the log must be complete for the
        // family, no matter who writes.
        assert!(
            database
                .execute_sql("UPDATE access_log SET what = 'nothing'")
                .await
                .is_err()
        );
        assert!(
            database
                .execute_sql("DELETE FROM access_log")
                .await
                .is_err()
        );
        if database.portal_url.is_none() {
            let replace = "INSERT OR REPLACE INTO access_log SELECT id, family_id, person_id, \
                role, 'nothing', thread_id, subject_id, created_at FROM access_log";
            // REPLACE bypasses the delete trigger unless `recursive_triggers` is on. The store sets
            // it on every connection; this raw connection sets it here.
            let support::OwnerPool::Sqlite(pool) = &database.owner_pool else {
                unreachable!()
            };
            let mut connection = pool.acquire().await.unwrap();
            sqlx::query("PRAGMA recursive_triggers = ON")
                .execute(&mut *connection)
                .await
                .unwrap();
            assert!(
                sqlx::query(replace)
                    .execute(&mut *connection)
                    .await
                    .is_err()
            );
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM access_log WHERE what = 'plan'")
                .await,
            1
        );
    }
}

on_each_engine! {
    async fn a_read_that_is_rolled_back_returns_nothing_and_logs_nothing(database: TestDatabase) {
        // The entry is part of the transaction that reads. A page is sent only after the commit, so
        // nothing is shown without its entry.
        let mut tx = database.begin_as("dana-fox").await;
        plan::read_plan(&mut tx, database.family_id("luna").await, "en")
            .await
            .unwrap();
        drop(tx);
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM access_log")
                .await,
            0
        );
    }
}

on_each_engine! {
    async fn mentor_coordinator_sees_mentors_and_nothing_of_the_record(database: TestDatabase) {
        let mut tx = database.begin_as("alma-brooks").await;
        let partners = store::home::supervised_mentors(&mut tx).await.unwrap();
        assert_eq!(
            partners
                .iter()
                .map(|p| (p.name.as_str(), p.parents))
                .collect::<Vec<_>>(),
            [("June Bell", 1), ("Rosa Jiménez", 1), ("Samira Nasser", 1)]
        );
        // The coordinator supervises the mentors in these families, and knows nothing else about
        // them.
        for family in ["luna", "carter", "haddad"] {
            assert!(matches!(
                plan::read_plan(&mut tx, database.family_id(family).await, "en").await,
                Err(store::Error::NotFound)
            ));
            assert!(matches!(
                store::home::read_home(&mut tx, database.family_id(family).await, "en").await,
                Err(store::Error::NotFound)
            ));
        }
        drop(tx);
        let mut tx = database.begin_as("rosa-jimenez").await;
        assert!(
            store::home::supervised_mentors(&mut tx)
                .await
                .unwrap()
                .is_empty()
        );
    }
}
