//! Dates of upcoming events, in the agency's local time.

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    }
}

/// Whole days from `today` to `day`: 0 today, 1 tomorrow, negative in the past.
pub fn days_until(today: Date, day: Date) -> i32 {
    today.until(day).map_or(0, |span| span.get_days())
}

/// Whole years from a day of birth to `on`.
pub fn age_in_years(born: Date, on: Date) -> i16 {
    let years = on.year() - born.year();
    // Someone born on February 29 is a year older from March 1 on in a year without that day.
    if (on.month(), on.day()) < (born.month(), born.day()) {
        years - 1
    } else {
        years
    }
}

/// Whether an event counts as upcoming: until it ends, or without an end until the end of its day.
pub fn is_upcoming(now: DateTime, starts: DateTime, ends: Option<DateTime>) -> bool {
    ends.map_or(starts.date() >= now.date(), |end| end > now)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_on_the_calendar() {
        // The end of a month, which a difference of day numbers would get wrong.
        assert_eq!(days_until(date(2026, 2, 28), date(2026, 3, 1)), 1);
        assert_eq!(days_until(date(2026, 11, 22), date(2026, 11, 20)), -2);
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
