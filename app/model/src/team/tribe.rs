//! A child's tribe, in the words of the Indian Child Welfare Act (ICWA, 25 U.S.C. 1901-1963) and
//! the Wisconsin Indian Child Welfare Act (WICWA, Wis. Stat. 48.028).

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use super::parse_short;
use crate::field_errors::{FieldError, FieldErrors};
use crate::plan::reply::parse_optional_text;
use crate::policy::{ResourceKind, Visibility, role_visibility};
use crate::role::Role;
use crate::slug_enum::slug_enum;
use crate::text::is_blank;
use crate::typed_date::parse_date;

slug_enum! {
    /// How a tribe was told of a case.
    // The law requires registered or certified mail with a return receipt; the other ways are
    // additional.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum NoticeMethod {
        RegisteredMail = "registered_mail",
        CertifiedMail = "certified_mail",
        Email = "email",
        Phone = "phone",
        InPerson = "in_person",
    }
}

slug_enum! {
    /// What a tribe answered to the notice.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum TribeAnswer {
        TakesPart = "takes_part",
        Declined = "declined",
    }
}

slug_enum! {
    /// The placement preference that applies: 25 U.S.C. 1915 and Wis. Stat. 48.028 (7).
    #[derive(Hash, Serialize, Deserialize, JsonSchema, VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum PlacementPreference {
        ExtendedFamily = "extended_family",
        TribeFosterHome = "tribe_foster_home",
        IndianFosterHome = "indian_foster_home",
        TribeInstitution = "tribe_institution",
        // For adoption: other members of the tribe, other Indian families.
        TribeMember = "tribe_member",
        IndianFamily = "indian_family",
        // The order that the tribe has set by a resolution.
        TribeOrder = "tribe_order",
    }
}

slug_enum! {
    /// What is added to a child's row one at a time.
    #[derive(Hash, VariantArray)]
    pub enum TribeEntryKind {
        ActiveEffort = "active_effort",
        TribeWords = "tribe_words",
    }
}

impl NoticeMethod {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

impl TribeAnswer {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

impl PlacementPreference {
    pub const ALL: &'static [Self] = Self::VARIANTS;
}

/// Whether this role may read about the tribe of a child whom it sees.
pub const fn may_read_tribe(role: Role) -> bool {
    !matches!(
        role_visibility(role, ResourceKind::Tribe),
        Visibility::Never
    )
}

/// Whether this role writes down the facts about a child's tribe.
pub const fn may_write_tribe_facts(role: Role) -> bool {
    matches!(role, Role::Worker)
}

/// What this role adds to a child's row: a worker an active effort, a tribal representative the
/// words of the tribe.
pub const fn tribe_entry_kind(role: Role) -> Option<TribeEntryKind> {
    match role {
        Role::Worker => Some(TribeEntryKind::ActiveEffort),
        Role::TribalRepresentative => Some(TribeEntryKind::TribeWords),
        _ => None,
    }
}

/// The fields of the form for a child's tribe, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChildTribeForm<'a> {
    pub tribe: &'a str,
    pub asked_on: &'a str,
    pub asked_by: &'a str,
    pub notified_on: &'a str,
    pub notified_how: &'a str,
    pub answer: &'a str,
    pub answered_on: &'a str,
    pub preference: &'a str,
    /// `yes` or `no`.
    pub followed: &'a str,
    pub good_cause: &'a str,
}

/// What is known about a child and a tribe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChildTribeInput {
    pub tribe: Option<String>,
    pub asked_on: Option<Date>,
    pub asked_by: Option<String>,
    pub notified_on: Option<Date>,
    pub notified_how: Option<NoticeMethod>,
    pub answer: Option<TribeAnswer>,
    pub answered_on: Option<Date>,
    pub preference: Option<PlacementPreference>,
    pub is_followed: Option<bool>,
    /// Why the preference was not followed, in `language`.
    pub good_cause: Option<String>,
    pub language: String,
}

impl ChildTribeInput {
    /// # Errors
    /// Every invalid field: `plan-date` for a date that is none and `team-tribe-later` for one
    /// after `today`; `team-long` and `plan-words-long` for what is too long; `team-tribe-day`,
    /// `-who`, `-how`, `-answer`, `-preference-missing`, `-followed-missing` and `-cause-missing`
    /// for the missing part of a fact that is half filled in; `team-tribe-name-missing` for a fact
    /// about a tribe without its name; `team-tribe-nothing` for an empty form.
    pub fn parse(
        form: &ChildTribeForm<'_>,
        today: Date,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let input = Self {
            tribe: errors.take(parse_short("tribe", form.tribe)),
            asked_on: errors.take(parse_day("asked_on", form.asked_on, today)),
            asked_by: errors.take(parse_short("asked_by", form.asked_by)),
            notified_on: errors.take(parse_day("notified_on", form.notified_on, today)),
            notified_how: errors.take(parse_choice(
                ("notified_how", "team-tribe-how"),
                form.notified_how,
                NoticeMethod::parse,
            )),
            answer: errors.take(parse_choice(
                ("answer", "team-tribe-answer"),
                form.answer,
                TribeAnswer::parse,
            )),
            answered_on: errors.take(parse_day("answered_on", form.answered_on, today)),
            preference: errors.take(parse_choice(
                ("preference", "team-tribe-preference-missing"),
                form.preference,
                PlacementPreference::parse,
            )),
            is_followed: errors.take(parse_choice(
                ("followed", "team-tribe-followed-missing"),
                form.followed,
                parse_yes_or_no,
            )),
            good_cause: errors
                .take(parse_optional_text(form.good_cause).map_err(|code| ("good_cause", code))),
            language: language.to_owned(),
        };
        // After the fields, so that an invalid value is named before what is missing.
        for missing in missing_parts(form) {
            // The value is not needed: the call adds the error to the list.
            errors.take(Err::<(), FieldError>(missing));
        }
        errors.finish(Some(input))
    }
}

fn is_given(typed: &str) -> bool {
    !is_blank(typed)
}

/// The parts that are missing from facts that are half filled in, each with its error. By what was
/// typed: an invalid value is reported once.
fn missing_parts(form: &ChildTribeForm<'_>) -> Vec<FieldError> {
    let (asked, asked_by) = (is_given(form.asked_on), is_given(form.asked_by));
    let (told, how) = (is_given(form.notified_on), is_given(form.notified_how));
    let (answer, since) = (is_given(form.answer), is_given(form.answered_on));
    let (preference, followed) = (is_given(form.preference), is_given(form.followed));
    let reason = is_given(form.good_cause);
    let about_tribe = told || how || answer || since || preference || followed || reason;
    let has_tribe = is_given(form.tribe);
    // A reason without a "no" would be shown beside a preference that was followed.
    let unclear = (preference && !followed) || (reason && form.followed != "no");
    let is_empty = !(has_tribe || asked || asked_by || about_tribe);
    [
        (
            about_tribe && !has_tribe,
            ("tribe", "team-tribe-name-missing"),
        ),
        (is_empty, ("asked_on", "team-tribe-nothing")),
        (asked_by && !asked, ("asked_on", "team-tribe-day")),
        (asked && !asked_by, ("asked_by", "team-tribe-who")),
        (how && !told, ("notified_on", "team-tribe-day")),
        (told && !how, ("notified_how", "team-tribe-how")),
        (since && !answer, ("answer", "team-tribe-answer")),
        (answer && !since, ("answered_on", "team-tribe-day")),
        (
            (followed || reason) && !preference,
            ("preference", "team-tribe-preference-missing"),
        ),
        (unclear, ("followed", "team-tribe-followed-missing")),
        (
            form.followed == "no" && !reason,
            ("good_cause", "team-tribe-cause-missing"),
        ),
    ]
    .into_iter()
    .filter_map(|(is_missing, error)| is_missing.then_some(error))
    .collect()
}

fn parse_day(field: &'static str, typed: &str, today: Date) -> Result<Option<Date>, FieldError> {
    if is_blank(typed) {
        return Ok(None);
    }
    match parse_date(typed) {
        None => Err((field, "plan-date")),
        Some(day) if day > today => Err((field, "team-tribe-later")),
        day => Ok(day),
    }
}

fn parse_choice<T>(
    error: FieldError,
    typed: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, FieldError> {
    if is_blank(typed) {
        return Ok(None);
    }
    parse(typed).map(Some).ok_or(error)
}

fn parse_yes_or_no(typed: &str) -> Option<bool> {
    match typed {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

/// An active effort, or words of the tribe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TribeEntryInput {
    pub kind: TribeEntryKind,
    /// The day of the effort; for words of the tribe today.
    pub day: Date,
    pub words: String,
    pub language: String,
}

impl TribeEntryInput {
    /// # Errors
    /// Every invalid field: `team-tribe-day` without the day of an effort, `plan-date` and
    /// `team-tribe-later` as for `ChildTribeInput`, `plan-words-missing` and `plan-words-long`.
    pub fn parse(
        kind: TribeEntryKind,
        day: &str,
        words: &str,
        today: Date,
        language: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let day = match kind {
            // The form for words of the tribe has no field for a day.
            TribeEntryKind::TribeWords => Some(today),
            TribeEntryKind::ActiveEffort => errors.take(
                parse_day("day", day, today)
                    .and_then(|day| day.map(Some).ok_or(("day", "team-tribe-day"))),
            ),
        };
        let words = errors.take(
            parse_optional_text(words)
                .and_then(|words| words.ok_or("plan-words-missing"))
                .map_err(|code| ("words", code)),
        );
        errors.finish(day.map(|day| Self {
            kind,
            day,
            words,
            language: language.to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests;
