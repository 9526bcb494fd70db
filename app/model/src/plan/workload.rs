//! Weekly workload: what the plan asks of a person in a week, and how much the person said they can
//! take on (S1 "coordinated ... to avoid overwhelming families").

mod time_slot;

use jiff::civil::Date;

use crate::ErrorCode;
use crate::field_errors::{FieldError, FieldErrors};
use crate::text::{normalize_token, with_ascii_digits};

pub use self::time_slot::{BusyPart, DayPart, TimeSlot};

/// Minutes per day.
const MINUTES_PER_DAY: i32 = 24 * 60;
/// Assumed duration of an event without an end, in minutes.
pub const DEFAULT_EVENT_MINUTES: i32 = 60;

/// Weekly effort of a step until it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct Effort {
    /// Minutes per week. With a fixed time, at least the length of that time counts; see
    /// `total_minutes`.
    pub minutes: Option<i32>,
    /// Round trips per week.
    pub trips: Option<i32>,
    /// ISO weekday, 1 for Monday to 7 for Sunday, if the step has a fixed time.
    pub weekday: Option<i32>,
    /// Minutes after midnight, in the agency's time zone.
    pub starts: Option<i32>,
    pub ends: Option<i32>,
}

impl Effort {
    /// Parses form fields: hours such as `1.5`, round trips, a weekday number, and times such as
    /// `18:00`.
    ///
    /// # Errors
    /// Every invalid field with its error code.
    pub fn parse(
        hours: &str,
        trips: &str,
        weekday: &str,
        starts: &str,
        ends: &str,
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let effort = Self::parse_into(hours, trips, weekday, starts, ends, &mut errors);
        errors.finish(Some(effort))
    }

    /// As `parse`, for a form with more fields, whose errors are collected in `errors`.
    pub(super) fn parse_into(
        hours: &str,
        trips: &str,
        weekday: &str,
        starts: &str,
        ends: &str,
        errors: &mut FieldErrors,
    ) -> Self {
        let minutes = errors.take(parse_hours(hours).map_err(|code| ("hours", code)));
        let trips = errors.take(parse_count(trips).map_err(|code| ("trips", code)));
        let time = errors.take(parse_time_slot(weekday, starts, ends));
        Self {
            minutes,
            trips,
            weekday: time.map(|t| t.weekday),
            starts: time.map(|t| t.starts),
            ends: time.map(|t| t.ends),
        }
    }

    pub const fn is_none(&self) -> bool {
        self.minutes.is_none() && self.trips.is_none() && self.weekday.is_none()
    }

    /// The fixed weekly time, if the step has one.
    pub fn time_slot(&self) -> Option<TimeSlot> {
        Some(TimeSlot {
            weekday: self.weekday?,
            starts: self.starts?,
            ends: self.ends?,
        })
    }

    /// Minutes per week: the larger of `minutes` and the length of the fixed time.
    pub fn total_minutes(&self) -> i32 {
        // A class of two hours takes two hours, even if fewer were typed.
        self.minutes
            .unwrap_or(0)
            .max(self.time_slot().map_or(0, |slot| slot.ends - slot.starts))
    }
}

/// Parses a number of hours to minutes, up to one week. Accepts a decimal comma; blank input is
/// `None`.
///
/// # Errors
/// `plan-week-number` when the input is not a number from 0 to 168.
pub fn parse_hours(typed: &str) -> Result<Option<i32>, ErrorCode> {
    // U+066B is the Arabic decimal separator.
    let typed = with_ascii_digits(&normalize_token(typed)).replace([',', '\u{66B}'], ".");
    if typed.is_empty() {
        return Ok(None);
    }
    // `parse` accepts "NaN" and "inf", which the range rejects.
    let hours: f64 = typed.parse().map_err(|_| "plan-week-number")?;
    if !(0.0..=168.0).contains(&hours) {
        return Err("plan-week-number");
    }
    #[expect(clippy::cast_possible_truncation, reason = "168 hours at most")]
    Ok(Some((hours * 60.0).round() as i32))
}

/// Parses a small count; blank input is `None`.
///
/// # Errors
/// `plan-week-number` when the input is not a whole number from 0 to 99.
pub fn parse_count(typed: &str) -> Result<Option<i32>, ErrorCode> {
    match with_ascii_digits(&normalize_token(typed)).as_str() {
        "" => Ok(None),
        number => number
            .parse()
            .ok()
            .filter(|n| (0..=99).contains(n))
            .map(Some)
            .ok_or("plan-week-number"),
    }
}

/// Parses a fixed weekly time from form fields; `None` without a weekday.
///
/// # Errors
/// `plan-choose` for an invalid weekday; `plan-week-time` with the field's name when a time is
/// missing or invalid, or when the end is not after the start.
pub fn parse_time_slot(
    weekday: &str,
    starts: &str,
    ends: &str,
) -> Result<Option<TimeSlot>, (&'static str, ErrorCode)> {
    if weekday.is_empty() {
        return Ok(None);
    }
    let weekday = weekday
        .parse()
        .ok()
        .filter(|day| (1..=7).contains(day))
        .ok_or(("weekday", "plan-choose"))?;
    let starts = parse_time(starts).ok_or(("starts", "plan-week-time"))?;
    // A slot never passes midnight, because `overlaps` compares the minutes of one weekday.
    let ends = parse_time(ends)
        .filter(|ends| *ends > starts)
        .ok_or(("ends", "plan-week-time"))?;
    Ok(Some(TimeSlot {
        weekday,
        starts,
        ends,
    }))
}

/// Parses a time of day such as `18:00` to minutes after midnight.
pub fn parse_time(typed: &str) -> Option<i32> {
    let typed = with_ascii_digits(&normalize_token(typed));
    let (hour, minute) = typed.split_once(':')?;
    // A time field may hold seconds too.
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    Some(hour * 60 + minute)
        .filter(|at| (0..24).contains(&hour) && (0..60).contains(&minute) && *at < MINUTES_PER_DAY)
}

/// Formats minutes after midnight for a form's time field, such as `18:00`.
pub fn format_time_of_day(minutes: i32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes as hours, rounded to one decimal.
pub fn minutes_to_hours(minutes: i32) -> f64 {
    (f64::from(minutes) / 6.0).round() / 10.0
}

/// Minutes as hours, formatted as people write them: `1.5`.
pub fn format_hours(minutes: i32) -> String {
    minutes_to_hours(minutes).to_string()
}

/// Workload of one person in one week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Demand {
    pub minutes: i32,
    pub trips: i32,
    /// Number of meetings, hearings, visits and appointments in that week.
    pub appointments: i32,
}

impl Demand {
    pub fn add_step(&mut self, load: &Effort) {
        self.minutes += load.total_minutes();
        self.trips += load.trips.unwrap_or(0);
    }

    /// Adds an event of `minutes` (default `DEFAULT_EVENT_MINUTES`), with one round trip if it has
    /// a place.
    pub fn add_event(&mut self, minutes: Option<i32>, has_place: bool) {
        self.minutes += minutes.unwrap_or(DEFAULT_EVENT_MINUTES);
        self.appointments += 1;
        self.trips += i32::from(has_place);
    }

    /// Whether the workload exceeds the minutes or trips that the person said they can take on.
    /// `None` means no limit.
    pub fn exceeds(&self, minutes: Option<i32>, trips: Option<i32>) -> bool {
        minutes.is_some_and(|most| self.minutes > most)
            || trips.is_some_and(|most| self.trips > most)
    }

    /// The fullest of the weeks that exceed a limit. A week may exceed the limit of trips although
    /// another takes more hours.
    pub fn fullest_exceeding(
        weeks: impl Iterator<Item = Self>,
        minutes: Option<i32>,
        trips: Option<i32>,
    ) -> Option<Self> {
        weeks
            .filter(|asked| asked.exceeds(minutes, trips))
            .max_by_key(|asked| (asked.minutes, asked.trips))
    }
}

/// A warning that a worker sees before a step is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkloadWarning {
    /// In a coming week the workload including this step exceeds the person's limits, which are
    /// given in minutes and trips. `demand` is that of the fullest such week.
    Overloaded {
        demand: Demand,
        minutes: Option<i32>,
        trips: Option<i32>,
    },
    /// The step overlaps a part of the day that the person marked as busy (work, school or
    /// something else).
    Busy(BusyPart),
    /// The step overlaps another step or an event of the plan.
    Clash(TimeSlot),
}

/// The Monday of the week that contains `day`.
pub fn monday_of_week(day: Date) -> Date {
    day.checked_sub(jiff::Span::new().days(i64::from(day.weekday().to_monday_zero_offset())))
        // Fails only before the first date that the library can represent.
        .unwrap_or(day)
}

#[cfg(test)]
mod tests;
