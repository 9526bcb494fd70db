//! The team list: people without an account, when staff can be reached, and what the family says
//! about its team.

pub mod membership;
mod requests;
pub mod tribe;

use jiff::civil::{Date, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::field_errors::{FieldError, FieldErrors};
use crate::id::PersonId;
use crate::plan::reply::parse_optional_text;
use crate::role::Role;
use crate::slug_enum::slug_enum;
use crate::text::normalize_text;
use crate::typed_date::parse_date;

pub use requests::{
    NewTeamAnswer, NewTeamRequest, TEAM_ANSWER_WITHIN_DAYS, TeamMemberRef, TeamRequestKind,
    TeamRequestOutcome, TeamRequestSubject,
};

/// Maximum length of a name or another short field in characters.
pub const MAX_SHORT_CHARS: usize = 200;

slug_enum! {
    /// How a person without an account is related to the family.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum TeamContactKind {
        Kin = "kin",
        Friend = "friend",
        School = "school",
        GuardianAdLitem = "guardian_ad_litem",
        Lawyer = "lawyer",
        Casa = "casa",
        Therapist = "therapist",
        Tribe = "tribe",
        HealthCare = "health_care",
        Provider = "provider",
    }
}

impl TeamContactKind {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Whether the team list shows how to reach a person of this role at work. Families and caregivers
/// have only numbers of their own, which are not for the team.
pub const fn shows_work_contact(role: Role) -> bool {
    !role.is_family() && !matches!(role, Role::Caregiver)
}

/// Whether this role is on the team list. An administrator looks after accounts, and is not part of
/// the work with the family.
pub const fn is_on_team_list(role: Role) -> bool {
    !matches!(role, Role::Administrator)
}

/// Whether this role may add, change and end people without an account.
pub const fn may_keep_contacts(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// When a person is at work: the same hours from `first_day` to `last_day` (1 is Monday, 7 is
/// Sunday), on the agency's wall clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkHours {
    pub first_day: i8,
    pub last_day: i8,
    pub starts: Time,
    pub ends: Time,
}

impl WorkHours {
    /// Reads what `Display` wrote, such as `1-5 08:00-16:30`. `None` for anything else, and for
    /// hours or days that end before they begin.
    pub fn parse(stored: &str) -> Option<Self> {
        let (days, times) = stored.split_once(' ')?;
        let ((first_day, last_day), (starts, ends)) =
            (days.split_once('-')?, times.split_once('-')?);
        let time = |written: &str| Time::strptime("%H:%M", written).ok();
        let hours = Self {
            first_day: first_day.parse().ok()?,
            last_day: last_day.parse().ok()?,
            starts: time(starts)?,
            ends: time(ends)?,
        };
        let in_week = 1 <= hours.first_day && hours.last_day <= 7;
        (in_week && hours.first_day <= hours.last_day && hours.starts < hours.ends).then_some(hours)
    }
}

impl std::fmt::Display for WorkHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}-{} {}-{}",
            self.first_day,
            self.last_day,
            self.starts.strftime("%H:%M"),
            self.ends.strftime("%H:%M")
        )
    }
}

/// Who reads about a person without an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactReaders {
    /// Everyone who reads the team list.
    Team,
    /// One family member, the workers and the supervisors: for what belongs to one parent alone,
    /// such as a therapist or a lawyer.
    OnlyWith(PersonId),
}

/// The fields of the form for a person without an account, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct TeamContactForm<'a> {
    pub name: &'a str,
    pub kind: &'a str,
    pub organization: &'a str,
    pub phone: &'a str,
    pub languages: &'a [String],
    pub hours: &'a str,
    pub note: &'a str,
    pub since: &'a str,
    /// `team`, the id of a family member, or `keep` for the readers that are stored.
    pub who: &'a str,
}

/// A validated person without an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamContactInput {
    pub name: String,
    pub kind: TeamContactKind,
    pub organization: Option<String>,
    pub phone: Option<String>,
    /// Language tags.
    pub languages: Vec<String>,
    pub hours: Option<String>,
    /// What they do for the family, in `language`.
    pub note: Option<String>,
    pub language: String,
    pub since: Date,
    /// `None` for the readers that are stored.
    pub readers: Option<ContactReaders>,
}

impl TeamContactInput {
    /// # Errors
    /// Every invalid field: `team-name-missing` without a name, `team-kind` without a kind,
    /// `team-readers` without a choice of readers, `plan-date` for a date that is none, `team-long`
    /// for a short field above 200 characters, `plan-words-long` for a note above 10,000.
    pub fn parse(form: &TeamContactForm<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let name = errors.take(parse_name(form.name));
        let kind = errors.take(parse_kind(form.kind).map(Some));
        let organization = errors.take(parse_short("organization", form.organization));
        let phone = errors.take(parse_short("phone", form.phone));
        let hours = errors.take(parse_short("hours", form.hours));
        let note = errors.take(parse_optional_text(form.note).map_err(|code| ("note", code)));
        let since = parse_date(form.since).ok_or(("since", "plan-date"));
        let since = errors.take(since.map(Some));
        let readers = errors.take(parse_readers(form.who).map(Some));
        // The tags are names of checkboxes, which anyone can send: what is no tag is left out.
        let languages = form.languages.iter().filter(|tag| is_language_tag(tag));
        let parsed = kind.zip(since).zip(readers);
        errors.finish(parsed.map(|((kind, since), readers)| Self {
            name,
            kind,
            organization,
            phone,
            languages: languages.cloned().collect(),
            hours,
            note,
            language: language.to_owned(),
            since,
            readers,
        }))
    }
}

fn parse_short(field: &'static str, typed: &str) -> Result<Option<String>, FieldError> {
    let words = normalize_text(typed);
    if words.chars().count() > MAX_SHORT_CHARS {
        return Err((field, "team-long"));
    }
    Ok((!words.is_empty()).then_some(words))
}

fn parse_name(typed: &str) -> Result<String, FieldError> {
    parse_short("name", typed)?.ok_or(("name", "team-name-missing"))
}

fn parse_kind(slug: &str) -> Result<TeamContactKind, FieldError> {
    TeamContactKind::parse(slug).ok_or(("kind", "team-kind"))
}

fn parse_readers(who: &str) -> Result<Option<ContactReaders>, FieldError> {
    match who {
        "keep" => Ok(None),
        "team" => Ok(Some(ContactReaders::Team)),
        // No default: shown to everyone, the therapist of one parent is known to the other.
        id => match id.parse() {
            Ok(person) => Ok(Some(ContactReaders::OnlyWith(person))),
            Err(_) => Err(("who", "team-readers")),
        },
    }
}

fn is_language_tag(tag: &str) -> bool {
    // 35 characters are the length that RFC 5646 (4.4.1) has every program support.
    (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> TeamContactForm<'static> {
        TeamContactForm {
            name: " Ms. Park ",
            kind: "school",
            since: "2026-09-01",
            who: "team",
            ..TeamContactForm::default()
        }
    }

    #[test]
    fn work_hours_are_read_back_as_they_were_written() {
        let hours = WorkHours::parse("1-5 08:00-16:30").unwrap();
        assert_eq!(hours.to_string(), "1-5 08:00-16:30");
        for wrong in [
            "",
            "1-5",
            "5-1 08:00-16:30",
            "1-8 08:00-16:30",
            "1-5 16:30-08:00",
            "x",
        ] {
            assert_eq!(WorkHours::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nobody_is_shown_to_everyone_without_a_choice() {
        let parsed = TeamContactInput::parse(&filled(), "en").unwrap();
        assert_eq!(
            (parsed.name.as_str(), parsed.readers),
            ("Ms. Park", Some(ContactReaders::Team))
        );
        for who in ["", "everyone"] {
            let form = TeamContactForm { who, ..filled() };
            assert_eq!(
                TeamContactInput::parse(&form, "en"),
                Err(vec![("who", "team-readers")])
            );
        }
    }

    #[test]
    fn too_long_fields_are_reported_and_not_truncated() {
        let long = "x".repeat(MAX_SHORT_CHARS + 1);
        for field in ["name", "organization", "phone", "hours"] {
            let mut form = filled();
            match field {
                "name" => form.name = &long,
                "organization" => form.organization = &long,
                "phone" => form.phone = &long,
                _ => form.hours = &long,
            }
            assert_eq!(
                TeamContactInput::parse(&form, "en"),
                Err(vec![(field, "team-long")])
            );
        }
    }

    #[test]
    fn only_people_at_work_are_shown_with_a_number() {
        for role in [Role::Parent, Role::Youth, Role::Caregiver] {
            assert!(!shows_work_contact(role), "{role:?}");
        }
        assert!(shows_work_contact(Role::Worker));
    }
}
