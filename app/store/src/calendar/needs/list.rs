//! The needs for an event, with the words of those who asked and of the worker.

use model::calendar::needs::{EventNeed, NeedOutcome, NeedState};
use model::id::{EventId, EventNeedId, FamilyId, PersonId, TextId};

use crate::Error;
use crate::access::OpenRecord;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::name_order::sort_by_name;
use crate::visibility::visible_to_actor;

/// What one person needs for an event, and what a worker says about it.
#[derive(Debug, Clone)]
pub struct PersonNeed {
    pub id: EventNeedId,
    pub person_id: PersonId,
    pub name: String,
    pub need: EventNeed,
    /// The language of an interpreter, as a language tag.
    pub language: Option<String>,
    pub words: Option<AuthoredText>,
    pub withdrawn: bool,
    /// Of the actor's own: at how many later events of the series they ask for it, too.
    pub later: i64,
    /// What the worker said; also of a need that was withdrawn afterwards.
    pub outcome: Option<NeedOutcome>,
    pub answer: Option<AuthoredText>,
}

impl PersonNeed {
    pub fn state(&self) -> NeedState {
        NeedState::new(self.withdrawn, self.outcome)
    }
}

#[derive(sqlx::FromRow)]
struct NeedRow {
    id: EventNeedId,
    person_id: PersonId,
    name: String,
    need: EventNeed,
    need_language: Option<String>,
    withdrawn: bool,
    later: i64,
    outcome: Option<NeedOutcome>,
    asked_text_id: Option<TextId>,
    #[sqlx(flatten)]
    text: JoinedText,
}

/// An `AuthoredText` of a LEFT JOIN.
#[derive(sqlx::FromRow)]
struct JoinedText {
    text_id: Option<TextId>,
    language: Option<String>,
    body: Option<String>,
    author_id: Option<PersonId>,
    author: Option<String>,
    entered_by_agency: Option<bool>,
    tr_body: Option<String>,
    tr_by: Option<String>,
    tr_machine: Option<bool>,
    tr_asked_on: Option<jiff_sqlx::Date>,
    tr_due: Option<jiff_sqlx::Date>,
}

impl JoinedText {
    fn into_text(self) -> Option<AuthoredText> {
        Some(AuthoredText {
            text_id: self.text_id?,
            language: self.language?,
            body: self.body?,
            author_id: self.author_id,
            author: self.author,
            entered_by_agency: self.entered_by_agency?,
            tr_body: self.tr_body,
            tr_by: self.tr_by,
            tr_machine: self.tr_machine,
            tr_asked_on: self.tr_asked_on,
            tr_due: self.tr_due,
        })
    }
}

/// Whose needs are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NeedScope {
    /// Those of everyone on the team today, for a worker.
    Everyone,
    /// Those of the actor.
    ActorOnly,
}

/// The needs for an event, ordered by name. One statement with all words: the page of the event has
/// none to spare.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_needs(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    language: &str,
    scope: NeedScope,
) -> Result<Vec<PersonNeed>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<NeedRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
            "SELECT n.id, n.person_id, coalesce(p.chosen_name, p.name) AS name, n.need, n.language \
            AS need_language, n.withdrawn, CASE WHEN $6 THEN 0 ELSE (SELECT count(*) FROM event o \
            JOIN event v ON v.series_id = o.series_id AND v.starts > o.starts AND NOT v.cancelled \
            JOIN event_need again ON again.event_id = v.id WHERE o.id = n.event_id AND \
            again.person_id = n.person_id AND again.need = n.need AND NOT again.withdrawn AND ",
            visible_to_actor!(event "v"),
            ") END AS later, a.outcome, n.text_id AS asked_text_id, ",
            authored_text_columns!(),
            // Up to two rows for a need: what was asked, and what was answered. The words of one
            // that was withdrawn are kept for its author, who may ask for it after all.
            " FROM event_need n JOIN person p ON p.id = n.person_id LEFT JOIN event_need_answer a \
            ON a.need_id = n.id LEFT JOIN text t ON t.id IN (CASE WHEN n.withdrawn THEN NULL ELSE \
            n.text_id END, a.text_id) AND t.family_id = $4 AND ",
            visible_to_actor!(text "t"),
            authored_text_joins!(),
            "WHERE n.event_id = $5 AND n.family_id = $4 AND ($6 OR n.person_id = $1) AND EXISTS \
            (SELECT 1 FROM membership s WHERE s.family_id = n.family_id AND s.person_id = \
            n.person_id AND s.since <= $2 AND (s.until IS NULL OR s.until > $2)) ORDER BY \
            n.person_id, n.id"
        ))
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .bind(event)
        .bind(scope == NeedScope::Everyone)
        .fetch_all(c)
    })?;
    let mut needs: Vec<PersonNeed> = Vec::new();
    for row in rows {
        let is_asked = row.text.text_id == row.asked_text_id;
        if needs.last().is_none_or(|last| last.id != row.id) {
            needs.push(PersonNeed {
                id: row.id,
                person_id: row.person_id,
                name: row.name,
                need: row.need,
                language: row.need_language,
                words: None,
                withdrawn: row.withdrawn,
                later: row.later,
                outcome: row.outcome,
                answer: None,
            });
        }
        if let Some((last, text)) = needs.last_mut().zip(row.text.into_text()) {
            if is_asked {
                last.words = Some(text);
            } else {
                last.answer = Some(text);
            }
        }
    }
    needs.sort_by_key(|one| (one.person_id, one.need));
    sort_by_name(&mut needs, |one| &one.name);
    Ok(needs)
}
