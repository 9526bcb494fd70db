//! Threads and messages: idempotent sends, order, and access for participants only.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO, on_both};
use model::files::{FileKind, Kept};
use model::id::FormId;
use model::messages::{Draft, To};
use store::{Error, Intent, home, messages};

const CANARY: &str = "canary-9d1f words for Rosa alone";

on_both! {
    async fn mother_writes_to_her_partner_and_is_told_of_the_answer(house: House) {
        let rosa = house.person("rosa-jimenez").await;
        let sent = house.write("maria-luna", To::Person(rosa), CANARY).await.unwrap();
        let mut tx = house.reading("rosa-jimenez").await;
        assert_eq!(home::news(&mut tx).await.unwrap()[0].unread, 1);
        let thread = messages::read(&mut tx, sent.thread, None, "en").await.unwrap();
        assert_eq!(thread.messages[0].body, CANARY);
        tx.save().await.unwrap();
        house.write("rosa-jimenez", To::Thread(sent.thread), "I am here.").await.unwrap();
        let frame = house.db.frame(house.person("maria-luna").await, &jiff::tz::TimeZone::UTC).await.unwrap();
        assert_eq!(frame.unread, 2, "one from Rosa, one from Dana");
        let mut tx = house.reading("maria-luna").await;
        messages::read(&mut tx, sent.thread, None, "en").await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(house.db.frame(house.person("maria-luna").await, &jiff::tz::TimeZone::UTC).await.unwrap().unread, 1);
    }
}

on_both! {
    async fn nobody_else_learns_that_a_conversation_exists(house: House) {
        let rosa = house.person("rosa-jimenez").await;
        let sent = house.write("maria-luna", To::Person(rosa), CANARY).await.unwrap();
        for other in ["luis-luna", "dana-fox", "pat-nguyen", "tasha-carter", "samira-nasser", "youa-xiong"] {
            let mut tx = house.reading(other).await;
            assert!(matches!(messages::read(&mut tx, sent.thread, None, "en").await, Err(Error::NotFound)), "{other}");
            assert!(messages::list(&mut tx).await.unwrap().iter().all(|line| line.thread_id != sent.thread), "{other}");
            assert!(home::news(&mut tx).await.unwrap().iter().all(|news| news.thread_id != Some(sent.thread)), "{other}");
            assert!(matches!(messages::save_draft(&mut tx, To::Thread(sent.thread), None, "x").await, Err(Error::NotFound)), "{other}");
            drop(tx);
            assert!(matches!(house.write(other, To::Thread(sent.thread), "let me in").await, Err(Error::NotFound)), "{other}");
        }
        assert_eq!(house.number("SELECT count(*) FROM message WHERE body = 'let me in'").await, 0);
    }
}

on_both! {
    async fn message_sent_during_an_import_keeps_its_number(house: House) {
        let thread = house.thread("tasha-june").await;
        let draft = |body| Draft::parse(house.clock.mint::<FormId>(), To::Thread(thread), "en", body).unwrap();
        let mut tx = house.reading("tasha-carter").await;
        let first = messages::send(&mut tx, &draft("before the import ends")).await.unwrap();
        // The import waits for the thread's row on PostgreSQL, and for the writer on SQLite.
        tokio::join!(house.import(&DEMO), async {
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            tx.save().await.unwrap();
        });
        let mut tx = house.reading("tasha-carter").await;
        let second = messages::send(&mut tx, &draft("after it")).await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(second.seq, first.seq + 1);
    }
}

on_both! {
    async fn delivered_messages_stay_delivered_when_an_earlier_page_is_read(house: House) {
        let thread = house.thread("tasha-june").await;
        for n in 0..60 {
            house.write("june-bell", To::Thread(thread), &format!("message {n}")).await.unwrap();
        }
        for (after, look) in [(12, false), (0, true)] {
            let mut tx = house.reading("tasha-carter").await;
            messages::newer(&mut tx, thread, after, look, "en").await.unwrap();
            tx.save().await.unwrap();
        }
        let read = "SELECT max(r.read_seq) FROM reader r JOIN person p ON p.id = r.person_id WHERE p.key = 'tasha-carter'";
        let delivered = "SELECT max(r.reached_seq) FROM reader r JOIN person p ON p.id = r.person_id WHERE p.key = 'tasha-carter'";
        assert_eq!(house.number(read).await, 50);
        assert!(house.number(delivered).await > 55);
    }
}

on_both! {
    async fn the_same_form_is_one_message(house: House) {
        let to = To::Person(house.person("rosa-jimenez").await);
        let form = house.clock.mint::<FormId>();
        let draft = |body| Draft::parse(form, to, "es", body).unwrap();
        let mut tx = house.reading("maria-luna").await;
        let first = messages::send(&mut tx, &draft("Hola Rosa")).await.unwrap();
        let again = messages::send(&mut tx, &draft("Hola Rosa")).await.unwrap();
        assert_eq!(first, again);
        assert!(matches!(messages::send(&mut tx, &draft("other words")).await, Err(Error::Conflict)));
        tx.save().await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM message WHERE body = 'Hola Rosa'").await, 1);
        // Form ids are unique per author: the same id of another author is no conflict.
        let mut tx = house.reading("tasha-carter").await;
        let theirs = Draft::parse(form, To::Thread(house.thread("tasha-june").await), "en", "hello").unwrap();
        messages::send(&mut tx, &theirs).await.unwrap();
    }
}

on_both! {
    async fn fifty_at_once_with_one_form_are_one_message(house: House) {
        let thread = house.thread("tasha-june").await;
        let draft = Draft::parse(house.clock.mint::<FormId>(), To::Thread(thread), "en", "only once").unwrap();
        let actor = house.actor("tasha-carter").await;
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let (db, actor, draft) = (house.db.clone(), actor.clone(), draft.clone());
            tasks.spawn(async move {
                loop {
                    let Ok(mut tx) = db.acting_as(&actor, store::Intent::Write).await else { continue };
                    match messages::send(&mut tx, &draft).await {
                        Ok(sent) => { tx.save().await.unwrap(); return sent }
                        Err(Error::Raced) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            });
        }
        let all = tasks.join_all().await;
        assert!(all.iter().all(|sent| *sent == all[0]));
        assert_eq!(house.number("SELECT count(*) FROM message WHERE body = 'only once'").await, 1);
    }
}

on_both! {
    async fn one_parent_is_not_offered_the_other_nor_her_partner(house: House) {
        let mut tx = house.reading("marcus-reed").await;
        let names: Vec<String> = messages::people(&mut tx).await.unwrap().into_iter().map(|p| p.name).collect();
        assert_eq!(names, ["Ben Ortiz", "Pat Nguyen", "Lena Bird"]);
        drop(tx);
        for other in ["tasha-carter", "june-bell", "maria-luna"] {
            let to = To::Person(house.person(other).await);
            assert!(matches!(house.write("marcus-reed", to, "hello").await, Err(Error::NotFound)), "{other}");
        }
    }
}

on_both! {
    async fn a_partner_taken_off_the_team_loses_the_conversation(house: House) {
        let sent = house.write("maria-luna", To::Person(house.person("rosa-jimenez").await), CANARY).await.unwrap();
        house.run("UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM person WHERE key = 'rosa-jimenez')").await.unwrap();
        let mut tx = house.reading("rosa-jimenez").await;
        assert!(matches!(messages::read(&mut tx, sent.thread, None, "en").await, Err(Error::NotFound)));
        assert!(messages::list(&mut tx).await.unwrap().is_empty());
        assert!(home::news(&mut tx).await.unwrap().is_empty());
        drop(tx);
        assert!(matches!(house.write("rosa-jimenez", To::Thread(sent.thread), "still here").await, Err(Error::NotFound)));
        let frame = house.db.frame(house.person("rosa-jimenez").await, &jiff::tz::TimeZone::UTC).await.unwrap();
        assert_eq!(frame.unread, 0);
    }
}

on_both! {
    async fn a_draft_is_its_writers_alone_and_goes_when_sent(house: House) {
        let thread = house.thread("tasha-june").await;
        let mut tx = house.reading("tasha-carter").await;
        messages::save_draft(&mut tx, To::Thread(thread), None, "half a thou").await.unwrap();
        messages::save_draft(&mut tx, To::Thread(thread), None, "half a thought").await.unwrap();
        tx.save().await.unwrap();
        let mut june = house.reading("june-bell").await;
        assert_eq!(messages::read(&mut june, thread, None, "en").await.unwrap().draft, None);
        drop(june);
        let mut tx = house.reading("tasha-carter").await;
        assert_eq!(messages::read(&mut tx, thread, None, "en").await.unwrap().draft.as_deref(), Some("half a thought"), "en");
        drop(tx);
        house.write("tasha-carter", To::Thread(thread), "a whole thought").await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM draft").await, 0);
    }
}

on_both! {
    async fn a_long_thread_comes_in_pages_of_fifty(house: House) {
        let thread = house.thread("tasha-june").await;
        for n in 0..60 {
            house.write("tasha-carter", To::Thread(thread), &format!("message {n}")).await.unwrap();
        }
        let mut tx = house.reading("june-bell").await;
        let newest = messages::read(&mut tx, thread, None, "en").await.unwrap();
        assert_eq!((newest.messages.len(), newest.older), (50, true));
        let first = newest.messages[0].seq;
        let rest = messages::read(&mut tx, thread, Some(first), "en").await.unwrap();
        assert_eq!((rest.messages.len(), rest.older), (11, false));
        assert!(newest.messages.windows(2).all(|pair| pair[0].seq + 1 == pair[1].seq));
    }
}

on_both! {
    async fn what_is_newer_is_for_readers_alone_and_counts_as_read(house: House) {
        let thread = house.thread("tasha-june").await;
        let mut tx = house.reading("june-bell").await;
        let (before, _) = messages::last_seq(&mut tx, thread).await.unwrap();
        assert!(messages::newer(&mut tx, thread, before, true, "en").await.unwrap().0.is_empty());
        drop(tx);
        house.write("tasha-carter", To::Thread(thread), "canary-live").await.unwrap();
        let mut tx = house.reading("june-bell").await;
        assert_eq!(messages::newer(&mut tx, thread, before, false, "en").await.unwrap().0.len(), 1);
        assert!(home::news(&mut tx).await.unwrap().iter().any(|news| news.thread_id == Some(thread)), "a phone in a pocket has read nothing");
        let (fresh, ..) = messages::newer(&mut tx, thread, before, true, "en").await.unwrap();
        assert_eq!((fresh.len(), fresh[0].seq, fresh[0].body.as_str()), (1, before + 1, "canary-live"));
        tx.save().await.unwrap();
        let mut tx = house.reading("june-bell").await;
        assert!(home::news(&mut tx).await.unwrap().iter().all(|news| news.thread_id != Some(thread)));
        drop(tx);
        for other in ["marcus-reed", "ben-ortiz", "pat-nguyen", "maria-luna", "alma-brooks"] {
            let mut tx = house.reading(other).await;
            assert!(matches!(messages::newer(&mut tx, thread, 0, true, "en").await, Err(Error::NotFound)), "{other}");
            assert!(matches!(messages::last_seq(&mut tx, thread).await, Err(Error::NotFound)), "{other}");
        }
    }
}

on_both! {
    async fn draft_that_comes_after_its_message_is_not_kept(house: House) {
        let thread = house.thread("tasha-june").await;
        let (form, next): (FormId, FormId) = (house.clock.mint(), house.clock.mint());
        let mut tx = house.reading("tasha-carter").await;
        messages::save_draft(&mut tx, To::Thread(thread), Some(form), "on its wa").await.unwrap();
        messages::send(&mut tx, &Draft::parse(form, To::Thread(thread), "en", "on its way").unwrap()).await.unwrap();
        // The draft timer fires after the send, or a slow connection delivers an earlier draft
        // late.
        messages::save_draft(&mut tx, To::Thread(thread), Some(form), "on its way").await.unwrap();
        assert_eq!(messages::read(&mut tx, thread, None, "en").await.unwrap().draft, None);
        messages::save_draft(&mut tx, To::Thread(thread), Some(next), "the next words").await.unwrap();
        assert_eq!(messages::read(&mut tx, thread, None, "en").await.unwrap().draft.as_deref(), Some("the next words"));
        tx.save().await.unwrap();
        // A race: the draft was saved by a transaction that did not yet see the sent message.
        house.run("UPDATE draft SET form_id = (SELECT form_id FROM message WHERE body = 'on its way')").await.unwrap();
        assert_eq!(messages::read(&mut house.reading("tasha-carter").await, thread, None, "en").await.unwrap().draft, None);
        house.run("UPDATE draft SET about = (SELECT id FROM person WHERE key = 'nora-price')").await.unwrap();
        let nora = house.person("nora-price").await;
        assert_eq!(messages::draft(&mut house.reading("tasha-carter").await, nora).await.unwrap(), None);
        house.run("UPDATE draft SET form_id = NULL").await.unwrap();
        assert_eq!(messages::draft(&mut house.reading("tasha-carter").await, nora).await.unwrap().as_deref(), Some("the next words"));
    }
}

on_both! {
    async fn form_used_for_other_files_is_a_conflict(house: House) {
        let thread = house.thread("tasha-june").await;
        let photo = |hash: &str| Kept { kind: FileKind::Picture, mime: "image/jpeg".into(), size: 9, sides: Some((8, 8)), hash: Some(hash.into()) };
        let draft = |form, body: &str, files: Vec<Kept>| Draft { files, ..Draft::with(form, To::Thread(thread), "en", body, true).unwrap() };
        let (first, second): (FormId, FormId) = (house.clock.mint(), house.clock.mint());
        let mut tx = house.reading("tasha-carter").await;
        let sent = messages::send(&mut tx, &draft(first, "", vec![photo("aa")])).await.unwrap();
        assert_eq!(messages::send(&mut tx, &draft(first, "", vec![photo("aa")])).await.unwrap(), sent, "the same form is the same message");
        for other in [vec![photo("bb")], vec![photo("aa"), photo("bb")], vec![Kept { size: 10, ..photo("aa") }]] {
            assert!(matches!(messages::send(&mut tx, &draft(first, "", other)).await, Err(Error::Conflict)));
        }
        // The text was sent without the photo first; the photo then arrives under the same form id.
        let words = messages::send(&mut tx, &draft(second, "look", vec![])).await.unwrap();
        assert!(matches!(messages::send(&mut tx, &draft(second, "look", vec![photo("aa")])).await, Err(Error::Conflict)));
        assert_eq!(messages::send(&mut tx, &draft(second, "look", vec![])).await.unwrap(), words);
        // A message from before attachment hashes were stored, and a form resubmitted from an error
        // page, which cannot carry files.
        assert_eq!(messages::send(&mut tx, &draft(first, "", vec![Kept { hash: None, ..photo("aa") }])).await.unwrap(), sent);
        assert_eq!(messages::send(&mut tx, &draft(first, "", vec![])).await.unwrap(), sent);
    }
}

on_both! {
    async fn reading_writes_nothing_and_leaves_its_mark(house: House) {
        let thread = house.thread("tasha-june").await;
        house.write("june-bell", To::Thread(thread), "are you there?").await.unwrap();
        let actor = house.actor("tasha-carter").await;
        let unread = async || house.db.frame(actor.person, &actor.zone).await.unwrap().unread;
        let before = unread().await;
        let mut tx = house.db.acting_as(&actor, Intent::Read).await.unwrap();
        messages::read(&mut tx, thread, None, "en").await.unwrap();
        let mark = tx.take_mark().expect("something new was read");
        tx.save().await.unwrap();
        assert_eq!(unread().await, before);
        let mut tx = house.db.acting_as(&actor, Intent::Write).await.unwrap();
        messages::mark(&mut tx, mark).await.unwrap();
        tx.save().await.unwrap();
        assert!(unread().await < before);
        let mut tx = house.db.acting_as(&actor, Intent::Read).await.unwrap();
        messages::newer(&mut tx, thread, 0, true, "en").await.unwrap();
        assert!(tx.take_mark().is_none(), "read before");
    }
}
