//! The form with which a worker adds or changes an event.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};

use super::{EventKind, EventTopic, is_remote_link, length_in_minutes};
use crate::field_errors::{FieldError, FieldErrors};
use crate::id::PersonId;
use crate::plan::reply::parse_optional_text;
use crate::text::normalize_text;
use crate::typed_date::parse_date;

/// Maximum length of a place in characters.
pub const MAX_PLACE_CHARS: usize = 200;

/// The fields of the form, as they were sent.
#[derive(Debug, Clone, Copy, Default)]
pub struct EventForm<'a> {
    /// Slug of an `EventKind`, or of a kind that the agency added.
    pub kind: &'a str,
    /// The kind whose rules `kind` follows, where it is one that the agency added.
    pub rules_of: Option<EventKind>,
    pub day: &'a str,
    pub starts: &'a str,
    pub ends: &'a str,
    /// The day on which it ends, if that is not `day`.
    pub last: &'a str,
    /// Whether a time that the clocks repeat means the first of the two.
    pub first: bool,
    pub about: &'a str,
    pub place: &'a str,
    pub remote_link: &'a str,
    pub bring: &'a str,
    pub way: &'a str,
    pub after: &'a str,
    pub court: &'a str,
    pub join: &'a str,
    /// The ids of those who are invited.
    pub people: &'a [String],
    /// The ids of those who may not know the place.
    pub hidden: &'a [String],
}

/// A validated event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventInput {
    pub kind: EventKind,
    /// The slug of a kind that the agency added.
    pub own_kind: Option<String>,
    /// Local times in the agency's time zone.
    pub starts: DateTime,
    pub ends: Option<DateTime>,
    pub about: String,
    pub place: Option<String>,
    pub remote_link: Option<String>,
    pub details: Vec<(EventTopic, String)>,
    /// Who is invited, beside the workers of the family.
    pub people: BTreeSet<PersonId>,
    /// Those of `people` who may know neither the place nor the way there.
    pub hidden: BTreeSet<PersonId>,
    /// The assumed language of the words, as a language tag; see `language::detect_language`.
    pub language: String,
}

impl EventInput {
    /// `not_before` is the earliest start of a new event.
    ///
    /// # Errors
    /// Every invalid field: `kind` with `plan-choose`; `day` and `last` with `plan-date`, or
    /// `calendar-leap-day` for a February 29 that does not exist; `starts` and `ends` with
    /// `calendar-time`, `calendar-time-skipped` or `calendar-time-twice` at a change of the clocks;
    /// `starts` with `calendar-past`; `ends` with `calendar-ends-early`; `about` with
    /// `plan-words-missing`; `place` with `team-long` above 200 characters, or `calendar-place`
    /// without a place that is hidden from a person; `remote_link` with `calendar-link`; `people-0`
    /// with `calendar-not-on-team`; and `plan-words-long` for words above 10,000 characters.
    pub fn parse(
        form: &EventForm<'_>,
        language: &str,
        zone: &TimeZone,
        not_before: Option<DateTime>,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let own_kind = form.rules_of.map(|_| form.kind.to_owned());
        let kind = form.rules_of.or_else(|| EventKind::parse(form.kind));
        let kind = errors.take(kind.map(Some).ok_or(("kind", "plan-choose")));
        let times = form.times(&mut errors, zone, not_before);
        let about = errors.take(
            parse_words("about", form.about)
                .and_then(|words| words.ok_or(("about", "plan-words-missing"))),
        );
        let people = errors.take(parse_people(form.people));
        let mut hidden = errors.take(parse_people(form.hidden));
        // A box can stay checked for a person who is not invited, and who does not see the event at
        // all.
        hidden.retain(|person| people.contains(person));
        let place = errors.take(parse_place(form.place, !hidden.is_empty()));
        let remote_link = errors.take(parse_link(form.remote_link));
        let details = form.details(&mut errors);
        errors.finish(kind.zip(times).map(|(kind, (starts, ends))| Self {
            kind,
            own_kind,
            starts,
            ends,
            about,
            place,
            remote_link,
            details,
            people,
            hidden,
            language: language.to_owned(),
        }))
    }

    /// The words about a topic.
    pub fn detail(&self, topic: EventTopic) -> Option<&str> {
        self.details
            .iter()
            .find(|(of, _)| *of == topic)
            .map(|(_, words)| words.as_str())
    }
}

impl EventForm<'_> {
    /// When it begins and ends, for a form that comes back: `None` while a time is invalid.
    pub fn valid_times(&self, zone: &TimeZone) -> Option<(DateTime, Option<DateTime>)> {
        let mut errors = FieldErrors::default();
        let times = self.times(&mut errors, zone, None);
        errors.finish(times).ok()
    }

    fn times(
        &self,
        errors: &mut FieldErrors,
        zone: &TimeZone,
        not_before: Option<DateTime>,
    ) -> Option<(DateTime, Option<DateTime>)> {
        let day = parse_day("day", self.day).and_then(|day| day.ok_or(("day", "plan-date")));
        let day = errors.take(day.map(Some));
        let start = parse_time(self.starts).ok_or(("starts", "calendar-time"));
        let start = errors.take(start.map(Some));
        let starts = day.zip(start).map(|(day, time)| day.to_datetime(time));
        if let Some(starts) = starts {
            let is_past = not_before.is_some_and(|earliest| starts < earliest);
            errors.take(match check_clocks("starts", starts, zone, self.first) {
                Ok(()) if is_past => Err(("starts", "calendar-past")),
                checked => checked,
            });
        }
        let end = match (self.ends.trim(), self.last.trim()) {
            // A last day without a time is an error: it must not become an event without an end.
            ("", "") => Ok(None),
            (typed, _) => parse_time(typed).map(Some).ok_or(("ends", "calendar-time")),
        };
        let end = errors.take(end);
        let last = errors.take(parse_day("last", self.last));
        let ends = last
            .or(day)
            .zip(end)
            .map(|(day, time)| day.to_datetime(time));
        if let Some((starts, ends)) = starts.zip(ends) {
            // Also as the clocks run: a start in the hour that they skip is moved forward, and can
            // then be after the end.
            let is_early = ends <= starts || length_in_minutes(starts, ends, zone).is_none();
            errors.take(match check_clocks("ends", ends, zone, self.first) {
                Ok(()) if is_early => Err(("ends", "calendar-ends-early")),
                checked => checked,
            });
        }
        starts.map(|starts| (starts, ends))
    }

    fn details(&self, errors: &mut FieldErrors) -> Vec<(EventTopic, String)> {
        [
            (EventTopic::Bring, "bring", self.bring),
            (EventTopic::Way, "way", self.way),
            (EventTopic::After, "after", self.after),
            (EventTopic::Court, "court", self.court),
            (EventTopic::Join, "join", self.join),
        ]
        .into_iter()
        .filter_map(|(topic, field, words)| Some((topic, errors.take(parse_words(field, words))?)))
        .collect()
    }
}

fn parse_words(field: &'static str, words: &str) -> Result<Option<String>, FieldError> {
    parse_optional_text(words).map_err(|code| (field, code))
}

/// A day, as `parse_date` reads it; none for an empty field.
pub(super) fn parse_day(field: &'static str, typed: &str) -> Result<Option<Date>, FieldError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    match parse_date(typed) {
        Some(day) if (1900..=2200).contains(&day.year()) => Ok(Some(day)),
        None if typed.ends_with("-02-29") => Err((field, "calendar-leap-day")),
        _ => Err((field, "plan-date")),
    }
}

/// A time as browsers send it, on 24 hours.
pub(crate) fn parse_time(typed: &str) -> Option<Time> {
    let (hour, minute) = typed.trim().split_once(':')?;
    // Some browsers send seconds.
    let minute = minute.split(':').next()?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// Refuses a time that the clocks skip, and one that they show twice unless the first is meant.
pub(super) fn check_clocks(
    field: &'static str,
    local: DateTime,
    zone: &TimeZone,
    takes_first: bool,
) -> Result<(), FieldError> {
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Gap { .. } => Err((field, "calendar-time-skipped")),
        AmbiguousOffset::Fold { .. } if !takes_first => Err((field, "calendar-time-twice")),
        AmbiguousOffset::Fold { .. } | AmbiguousOffset::Unambiguous { .. } => Ok(()),
    }
}

/// A place, of the field `place`; required where it is hidden from a person.
pub(crate) fn parse_place(typed: &str, is_hidden: bool) -> Result<Option<String>, FieldError> {
    let place = normalize_text(typed);
    if place.chars().count() > MAX_PLACE_CHARS {
        return Err(("place", "team-long"));
    }
    if place.is_empty() && is_hidden {
        return Err(("place", "calendar-place"));
    }
    Ok((!place.is_empty()).then_some(place))
}

fn parse_link(typed: &str) -> Result<Option<String>, FieldError> {
    match typed.trim() {
        "" => Ok(None),
        address if is_remote_link(address) => Ok(Some(address.to_owned())),
        _ => Err(("remote_link", "calendar-link")),
    }
}

/// The ids of people, of the boxes whose first is `people-0`.
pub(crate) fn parse_people(ids: &[String]) -> Result<BTreeSet<PersonId>, FieldError> {
    ids.iter()
        .map(|id| id.parse().map_err(|_| ("people-0", "calendar-not-on-team")))
        .collect()
}

#[cfg(test)]
mod tests;
