//! Group threads: who may be put together, who is notified, and what stays hidden.
#![allow(clippy::unwrap_used)]

use crate::support::{House, on_both};
use model::id::{PersonId, ThreadId};
use model::messages::{MessageKind, ThreadKind, To};
use sqlx::{Connection, PgConnection};
use store::messages::{self, Gathering, away, gather, interpret, readers};
use store::{Error, home};

async fn ids(house: &House, keys: &[&str]) -> Vec<PersonId> {
    let mut ids = Vec::new();
    for key in keys {
        ids.push(house.person(key).await);
    }
    ids
}

async fn begin(house: &House, by: &str, kind: ThreadKind, keys: &[&str]) -> Result<ThreadId, Error> {
    let new = Gathering { form: house.clock.mint(), family: house.family("carter").await, kind, people: ids(house, keys).await };
    let mut tx = house.reading(by).await;
    let thread = gather(&mut tx, &new).await?;
    assert_eq!(gather(&mut tx, &new).await?, thread, "the same form is the same conversation");
    tx.save().await?;
    Ok(thread)
}

async fn kinds(house: &House, key: &str, thread: ThreadId) -> Vec<MessageKind> {
    let mut tx = house.reading(key).await;
    let kinds = messages::read(&mut tx, thread, None, "en").await.unwrap().messages.iter().map(|m| m.kind).collect();
    tx.save().await.unwrap();
    kinds
}

on_both! {
    async fn a_team_reads_together_and_sees_who_comes_and_goes(house: House) {
        let thread = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "nora-price"]).await.unwrap();
        house.write("tasha-carter", To::Thread(thread), "before Lena").await.unwrap();
        let lena = house.person("lena-bird").await;
        // Only the worker may add participants.
        let mut tx = house.reading("nora-price").await;
        assert!(matches!(readers::add(&mut tx, thread, lena).await, Err(Error::NotFound)));
        drop(tx);
        let mut tx = house.reading("ben-ortiz").await;
        readers::add(&mut tx, thread, lena).await.unwrap();
        tx.save().await.unwrap();
        // A new participant reads from the point of joining; everyone sees the system message.
        assert_eq!(kinds(&house, "lena-bird", thread).await, [MessageKind::Joined]);
        assert_eq!(kinds(&house, "tasha-carter", thread).await, [MessageKind::Began, MessageKind::Words, MessageKind::Joined]);
        let mut tx = house.reading("nora-price").await;
        let nora = house.person("nora-price").await;
        readers::remove(&mut tx, thread, nora).await.unwrap();
        tx.save().await.unwrap();
        house.write("tasha-carter", To::Thread(thread), "after Nora").await.unwrap();
        let mut tx = house.reading("nora-price").await;
        assert!(matches!(messages::read(&mut tx, thread, None, "en").await, Err(Error::NotFound)));
        assert!(home::news(&mut tx).await.unwrap().iter().all(|news| news.thread_id != Some(thread)));
        assert!(messages::list(&mut tx).await.unwrap().iter().all(|line| line.thread_id != thread));
        drop(tx);
        assert_eq!(kinds(&house, "tasha-carter", thread).await.last(), Some(&MessageKind::Words));
        let told = kinds(&house, "ben-ortiz", thread).await;
        assert_eq!(told[3], MessageKind::Left);
        // A participant who is added again does not read what was sent meanwhile.
        let mut tx = house.reading("ben-ortiz").await;
        readers::add(&mut tx, thread, nora).await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(kinds(&house, "nora-price", thread).await, [MessageKind::Joined]);
    }
}

on_both! {
    async fn company_is_kept_apart_where_it_must_be(house: House) {
        // Marcus may not add Tasha or her parent partner; Ben may not add June to a thread with
        // Marcus.
        for (by, keys, wanted) in [
            ("marcus-reed", ["tasha-carter", "ben-ortiz"], None),
            ("marcus-reed", ["june-bell", "ben-ortiz"], None),
            ("tasha-carter", ["marcus-reed", "ben-ortiz"], None),
            ("ben-ortiz", ["june-bell", "marcus-reed"], Some("messages-mentor-apart")),
            ("ben-ortiz", ["maria-luna", "tasha-carter"], None),
        ] {
            let refused = begin(&house, by, ThreadKind::Team, &keys).await.unwrap_err();
            match wanted {
                None => assert!(matches!(refused, Error::NotFound), "{by} {keys:?} {refused:?}"),
                Some(code) => assert!(matches!(refused, Error::Invalid(found) if found == code), "{by} {keys:?} {refused:?}"),
            }
        }
        begin(&house, "tasha-carter", ThreadKind::Team, &["june-bell", "ben-ortiz"]).await.unwrap();
        assert!(matches!(begin(&house, "tasha-carter", ThreadKind::Family, &["june-bell", "ben-ortiz"]).await, Err(Error::NotFound)));
        assert!(matches!(begin(&house, "ben-ortiz", ThreadKind::Family, &["tasha-carter", "nora-price"]).await, Err(Error::Invalid("messages-family-only"))));
        assert!(matches!(begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter"]).await, Err(Error::Invalid("messages-choose-two"))));
    }
}

on_both! {
    async fn a_family_conversation_is_not_its_workers(house: House) {
        let thread = begin(&house, "ben-ortiz", ThreadKind::Family, &["tasha-carter", "marcus-reed"]).await.unwrap();
        let mut tx = house.reading("ben-ortiz").await;
        assert!(matches!(messages::read(&mut tx, thread, None, "en").await, Err(Error::NotFound)));
        assert!(matches!(readers::of(&mut tx, thread).await, Err(Error::NotFound)));
        let ben = house.person("ben-ortiz").await;
        assert!(matches!(readers::add(&mut tx, thread, ben).await, Err(Error::NotFound)));
        drop(tx);
        assert!(matches!(house.write("ben-ortiz", To::Thread(thread), "let me in").await, Err(Error::NotFound)));
        house.write("marcus-reed", To::Thread(thread), "hello").await.unwrap();
        assert_eq!(kinds(&house, "tasha-carter", thread).await, [MessageKind::Began, MessageKind::Words]);
    }
}

on_both! {
    async fn what_was_read_is_shown_only_by_those_who_show_it(house: House) {
        let thread = house.thread("tasha-june").await;
        house.write("tasha-carter", To::Thread(thread), "did you see this?").await.unwrap();
        let receipt = async |key: &str| {
            let mut tx = house.reading(key).await;
            let (_, _, receipt) = messages::newer(&mut tx, thread, 0, true, "en").await.unwrap();
            tx.save().await.unwrap();
            receipt
        };
        assert_eq!(receipt("tasha-carter").await.unwrap().reached, 0);
        let mut tx = house.reading("june-bell").await;
        messages::newer(&mut tx, thread, 0, false, "en").await.unwrap();
        tx.save().await.unwrap();
        let reached = receipt("tasha-carter").await.unwrap();
        assert_eq!((reached.reached, reached.read.len()), (1, 0), "on her screen, not looked at");
        kinds(&house, "june-bell", thread).await;
        assert_eq!(receipt("tasha-carter").await.unwrap().read, ["June Bell"]);
        // Either participant turns read receipts off for both.
        for (who, show) in [("june-bell", false), ("june-bell", true), ("tasha-carter", false)] {
            let mut tx = house.reading(who).await;
            readers::receipts(&mut tx, thread, show).await.unwrap();
            tx.save().await.unwrap();
            assert_eq!(receipt("tasha-carter").await.is_some(), show, "{who} {show}");
        }
    }
}

on_both! {
    async fn two_parents_see_nothing_of_each_other_until_both_say_yes(house: House) {
        let thread = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "marcus-reed"]).await.unwrap();
        house.write("marcus-reed", To::Thread(thread), "hello all").await.unwrap();
        for who in ["tasha-carter", "ben-ortiz"] {
            kinds(&house, who, thread).await;
        }
        let receipt = async |key: &str| {
            let mut tx = house.reading(key).await;
            messages::newer(&mut tx, thread, 0, false, "en").await.unwrap().2
        };
        assert_eq!(receipt("marcus-reed").await, None);
        for (who, seen) in [("marcus-reed", false), ("tasha-carter", true)] {
            let mut tx = house.reading(who).await;
            readers::receipts(&mut tx, thread, true).await.unwrap();
            tx.save().await.unwrap();
            assert_eq!(receipt("marcus-reed").await.is_some_and(|r| r.read.contains(&"Tasha Carter".to_owned())), seen, "{who}");
        }
    }
}

on_both! {
    async fn a_worker_who_leaves_is_announced_and_nobody_is_left_without_a_next_step(house: House) {
        let several = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "nora-price"]).await.unwrap();
        let pair = house.thread("marcus-ben").await;
        house.run("UPDATE membership SET until = '2026-11-23' WHERE person_id = (SELECT id FROM person WHERE key = 'ben-ortiz')").await.unwrap();
        house.run("INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT f.id, f.id, p.id, 'worker', '2026-11-23', TRUE FROM family f, person p WHERE f.key = 'carter' AND p.key = 'grace-hall'").await.unwrap();
        assert_eq!(messages::settle::settle(&house.db).await.unwrap(), 2);
        assert_eq!(messages::settle::settle(&house.db).await.unwrap(), 0, "once");
        let mut tx = house.reading("marcus-reed").await;
        let thread = messages::read(&mut tx, pair, None, "en").await.unwrap();
        assert!(thread.others.is_empty() && thread.gone[0].name == "Ben Ortiz");
        assert_eq!(thread.messages.iter().rev().take(2).map(|m| m.kind).collect::<Vec<_>>(), [MessageKind::Handover, MessageKind::Left]);
        assert_eq!(thread.messages.last().unwrap().about.as_deref(), Some("Grace Hall"));
        assert!(messages::people(&mut tx).await.unwrap().iter().any(|p| p.name == "Grace Hall"));
        tx.save().await.unwrap();
        assert!(matches!(house.write("marcus-reed", To::Thread(pair), "to nobody").await, Err(Error::NotFound)));
        // The new worker gets no access to the thread of two, and joins the team's thread from here
        // on.
        let mut tx = house.reading("grace-hall").await;
        assert!(matches!(messages::read(&mut tx, pair, None, "en").await, Err(Error::NotFound)));
        drop(tx);
        assert_eq!(kinds(&house, "grace-hall", several).await, [MessageKind::Handover]);
        house.write("grace-hall", To::Thread(several), "hello, I am new").await.unwrap();
    }
}

on_both! {
    async fn who_is_away_says_who_stands_in(house: House) {
        let pat = house.person("pat-nguyen").await;
        let day = |day: &str| day.parse::<jiff::civil::Date>().unwrap();
        let mut tx = house.reading("ben-ortiz").await;
        away::say(&mut tx, Some(&away::Away { starts: day("2026-11-20"), ends: day("2026-11-30"), cover: Some(pat) })).await.unwrap();
        assert!(matches!(away::say(&mut tx, Some(&away::Away { starts: day("2026-11-20"), ends: day("2026-11-30"), cover: Some(house.person("maria-luna").await) })).await, Err(Error::NotFound)));
        drop(tx);
        let mut tx = house.reading("ben-ortiz").await;
        away::say(&mut tx, Some(&away::Away { starts: day("2026-11-20"), ends: day("2026-11-30"), cover: Some(pat) })).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("marcus-reed").await;
        let thread = messages::read(&mut tx, house.thread("marcus-ben").await, None, "en").await.unwrap();
        assert_eq!(thread.others[0].away_until, Some(day("2026-11-30")));
        assert_eq!(thread.others[0].cover, Some(pat));
    }
}

/// Adds a second family with Tasha Carter and June Bell, her parent partner, and ends every
/// membership of the Carter family today.
async fn only_the_second_family_goes_on(house: &House) {
    for sql in [
        "INSERT INTO family (id, agency_id, key, name, stage, in_home)
            SELECT p.id, f.agency_id, 'second', 'Second', f.stage, f.in_home FROM family f, person p WHERE f.key = 'carter' AND p.key = 'tasha-carter'",
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT p.id, f.id, p.id, 'parent', '2026-11-01', FALSE FROM family f, person p WHERE f.key = 'second' AND p.key = 'tasha-carter'",
        "INSERT INTO membership (id, family_id, person_id, role, since, coordinator, walks_with)
            SELECT p.id, f.id, p.id, 'mentor', '2026-11-01', FALSE, t.id FROM family f, person p, person t
            WHERE f.key = 'second' AND p.key = 'june-bell' AND t.key = 'tasha-carter'",
        "UPDATE membership SET until = '2026-11-23' WHERE family_id = (SELECT id FROM family WHERE key = 'carter')",
    ] {
        house.run(sql).await.unwrap();
    }
}

on_both! {
    async fn mentor_writes_to_parent_although_thread_of_ended_family_exists(house: House) {
        let (old, tasha) = (house.thread("tasha-june").await, house.person("tasha-carter").await);
        only_the_second_family_goes_on(&house).await;
        // Before the background task has closed the threads of the ended team, and after it.
        let sent = house.write("june-bell", To::Person(tasha), "Hello in the second family").await.unwrap();
        assert_ne!(sent.thread, old);
        messages::settle::settle(&house.db).await.unwrap();
        let again = house.write("june-bell", To::Person(tasha), "And again").await.unwrap();
        assert_eq!((again.thread, again.seq), (sent.thread, sent.seq + 1), "two people have one conversation in a family");
        assert!(matches!(house.write("june-bell", To::Thread(old), "to the old one").await, Err(Error::NotFound)));
        let mut tx = house.reading("tasha-carter").await;
        assert_eq!(messages::read(&mut tx, sent.thread, None, "en").await.unwrap().messages.len(), 2);
    }
}

on_both! {
    async fn mentor_writes_to_parent_after_conversations_of_ended_family_closed(house: House) {
        let (old, tasha) = (house.thread("tasha-june").await, house.person("tasha-carter").await);
        only_the_second_family_goes_on(&house).await;
        messages::settle::settle(&house.db).await.unwrap();
        let sent = house.write("june-bell", To::Person(tasha), "Hello").await.unwrap();
        assert_ne!(sent.thread, old);
    }
}

on_both! {
    async fn claim_of_interpreter_who_leaves_team_is_released(house: House) {
        let sent = house.write("dana-fox", To::Thread(house.thread("maria-dana").await), "The hearing is on Friday").await.unwrap();
        let mut tx = house.reading("maria-luna").await;
        interpret::ask(&mut tx, sent.thread, sent.seq, "es", 0).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("elena-ruiz").await;
        let id = interpret::queue(&mut tx).await.unwrap()[0].id;
        assert!(matches!(interpret::read(&mut tx, id).await, Err(Error::NotFound)), "nothing is read before it is claimed");
        interpret::claim(&mut tx, id).await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(messages::settle::settle(&house.db).await.unwrap(), 0, "whoever is on the team keeps it");
        house.run("UPDATE membership SET until = '2026-11-23' WHERE role = 'interpreter'").await.unwrap();
        assert_eq!(messages::settle::settle(&house.db).await.unwrap(), 1);
        assert_eq!(house.number("SELECT count(*) FROM interpretation WHERE taken_by IS NULL AND done_at IS NULL").await, 1);
        // The next interpreter can claim it, and the person who asked sees that it is still
        // pending.
        house.run("UPDATE membership SET until = NULL WHERE role = 'interpreter'").await.unwrap();
        let mut tx = house.reading("elena-ruiz").await;
        interpret::claim(&mut tx, id).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("maria-luna").await;
        let thread = messages::read(&mut tx, sent.thread, None, "es").await.unwrap();
        assert!(thread.messages.last().unwrap().asked);
    }
}

on_both! {
    async fn who_left_before_one_came_is_not_known_by_name(house: House) {
        let thread = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "june-bell"]).await.unwrap();
        let (june, marcus, tasha, ben) = (house.person("june-bell").await, house.person("marcus-reed").await, house.person("tasha-carter").await, house.person("ben-ortiz").await);
        let remove = async |who: &str, person: PersonId| {
            let mut tx = house.reading(who).await;
            readers::remove(&mut tx, thread, person).await.unwrap();
            tx.save().await.unwrap();
        };
        let names = async |who: &str| {
            let mut tx = house.reading(who).await;
            readers::of(&mut tx, thread).await.unwrap().readers.into_iter().map(|reader| reader.name).collect::<Vec<_>>()
        };
        remove("june-bell", june).await;
        let mut tx = house.reading("ben-ortiz").await;
        readers::add(&mut tx, thread, marcus).await.unwrap();
        tx.save().await.unwrap();
        assert!(names("tasha-carter").await.contains(&"June Bell".to_owned()), "she read with her");
        assert!(!names("marcus-reed").await.contains(&"June Bell".to_owned()));
        remove("ben-ortiz", tasha).await;
        remove("ben-ortiz", ben).await;
        let mut tx = house.reading("marcus-reed").await;
        let read = messages::read(&mut tx, thread, None, "en").await.unwrap();
        let gone: Vec<_> = read.gone.iter().map(|other| other.name.as_str()).collect();
        assert!(read.others.is_empty() && gone.contains(&"Tasha Carter") && !gone.contains(&"June Bell"), "{gone:?}");
        assert!(messages::list(&mut tx).await.unwrap().iter().all(|line| line.name.as_deref() != Some("June Bell")));
        drop(tx);
        // Row-level security alone hides her as well.
        let Some(portal) = house.portal.as_deref() else { continue };
        let mut connection = PgConnection::connect(portal).await.unwrap();
        sqlx::query("SELECT set_config('role', 'alongside_app', false), set_config('alongside.person', $1, false), set_config('alongside.today', '2026-11-23', false)")
            .bind(marcus.to_string()).execute(&mut connection).await.unwrap();
        for june in ["reader WHERE person_id = ", "person WHERE id = ", "membership WHERE person_id = "].map(|of| format!("SELECT count(*) FROM {of}'{june}'")) {
            assert_eq!(sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(june.clone())).fetch_one(&mut connection).await.unwrap(), 0, "{june}");
        }
    }
}

on_both! {
    async fn conversation_stays_in_the_list_when_all_others_left_before(house: House) {
        // Nora joins after Tasha and June have left. Then Ben leaves, and the system messages about
        // it have been deleted.
        let thread = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "june-bell"]).await.unwrap();
        house.run("DELETE FROM outbox").await.unwrap();
        house.run("UPDATE reader SET left_at = '2026-11-23T18:00:00Z' WHERE thread_id IN (SELECT thread_id FROM message WHERE kind = 'began')").await.unwrap();
        house.run("INSERT INTO reader (thread_id, person_id, from_seq, read_seq) SELECT x.thread_id, p.id, 2, 1 FROM message x, person p WHERE x.kind = 'began' AND p.key = 'nora-price'").await.unwrap();
        let mut tx = house.reading("nora-price").await;
        let lines = messages::list(&mut tx).await.unwrap();
        assert!(matches!(lines.iter().filter(|line| line.thread_id == thread).collect::<Vec<_>>().as_slice(), [line] if line.name.is_none()));
    }
}

on_both! {
    async fn worker_puts_somebody_back_who_left_before_the_worker_came(house: House) {
        let thread = begin(&house, "ben-ortiz", ThreadKind::Team, &["tasha-carter", "nora-price"]).await.unwrap();
        house.run("INSERT INTO membership (id, family_id, person_id, role, since, coordinator)
            SELECT f.id, f.id, p.id, 'worker', '2026-11-01', FALSE FROM family f, person p WHERE f.key = 'carter' AND p.key = 'grace-hall'").await.unwrap();
        let (nora, grace) = (house.person("nora-price").await, house.person("grace-hall").await);
        let mut tx = house.reading("nora-price").await;
        readers::remove(&mut tx, thread, nora).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("ben-ortiz").await;
        readers::add(&mut tx, thread, grace).await.unwrap();
        tx.save().await.unwrap();
        let mut tx = house.reading("grace-hall").await;
        readers::add(&mut tx, thread, nora).await.unwrap();
        tx.save().await.unwrap();
        assert_eq!(kinds(&house, "nora-price", thread).await, [MessageKind::Joined]);
    }
}
