//! What people bring to an event in their own words, until it starts. Only the author changes their
//! words. Earlier words are kept for the author alone, like those that the author removed.
//!
//! Words have the audience that the author chose, as it was when they were saved: a person who is
//! invited later reads them once the author saves them again.

use model::calendar::{EventWordsKind, NewEventWords, WordsReaders};
use model::id::{AudienceId, EventId, EventWordsId, FamilyId, TextId};

use super::find_summary;
use super::notes::event_audience;
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins, insert_text};
use crate::db::{run_on, unique_violation_as_race};
use crate::events::{EventSummary, upcoming_bounds};
use crate::plan::working_copy::SaveOutcome;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx, audience};

/// Words of the actor.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct OwnEventWords {
    pub id: EventWordsId,
    pub kind: EventWordsKind,
    pub readers: WordsReaders,
    pub revision: i32,
    pub removed: bool,
    audience_id: AudienceId,
    #[sqlx(flatten)]
    pub words: AuthoredText,
}

/// The words of the actor for an event, for the page on which they are written.
#[derive(Debug, Clone)]
pub struct EventForWords {
    pub event: EventSummary,
    /// In the order in which they were first saved, also those that were removed.
    pub own: Vec<OwnEventWords>,
    /// Earlier words, the newest first.
    pub earlier: Vec<AuthoredText>,
    /// Whether the event is still ahead: its words can be changed.
    pub is_open: bool,
}

impl EventForWords {
    /// The kinds that the actor can add.
    pub fn kinds(&self) -> Vec<EventWordsKind> {
        use EventWordsKind::{Agenda, Comment, Say};
        let is_written = |kind: EventWordsKind| {
            let is_it = |one: &OwnEventWords| one.kind == kind && !one.removed;
            kind.is_single() && self.own.iter().any(is_it)
        };
        [Say, Agenda, Comment]
            .into_iter()
            .filter(|kind| kind.fits(self.event.kind) && !is_written(*kind))
            .collect()
    }
}

/// Reads the actor's own words for an event, and logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event, and for an event to which no one brings words. Also when the database fails.
pub async fn read_words(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventForWords, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let event = find_event(tx, family, event, language).await?;
    let own = list_own(tx, family, event.id, language).await?;
    let earlier = list_earlier(tx, family, event.id, language).await?;
    let is_open = is_ahead(tx, &event)?;
    Ok(EventForWords {
        event,
        own,
        earlier,
        is_open,
    })
}

/// Checks that the actor may bring words to this event, so that an invalid form of anyone else is
/// answered as if the event did not exist.
///
/// # Errors
/// As `read_words`.
pub async fn require_event(tx: &mut Tx, family: FamilyId, event: EventId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event, "").await.map(|_| ())
}

async fn find_event(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<EventSummary, Error> {
    find_summary(tx, family, event, language)
        .await?
        .filter(|event| event.kind.has_words_and_notes())
        .ok_or(Error::NotFound)
}

fn is_ahead(tx: &Tx, event: &EventSummary) -> Result<bool, Error> {
    // The local time of the agency, like `event.starts`: a comparison with UTC would close the
    // words hours early or late.
    let (_, now) = upcoming_bounds(tx)?;
    Ok(!event.cancelled && event.starts.to_jiff() > now.to_jiff())
}

async fn list_own(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Vec<OwnEventWords>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT w.id, w.kind, w.readers, w.revision, w.removed, w.audience_id, ",
        authored_text_columns!(),
        " FROM event_words w JOIN text t ON t.id = w.text_id ",
        authored_text_joins!(),
        // The author's own, also removed ones, which the form offers to put back.
        "WHERE w.family_id = $4 AND w.event_id = $5 AND w.author_id = $1 AND ",
        visible_to_actor!(event_words "w"),
        " ORDER BY w.id"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(event)
    .fetch_all(c))
}

async fn list_earlier(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<Vec<AuthoredText>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM event_words w JOIN event_words_version e ON e.words_id = w.id JOIN text t ON t.id = \
            e.text_id ",
        authored_text_joins!(),
        "WHERE w.family_id = $4 AND w.event_id = $5 AND w.author_id = $1 AND ",
        visible_to_actor!(event_words "w"),
        " ORDER BY t.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(family)
    .bind(event)
    .fetch_all(c))
}

/// Stores words of the actor: new ones without `revision`, else in the place of those with this id.
/// Idempotent: words that are stored already change nothing.
///
/// # Errors
/// As `read_words`; `NotFound` also for words of someone else. `Invalid("calendar-words-late")`
/// once the event has started or was canceled; `Invalid("plan-choose")` for a kind that does not
/// belong to the event; `Invalid("calendar-words-twice")` when the actor has words of this kind
/// already; `Conflict` when the id was used for other words; `Raced` when a concurrent request
/// stored words.
pub async fn save_words(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    (id, revision): (EventWordsId, Option<i32>),
    draft: &NewEventWords,
) -> Result<SaveOutcome<EventWordsId>, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let found = find_event(tx, family, event, &draft.language).await?;
    let own = list_own(tx, family, event, &draft.language).await?;
    // Among the actor's own words only, so an id of another author is not found.
    let stored = own.iter().find(|one| one.id == id);
    let readers = find_readers(tx, family, event, draft.readers).await?;
    let is_same = |one: &&OwnEventWords| {
        (one.kind, &one.words.body, one.removed) == (draft.kind, &draft.words, false)
            && (one.readers, one.audience_id) == (draft.readers, readers)
    };
    // Before the time is checked: a form that was sent twice was accepted the first time.
    if stored.filter(is_same).is_some() {
        return Ok(SaveOutcome::Saved(id));
    }
    if !is_ahead(tx, &found)? {
        return Err(Error::Invalid("calendar-words-late"));
    }
    match (stored, revision) {
        (Some(stored), Some(revision)) => {
            // Removed meanwhile in another tab: the author decides anew whether the words are to be
            // read again.
            if stored.revision != revision || stored.removed {
                return Ok(SaveOutcome::Stale);
            }
            replace_words(tx, family, stored, readers, draft).await?;
        }
        (Some(_), None) => return Err(Error::Conflict),
        (None, Some(_)) => return Err(Error::NotFound),
        (None, None) => {
            if !draft.kind.fits(found.kind) {
                return Err(Error::Invalid("plan-choose"));
            }
            let is_taken = |one: &OwnEventWords| one.kind == draft.kind && !one.removed;
            if draft.kind.is_single() && own.iter().any(is_taken) {
                return Err(Error::Invalid("calendar-words-twice"));
            }
            add_words(tx, (family, event, id), readers, draft).await?;
        }
    }
    Ok(SaveOutcome::Saved(id))
}

async fn find_readers(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    readers: WordsReaders,
) -> Result<AudienceId, Error> {
    let person = tx.actor_id()?;
    let entries = match readers {
        WordsReaders::Author => vec![AudienceEntry::for_person(person)],
        WordsReaders::Workers => audience::private_to(person),
        // The audience itself and not a copy of its entries: it is the one row of all equal
        // audiences.
        WordsReaders::Event => return event_audience(tx, family, event).await,
    };
    audience::find_or_add(tx, family, entries).await
}

async fn add_words(
    tx: &mut OpenRecord<'_>,
    (family, event, id): (FamilyId, EventId, EventWordsId),
    readers: AudienceId,
    draft: &NewEventWords,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let text = insert_text(tx, family, readers, None, &draft.language, &draft.words).await?;
    let inserted = run_on!(tx, |c| {
        sqlx::query(
            "INSERT INTO event_words (id, event_id, family_id, audience_id, author_id, kind, \
            readers, text_id, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id)
        .bind(event)
        .bind(family)
        .bind(readers)
        .bind(person)
        .bind(draft.kind)
        .bind(draft.readers)
        .bind(text)
        .bind(now)
        .execute(c)
    });
    unique_violation_as_race(inserted).map(|_| ())
}

/// Words that stay the same keep their text, with its translations, and get the new audience.
async fn replace_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &OwnEventWords,
    readers: AudienceId,
    draft: &NewEventWords,
) -> Result<(), Error> {
    let now = tx.now();
    let old = stored.words.text_id;
    let text = if stored.words.body == draft.words {
        move_text(tx, family, old, readers).await?;
        old
    } else {
        // Before the new text is written, and for the author alone: those who read the earlier
        // words are not to read them beside the new ones.
        hide_text(tx, family, old).await?;
        insert_text(tx, family, readers, None, &draft.language, &draft.words).await?
    };
    update_words(tx, family, stored, (readers, draft.readers, text, false)).await?;
    // Only words make a version. A change of the readers alone leaves nothing to look up.
    if text != old {
        let kept = run_on!(tx, |c| {
            sqlx::query(
                "INSERT INTO event_words_version (words_id, revision, text_id, changed_at) VALUES \
                ($1, $2, $3, $4)",
            )
            .bind(stored.id)
            .bind(stored.revision)
            .bind(old)
            .bind(now)
            .execute(c)
        });
        unique_violation_as_race(kept)?;
    }
    Ok(())
}

async fn update_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    stored: &OwnEventWords,
    (audience, readers, text, removed): (AudienceId, WordsReaders, TextId, bool),
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE event_words SET audience_id = $5, readers = $6, text_id = $7, removed = $8, \
            changed_at = $9, revision = revision + 1 WHERE author_id = $1 AND family_id = $2 AND \
            id = $3 AND revision = $4",
        )
        .bind(person)
        .bind(family)
        .bind(stored.id)
        .bind(stored.revision)
        .bind(audience)
        .bind(readers)
        .bind(text)
        .bind(removed)
        .bind(now)
        .execute(c)
    });
    // Another transaction has changed them since they were read; or, where removed words are put
    // back, has added others of their kind.
    if unique_violation_as_race(touched)? == 0 {
        return Err(Error::Raced);
    }
    Ok(())
}

/// Leaves a text to its author. It would otherwise stay readable where texts are read without what
/// they belong to, as among the requests for translations.
async fn hide_text(tx: &mut OpenRecord<'_>, family: FamilyId, text: TextId) -> Result<(), Error> {
    let alone = vec![AudienceEntry::for_person(tx.actor_id()?)];
    let alone = audience::find_or_add(tx, family, alone).await?;
    move_text(tx, family, text, alone).await
}

async fn move_text(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    text: TextId,
    readers: AudienceId,
) -> Result<(), Error> {
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query(
        // The author in the condition: an id from another row cannot move a text of another person.
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(readers)
    .execute(c))?;
    Ok(())
}

/// Removes words of the actor, or puts them back. Idempotent.
///
/// # Errors
/// As `save_words`.
pub async fn remove_words(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    id: EventWordsId,
    removed: bool,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    let found = find_event(tx, family, event, "").await?;
    let own = list_own(tx, family, event, "").await?;
    let stored = own.iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    if stored.removed == removed {
        return Ok(());
    }
    if !is_ahead(tx, &found)? {
        return Err(Error::Invalid("calendar-words-late"));
    }
    // Other words of this kind can have been added while these were removed.
    let is_taken = |one: &OwnEventWords| one.kind == stored.kind && !one.removed;
    if !removed && stored.kind.is_single() && own.iter().any(is_taken) {
        return Err(Error::Invalid("calendar-words-twice"));
    }
    let text = stored.words.text_id;
    if removed {
        hide_text(tx, family, text).await?;
    } else {
        move_text(tx, family, text, stored.audience_id).await?;
    }
    let stays = (stored.audience_id, stored.readers, text, removed);
    update_words(tx, family, stored, stays).await
}
