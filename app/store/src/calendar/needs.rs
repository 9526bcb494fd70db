//! What people need to come to an event: each asks for themselves, and a worker of the family says
//! what came of it. A need is read by the person and by the workers, and by no one else.

mod answers;
mod insert;
mod later;
mod list;
mod standing;
mod withdrawal;

use model::calendar::needs::{EventNeed, NeedWords, NewEventNeed};
use model::id::{EventId, EventNeedId, FamilyId, PersonId, TextId};
use model::language::Language;
use model::policy::may_answer_event_needs;
use model::role::Role;
use sqlx::types::Json;

pub use self::answers::{answer_need, withdraw_need_answer};
use self::insert::StandingNeed;
pub use self::later::NeedDates;
use self::later::{carry_to_later, change_later};
pub use self::list::PersonNeed;
use self::list::{NeedScope, list_needs};
pub(super) use self::standing::carry_from_earlier;
use self::standing::list_last_needs;
pub use self::standing::{ask_for_same, carry_over};
use self::withdrawal::hide_words;
pub use self::withdrawal::{restore_need, withdraw_need};
use super::answers::find_event;
use super::clashes::{EventTime, PersonClash, list_clashes};
use super::find_summary;
use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::audience::AudienceEntry;
use crate::db::{run_on, unique_violation_as_race};
use crate::events::EventSummary;
use crate::{Error, Tx, audience, authored_text};

/// What people need to come to an event, and what keeps them from coming.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// For a worker: what the people on the team need.
    pub needs: Vec<PersonNeed>,
    /// For anyone else: what the actor has at that time. Empty for a canceled event.
    pub clashes: Vec<PersonClash>,
}

/// One statement at most. The event must be visible to the actor.
///
/// # Errors
/// When the database fails.
pub(super) async fn load_attendance(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &EventSummary,
    language: &str,
) -> Result<Attendance, Error> {
    let mut found = Attendance::default();
    if may_answer_event_needs(tx.role) {
        let scope = NeedScope::Everyone;
        found.needs = list_needs(tx, family, event.id, language, scope).await?;
    } else if !event.cancelled {
        found.clashes = list_clashes(tx, family, &EventTime::of(event), None, language).await?;
    }
    Ok(found)
}

/// What the actor needs for an event.
#[derive(Debug, Clone)]
pub struct OwnNeeds {
    pub event: EventSummary,
    /// With those that the actor withdrew.
    pub needs: Vec<PersonNeed>,
    /// What the actor asked for at the latest earlier event of the family, if anything.
    pub last: Vec<EventNeed>,
    /// Language tags that the actor speaks.
    pub languages_spoken: Vec<String>,
}

/// What the actor needs for an event, in `language`. Logs the access.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn read_own_needs(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    language: &str,
) -> Result<OwnNeeds, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Calendar).await?;
    let found = find_summary(tx, family, event, language)
        .await?
        .ok_or(Error::NotFound)?;
    let needs = list_needs(tx, family, event, language, NeedScope::ActorOnly).await?;
    let last = list_last_needs(tx, family, event).await?;
    Ok(OwnNeeds {
        event: found,
        needs,
        last: last.into_iter().map(|one| one.need).collect(),
        languages_spoken: load_languages_spoken(tx).await?,
    })
}

async fn load_languages_spoken(tx: &mut Tx) -> Result<Vec<String>, Error> {
    let person = tx.actor_id()?;
    let row: Option<(Json<Vec<String>>,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT languages_spoken FROM person WHERE id = $1"
    )
    .bind(person)
    .fetch_optional(c))?;
    Ok(row.map(|(spoken,)| spoken.0).unwrap_or_default())
}

/// The stored need of the actor.
#[derive(sqlx::FromRow)]
struct StoredNeed {
    language: Option<String>,
    withdrawn: bool,
    text_id: Option<TextId>,
    body: Option<String>,
}

async fn load_own_need(
    tx: &mut OpenRecord<'_>,
    event: EventId,
    need: EventNeed,
) -> Result<Option<StoredNeed>, Error> {
    // The actor reads their own words, so no audience is checked.
    let person = tx.actor_id()?;
    run_on!(tx, |c| sqlx::query_as(
        "SELECT n.language, n.withdrawn, n.text_id, t.body FROM event_need n LEFT JOIN text t ON \
            t.id = n.text_id WHERE n.event_id = $1 AND n.person_id = $2 AND n.need = $3"
    )
    .bind(event)
    .bind(person)
    .bind(need)
    .fetch_optional(c))
}

/// The audience of words about a need: the person, and the workers of the family.
fn need_readers(person: PersonId) -> Vec<AudienceEntry> {
    vec![
        AudienceEntry::for_person(person),
        AudienceEntry::for_role(Role::Worker),
    ]
}

/// Asks for something that the actor needs, or changes the words or the language of what they asked
/// for. Idempotent: the same once more changes nothing, and what a worker confirmed stays
/// confirmed. For an event of a series, also at the later ones: at those where they have not asked
/// for it, or where they asked for it together with this one. Returns at how many later ones.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event; `Raced` when a concurrent request asked for the same.
pub async fn ask_for_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    draft: &NewEventNeed,
) -> Result<usize, Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let need = draft.need;
    let stored = load_own_need(tx, event, need).await?;
    // Words of a need that was withdrawn are not taken over when it is asked for again.
    let open = stored.as_ref().filter(|stored| !stored.withdrawn);
    let language = if need == EventNeed::Interpreter {
        let before = open.and_then(|open| open.language.clone());
        Some(interpreter_language(tx, draft.language.as_deref(), before).await?)
    } else {
        None
    };
    let body = open.and_then(|open| open.body.as_ref());
    let new_words = draft
        .words
        .as_ref()
        .filter(|words| words.body.as_ref() != body);
    if new_words.is_none() && open.is_some_and(|open| open.language == language) {
        return Ok(0);
    }
    let mut text_id = open.and_then(|open| open.text_id);
    if let Some(words) = new_words {
        text_id = insert_words(tx, family, words).await?;
    }
    let asked = StandingNeed {
        person_id: tx.actor_id()?,
        need,
        language,
        text_id,
    };
    let (about, now) = ((family, event, need), tx.now());
    // Before the need at this event: those that were asked for together have its time.
    let later = if open.is_some() {
        change_later(tx, about, (asked.language.as_deref(), text_id), now).await?
    } else {
        carry_to_later(tx, family, event, (&asked, now)).await?
    };
    // After the later events have the new words: the old ones are hidden only where no need has
    // them.
    if new_words.is_some() {
        hide_words(tx, family, event, need).await?;
    }
    let is_change = new_words.is_some() || draft.language.is_some();
    store_need(tx, (family, event), (&asked, now), is_change).await?;
    Ok(later)
}

/// Stores words about a need, for the actor and the workers.
async fn insert_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    words: &NeedWords,
) -> Result<Option<TextId>, Error> {
    let Some(body) = &words.body else {
        return Ok(None);
    };
    let person = tx.actor_id()?;
    let readers = audience::find_or_add(tx, family, need_readers(person)).await?;
    let written_in = &words.written_in;
    authored_text::insert_text(tx, family, readers, None, written_in, body)
        .await
        .map(Some)
}

/// Writes the actor's need. Unless it `is_change`, one that is asked for already stays as it is: of
/// two requests at one time, the later one must not remove the words of the other.
async fn store_need(
    tx: &mut OpenRecord<'_>,
    (family, event): (FamilyId, EventId),
    (asked, at): (&StandingNeed, jiff_sqlx::Timestamp),
    is_change: bool,
) -> Result<(), Error> {
    // What a worker answered belongs to the id of the need, and was about the earlier words.
    let id: EventNeedId = tx.clock().new_id();
    let written = run_on!(tx, |c| sqlx::query(
        "INSERT INTO event_need (id, event_id, person_id, family_id, need, language, text_id, \
            withdrawn, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT \
            (event_id, person_id, need) DO UPDATE SET id = excluded.id, language = \
            excluded.language, text_id = excluded.text_id, withdrawn = excluded.withdrawn, \
            created_at = excluded.created_at WHERE event_need.withdrawn OR $10"
    )
    .bind(id)
    .bind(event)
    .bind(asked.person_id)
    .bind(family)
    .bind(asked.need)
    .bind(&asked.language)
    .bind(asked.text_id)
    .bind(false)
    .bind(at)
    .bind(is_change)
    .execute(c));
    unique_violation_as_race(written).map(|_| ())
}

/// The language of an interpreter: the chosen one if it is one of the portal or of the person, else
/// that of the open request, else the first language but English that the person speaks.
async fn interpreter_language(
    tx: &mut OpenRecord<'_>,
    chosen: Option<&str>,
    before: Option<String>,
) -> Result<String, Error> {
    let english = Language::En.language_tag();
    let spoken = load_languages_spoken(tx).await?;
    // The tag comes from a form, so only a language of the portal or of the person is accepted.
    let known = chosen.and_then(|tag| match Language::parse(tag) {
        Some(known) => Some(known.language_tag().to_owned()),
        None => spoken.iter().find(|one| *one == tag).cloned(),
    });
    let first = spoken.iter().find(|tag| tag.as_str() != english);
    Ok(known
        .or(before)
        .or_else(|| first.cloned())
        .unwrap_or_else(|| english.to_owned()))
}
