//! The calendar of a family: events and their dates, in the agency's local time.

mod answer;
mod event_input;
pub mod needs;
mod notes;
mod observance;
mod overlap;
pub mod series;
mod words;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::answer::{
    EventAnswer, NewEventAnswer, NewSettlement, ProposedTimesForm, SettlementOutcome,
};
pub use self::event_input::{EventForm, EventInput, MAX_PLACE_CHARS};
pub(crate) use self::event_input::{parse_people, parse_place, parse_time};
pub use self::notes::{
    Attendance, Decision, DecisionForm, EventPosition, FamilyPosition, FamilyPositions,
    MAX_DECISIONS, NOTES_EXPECTED_DAYS, NOTES_WITHIN_DAYS, NotesError, NotesForm, NotesInput,
    PositionForm, default_notes_due, parse_notes_due, parse_own_position,
};
pub use self::observance::ObservanceInput;
pub use self::overlap::EventPeriod;
pub use self::words::{EventWordsKind, MAX_AGENDA_CHARS, NewEventWords, WordsReaders};
use crate::slug_enum::slug_enum;

slug_enum! {
    /// What a coming date is.
    #[derive(Hash, Serialize, Deserialize, JsonSchema, strum::VariantArray)]
    #[serde(rename_all = "snake_case")]
    pub enum EventKind {
        FamilyTime = "family_time",
        Meeting = "meeting",
        Hearing = "hearing",
        Appointment = "appointment",
        Review = "review",
        Training = "training",
        // A doc comment of one value would give the import schema another form.
        TransitionConference = "transition_conference",
        Other = "other",
    }
}

slug_enum! {
    /// What a detail of an event is about.
    #[derive(Hash, strum::VariantArray)]
    pub enum EventTopic {
        /// What to bring.
        Bring = "bring",
        /// How to get there.
        Way = "way",
        /// What happens afterwards.
        After = "after",
        /// Of a hearing: the judge or the court, and its branch.
        Court = "court",
        /// Whether people take part in person, by phone or by video.
        Join = "join",
    }
}

impl EventTopic {
    pub const ALL: [Self; 5] = [Self::Bring, Self::Way, Self::After, Self::Court, Self::Join];

    /// Whether a text about it tells where the event is. Then only those who may know the place
    /// read it.
    pub const fn tells_place(self) -> bool {
        matches!(self, Self::Way | Self::Court)
    }
}

slug_enum! {
    /// What a worker did to an event.
    #[derive(Hash, strum::VariantArray)]
    pub enum EventAct {
        Add = "add",
        /// To another time.
        Move = "move",
        /// Anything but the time.
        Change = "change",
        Cancel = "cancel",
        /// A canceled event takes place after all.
        Restore = "restore",
    }
}

slug_enum! {
    /// What a private calendar address tells of an event.
    #[derive(Hash, strum::VariantArray)]
    pub enum FeedContent {
        /// Its times, and the word for an appointment.
        Neutral = "neutral",
        /// Also what it is.
        Titles = "titles",
        /// Also where it is, as far as the person may know.
        Places = "places",
    }
}

/// Maximum length of the address of a video meeting in bytes.
pub const MAX_REMOTE_LINK_BYTES: usize = 500;

/// Whether a page may link to this address of a video meeting. Only `https`: a link of another
/// scheme could run a script or start a program.
pub fn is_remote_link(address: &str) -> bool {
    let is_plain = |letter: char| !letter.is_whitespace() && !letter.is_control();
    address.len() <= MAX_REMOTE_LINK_BYTES
        && address.chars().all(is_plain)
        && address
            .strip_prefix("https://")
            .is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric()))
}

/// Whole minutes from `starts` to `ends`, as the clocks of `zone` run: an event over a change of
/// the clocks is longer or shorter than the difference of its times. `None` when it does not end
/// later.
pub fn length_in_minutes(starts: DateTime, ends: DateTime, zone: &TimeZone) -> Option<i64> {
    let second = |local: DateTime| {
        let zoned = local.to_zoned(zone.clone()).ok()?;
        Some(zoned.timestamp().as_second())
    };
    let seconds = second(ends)? - second(starts)?;
    // Less than a minute is no length that a page could tell.
    (seconds >= 60).then_some(seconds / 60)
}

/// Whole days from `today` to `day`: 0 today, 1 tomorrow, negative in the past.
pub fn days_until(today: Date, day: Date) -> i32 {
    today.until(day).map_or(0, |span| span.get_days())
}

/// Whole years from a day of birth to `on`.
pub fn age_in_years(born: Date, on: Date) -> i16 {
    let years = on.year() - born.year();
    // A person born on February 29 is a year older from March 1 on in a year without that day.
    if (on.month(), on.day()) < (born.month(), born.day()) {
        years - 1
    } else {
        years
    }
}

/// Whole days from `today` to the day on which a person turns `age`, as `age_in_years` counts:
/// negative afterwards.
pub fn days_until_age(born: Date, age: i16, today: Date) -> i32 {
    let birthday = Date::new(born.year() + age, born.month(), born.day())
        // Born on February 29, and turning `age` in a year without that day.
        .or_else(|_| Date::new(born.year() + age, 3, 1));
    birthday.map_or(0, |birthday| days_until(today, birthday))
}

/// Whether an event counts as upcoming: until it ends, or without an end until the end of its day.
pub fn is_upcoming(now: DateTime, starts: DateTime, ends: Option<DateTime>) -> bool {
    ends.map_or(starts.date() >= now.date(), |end| end > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    use jiff::civil::date;
    use strum::VariantArray;

    #[test]
    fn every_topic_is_among_all() {
        assert_eq!(EventTopic::ALL, EventTopic::VARIANTS);
    }

    #[test]
    fn days_are_counted_to_the_birthday() {
        let born = date(2009, 2, 23);
        assert_eq!(days_until_age(born, 18, date(2026, 11, 25)), 90);
        assert_eq!(days_until_age(born, 18, date(2027, 2, 23)), 0);
        assert_eq!(days_until_age(born, 18, date(2027, 2, 24)), -1);
        let leap = date(2008, 2, 29);
        let day = date(2026, 3, 1);
        assert_eq!(
            (days_until_age(leap, 18, day), age_in_years(leap, day)),
            (0, 18)
        );
    }

    #[test]
    fn days_are_counted_on_the_calendar() {
        // The end of a month, which a difference of day numbers would get wrong.
        assert_eq!(days_until(date(2026, 2, 28), date(2026, 3, 1)), 1);
        assert_eq!(days_until(date(2026, 11, 22), date(2026, 11, 20)), -2);
    }

    #[test]
    fn a_video_meeting_is_linked_by_https_only() {
        assert!(is_remote_link("https://video.example/j/123?pwd=a"));
        for address in [
            "",
            "https://",
            "https:///j",
            "http://video.example",
            "javascript:alert(1)",
            " https://video.example",
            "https://video.example/a b",
            "https://video.example/\n",
        ] {
            assert!(!is_remote_link(address), "{address:?}");
        }
        let long = format!(
            "https://video.example/{}",
            "x".repeat(MAX_REMOTE_LINK_BYTES)
        );
        assert!(!is_remote_link(&long));
    }

    #[test]
    fn the_length_follows_the_clocks_of_the_agency() {
        let chicago = TimeZone::get("America/Chicago").unwrap();
        let phoenix = TimeZone::get("America/Phoenix").unwrap();
        let length = |day: Date, zone: &TimeZone| {
            length_in_minutes(day.at(1, 0, 0, 0), day.at(4, 30, 0, 0), zone)
        };
        // An hour is skipped in March and repeated in November, but not in Arizona.
        for (day, minutes) in [
            (date(2026, 3, 8), 150),
            (date(2026, 11, 1), 270),
            (date(2028, 2, 29), 210),
        ] {
            assert_eq!(length(day, &chicago), Some(minutes), "{day}");
            assert_eq!(length(day, &phoenix), Some(210), "{day}");
        }
        let noon = date(2026, 11, 22).at(12, 0, 0, 0);
        assert_eq!(length_in_minutes(noon, noon, &chicago), None);
    }

    #[test]
    fn a_meeting_without_an_end_lasts_its_day() {
        let morning = date(2026, 11, 22).at(9, 0, 0, 0);
        assert!(is_upcoming(
            date(2026, 11, 22).at(18, 0, 0, 0),
            morning,
            None
        ));
        assert!(!is_upcoming(
            date(2026, 11, 23).at(0, 0, 0, 0),
            morning,
            None
        ));
    }
}
