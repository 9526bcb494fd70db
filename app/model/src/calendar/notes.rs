//! The notes of an event: who was there, the result, how the words that people brought were
//! answered, and the decisions.
//!
//! A decision has the position of every family member whom it concerns, and notes have attendance:
//! `FamilyPositions` and `Attendance` have no other constructor than the checks here.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::{DecisionId, EventWordsId, PersonId};
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;
use crate::typed_date::parse_date;

/// Days from an event until its notes are there, unless a worker promised another day. They are
/// counted on the agency's calendar. No law sets this number: it is the portal's default, which the
/// page of the notes tells the worker.
pub const NOTES_WITHIN_DAYS: i32 = 7;

/// How many days after an event its notes are expected without a promise of a worker. Older events
/// come from imports, and their notes are elsewhere.
pub const NOTES_EXPECTED_DAYS: i32 = 60;

/// How many decisions a form can have.
pub const MAX_DECISIONS: usize = 40;

/// The day by which the notes of an event that took place on `held` are promised.
pub fn default_notes_due(held: Date) -> Date {
    held.checked_add(NOTES_WITHIN_DAYS.days()).unwrap_or(held)
}

/// # Errors
/// `plan-date` for what is no day, or a day before the event.
pub fn parse_notes_due(typed: &str, held: Date) -> Result<Date, ErrorCode> {
    let due = parse_date(typed).ok_or("plan-date")?;
    if due < held || due.year() > 2200 {
        return Err("plan-date");
    }
    Ok(due)
}

slug_enum! {
    /// What a family member thinks of a decision.
    #[derive(Hash, strum::VariantArray)]
    pub enum EventPosition {
        Agree = "agree",
        Disagree = "disagree",
        NotThere = "not_there",
    }
}

/// The name of an invalid field, some of which are numbered, and the error code.
pub type NotesError = (String, ErrorCode);

/// The fields of the form, as they were sent.
#[derive(Debug, Clone, Default)]
pub struct NotesForm {
    pub result: String,
    /// The ids of those who were there.
    pub there: Vec<String>,
    pub answers: Vec<(EventWordsId, String)>,
    pub decisions: Vec<DecisionForm>,
}

/// A decision in the form. One without any words or positions is left out of the notes.
#[derive(Debug, Clone)]
pub struct DecisionForm {
    pub id: DecisionId,
    pub words: String,
    pub positions: Vec<PositionForm>,
}

/// The position of a family member in the form.
#[derive(Debug, Clone)]
pub struct PositionForm {
    pub person: PersonId,
    /// Slug of an `EventPosition`.
    pub position: String,
    pub why: String,
}

/// Who was there: at least one of those who were invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance(BTreeSet<PersonId>);

impl Attendance {
    /// # Errors
    /// `calendar-attendance` when none of the invited people was there.
    pub fn parse(there: &[String], invited: &BTreeSet<PersonId>) -> Result<Self, ErrorCode> {
        let there: BTreeSet<PersonId> = there
            .iter()
            .filter_map(|id| id.parse().ok())
            // The form lists those who were invited, but can be sent with any id.
            .filter(|person| invited.contains(person))
            .collect();
        if there.is_empty() {
            return Err("calendar-attendance");
        }
        Ok(Self(there))
    }

    /// Whether this person was there.
    pub fn includes(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }
}

/// The position of a family member, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyPosition {
    pub person: PersonId,
    pub position: EventPosition,
    /// `None` only for a person who agrees.
    pub why: Option<String>,
}

/// The positions of the family members whom a decision concerns: at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyPositions(Vec<FamilyPosition>);

impl FamilyPositions {
    pub fn as_slice(&self) -> &[FamilyPosition] {
        &self.0
    }

    /// One of the people.
    pub fn first_person(&self) -> Option<PersonId> {
        self.0.first().map(|one| one.person)
    }

    /// Whether they are the positions of exactly these people.
    pub fn covers(&self, family: &BTreeSet<PersonId>) -> bool {
        let people: BTreeSet<PersonId> = self.0.iter().map(|one| one.person).collect();
        people == *family
    }
}

/// A decision with the positions of the family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub id: DecisionId,
    pub words: String,
    pub positions: FamilyPositions,
}

/// Validated notes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotesInput {
    pub attendance: Attendance,
    pub result: String,
    pub answers: Vec<(EventWordsId, String)>,
    pub decisions: Vec<Decision>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl NotesInput {
    /// `invited` are those who can have been there, and `family` the family members whom a decision
    /// concerns.
    ///
    /// # Errors
    /// Every invalid field: `there-0` with `calendar-attendance`; `result` and `decision-<n>` with
    /// `plan-words-missing`; `position-<n>-<person>` with `calendar-position`; `why-<n>-<person>`
    /// with `calendar-position-reason` without the reason of a person who does not agree or was not
    /// there; and `plan-words-long` for words above 10,000 characters.
    pub fn parse(
        form: &NotesForm,
        invited: &BTreeSet<PersonId>,
        family: &BTreeSet<PersonId>,
        language: &str,
    ) -> Result<Self, Vec<NotesError>> {
        let mut errors = Vec::new();
        let attendance = Attendance::parse(&form.there, invited)
            .map_err(|code| errors.push(("there-0".to_owned(), code)))
            .ok();
        let result = required("result".to_owned(), &form.result, &mut errors);
        let mut answers = Vec::new();
        for (id, typed) in &form.answers {
            match parse_optional_text(typed) {
                // A field that is left empty is no answer: the words that it is for stay
                // unanswered.
                Ok(words) => answers.extend(words.map(|words| (*id, words))),
                Err(code) => errors.push((format!("answer-{id}"), code)),
            }
        }
        let mut decisions = Vec::new();
        for (index, decision) in form.decisions.iter().enumerate() {
            if !decision.is_blank() {
                decisions.extend(decision.parse(index, family, &mut errors));
            }
        }
        match (attendance, result) {
            (Some(attendance), Some(result)) if errors.is_empty() => Ok(Self {
                attendance,
                result,
                answers,
                decisions,
                language: language.to_owned(),
            }),
            _ => Err(errors),
        }
    }
}

impl DecisionForm {
    fn is_blank(&self) -> bool {
        let is_empty = |typed: &str| crate::text::is_blank(typed);
        is_empty(&self.words)
            && self
                .positions
                .iter()
                .all(|one| one.position.is_empty() && is_empty(&one.why))
    }

    fn parse(
        &self,
        index: usize,
        family: &BTreeSet<PersonId>,
        errors: &mut Vec<NotesError>,
    ) -> Option<Decision> {
        let words = required(format!("decision-{index}"), &self.words, errors);
        let mut positions = Vec::new();
        // Each family member and not each position that was sent, so that none is left out.
        for person in family {
            let sent = self.positions.iter().find(|one| one.person == *person);
            positions.extend(parse_position(index, *person, sent, errors));
        }
        // Without a family member there is no position to store.
        if family.is_empty() {
            errors.push((format!("decision-{index}"), "calendar-position"));
        }
        // A position that was refused above is missing here; its error is in the list.
        let is_complete = !positions.is_empty() && positions.len() == family.len();
        Some(Decision {
            id: self.id,
            words: words?,
            positions: is_complete.then_some(FamilyPositions(positions))?,
        })
    }
}

fn parse_position(
    index: usize,
    person: PersonId,
    sent: Option<&PositionForm>,
    errors: &mut Vec<NotesError>,
) -> Option<FamilyPosition> {
    let position = sent.and_then(|sent| EventPosition::parse(&sent.position));
    if position.is_none() {
        errors.push((format!("position-{index}-{person}"), "calendar-position"));
    }
    let why_field = format!("why-{index}-{person}");
    let why = match parse_optional_text(sent.map_or("", |sent| sent.why.as_str())) {
        Ok(why) => why,
        Err(code) => {
            errors.push((why_field, code));
            return None;
        }
    };
    let position = position?;
    if why.is_none() && position != EventPosition::Agree {
        errors.push((why_field, "calendar-position-reason"));
        return None;
    }
    Some(FamilyPosition {
        person,
        position,
        why,
    })
}

fn required(field: String, typed: &str, errors: &mut Vec<NotesError>) -> Option<String> {
    let parsed = parse_optional_text(typed).and_then(|words| words.ok_or("plan-words-missing"));
    parsed.map_err(|code| errors.push((field, code))).ok()
}

/// What a family member says about their own position: the position, and their words.
///
/// # Errors
/// Every invalid field: `position` with `plan-choose`, `said` with `plan-words-missing`, or
/// `plan-words-long` above 10,000 characters.
pub fn parse_own_position(
    position: &str,
    words: &str,
) -> Result<(EventPosition, String), Vec<FieldError>> {
    let mut errors = FieldErrors::default();
    let position = EventPosition::parse(position).ok_or(("position", "plan-choose"));
    let position = errors.take(position.map(Some));
    let words = parse_optional_text(words).and_then(|words| words.ok_or("plan-words-missing"));
    let words = errors.take(words.map_err(|code| ("said", code)));
    errors.finish(position.map(|position| (position, words)))
}

#[cfg(test)]
mod tests;
