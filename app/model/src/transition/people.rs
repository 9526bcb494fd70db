//! The adults who will be there for a young person: what each is asked for, in words that both
//! choose, and how the two keep in touch.

use jiff::civil::Date;
use strum::VariantArray;

use crate::field_errors::{FieldError, FieldErrors};
use crate::id::PersonId;
use crate::plan::reply::parse_optional_text;
use crate::slug_enum::slug_enum;
use crate::team::MAX_SHORT_CHARS;
use crate::text::normalize_text;
use crate::typed_date::parse_date;

/// Days after which an adult who has not answered is shown as silent.
pub const SILENT_AFTER_DAYS: i32 = 7;

slug_enum! {
    /// What an adult is asked for.
    #[derive(Hash, VariantArray)]
    pub enum CommitmentKind {
        /// A place to go on holidays.
        Holidays = "holidays",
        /// Someone to call at night.
        NightCall = "night_call",
        /// A place to sleep for a few nights.
        Stay = "stay",
        Meal = "meal",
        Ride = "ride",
        Moving = "moving",
        /// Someone to ask about money and papers.
        Advice = "advice",
        Job = "job",
        /// Someone who comes along, such as to a doctor.
        ComeAlong = "come_along",
        Listen = "listen",
        /// What the words say, and nothing of this list.
        Own = "own",
    }
}

slug_enum! {
    /// How the two keep in touch.
    #[derive(Hash, VariantArray)]
    pub enum ContactWay {
        Text = "text",
        Call = "call",
        Video = "video",
        Visit = "visit",
    }
}

slug_enum! {
    /// How often the two keep in touch.
    #[derive(Hash, VariantArray)]
    pub enum ContactRhythm {
        Week = "week",
        TwoWeeks = "two_weeks",
        Month = "month",
        Holidays = "holidays",
        WhenNeeded = "when_needed",
    }
}

slug_enum! {
    /// What the young person or the adult did last, which determines the state of the commitment.
    #[derive(Hash, VariantArray)]
    pub enum CommitmentAct {
        /// The young person asked, in these words.
        Ask = "ask",
        /// The adult suggested other words.
        Suggest = "suggest",
        /// One of the two said yes to the words of the other.
        Accept = "accept",
        /// The adult said no.
        Decline = "decline",
        /// The adult cannot any more.
        Withdraw = "withdraw",
        /// An adult without an account said yes, as the young person wrote down.
        SaidYes = "said_yes",
        /// The young person ended it.
        End = "end",
    }
}

/// The two between whom a commitment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommitmentParty {
    /// The young person.
    Owner,
    Adult,
}

impl CommitmentAct {
    /// Whether this is a yes to the words of the commitment. While it is the last act, the
    /// commitment holds.
    pub const fn is_acceptance(self) -> bool {
        matches!(self, Self::Accept | Self::SaidYes)
    }

    /// Whether new words come with this, instead of those that are there.
    pub const fn has_words(self) -> bool {
        matches!(self, Self::Ask | Self::Suggest)
    }

    /// Whether `by` may do this after `before` (`None` for a new commitment). `has_account` is
    /// whether the adult has an account. `alongside_may_add_commitment_version` repeats it.
    pub fn may_follow(self, by: CommitmentParty, before: Option<Self>, has_account: bool) -> bool {
        match (by, self) {
            // Also after a yes or a no, in other words. What the young person has ended stays
            // ended: they begin a new commitment instead.
            (CommitmentParty::Owner, Self::Ask) => before != Some(Self::End),
            (CommitmentParty::Owner, Self::SaidYes) => {
                // An adult with an account answers for themselves. The young person can write down
                // a yes only for an adult who cannot open the portal.
                !has_account && matches!(before, None | Some(Self::Ask))
            }
            (CommitmentParty::Owner, Self::Accept) => before == Some(Self::Suggest),
            (CommitmentParty::Owner, Self::End) => before.is_some_and(|act| act != Self::End),
            (CommitmentParty::Adult, Self::Suggest | Self::Decline) => {
                matches!(before, Some(Self::Ask | Self::Suggest))
            }
            (CommitmentParty::Adult, Self::Accept) => before == Some(Self::Ask),
            // Not after `SaidYes`: that adult has no account and never opens this page.
            (CommitmentParty::Adult, Self::Withdraw) => before == Some(Self::Accept),
            _ => false,
        }
    }
}

/// What the adult is asked for, and how the two keep in touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentTerms {
    pub kind: CommitmentKind,
    pub words: Option<String>,
    /// The assumed language of the words, as a language tag.
    pub language: String,
    pub way: ContactWay,
    pub rhythm: ContactRhythm,
}

/// The fields of the terms, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct TermsFields<'a> {
    pub kind: &'a str,
    pub words: &'a str,
    pub way: &'a str,
    pub rhythm: &'a str,
}

impl CommitmentTerms {
    /// # Errors
    /// Every invalid field: `plan-choose` for an unknown `kind`, `way` or `rhythm`; `words` with
    /// `plan-words-missing` for a kind of one's own, `plan-words-long` above 10,000 characters.
    pub fn parse(fields: TermsFields<'_>, language: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let terms = take_terms(&mut errors, fields, language);
        errors.finish(terms)
    }
}

fn take_terms(
    errors: &mut FieldErrors,
    fields: TermsFields<'_>,
    language: &str,
) -> Option<CommitmentTerms> {
    let kind = CommitmentKind::parse(fields.kind);
    // Before `errors.take` replaces the choice by a default: the words are required for one choice
    // only.
    let words = parse_optional_text(fields.words).and_then(|words| match kind {
        Some(CommitmentKind::Own) if words.is_none() => Err("plan-words-missing"),
        _ => Ok(words),
    });
    let kind = errors.take(kind.map(Some).ok_or(("kind", "plan-choose")));
    let words = errors.take(words.map_err(|code| ("words", code)));
    let way = ContactWay::parse(fields.way);
    let way = errors.take(way.map(Some).ok_or(("way", "plan-choose")));
    let rhythm = ContactRhythm::parse(fields.rhythm);
    let rhythm = errors.take(rhythm.map(Some).ok_or(("rhythm", "plan-choose")));
    let detected = words.as_deref().unwrap_or_default();
    let language = crate::language::detect_language(detected, language);
    Some(CommitmentTerms {
        kind: kind?,
        words,
        language,
        way: way?,
        rhythm: rhythm?,
    })
}

/// The adult of a new commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CommitmentAdult {
    /// Someone on the team, who answers on a page of their own.
    Member(PersonId),
    /// Someone without an account, by name; with the day on which they said yes, if they did.
    Named { name: String, said_on: Option<Date> },
}

/// The value of the field `who` for an adult without an account.
pub const WITHOUT_ACCOUNT: &str = "other";

/// A validated new commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    pub adult: CommitmentAdult,
    pub terms: CommitmentTerms,
}

impl NewCommitment {
    /// `who` is the id of a person, or `WITHOUT_ACCOUNT`.
    ///
    /// # Errors
    /// Every invalid field: `who` with `team-about`, or with `plan-choose` for a person and a name;
    /// `name` with `team-name-missing` or `team-long`; `said_on` as for `parse_said_on`; and those
    /// of `CommitmentTerms::parse`.
    pub fn parse(
        (who, name, said_on): (&str, &str, &str),
        fields: TermsFields<'_>,
        language: &str,
        today: Date,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let adult = if who == WITHOUT_ACCOUNT {
            let name = errors.take(parse_name(name));
            let said_on = errors.take(parse_said_on(said_on, today));
            Some(CommitmentAdult::Named { name, said_on })
        } else if name.trim().is_empty() {
            let person = who.parse().map(CommitmentAdult::Member);
            errors.take(person.map(Some).map_err(|_| ("who", "team-about")))
        } else {
            // Someone of the list, or someone by name: what was typed is not dropped.
            errors.take(Err(("who", "plan-choose")))
        };
        let terms = take_terms(&mut errors, fields, language);
        errors.finish(adult.zip(terms).map(|(adult, terms)| Self { adult, terms }))
    }
}

fn parse_name(typed: &str) -> Result<String, FieldError> {
    let name = normalize_text(typed);
    if name.is_empty() {
        return Err(("name", "team-name-missing"));
    }
    if name.chars().count() > MAX_SHORT_CHARS {
        return Err(("name", "team-long"));
    }
    Ok(name)
}

/// The day on which an adult said yes; blank is none.
///
/// # Errors
/// `said_on` with `plan-date` for a date that is none, or that is later than today.
pub fn parse_said_on(typed: &str, today: Date) -> Result<Option<Date>, FieldError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_date(typed)
        .filter(|day| *day <= today)
        .map(Some)
        .ok_or(("said_on", "plan-date"))
}

/// What one of the two does with a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentStep {
    pub act: CommitmentAct,
    /// Only of an act that has words.
    pub terms: Option<CommitmentTerms>,
    /// Why an adult says no, with its language.
    pub reason: Option<(String, String)>,
    /// The day of `SaidYes`.
    pub said_on: Option<Date>,
}

/// The fields of a step, as they were typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct StepFields<'a> {
    pub act: &'a str,
    pub terms: TermsFields<'a>,
    pub reason: &'a str,
    pub said_on: &'a str,
}

impl CommitmentStep {
    /// # Errors
    /// Every invalid field: `act` with `plan-choose`; of an act with words those of
    /// `CommitmentTerms::parse`; `reason` with `plan-words-long` above 10,000 characters; `said_on`
    /// with `plan-date` without a day of today or earlier.
    pub fn parse(
        fields: StepFields<'_>,
        language: &str,
        today: Date,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let act = CommitmentAct::parse(fields.act);
        let act = errors.take(act.map(Some).ok_or(("act", "plan-choose")));
        let terms = act
            .filter(|act| act.has_words())
            .and_then(|_| take_terms(&mut errors, fields.terms, language));
        let has_reason = matches!(act, Some(CommitmentAct::Decline | CommitmentAct::Withdraw));
        let typed = if has_reason { fields.reason } else { "" };
        let reason = errors.take(parse_optional_text(typed).map_err(|code| ("reason", code)));
        let said_on = if act == Some(CommitmentAct::SaidYes) {
            let day = parse_said_on(fields.said_on, today);
            errors.take(day.and_then(|day| day.map(Some).ok_or(("said_on", "plan-date"))))
        } else {
            None
        };
        errors.finish(act.map(|act| Self {
            act,
            terms,
            reason: reason.map(|reason| {
                let language = crate::language::detect_language(&reason, language);
                (reason, language)
            }),
            said_on,
        }))
    }
}

#[cfg(test)]
mod tests;
