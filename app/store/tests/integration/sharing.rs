//! The access log: complete, immutable, and without the other parent's helpers.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_both;
use store::{Error, home, plan, sharing};

on_both! {
    async fn a_workers_look_is_one_line_and_a_parents_none(house: House) {
        let luna = house.family("luna").await;
        for who in ["dana-fox", "maria-luna", "luis-luna"] {
            let mut tx = house.reading(who).await;
            plan::read(&mut tx, luna, "en").await.unwrap();
            tx.save().await.unwrap();
        }
        let mut tx = house.reading("maria-luna").await;
        let looks = sharing::list(&mut tx, luna, None).await.unwrap();
        assert_eq!(looks.len(), 1);
        assert_eq!((looks[0].name.as_str(), looks[0].what.as_str()), ("Dana Fox", "plan"));
    }
}

on_both! {
    async fn one_parents_partner_does_not_show_in_the_others_list(house: House) {
        let carter = house.family("carter").await;
        let mut tx = house.reading("june-bell").await;
        home::read(&mut tx, carter, "en").await.unwrap();
        store::messages::read(&mut tx, house.thread("tasha-june").await, None, "en").await.unwrap();
        tx.save().await.unwrap();
        let mut hers = house.reading("tasha-carter").await;
        assert_eq!(sharing::list(&mut hers, carter, None).await.unwrap().len(), 2);
        drop(hers);
        let mut his = house.reading("marcus-reed").await;
        assert!(sharing::list(&mut his, carter, None).await.unwrap().is_empty());
    }
}

on_both! {
    async fn only_those_who_may_read_the_log(house: House) {
        let carter = house.family("carter").await;
        for who in ["nora-price", "june-bell", "ben-ortiz", "maria-luna"] {
            let mut tx = house.reading(who).await;
            assert!(matches!(sharing::list(&mut tx, carter, None).await, Err(Error::NotFound)), "{who}");
        }
    }
}

on_both! {
    async fn no_line_is_ever_changed_or_taken_out(house: House) {
        let mut tx = house.reading("dana-fox").await;
        plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
        tx.save().await.unwrap();
        assert!(house.run("UPDATE access_log SET what = 'nothing'").await.is_err());
        assert!(house.run("DELETE FROM access_log").await.is_err());
        if house.portal.is_none() {
            let replace = "INSERT OR REPLACE INTO access_log SELECT id, family_id, person_id, role, 'nothing', thread_id, subject_id, at FROM access_log";
            // REPLACE bypasses the delete trigger unless `recursive_triggers` is on. The store sets
            // it on every connection; this raw connection sets it here.
            let support::Raw::Sqlite(pool) = &house.raw else { unreachable!() };
            let mut connection = pool.acquire().await.unwrap();
            sqlx::query("PRAGMA recursive_triggers = ON").execute(&mut *connection).await.unwrap();
            assert!(sqlx::query(replace).execute(&mut *connection).await.is_err());
        }
        assert_eq!(house.number("SELECT count(*) FROM access_log WHERE what = 'plan'").await, 1);
    }
}

on_both! {
    async fn a_look_that_is_rolled_back_reads_nothing_and_logs_nothing(house: House) {
        let mut tx = house.reading("dana-fox").await;
        plan::read(&mut tx, house.family("luna").await, "en").await.unwrap();
        drop(tx);
        assert_eq!(house.number("SELECT count(*) FROM access_log").await, 0);
    }
}

on_both! {
    async fn the_coordinator_of_parent_partners_sees_who_walks_and_nothing_of_the_record(house: House) {
        let mut tx = house.reading("alma-brooks").await;
        let partners = store::home::partners(&mut tx).await.unwrap();
        assert_eq!(partners.iter().map(|p| (p.name.as_str(), p.parents)).collect::<Vec<_>>(), [("June Bell", 1), ("Rosa Jiménez", 1), ("Samira Nasser", 1)]);
        for family in ["luna", "carter", "haddad"] {
            assert!(matches!(plan::read(&mut tx, house.family(family).await, "en").await, Err(store::Error::NotFound)));
            assert!(matches!(store::home::read(&mut tx, house.family(family).await, "en").await, Err(store::Error::NotFound)));
        }
        drop(tx);
        let mut tx = house.reading("rosa-jimenez").await;
        assert!(store::home::partners(&mut tx).await.unwrap().is_empty());
    }
}
