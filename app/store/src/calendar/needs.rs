//! What people need to come to an event: each asks for themselves, and a worker of the family says
//! what came of it. A need is read by the person and by the workers, and by no one else.

mod answers;
mod list;
mod standing;

use model::calendar::needs::{EventNeed, NewEventNeed};
use model::id::{EventId, EventNeedId, FamilyId, PersonId, TextId};
use model::language::Language;
use model::policy::may_answer_event_needs;
use model::role::Role;
use sqlx::types::Json;

pub use self::answers::{answer_need, withdraw_need_answer};
pub use self::list::PersonNeed;
use self::list::{NeedScope, list_needs};
use self::standing::list_last_needs;
pub use self::standing::{ask_for_same, carry_over};
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
    /// For anyone else: what the actor has at that time. Empty for a cancelled event.
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
/// for. Idempotent: the same once more changes nothing, and what a worker confirmed stays confirmed.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event; `Raced` when a concurrent request asked for the same.
pub async fn ask_for_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    draft: &NewEventNeed,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    let stored = load_own_need(tx, event, draft.need).await?;
    let open = stored.as_ref().filter(|stored| !stored.withdrawn);
    let language = if draft.need == EventNeed::Interpreter {
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
        return Ok(());
    }
    let mut text = open.and_then(|open| open.text_id);
    if let Some(words) = new_words {
        hide_words(tx, family, event, draft.need).await?;
        text = None;
        if let Some(body) = &words.body {
            let person = tx.actor_id()?;
            let readers = audience::find_or_add(tx, family, need_readers(person)).await?;
            let written_in = &words.written_in;
            let words =
                authored_text::insert_text(tx, family, readers, None, written_in, body).await?;
            text = Some(words);
        }
    }
    let is_change = new_words.is_some() || draft.language.is_some();
    store_need(tx, (family, event, draft.need), (language, text), is_change).await
}

/// Writes the actor's need. Unless it `is_change`, one that is asked for already stays as it is: of
/// two requests at one time, the later one must not remove the words of the other.
async fn store_need(
    tx: &mut OpenRecord<'_>,
    (family, event, need): (FamilyId, EventId, EventNeed),
    (language, text): (Option<String>, Option<TextId>),
    is_change: bool,
) -> Result<(), Error> {
    let (person, now) = (tx.actor_id()?, tx.now());
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
    .bind(person)
    .bind(family)
    .bind(need)
    .bind(language)
    .bind(text)
    .bind(false)
    .bind(now)
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

/// Takes back what the actor asked for. Idempotent. What a worker had confirmed is shown to the
/// workers as withdrawn, so that they can cancel it.
///
/// # Errors
/// `NotFound` when the actor may not open this family's record or is not in the audience of the
/// event. Also when the database fails.
pub async fn withdraw_need(
    tx: &mut Tx,
    family: FamilyId,
    event: EventId,
    need: EventNeed,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Calendar).await?;
    find_event(tx, family, event).await?;
    hide_words(tx, family, event, need).await?;
    let (person, now) = (tx.actor_id()?, tx.now());
    run_on!(tx, |c| sqlx::query(
        "UPDATE event_need SET withdrawn = $5, text_id = NULL, created_at = $6 WHERE event_id = \
            $1 AND person_id = $2 AND family_id = $3 AND need = $4 AND NOT withdrawn"
    )
    .bind(event)
    .bind(person)
    .bind(family)
    .bind(need)
    .bind(true)
    .bind(now)
    .execute(c))?;
    Ok(())
}

/// Leaves the words about the actor's need to the actor, before they are replaced or removed: they
/// would otherwise stay readable where texts are read without their need. Words that stand for a
/// need at another event as well stay there.
async fn hide_words(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    need: EventNeed,
) -> Result<(), Error> {
    let stored = load_own_need(tx, event, need).await?;
    let Some(text) = stored.and_then(|stored| stored.text_id) else {
        return Ok(());
    };
    let person = tx.actor_id()?;
    let alone = vec![AudienceEntry::for_person(person)];
    let alone = audience::find_or_add(tx, family, alone).await?;
    run_on!(tx, |c| sqlx::query(
        "UPDATE text SET audience_id = $4 WHERE author_id = $1 AND family_id = $2 AND id = $3 AND \
            NOT EXISTS (SELECT 1 FROM event_need o WHERE o.text_id = $3 AND o.person_id = $1 AND \
            NOT o.withdrawn AND NOT (o.event_id = $5 AND o.need = $6))"
    )
    .bind(person)
    .bind(family)
    .bind(text)
    .bind(alone)
    .bind(event)
    .bind(need)
    .execute(c))?;
    Ok(())
}
