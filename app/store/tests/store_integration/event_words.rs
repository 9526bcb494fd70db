//! What people bring to an event: read by those whom the author chose, kept when it changes, and as
//! it was once the event has started.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use model::calendar::NewEventWords;
use model::id::{EventId, EventWordsId};
use store::Error;
use store::calendar::words::{self, EventForWords};
use store::calendar::{self, parts::EventWords};
use store::plan::working_copy::SaveOutcome;

/// An event of the Carter family, by its key.
pub async fn carter_event(database: &TestDatabase, key: &str) -> EventId {
    let sql = "SELECT v.key, v.id FROM event v JOIN family f ON f.id = v.family_id WHERE f.key = \
        'carter'";
    let found = database.query_keyed_ids(sql).await;
    EventId(found.into_iter().find(|(known, _)| known == key).unwrap().1)
}

/// Saves words for the hearing: new ones, or in the place of a revision.
pub async fn save(
    database: &TestDatabase,
    who: &str,
    (id, revision): (EventWordsId, Option<i32>),
    (kind, body, readers): (&str, &str, &str),
) -> Result<SaveOutcome<EventWordsId>, Error> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        carter_event(database, "hearing").await,
    );
    let draft = NewEventWords::parse(kind, body, readers, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    let saved = words::save_words(&mut tx, carter, hearing, (id, revision), &draft).await?;
    tx.commit().await?;
    Ok(saved)
}

async fn remove(
    database: &TestDatabase,
    who: &str,
    id: EventWordsId,
    removed: bool,
) -> Result<(), Error> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        carter_event(database, "hearing").await,
    );
    let mut tx = database.begin_as(who).await;
    words::remove_words(&mut tx, carter, hearing, id, removed).await?;
    tx.commit().await
}

/// What a person reads on the page of the hearing.
pub async fn read(database: &TestDatabase, who: &str) -> Vec<EventWords> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        carter_event(database, "hearing").await,
    );
    let mut tx = database.begin_as(who).await;
    let found = calendar::read_event(&mut tx, carter, hearing, "en").await;
    found.unwrap().parts.words
}

async fn bodies(database: &TestDatabase, who: &str) -> Vec<String> {
    let found = read(database, who).await;
    found.into_iter().map(|one| one.words.body).collect()
}

async fn own(database: &TestDatabase, who: &str) -> Result<EventForWords, Error> {
    let (carter, hearing) = (
        database.family_id("carter").await,
        carter_event(database, "hearing").await,
    );
    let mut tx = database.begin_as(who).await;
    words::read_words(&mut tx, carter, hearing, "en").await
}

on_each_engine! {
    async fn event_words_are_readable_only_by_the_chosen_audience(database: TestDatabase) {
        let id: EventWordsId = database.clock.new_id();
        let readers: [(&str, &[&str]); 3] = [
            ("author", &["tasha-carter"]),
            ("workers", &["tasha-carter", "ben-ortiz"]),
            ("event", &["tasha-carter", "ben-ortiz", "marcus-reed", "lena-bird"]),
        ];
        for (revision, (who, expected)) in (0..).zip(readers) {
            let base = (revision > 0).then_some(revision - 1);
            save(&database, "tasha-carter", (id, base), ("say", "canary-words", who))
                .await
                .unwrap();
            for reader in ["tasha-carter", "ben-ortiz", "marcus-reed", "lena-bird"] {
                let found = bodies(&database, reader).await;
                assert_eq!(found.len(), usize::from(expected.contains(&reader)), "{who} {reader}");
            }
        }
        for other in ["nora-price", "june-bell", "pat-nguyen", "dana-fox", "maria-luna"] {
            let fresh = (database.clock.new_id(), None);
            let refused = save(&database, other, fresh, ("say", "x", "event")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{other}");
        }
        // No person changes the words of another person.
        let taken = save(&database, "ben-ortiz", (id, Some(2)), ("say", "x", "event")).await;
        assert!(matches!(taken, Err(Error::NotFound)));
        let removed = remove(&database, "marcus-reed", id, true).await;
        assert!(matches!(removed, Err(Error::NotFound)));
        database.end_membership("tasha-carter").await;
        let refused = save(&database, "tasha-carter", (id, Some(2)), ("say", "y", "event")).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(matches!(own(&database, "tasha-carter").await, Err(Error::NotFound)));
    }
}

on_each_engine! {
    async fn the_family_is_read_before_anyone_else(database: TestDatabase) {
        for (who, body) in [("ben-ortiz", "worker"), ("lena-bird", "tribe"), ("marcus-reed", "father")] {
            let fresh = (database.clock.new_id(), None);
            save(&database, who, fresh, ("agenda", body, "event")).await.unwrap();
        }
        let found = bodies(&database, "tasha-carter").await;
        assert_eq!(found.first().map(String::as_str), Some("father"), "{found:?}");
        assert_eq!(found.len(), 3);
    }
}

on_each_engine! {
    async fn earlier_words_are_kept_for_their_author_alone(database: TestDatabase) {
        let id: EventWordsId = database.clock.new_id();
        let first = ("say", "canary-first", "event");
        // The button is pressed twice.
        for _ in 0..2 {
            let saved = save(&database, "tasha-carter", (id, None), first).await.unwrap();
            assert_eq!(saved, SaveOutcome::Saved(id));
        }
        let second = ("say", "canary-second", "event");
        save(&database, "tasha-carter", (id, Some(0)), second).await.unwrap();
        // Another window still has the first words.
        let third = ("say", "canary-third", "event");
        let late = save(&database, "tasha-carter", (id, Some(0)), third).await.unwrap();
        assert_eq!(late, SaveOutcome::Stale);
        assert_eq!(bodies(&database, "ben-ortiz").await, ["canary-second"]);
        let page = own(&database, "tasha-carter").await.unwrap();
        assert_eq!(page.earlier.len(), 1);
        assert_eq!(page.earlier[0].body, "canary-first");
        assert!(own(&database, "ben-ortiz").await.unwrap().earlier.is_empty());
        for (removed, read) in [(true, 0), (true, 0), (false, 1)] {
            remove(&database, "tasha-carter", id, removed).await.unwrap();
            assert_eq!(bodies(&database, "ben-ortiz").await.len(), read);
        }
        remove(&database, "tasha-carter", id, true).await.unwrap();
        // No other person reads what she replaced or removed, wherever texts are read.
        let left = "SELECT count(*) FROM text t JOIN audience_entry e ON e.audience_id = \
            t.audience_id WHERE t.body LIKE 'canary-%' AND e.role IS NOT NULL";
        assert_eq!(database.query_number(left).await, 0);
        // Others can take their place; then the removed ones cannot be restored.
        let fresh = (database.clock.new_id(), None);
        save(&database, "tasha-carter", fresh, second).await.unwrap();
        let twice = remove(&database, "tasha-carter", id, false).await;
        assert!(matches!(twice, Err(Error::Invalid("calendar-words-twice"))));
        let twice = save(&database, "tasha-carter", (database.clock.new_id(), None), first).await;
        assert!(matches!(twice, Err(Error::Invalid("calendar-words-twice"))));
    }
}

on_each_engine! {
    async fn words_stay_as_they_are_once_the_event_has_started(database: TestDatabase) {
        let id: EventWordsId = database.clock.new_id();
        let words = ("comment", "تأخر الباص", "event");
        save(&database, "tasha-carter", (id, None), words).await.unwrap();
        // The hearing is on December 9 at 1:30 PM in Chicago; now it is noon there.
        database.clock.advance(jiff::SignedDuration::from_hours(16 * 24));
        assert!(own(&database, "tasha-carter").await.unwrap().is_open);
        database.clock.advance(jiff::SignedDuration::from_mins(90));
        let late = |refused: Result<(), Error>| {
            assert!(matches!(refused, Err(Error::Invalid("calendar-words-late"))));
        };
        assert!(!own(&database, "tasha-carter").await.unwrap().is_open);
        let other = ("comment", "later", "event");
        late(save(&database, "tasha-carter", (id, Some(0)), other).await.map(|_| ()));
        let fresh = (database.clock.new_id(), None);
        late(save(&database, "marcus-reed", fresh, other).await.map(|_| ()));
        late(remove(&database, "tasha-carter", id, true).await);
        // The form that was accepted before is still answered as accepted.
        let saved = save(&database, "tasha-carter", (id, None), words).await.unwrap();
        assert_eq!(saved, SaveOutcome::Saved(id));
        let found = read(&database, "marcus-reed").await;
        assert_eq!(found[0].words.language, "ar");
    }
}

on_each_engine! {
    async fn family_time_takes_no_words(database: TestDatabase) {
        let (carter, visit) = (
            database.family_id("carter").await,
            carter_event(&database, "ft-tasha").await,
        );
        let draft = NewEventWords::parse("say", "x", "event", "en").unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        let id = database.clock.new_id();
        let refused = words::save_words(&mut tx, carter, visit, (id, None), &draft).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}
