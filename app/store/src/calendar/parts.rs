//! What people brought to an event and what the notes say about it, as the actor reads them.

use std::collections::HashMap;

use jiff::civil::Date;
use model::calendar::{EventPosition, EventWordsKind, WordsReaders};
use model::id::{AudienceId, DecisionId, EventId, EventWordsId, FamilyId, PersonId, TextId};
use uuid::Uuid;

use crate::Error;
use crate::access::OpenRecord;
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins};
use crate::db::run_on;
use crate::events::EventSummary;
use crate::name_order::sort_by_name;
use crate::visibility::{family_roles, visible_to_actor};

/// What one person brought to an event.
#[derive(Debug, Clone)]
pub struct EventWords {
    pub id: EventWordsId,
    pub kind: EventWordsKind,
    pub readers: WordsReaders,
    /// Whether the author is a family member.
    pub is_family: bool,
    pub author_id: Option<PersonId>,
    pub author: Option<String>,
    pub words: AuthoredText,
    /// How the notes say that it was answered.
    pub answer: Option<AuthoredText>,
}

/// Someone who was invited, and whether they were there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    pub person_id: PersonId,
    pub name: String,
    pub attended: bool,
}

/// A position on a decision, and why.
#[derive(Debug, Clone)]
pub struct StatedPosition {
    pub position: EventPosition,
    pub words: Option<AuthoredText>,
}

/// The position of a family member: as the notes say, and what the person says about that.
#[derive(Debug, Clone)]
pub struct MemberPosition {
    pub person_id: PersonId,
    pub name: String,
    pub noted: Option<StatedPosition>,
    pub own: Option<StatedPosition>,
}

/// A decision of the notes.
#[derive(Debug, Clone)]
pub struct EventDecision {
    pub id: DecisionId,
    pub words: AuthoredText,
    pub positions: Vec<MemberPosition>,
}

/// A version of the notes.
#[derive(Debug, Clone)]
pub struct EventNotes {
    pub(super) id: Uuid,
    pub(super) audience_id: AudienceId,
    pub revision: i32,
    /// A draft is read by workers only.
    pub published: bool,
    pub since: Date,
    pub author: String,
    pub result: AuthoredText,
    pub attendance: Vec<Attendee>,
    pub decisions: Vec<EventDecision>,
}

/// Everything that was brought to an event and written down of it, as the actor sees it.
#[derive(Debug, Clone, Default)]
pub struct EventParts {
    /// The family's words first.
    pub words: Vec<EventWords>,
    pub notes: Option<EventNotes>,
    /// The day that a worker promised; `None` for the default.
    pub promised: Option<Date>,
}

/// Which version of the notes is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotesVersion {
    /// The newest one that is published.
    Published,
    /// The newest one, for a worker.
    Newest,
}

/// A row of `event_parts!`. What a column means depends on the part.
#[derive(sqlx::FromRow)]
struct PartRow {
    part: String,
    id: Uuid,
    /// The decision of a position, or the audience of the notes.
    of_id: Option<Uuid>,
    person_id: Option<PersonId>,
    person: Option<String>,
    /// A kind or a position.
    state: Option<String>,
    readers: Option<String>,
    number: i32,
    flag: Option<bool>,
    day: Option<jiff_sqlx::Date>,
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

impl PartRow {
    /// The text; `None` without one that the actor may read.
    fn text(&mut self) -> Option<AuthoredText> {
        Some(AuthoredText {
            text_id: self.text_id?,
            language: self.language.take()?,
            body: self.body.take()?,
            author_id: self.author_id,
            author: self.author.take(),
            entered_by_agency: self.entered_by_agency.unwrap_or_default(),
            tr_body: self.tr_body.take(),
            tr_by: self.tr_by.take(),
            tr_machine: self.tr_machine,
            tr_asked_on: self.tr_asked_on.take(),
            tr_due: self.tr_due.take(),
        })
    }

    fn stated_position(&mut self) -> Option<StatedPosition> {
        Some(StatedPosition {
            position: EventPosition::parse(self.state.as_deref()?)?,
            words: self.text(),
        })
    }
}

/// SQL condition: the actor may know the person with this id on the team of this family, also one
/// who has left it. One parent's mentor is hidden from the other parent, as in `list_invited`. On
/// PostgreSQL, row-level security hides that membership; the join of the person then finds no one.
macro_rules! known_to_actor {
    ($family:literal, $person:literal) => {
        concat!(
            "(NOT EXISTS (SELECT 1 FROM membership s WHERE s.family_id = ",
            $family,
            " AND s.person_id = ",
            $person,
            " AND s.mentee_id IS NOT NULL AND s.mentee_id <> $1 AND s.person_id <> $1) OR EXISTS \
                (SELECT 1 FROM membership me WHERE me.family_id = ",
            $family,
            " AND me.person_id = $1 AND me.role IN ('worker', 'supervisor') AND me.since <= $2 AND \
                (me.until IS NULL OR me.until > $2)))"
        )
    };
}

pub(crate) use known_to_actor;

/// The SELECT of all parts in one statement: `$1` is the actor, `$2` their day, `$3` their
/// language, `$4` the family, `$5` the event, and `$6` whether drafts count. The casts give the
/// columns a type: PostgreSQL takes a bare NULL for a text.
macro_rules! event_parts {
    () => {
        concat!(
            "WITH held AS (SELECT v.id, v.family_id FROM event v WHERE v.family_id = $4 AND v.id \
                = $5 AND ",
            visible_to_actor!(event "v"),
            "), latest AS (SELECT n.id, n.family_id, n.event_id, n.audience_id, \
                n.revision, n.published, n.since, n.result_id, n.created_by_id FROM held h JOIN \
                event_notes n ON n.event_id = h.id WHERE (n.published OR $6) AND ",
            visible_to_actor!(event_notes "n"),
            " AND NOT EXISTS (SELECT 1 FROM event_notes x WHERE x.event_id = n.event_id AND \
                x.revision > n.revision AND (x.published OR $6) AND ",
            visible_to_actor!(event_notes "x"),
            ")), part AS (SELECT 'words' AS part, w.id, CAST(NULL AS uuid) AS of_id, w.author_id \
                AS person_id, w.kind AS state, w.readers, CASE WHEN EXISTS (SELECT 1 FROM \
                membership f WHERE f.family_id = w.family_id AND f.person_id = w.author_id AND \
                f.role IN (",
            family_roles!(),
            ")) THEN 0 ELSE 1 END AS number, CAST(NULL AS boolean) AS flag, CAST(NULL AS date) AS \
                day, w.text_id FROM held h JOIN event_words w ON w.event_id = h.id WHERE NOT \
                w.removed AND ",
            visible_to_actor!(event_words "w"),
            " AND ",
            known_to_actor!("w.family_id", "w.author_id"),
            " UNION ALL SELECT 'notes', l.id, l.audience_id, l.created_by_id, NULL, NULL, \
                l.revision, l.published, l.since, l.result_id FROM latest l \
             UNION ALL SELECT 'attendance', l.id, NULL, a.person_id, NULL, NULL, 0, a.attended, \
                NULL, NULL FROM latest l JOIN event_attendance a ON a.notes_id = l.id WHERE ",
            known_to_actor!("l.family_id", "a.person_id"),
            " UNION ALL SELECT 'answer', a.words_id, NULL, NULL, NULL, NULL, 0, NULL, NULL, \
                a.text_id FROM latest l JOIN event_words_answer a ON a.notes_id = l.id \
             UNION ALL SELECT 'decision', d.id, NULL, NULL, NULL, NULL, d.position, NULL, NULL, \
                d.text_id FROM latest l JOIN event_decision d ON d.notes_id = l.id \
             UNION ALL SELECT 'noted', o.decision_id, o.decision_id, o.person_id, o.position, \
                NULL, 0, NULL, NULL, o.text_id FROM latest l JOIN event_position o ON o.notes_id = \
                l.id \
             UNION ALL SELECT 'own', o.text_id, o.decision_id, o.person_id, o.position, NULL, 0, \
                NULL, NULL, o.text_id FROM latest l JOIN event_own_position o ON o.event_id = \
                l.event_id \
             UNION ALL SELECT 'promise', q.event_id, NULL, NULL, NULL, NULL, 0, NULL, q.due, NULL \
                FROM held h JOIN event_notes_promise q ON q.event_id = h.id) SELECT k.part, k.id, \
                k.of_id, k.person_id, coalesce(who.chosen_name, who.name) AS person, k.state, \
                k.readers, k.number, k.flag, k.day, ",
            authored_text_columns!(),
            " FROM part k LEFT JOIN person who ON who.id = k.person_id LEFT JOIN text t ON t.id = \
                k.text_id AND ",
            visible_to_actor!(text "t"),
            authored_text_joins!(),
            // Ids of version 7 sort by time. An own position has the id of its text: that of its
            // form is from before the words were sent.
            " WHERE k.person_id IS NULL OR who.id IS NOT NULL ORDER BY k.id"
        )
    };
}

/// As `list_parts`, with the published notes. Empty for an event without words and notes.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_published(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: &EventSummary,
    language: &str,
) -> Result<EventParts, Error> {
    // Saves a statement for visits and appointments, which have none of its rows.
    if event.kind.has_words_and_notes() {
        list_parts(tx, family, event.id, NotesVersion::Published, language).await
    } else {
        Ok(EventParts::default())
    }
}

/// Everything that was brought to an event and written down of it, in one statement.
///
/// # Errors
/// When the database fails.
pub(super) async fn list_parts(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    event: EventId,
    version: NotesVersion,
    language: &str,
) -> Result<EventParts, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let rows: Vec<PartRow> = run_on!(tx, |c| sqlx::query_as(event_parts!())
        .bind(person)
        .bind(today)
        .bind(language)
        .bind(family)
        .bind(event)
        .bind(version == NotesVersion::Newest)
        .fetch_all(c))?;
    Ok(collect_parts(rows))
}

fn collect_parts(rows: Vec<PartRow>) -> EventParts {
    let mut parts = EventParts::default();
    // Collected first: the rows come in the order of their ids, and an answer can come before its
    // words.
    let mut answers: HashMap<Uuid, AuthoredText> = HashMap::new();
    let mut attendance: Vec<Attendee> = Vec::new();
    let mut decisions = Vec::new();
    let mut positions: Vec<(Uuid, MemberPosition)> = Vec::new();
    for mut row in rows {
        match row.part.as_str() {
            "words" => parts.words.extend(read_words(row)),
            "notes" => parts.notes = read_notes(row),
            "attendance" => attendance.extend(read_attendee(row)),
            "answer" => {
                let id = row.id;
                answers.extend(row.text().map(|text| (id, text)));
            }
            "decision" => {
                let (id, number) = (DecisionId(row.id), row.number);
                decisions.extend(row.text().map(|words| (number, id, words)));
            }
            "noted" | "own" => add_position(&mut positions, row),
            _ => parts.promised = row.day.map(|day| day.to_jiff()),
        }
    }
    // An answer to words that the reader does not see has no place here and is dropped.
    for one in &mut parts.words {
        one.answer = answers.remove(&one.id.0);
    }
    // The sort is stable: among the words of the family, and among the others, the order of time
    // stays.
    parts.words.sort_by_key(|one| !one.is_family);
    sort_by_name(&mut attendance, |one| &one.name);
    sort_by_name(&mut positions, |one| &one.1.name);
    decisions.sort_by_key(|(number, ..)| *number);
    // Without notes that the reader sees, the rows of their parts were not selected either.
    if let Some(notes) = &mut parts.notes {
        notes.attendance = attendance;
        let with_positions = |(_, id, words): (i32, DecisionId, AuthoredText)| EventDecision {
            id,
            words,
            positions: positions
                .iter()
                .filter(|(of, _)| *of == id.0)
                .map(|(_, one)| one.clone())
                .collect(),
        };
        notes.decisions = decisions.into_iter().map(with_positions).collect();
    }
    parts
}

fn read_words(mut row: PartRow) -> Option<EventWords> {
    let kind = EventWordsKind::parse(row.state.as_deref()?)?;
    let readers = WordsReaders::parse(row.readers.as_deref()?)?;
    Some(EventWords {
        id: EventWordsId(row.id),
        kind,
        readers,
        is_family: row.number == 0,
        author_id: row.person_id,
        author: row.person.take(),
        words: row.text()?,
        answer: None,
    })
}

fn read_notes(mut row: PartRow) -> Option<EventNotes> {
    Some(EventNotes {
        id: row.id,
        audience_id: AudienceId(row.of_id?),
        revision: row.number,
        published: row.flag?,
        since: row.day.as_ref()?.to_jiff(),
        author: row.person.take().unwrap_or_default(),
        result: row.text()?,
        attendance: Vec::new(),
        decisions: Vec::new(),
    })
}

fn read_attendee(row: PartRow) -> Option<Attendee> {
    Some(Attendee {
        person_id: row.person_id?,
        name: row.person?,
        attended: row.flag?,
    })
}

/// Adds a position as noted, or a person's own in the place of an earlier one of theirs.
fn add_position(positions: &mut Vec<(Uuid, MemberPosition)>, mut row: PartRow) {
    let (Some(of), Some(person_id)) = (row.of_id, row.person_id) else {
        return;
    };
    let stated = row.stated_position();
    let is_own = row.part == "own";
    let is_it = |one: &(Uuid, MemberPosition)| one.0 == of && one.1.person_id == person_id;
    let at = positions.iter().position(is_it).unwrap_or_else(|| {
        let member = MemberPosition {
            person_id,
            name: row.person.take().unwrap_or_default(),
            noted: None,
            own: None,
        };
        positions.push((of, member));
        positions.len() - 1
    });
    if let Some((_, member)) = positions.get_mut(at) {
        // The rows are in the order of time, so the last position that a person has stated stays.
        if is_own {
            member.own = stated;
        } else {
            member.noted = stated;
        }
    }
}
