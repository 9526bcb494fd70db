//! Memberships that a worker keeps in the portal, handovers, and the two people whom a youth picks.

use jiff::civil::Date;
use strum::VariantArray;

use super::TeamMemberRef;
use crate::calendar::age_in_years;
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::PersonId;
use crate::plan::reply::parse_optional_text;
use crate::policy::is_assignable;
use crate::role::Role;
use crate::slug_enum::slug_enum;
use crate::typed_date::parse_date;

slug_enum! {
    /// What was done to a membership.
    #[derive(VariantArray)]
    pub enum MembershipAct {
        Add = "add",
        Change = "change",
        End = "end",
        /// Another person takes over.
        HandOver = "hand_over",
    }
}

/// The form for a membership, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct MembershipForm<'a> {
    pub role: &'a str,
    /// For a mentor: the id of the family member whom they support.
    pub mentee: &'a str,
    pub since: &'a str,
    /// Empty for no end.
    pub until: &'a str,
    pub why: &'a str,
}

/// A validated membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipInput {
    pub role: Role,
    pub mentee: Option<PersonId>,
    pub since: Date,
    /// The first day on which the person is no longer on the team.
    pub until: Option<Date>,
    /// Why, in `language`.
    pub reason: Option<String>,
    pub language: String,
}

impl MembershipInput {
    /// # Errors
    /// Every invalid field: `team-role` for a role that cannot be assigned here, `team-mentee` for
    /// a mentor without the person whom they support, `plan-date` for a date that is none,
    /// `team-ends-early` for an end before the first day, `plan-words-long` for a reason above
    /// 10,000 characters.
    pub fn parse(form: &MembershipForm<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        // The form offers only these, but anyone can send the slug of another role.
        let role = Role::parse(form.role).filter(|role| is_assignable(*role));
        let role = errors.take(role.map(Some).ok_or(("role", "team-role")));
        let mentee = errors.take(parse_mentee(role, form.mentee));
        let since = errors.take(parse_day("since", form.since).map(Some));
        let until = errors.take(parse_end(since, form.until));
        let reason = errors.take(parse_optional_text(form.why).map_err(|code| ("why", code)));
        errors.finish(role.zip(since).map(|(role, since)| Self {
            role,
            mentee,
            since,
            until,
            reason,
            language: language.to_owned(),
        }))
    }
}

fn parse_mentee(role: Option<Role>, typed: &str) -> Result<Option<PersonId>, FieldError> {
    // Without it the mentor would be shown to everyone on the team, the other parent included.
    if role != Some(Role::Mentor) {
        return Ok(None);
    }
    let mentee = typed.parse().map_err(|_| ("mentee", "team-mentee"))?;
    Ok(Some(mentee))
}

fn parse_day(field: &'static str, typed: &str) -> Result<Date, FieldError> {
    parse_date(typed).ok_or((field, "plan-date"))
}

fn parse_end(since: Option<Date>, typed: &str) -> Result<Option<Date>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let until = parse_day("until", typed)?;
    // An equal day is allowed: a membership that was added by mistake then never applies.
    if since.is_some_and(|since| until < since) {
        return Err(("until", "team-ends-early"));
    }
    Ok(Some(until))
}

/// The end of a membership, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipEnd {
    /// The first day on which the person is no longer on the team.
    pub until: Date,
    pub reason: String,
    pub language: String,
}

impl MembershipEnd {
    /// # Errors
    /// Every invalid field: `plan-date`, `plan-words-missing` without a reason, `plan-words-long`
    /// for one above 10,000 characters.
    pub fn parse(until: &str, why: &str, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let until = errors.take(parse_day("until", until).map(Some));
        let reason = errors.take(parse_reason("why", why));
        errors.finish(until.map(|until| Self {
            until,
            reason,
            language: language.to_owned(),
        }))
    }
}

fn parse_reason(field: &'static str, typed: &str) -> Result<String, FieldError> {
    parse_optional_text(typed)
        .map_err(|code| (field, code))?
        .ok_or((field, "plan-words-missing"))
}

/// Who takes over from a worker or a mentor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHandover {
    pub successor: PersonId,
    /// The first day of the person who takes over.
    pub from: Date,
    /// For the workers and the supervisors.
    pub reason: String,
    /// For the family.
    pub words: Option<String>,
    pub language: String,
}

impl NewHandover {
    /// # Errors
    /// Every invalid field: `team-successor` without a person, `plan-date`, `plan-words-missing`
    /// without a reason, `plan-words-long` for a text above 10,000 characters.
    pub fn parse(
        successor: &str,
        from: &str,
        (why, words): (&str, &str),
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let successor = successor.parse::<PersonId>();
        let successor = successor.map_err(|_| ("successor", "team-successor"));
        let successor = errors.take(successor.map(Some));
        let from = errors.take(parse_day("from_day", from).map(Some));
        let reason = errors.take(parse_reason("why", why));
        let words = errors.take(parse_optional_text(words).map_err(|code| ("words", code)));
        errors.finish(successor.zip(from).map(|(successor, from)| Self {
            successor,
            from,
            reason,
            words,
            language: language.to_owned(),
        }))
    }
}

/// How many people a youth picks.
pub const MAX_PICKS: usize = 2;

/// From this age in years on a youth picks two people (42 USC 675(5)(B)).
pub const PICK_MIN_AGE: i16 = 14;

/// Whether someone with this birth date picks people of their team. Without a known one the answer
/// is no.
pub fn is_of_age_to_pick(born: Option<Date>, today: Date) -> bool {
    born.is_some_and(|born| age_in_years(born, today) >= PICK_MIN_AGE)
}

/// Whether a youth may pick a person of this role. The law excludes foster parents and caseworkers
/// (42 USC 675(5)(B)).
pub const fn may_be_picked(role: Role) -> bool {
    !matches!(
        role,
        Role::Caregiver | Role::Worker | Role::Youth | Role::Administrator
    )
}

/// Someone whom a youth picks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPick {
    pub who: TeamMemberRef,
    /// Whether the team sees the pick, or only the youth and the worker.
    pub for_team: bool,
}

impl NewPick {
    /// # Errors
    /// `team-about` without a person.
    pub fn parse(who: &str, seen_by: &str) -> Result<Self, Vec<FieldError>> {
        let who = TeamMemberRef::parse(who).ok_or_else(|| vec![("who", "team-about")])?;
        Ok(Self {
            who,
            // Anything else is read as the choice with fewer readers.
            for_team: seen_by == "team",
        })
    }
}

/// A refusal of a pick: the good cause, which the youth reads.
///
/// # Errors
/// `plan-words-missing` without a reason, `plan-words-long` above 10,000 characters.
pub fn parse_refusal(words: &str) -> Result<String, Vec<FieldError>> {
    parse_reason("words", words).map_err(|error| vec![error])
}

#[cfg(test)]
mod tests;
