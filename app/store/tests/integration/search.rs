//! Search, export, retention, a supervisor's backlog and mentor contacts: each is limited to what
//! the person may read.
#![allow(clippy::unwrap_used)]

use crate::support::{House, Raw, on_both};
use jiff::SignedDuration;
use model::messages::{Contact, MessageKind, To};
use store::blocking_pool::Cancellation;
use store::messages::{self, export, interpret, keep, readers, search, staff};
use store::{Error, messages::settle};

async fn found(house: &House, key: &str, words: &str) -> Vec<String> {
    let mut tx = house.reading(key).await;
    search::search(&mut tx, words, "es", &Cancellation::default()).await.unwrap().into_iter().map(|one| one.body).collect()
}

on_both! {
    async fn words_are_found_by_those_who_read_them_and_by_nobody_else(house: House) {
        let thread = house.thread("tasha-june").await;
        house.write("tasha-carter", To::Thread(thread), "The Reunión at the lake, 9 o'clock").await.unwrap();
        house.write("june-bell", To::Thread(thread), "See you at the lake house").await.unwrap();
        // Every word must match as a prefix, ignoring case and accents.
        assert_eq!(found(&house, "june-bell", "lake").await.len(), 2);
        assert_eq!(found(&house, "june-bell", "LAK hou").await, ["See you at the lake house"]);
        assert_eq!(found(&house, "tasha-carter", "reunion").await, ["The Reunión at the lake, 9 o'clock"]);
        assert!(found(&house, "tasha-carter", "lake -- ' \" ) (").await.len() == 2);
        for nothing in ["", " ", "\"", "*", "'; --", "nowhere"] {
            assert!(found(&house, "tasha-carter", nothing).await.is_empty(), "{nothing}");
        }
        for other in ["marcus-reed", "ben-ortiz", "pat-nguyen", "alma-brooks", "maria-luna"] {
            assert!(found(&house, other, "lake").await.is_empty(), "{other}");
        }
        // An interpreter's translation is searched as well.
        let sent = house.write("dana-fox", To::Thread(house.thread("maria-dana").await), "The hearing is on Friday").await.unwrap();
        let mut tx = house.reading("maria-luna").await;
        interpret::ask(&mut tx, sent.thread, sent.seq, "es", 0).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("elena-ruiz").await;
        let id = interpret::queue(&mut tx).await.unwrap()[0].id;
        interpret::claim(&mut tx, id).await.unwrap();
        interpret::done(tx, id, "La audiencia es el viernes").await.unwrap();
        assert_eq!(found(&house, "maria-luna", "audiencia viernes").await, ["The hearing is on Friday"]);
        assert!(found(&house, "elena-ruiz", "audiencia").await.is_empty(), "an interpreter keeps nothing");
        // A former member finds nothing.
        house.run("UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor'").await.unwrap();
        assert!(found(&house, "june-bell", "lake").await.is_empty());
    }
}

on_both! {
    async fn a_search_ends_with_its_request_or_its_time_and_harms_no_later_one(house: House) {
        let thread = house.thread("tasha-june").await;
        for n in 0..300 {
            house.write("tasha-carter", To::Thread(thread), &format!("lake {n}")).await.unwrap();
        }
        let gone = Cancellation::default();
        gone.cancel();
        let mut tx = house.reading("june-bell").await;
        match &house.raw {
            Raw::Sqlite(_) => assert!(matches!(search::search(&mut tx, "lake", "en", &gone).await, Err(Error::Busy))),
            Raw::Postgres(pool) => {
                let mut other = pool.begin().await.unwrap();
                sqlx::query("LOCK TABLE message IN ACCESS EXCLUSIVE MODE").execute(&mut *other).await.unwrap();
                assert!(matches!(search::search(&mut tx, "lake", "en", &Cancellation::default()).await, Err(Error::Busy)));
            }
        }
        drop(tx);
        assert_eq!(found(&house, "june-bell", "lake").await.len(), 50);
        house.write("tasha-carter", To::Thread(thread), "written after it").await.unwrap();
    }
}

on_both! {
    async fn whoever_came_later_finds_and_takes_along_only_what_came_after(house: House) {
        let (tasha, nora, lena) = (house.person("tasha-carter").await, house.person("nora-price").await, house.person("lena-bird").await);
        let mut tx = house.reading("ben-ortiz").await;
        let new = messages::Gathering { form: house.clock.mint(), family: house.family("carter").await, kind: model::messages::ThreadKind::Team, people: vec![tasha, nora] };
        let thread = messages::gather(&mut tx, &new).await.unwrap();
        tx.save().await.unwrap();
        house.write("tasha-carter", To::Thread(thread), "canary before Lena").await.unwrap();
        let mut tx = house.reading("ben-ortiz").await;
        readers::add(&mut tx, thread, lena).await.unwrap();
        tx.save().await.unwrap();
        house.write("tasha-carter", To::Thread(thread), "canary after Lena").await.unwrap();
        assert_eq!(found(&house, "lena-bird", "canary").await, ["canary after Lena"]);
        let mut tx = house.reading("lena-bird").await;
        let all = export::range(&mut tx, thread, None, "en").await.unwrap();
        assert!(!all.earlier);
        assert_eq!(all.messages.iter().map(|m| m.kind).collect::<Vec<_>>(), [MessageKind::Joined, MessageKind::Words]);
        assert!(matches!(export::range(&mut tx, house.thread("tasha-june").await, None, "en").await, Err(Error::NotFound)));
        tx.save().await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM access_log WHERE what = 'thread'").await, 1, "that it was taken along is a look");
    }
}

on_both! {
    async fn a_supervisor_is_told_of_age_and_of_nothing_else(house: House) {
        house.write("marcus-reed", To::Thread(house.thread("marcus-ben").await), "canary-old").await.unwrap();
        house.write("tasha-carter", To::Thread(house.thread("tasha-june").await), "to her partner").await.unwrap();
        let left = async |key: &str| {
            let mut tx = house.reading(key).await;
            staff::unread(&mut tx).await.unwrap().into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        // The imported messages count as read, so that only the new message is unread.
        house.run("UPDATE reader SET read_seq = (SELECT last_seq FROM thread WHERE id = thread_id) WHERE person_id IN (SELECT person_id FROM membership WHERE role = 'worker')").await.unwrap();
        house.write("marcus-reed", To::Thread(house.thread("marcus-ben").await), "canary-new").await.unwrap();
        assert!(left("pat-nguyen").await.is_empty());
        house.clock.advance(SignedDuration::from_hours(49));
        assert_eq!(left("pat-nguyen").await, ["Ben Ortiz"], "not June, whose conversation is nobody's to know of");
        for other in ["ben-ortiz", "tasha-carter", "dana-fox", "alma-brooks"] {
            assert!(left(other).await.is_empty(), "{other}");
        }
        let mut tx = house.reading("ben-ortiz").await;
        messages::read(&mut tx, house.thread("marcus-ben").await, None, "en").await.unwrap();
        tx.save().await.unwrap();
        assert!(left("pat-nguyen").await.is_empty());
    }
}

on_both! {
    async fn a_contact_is_noted_once_and_read_by_three(house: House) {
        let (tasha, marcus) = (house.person("tasha-carter").await, house.person("marcus-reed").await);
        let form = house.clock.mint();
        let mut tx = house.reading("june-bell").await;
        for _ in 0..2 {
            staff::note(&mut tx, form, tasha, Contact::Call).await.unwrap();
        }
        assert!(matches!(staff::note(&mut tx, house.clock.mint(), marcus, Contact::Call).await, Err(Error::NotFound)));
        tx.save().await.unwrap();
        let since = "2026-11-01".parse().unwrap();
        for (who, count) in [("june-bell", 1), ("tasha-carter", 1), ("alma-brooks", 1), ("marcus-reed", 0), ("ben-ortiz", 0), ("pat-nguyen", 0), ("rosa-jimenez", 0)] {
            let mut tx = house.reading(who).await;
            assert_eq!(staff::contacts(&mut tx, since).await.unwrap().len(), count, "{who}");
        }
        let mut tx = house.reading("tasha-carter").await;
        assert!(matches!(staff::take_out(&mut tx, form).await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn what_is_kept_no_longer_is_gone_with_all_that_was_made_of_it(house: House) {
        let thread = house.thread("tasha-june").await;
        house.write("tasha-carter", To::Thread(thread), "old words").await.unwrap();
        house.clock.advance(SignedDuration::from_hours(24 * 100));
        house.write("june-bell", To::Thread(thread), "new words").await.unwrap();
        assert!(keep::forget(&house.db, 90).await.unwrap() > 0);
        assert_eq!(keep::forget(&house.db, 90).await.unwrap(), 0);
        let mut tx = house.reading("june-bell").await;
        let left = messages::read(&mut tx, thread, None, "en").await.unwrap();
        assert_eq!((left.messages.len(), left.messages[0].body.as_str(), left.older), (1, "new words", false));
        tx.save().await.unwrap();
        assert!(found(&house, "tasha-carter", "old").await.is_empty());
        assert_eq!(found(&house, "tasha-carter", "new").await, ["new words"]);
        assert_eq!(house.number("SELECT count(*) FROM outbox").await, 1);
        // Numbering continues after the deletion.
        assert_eq!(house.write("tasha-carter", To::Thread(thread), "more").await.unwrap().seq, 4);
        assert_eq!(settle::settle(&house.db).await.unwrap(), 0);
    }
}
