//! The forms with which a worker writes a plan for family time, and adds a visit to it.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::{ConfirmRule, MAX_CONFIRM_DAYS, SupervisionLevel};
use crate::calendar::{EventForm, EventInput, parse_people, parse_place, parse_time};
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::{ChildId, EventId, PersonId, TeamContactId};
use crate::plan::reply::parse_optional_text;

/// Who supervises family time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supervisor {
    Person(PersonId),
    /// A person without an account.
    Contact(TeamContactId),
}

impl Supervisor {
    /// Reads what `Display` wrote. `None` for anything else.
    pub fn parse(value: &str) -> Option<Self> {
        let (kind, id) = value.split_once(':')?;
        match kind {
            "person" => id.parse().ok().map(Self::Person),
            "contact" => id.parse().ok().map(Self::Contact),
            _ => None,
        }
    }
}

impl std::fmt::Display for Supervisor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Contact(id) => write!(f, "contact:{id}"),
        }
    }
}

/// The fields of the form for a plan, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct FamilyTimeForm<'a> {
    /// The id of a parent or guardian, or `siblings`.
    pub parent: &'a str,
    /// The ids of the children.
    pub children: &'a [String],
    pub level: &'a str,
    /// A `Supervisor`; empty for none.
    pub supervisor: &'a str,
    pub often: &'a str,
    pub place: &'a str,
    pub transport: &'a str,
    /// How many days before a visit it is confirmed; empty when it need not be.
    pub confirm_days: &'a str,
    pub confirm_at: &'a str,
    pub next: &'a str,
    /// The ids of those who see the plan, and of those who may not know the place.
    pub people: &'a [String],
    pub hidden: &'a [String],
    pub ended: bool,
}

/// A validated plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyTimeInput {
    /// `None` for time of the children with each other.
    pub parent: Option<PersonId>,
    pub children: BTreeSet<ChildId>,
    pub level: SupervisionLevel,
    pub supervisor: Option<Supervisor>,
    pub often: String,
    pub place: Option<String>,
    pub transport: Option<String>,
    pub confirm: Option<ConfirmRule>,
    pub next: Option<String>,
    /// Who sees the plan beside the workers of the family; the parent always does.
    pub people: BTreeSet<PersonId>,
    /// Those of `people` who may not know the place.
    pub hidden: BTreeSet<PersonId>,
    pub ended: bool,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl FamilyTimeInput {
    /// # Errors
    /// Every invalid field: `parent`, `level` and `supervisor` with `plan-choose`; `children-0`
    /// with `calendar-no-child`; `often` with `plan-words-missing`; `place` with `team-long` above
    /// 200 characters, or `calendar-place` without a place that is hidden from a person;
    /// `confirm_days` with `plan-choose` and `confirm_at` with `calendar-time`; `people-0` with
    /// `calendar-not-on-team`; and `plan-words-long` for words above 10,000 characters.
    pub fn parse(form: &FamilyTimeForm<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let parent = errors.take(parse_parent(form.parent).map(Some));
        let children = errors.take(parse_children(form.children));
        let level = SupervisionLevel::parse(form.level).ok_or(("level", "plan-choose"));
        let level = errors.take(level.map(Some));
        let supervisor = errors.take(parse_supervisor(form.supervisor));
        let often = errors.take(
            parse_words("often", form.often)
                .and_then(|words| words.ok_or(("often", "plan-words-missing"))),
        );
        let mut people = errors.take(parse_people(form.people));
        // Before the line that reads `people` below: a parent can be kept from the place of the
        // visits, and the list of readers in the form does not have to name them.
        people.extend(parent.flatten());
        let mut hidden = errors.take(parse_people(form.hidden));
        // A box can stay checked for a person who does not see the plan at all.
        hidden.retain(|person| people.contains(person));
        let place = errors.take(parse_place(form.place, !hidden.is_empty()));
        let transport = errors.take(parse_words("transport", form.transport));
        let confirm = errors.take(parse_confirm(form.confirm_days, form.confirm_at));
        let next = errors.take(parse_words("next", form.next));
        errors.finish(parent.zip(level).map(|(parent, level)| Self {
            parent,
            children,
            level,
            supervisor,
            often,
            place,
            transport,
            confirm,
            next,
            people,
            hidden,
            ended: form.ended,
            language: language.to_owned(),
        }))
    }
}

fn parse_words(field: &'static str, words: &str) -> Result<Option<String>, FieldError> {
    parse_optional_text(words).map_err(|code| (field, code))
}

fn parse_parent(value: &str) -> Result<Option<PersonId>, FieldError> {
    match value {
        "siblings" => Ok(None),
        id => id.parse().map(Some).map_err(|_| ("parent", "plan-choose")),
    }
}

fn parse_children(ids: &[String]) -> Result<BTreeSet<ChildId>, FieldError> {
    let children: Result<BTreeSet<ChildId>, _> =
        ids.iter().map(|id| id.parse::<ChildId>()).collect();
    children
        .ok()
        .filter(|children| !children.is_empty())
        .ok_or(("children-0", "calendar-no-child"))
}

fn parse_supervisor(value: &str) -> Result<Option<Supervisor>, FieldError> {
    match value {
        "" => Ok(None),
        value => Supervisor::parse(value)
            .map(Some)
            .ok_or(("supervisor", "plan-choose")),
    }
}

fn parse_confirm(days: &str, at: &str) -> Result<Option<ConfirmRule>, FieldError> {
    // Without a number of days no confirmation is asked for, and a time that was typed has no
    // meaning.
    if days.trim().is_empty() {
        return Ok(None);
    }
    let days_before = days
        .trim()
        .parse::<i8>()
        .ok()
        .filter(|days| (0..=MAX_CONFIRM_DAYS).contains(days))
        .ok_or(("confirm_days", "plan-choose"))?;
    let at = parse_time(at).ok_or(("confirm_at", "calendar-time"))?;
    Ok(Some(ConfirmRule { days_before, at }))
}

/// The fields of the form that adds a visit, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct VisitForm<'a> {
    /// The times and the words of its event.
    pub event: EventForm<'a>,
    /// The id of the event that it makes up for; empty for none.
    pub makes_up: &'a str,
}

/// A validated visit. The place and the people of its event are those of its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitInput {
    pub event: EventInput,
    pub makes_up: Option<EventId>,
}

impl VisitInput {
    /// # Errors
    /// As `EventInput::parse`, without a choice of the kind; `ends` with `calendar-time` when it is
    /// missing, because a visit counts by its length; `makes_up` with `calendar-not-owed`.
    pub fn parse(
        form: &VisitForm<'_>,
        language: &str,
        zone: &TimeZone,
        not_before: Option<jiff::civil::DateTime>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        // The page offers no kind: a visit is family time, whatever is sent.
        let event = EventForm {
            kind: "family_time",
            ..form.event
        };
        let event = EventInput::parse(&event, language, zone, not_before);
        // Only of a valid event: `EventInput::parse` reports invalid times itself.
        if event.as_ref().is_ok_and(|event| event.ends.is_none()) {
            errors.push(("ends", "calendar-time"));
        }
        let makes_up = match form.makes_up {
            "" => None,
            id => match id.parse() {
                Ok(id) => Some(id),
                Err(_) => {
                    errors.push(("makes_up", "calendar-not-owed"));
                    None
                }
            },
        };
        match event {
            Ok(event) if errors.is_empty() => Ok(Self { event, makes_up }),
            Ok(_) => Err(errors),
            Err(mut found) => {
                found.extend(errors);
                Err(found)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(numbers: &[u128]) -> Vec<String> {
        let id = |number: &u128| uuid::Uuid::from_u128(*number).to_string();
        numbers.iter().map(id).collect()
    }

    #[test]
    fn the_parent_sees_the_plan_and_may_be_kept_from_the_place() {
        let (parent, children) = (ids(&[1]), ids(&[7]));
        let hidden = ids(&[1, 3]);
        let form = FamilyTimeForm {
            parent: &parent[0],
            children: &children,
            level: "monitored",
            often: " Twice a week ",
            place: "Room 2",
            confirm_days: "1",
            confirm_at: "12:00",
            hidden: &hidden,
            ..FamilyTimeForm::default()
        };
        let input = FamilyTimeInput::parse(&form, "en").unwrap();
        let her = PersonId(uuid::Uuid::from_u128(1));
        assert_eq!(
            (input.parent, input.often.as_str()),
            (Some(her), "Twice a week")
        );
        assert_eq!(input.people, BTreeSet::from([her]));
        assert_eq!(input.hidden, BTreeSet::from([her]));
        assert_eq!(input.confirm, ConfirmRule::parse("1 12:00"));
        let nowhere = FamilyTimeForm { place: "", ..form };
        let errors = FamilyTimeInput::parse(&nowhere, "en").unwrap_err();
        assert_eq!(errors, [("place", "calendar-place")]);
    }

    #[test]
    fn all_errors_of_a_plan_are_told_at_once() {
        let form = FamilyTimeForm {
            supervisor: "person:nobody",
            confirm_days: "1",
            confirm_at: "noon",
            ..FamilyTimeForm::default()
        };
        let errors = FamilyTimeInput::parse(&form, "en").unwrap_err();
        let expected = [
            ("parent", "plan-choose"),
            ("children-0", "calendar-no-child"),
            ("level", "plan-choose"),
            ("supervisor", "plan-choose"),
            ("often", "plan-words-missing"),
            ("confirm_at", "calendar-time"),
        ];
        assert_eq!(errors, expected);
    }

    #[test]
    fn a_visit_has_an_end() {
        let form = VisitForm {
            event: EventForm {
                day: "2026-12-14",
                starts: "16:00",
                about: "Family time",
                ..EventForm::default()
            },
            makes_up: "x",
        };
        let errors = VisitInput::parse(&form, "en", &TimeZone::UTC, None).unwrap_err();
        let expected = [("ends", "calendar-time"), ("makes_up", "calendar-not-owed")];
        assert_eq!(errors, expected);
    }
}
