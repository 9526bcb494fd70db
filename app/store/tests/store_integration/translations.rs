//! Requests for a translation of a text: who may answer them, what an interpreter sees, and when a
//! request ends.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::luna_plan::{add_reply, find_luna_item, narrow_to_maria, save_item};
use crate::plan_version::publish_plan;
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use jiff::SignedDuration;
use jiff::civil::date;
use model::id::{InterpretationId, ItemId, TextId};
use model::plan::PlanItemKind;
use store::authored_text::AuthoredText;
use store::messages::{interpretation, participant_sync};
use store::plan::item_revisions::ItemAction;
use store::plan::replies;
use store::translations::{self, RequestState, RequestedText};
use store::{Error, Intent, home};

const ENGLISH: &str = "The seven o'clock bus is full";
pub(crate) const SPANISH: &str = "El autobús de las siete va lleno";

/// `author` replies in English to an item; returns the text of the reply, which everyone who sees
/// the item may read.
pub(crate) async fn reply_in_english(
    database: &TestDatabase,
    author: &str,
    item: ItemId,
) -> TextId {
    let reply = add_reply(database, author, item, ENGLISH).await;
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(author).await;
    let talk = replies::read_reply(&mut tx, luna, reply, "en")
        .await
        .unwrap();
    talk.replies[0].text_id.unwrap()
}

pub(crate) async fn request_in(database: &TestDatabase, who: &str, text: TextId, language: &str) {
    let mut tx = database.begin_as(who).await;
    translations::request_translation(&mut tx, text, language)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// María requests Luis's English reply to a step in Spanish.
pub(crate) async fn maria_requests_reply(database: &TestDatabase) -> TextId {
    let (step, _) = find_luna_item(database, PlanItemKind::Step, "bus pass").await;
    let text = reply_in_english(database, "luis-luna", step).await;
    request_in(database, "maria-luna", text, "es").await;
    text
}

/// What the worker sees waiting.
pub(crate) async fn waiting_texts(database: &TestDatabase) -> Vec<RequestedText> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as("dana-fox").await;
    translations::list_requested_texts(&mut tx, luna)
        .await
        .unwrap()
}

pub(crate) async fn queue_ids(database: &TestDatabase, who: &str) -> Vec<InterpretationId> {
    let mut tx = database.begin_as(who).await;
    translations::load_queue(&mut tx)
        .await
        .unwrap()
        .iter()
        .map(|one| one.id)
        .collect()
}

/// The text as this person reads it in Spanish.
async fn read_in_spanish(database: &TestDatabase, who: &str, text: TextId) -> AuthoredText {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let mut talk = replies::list_replies(&mut tx, luna, None, "es")
        .await
        .unwrap();
    talk.texts.remove(&text).unwrap()
}

pub(crate) async fn claim_as(
    database: &TestDatabase,
    who: &str,
    id: InterpretationId,
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    translations::claim(&mut tx, id).await?;
    tx.commit().await
}

/// Makes Ben Ortiz, who speaks Spanish, a second interpreter of the Luna family.
pub(crate) async fn add_second_interpreter(database: &TestDatabase) {
    database
        .execute_sql(
            "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) SELECT \
            p.id, f.id, p.id, 'interpreter', '2020-01-01', false FROM person p, family f WHERE \
            p.key = 'ben-ortiz' AND f.key = 'luna'",
        )
        .await
        .unwrap();
}

on_each_engine! {
    async fn request_shows_its_days_and_is_answered_by_the_worker(database: TestDatabase) {
        let text = maria_requests_reply(&database).await;
        // The second request changes nothing, on a later day either.
        database.clock.advance(SignedDuration::from_hours(24));
        request_in(&database, "maria-luna", text, "es").await;
        let asked = read_in_spanish(&database, "maria-luna", text).await;
        let days = (asked.tr_asked_on.unwrap().to_jiff(), asked.tr_due.unwrap().to_jiff());
        assert_eq!(days, (date(2026, 11, 23), date(2026, 11, 30)));
        assert!(read_in_spanish(&database, "luis-luna", text).await.tr_asked_on.is_none());
        let waiting = waiting_texts(&database).await;
        assert_eq!(waiting.len(), 1);
        assert_eq!((waiting[0].body.as_str(), waiting[0].into_language.as_str()), (ENGLISH, "es"));
        let luna = database.family_id("luna").await;
        let (id, again) = (waiting[0].id, "Otras palabras");
        for (words, expected) in [(SPANISH, true), (SPANISH, true), (again, false)] {
            let mut tx = database.begin_as("dana-fox").await;
            let saved = translations::translate_requested_text(&mut tx, luna, id, words).await;
            assert_eq!(saved.is_ok(), expected, "{words}: {saved:?}");
            assert!(expected || matches!(saved, Err(Error::Conflict)));
            tx.commit().await.unwrap();
        }
        let answered = read_in_spanish(&database, "maria-luna", text).await;
        assert_eq!(answered.tr_body.as_deref(), Some(SPANISH));
        assert_eq!((answered.tr_by.as_deref(), answered.tr_machine), (Some("Dana Fox"), Some(false)));
        assert!(waiting_texts(&database).await.is_empty());
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty());
        let mut tx = database.begin_as("dana-fox").await;
        let state = translations::read_request(&mut tx, luna, id).await.unwrap();
        assert!(matches!(state, RequestState::Answered(one) if one.translation == SPANISH));
    }
}

on_each_engine! {
    async fn only_those_who_asked_are_told(database: TestDatabase) {
        // The father may read the text too, and has not asked.
        maria_requests_reply(&database).await;
        let luna = database.family_id("luna").await;
        let id = waiting_texts(&database).await[0].id;
        let mut tx = database.begin_as("dana-fox").await;
        translations::translate_requested_text(&mut tx, luna, id, SPANISH)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            database.query_number("SELECT count(*) FROM translation_notification").await,
            1
        );
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM translation_notification o JOIN person p ON p.id = \
                    o.person_id WHERE p.key = 'maria-luna' AND o.state = 'waiting'"
                )
                .await,
            1
        );
        for (who, rows) in [("maria-luna", 1), ("luis-luna", 0)] {
            let mut tx = database.begin_as(who).await;
            let news = home::unread_activity(&mut tx).await.unwrap();
            let told: Vec<_> = news.iter().filter(|one| one.language.is_some()).collect();
            assert_eq!(told.len(), rows, "{who}");
            for one in told {
                assert_eq!(one.language.as_deref(), Some("es"));
                assert!(one.reply_id.is_some() && one.item_id.is_some());
            }
        }
    }
}

on_each_engine! {
    async fn only_the_worker_and_the_interpreter_see_what_waits(database: TestDatabase) {
        maria_requests_reply(&database).await;
        let luna = database.family_id("luna").await;
        let id = waiting_texts(&database).await[0].id;
        for who in [
            "maria-luna", "luis-luna", "pat-nguyen", "rosa-jimenez", "elena-ruiz", "ben-ortiz",
        ] {
            let mut tx = database.begin_as(who).await;
            let listed = translations::list_requested_texts(&mut tx, luna).await;
            assert!(matches!(listed, Err(Error::NotFound)), "{who}");
            let saved = translations::translate_requested_text(&mut tx, luna, id, SPANISH).await;
            assert!(matches!(saved, Err(Error::NotFound)), "{who}");
        }
        for who in ["maria-luna", "dana-fox", "pat-nguyen"] {
            let mut tx = database.begin_as(who).await;
            let queue = translations::load_queue(&mut tx).await;
            assert!(matches!(queue, Err(Error::NotFound)), "{who} is no interpreter");
        }
        // Interpreters of other families.
        for who in ["yusuf-said", "pa-thao"] {
            assert!(queue_ids(&database, who).await.is_empty(), "{who}");
            assert!(claim_as(&database, who, id).await.is_err(), "{who}");
        }
    }
}

on_each_engine! {
    async fn interpreter_reads_the_words_only_between_claim_and_completion(
        database: TestDatabase,
    ) {
        let text = maria_requests_reply(&database).await;
        add_second_interpreter(&database).await;
        let id = queue_ids(&database, "elena-ruiz").await[0];
        let mut tx = database.begin_as("elena-ruiz").await;
        let one = translations::find_pending_text(&mut tx, id).await.unwrap();
        let early = translations::open_claimed_text(&mut tx, &one).await;
        assert!(matches!(early, Err(Error::NotFound)), "not claimed yet");
        drop(tx);
        claim_as(&database, "elena-ruiz", id).await.unwrap();
        claim_as(&database, "elena-ruiz", id).await.unwrap();
        assert!(matches!(claim_as(&database, "ben-ortiz", id).await, Err(Error::NotFound)));
        assert!(queue_ids(&database, "ben-ortiz").await.is_empty());
        assert!(waiting_texts(&database).await[0].is_claimed);

        let mut tx = database.begin_as("elena-ruiz").await;
        let one = translations::find_pending_text(&mut tx, id).await.unwrap();
        let words = translations::open_claimed_text(&mut tx, &one).await.unwrap();
        assert_eq!((words.words.as_str(), words.written_in.as_str()), (ENGLISH, "en"));
        tx.commit().await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM access_log WHERE what = 'text'")
                .await,
            1
        );

        let other = database.begin_as("ben-ortiz").await;
        let stolen = translations::complete_request(other, id, "No").await;
        assert!(matches!(stolen, Err(Error::NotFound)));
        let tx = database.begin_as("elena-ruiz").await;
        translations::complete_request(tx, id, SPANISH).await.unwrap();
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty());
        let tx = database.begin_as("elena-ruiz").await;
        let again = translations::complete_request(tx, id, SPANISH).await;
        assert!(matches!(again, Err(Error::NotFound)));
        // The form that is sent again is known by its author and its words.
        for (who, words, expected) in [
            ("elena-ruiz", SPANISH, true),
            ("elena-ruiz", "Otras palabras", false),
            ("ben-ortiz", SPANISH, false),
        ] {
            let mut tx = database.begin_as(who).await;
            let known = interpretation::is_completed_with(&mut tx, id, words).await;
            assert_eq!(known.unwrap(), expected, "{who}: {words}");
        }
        let read = read_in_spanish(&database, "maria-luna", text).await;
        assert_eq!(read.tr_by.as_deref(), Some("Elena Ruiz"));
    }
}

on_each_engine! {
    async fn released_text_is_back_in_the_queue(database: TestDatabase) {
        maria_requests_reply(&database).await;
        add_second_interpreter(&database).await;
        let id = queue_ids(&database, "elena-ruiz").await[0];
        claim_as(&database, "elena-ruiz", id).await.unwrap();
        let mut tx = database.begin_as("ben-ortiz").await;
        let theirs = translations::release_claim(&mut tx, id).await;
        assert!(matches!(theirs, Err(Error::NotFound)));
        drop(tx);
        let mut tx = database.begin_as("elena-ruiz").await;
        translations::release_claim(&mut tx, id).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(queue_ids(&database, "ben-ortiz").await, [id]);
    }
}

on_each_engine! {
    async fn interpreter_who_leaves_the_team_reads_nothing_and_loses_the_claim(
        database: TestDatabase,
    ) {
        maria_requests_reply(&database).await;
        let id = queue_ids(&database, "elena-ruiz").await[0];
        claim_as(&database, "elena-ruiz", id).await.unwrap();
        // Loaded before the membership ends: a page that was open then sends its form with this
        // actor.
        let stale = database.load_actor("elena-ruiz").await;
        database
            .execute_sql("UPDATE membership SET until = '2026-11-23' WHERE role = 'interpreter'")
            .await
            .unwrap();
        let mut tx = database.db.acting_as(&stale, Intent::Write).await.unwrap();
        assert!(translations::load_queue(&mut tx).await.unwrap().is_empty());
        let late = translations::complete_request(tx, id, SPANISH).await;
        assert!(matches!(late, Err(Error::NotFound)));
        assert_eq!(participant_sync::sync_with_membership(&database.db).await.unwrap(), 1);
        assert!(!waiting_texts(&database).await[0].is_claimed);
    }
}

on_each_engine! {
    async fn interpreter_is_offered_their_languages_and_families_in_no_other_role(
        database: TestDatabase,
    ) {
        let (step, _) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        let text = reply_in_english(&database, "luis-luna", step).await;
        request_in(&database, "maria-luna", text, "ar").await;
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty(), "she knows no Arabic");
        request_in(&database, "maria-luna", text, "es").await;
        assert_eq!(queue_ids(&database, "elena-ruiz").await.len(), 1);
        database
            .execute_sql(
                "INSERT INTO membership (id, family_id, person_id, role, since, coordinator) \
                SELECT p.id, f.id, p.id, 'caregiver', '2020-01-01', false FROM person p, family f \
                WHERE p.key = 'elena-ruiz' AND f.key = 'luna'",
            )
            .await
            .unwrap();
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty(), "she is not neutral");
    }
}

on_each_engine! {
    async fn request_ends_when_the_person_who_asked_may_not_read_the_text(database: TestDatabase) {
        let (goal, _) =
            find_luna_item(&database, PlanItemKind::AgencyGoal, "Nobody has to choose").await;
        let (step, _) = find_luna_item(&database, PlanItemKind::Step, "bus pass").await;
        let text = reply_in_english(&database, "maria-luna", step).await;
        request_in(&database, "luis-luna", text, "es").await;
        let id = queue_ids(&database, "elena-ruiz").await[0];
        claim_as(&database, "elena-ruiz", id).await.unwrap();
        // The step is part of the goal, which Luis does not see any more.
        narrow_to_maria(&database, goal).await;
        assert!(waiting_texts(&database).await.is_empty());
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty());
        let tx = database.begin_as("elena-ruiz").await;
        let late = translations::complete_request(tx, id, SPANISH).await;
        assert!(matches!(late, Err(Error::NotFound)));
        // María may still read it, and her request opens it again.
        request_in(&database, "maria-luna", text, "es").await;
        assert_eq!(waiting_texts(&database).await.len(), 1);
        assert_eq!(queue_ids(&database, "elena-ruiz").await, [id]);
    }
}

on_each_engine! {
    async fn request_ends_when_its_item_is_out_of_the_plan(database: TestDatabase) {
        let (item, _) = find_luna_item(&database, PlanItemKind::Strength, "Grandma Elena").await;
        let text = reply_in_english(&database, "luis-luna", item).await;
        request_in(&database, "maria-luna", text, "es").await;
        save_item(&database, item, ItemAction::Remove, |_| ()).await;
        // The family still reads the item in the published version.
        assert_eq!(waiting_texts(&database).await.len(), 1);
        assert_eq!(queue_ids(&database, "elena-ruiz").await.len(), 1);
        publish_plan(&database, "dana-fox", "luna", 3, "She moved away")
            .await
            .unwrap();
        assert!(waiting_texts(&database).await.is_empty());
        assert!(queue_ids(&database, "elena-ruiz").await.is_empty());
    }
}

/// On PostgreSQL row-level security repeats the rules: a stolen login that acts as an interpreter
/// reads no text but the claimed one, and no one writes a translation past the function.
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn row_security_keeps_texts_from_interpreters_and_translations_from_everyone_else() {
    let database = demo_postgres().await;
    maria_requests_reply(&database).await;
    let mut elena = Attacker::new(&database, "elena-ruiz").await;
    let words = "text WHERE body LIKE 'The seven%'";
    assert_eq!(elena.count_rows(words).await, 0);
    assert_eq!(elena.count_rows("translation_request").await, 0);
    assert_eq!(elena.count_rows("text_interpretation").await, 1);
    let claimed = "alongside_claimed_text((SELECT id FROM text_interpretation))";
    assert_eq!(elena.count_rows(claimed).await, 0, "not claimed yet");
    let translate = "SELECT alongside_add_translation(w.id, 'forged', now(), 0, 0) FROM \
        text_interpretation w";
    assert_eq!(elena.call_function::<bool>(translate).await, Some(false));
    let mut maria = Attacker::new(&database, "maria-luna").await;
    assert_eq!(maria.call_function::<bool>(translate).await, Some(false));
    let forged = "INSERT INTO translation (text_id, language, body, made_by, machine, created_at) \
        SELECT text_id, language, 'forged', 'Elena Ruiz', false, now() FROM translation_request";
    let claim = "UPDATE text_interpretation SET claimed_by = alongside_person()";
    assert_eq!(maria.count_affected_rows(forged).await, 0);
    assert_eq!(maria.count_affected_rows(claim).await, 0);
    assert_eq!(elena.count_affected_rows(claim).await, 1);
    assert_eq!(elena.count_rows(claimed).await, 1);
    assert_eq!(
        elena.count_rows(words).await,
        0,
        "through the function only"
    );
    assert_eq!(elena.call_function::<bool>(translate).await, Some(true));
    assert_eq!(elena.count_rows(claimed).await, 0, "absent once it is done");
    let known = "SELECT bool_or(alongside_has_interpreted(w.id, 'forged')) FROM \
        text_interpretation w";
    assert_eq!(
        maria.call_function::<bool>(known).await,
        Some(false),
        "only who wrote it"
    );
}
