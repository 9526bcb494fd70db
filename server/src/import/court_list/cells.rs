//! Dates and times as spreadsheets write them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

/// The years that a list may have. Others are typing errors, or numbers that are no days.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// A day: `2026-12-04`, `12/04/2026` (month first, as in the United States), or the number of days
/// by which Excel stores it. Also the time, where the cell has one.
pub fn parse_date_cell(cell: &str) -> Option<(Date, Option<Time>)> {
    let (day, time) = if let Ok(number) = cell.parse::<f64>() {
        parse_serial(number)?
    } else if cell.contains('/') {
        let (day, time) = match cell.split_once(' ') {
            Some((day, time)) => (day, Some(parse_time_cell(time)?)),
            None => (cell, None),
        };
        (parse_us_date(day)?, time)
    } else if cell.len() > 10 {
        let both: DateTime = cell.parse().ok()?;
        (both.date(), Some(both.time()))
    } else {
        (cell.parse().ok()?, None)
    };
    // Midnight is what a spreadsheet writes for a day without a time.
    let time = time.filter(|time| *time != Time::midnight());
    YEARS.contains(&day.year()).then_some((day, time))
}

fn parse_us_date(cell: &str) -> Option<Date> {
    let mut parts = cell.split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Excel counts days from December 30, 1899 on; the fraction is the time of day.
fn parse_serial(number: f64) -> Option<(Date, Option<Time>)> {
    if !(0.0..100_000.0).contains(&number) {
        return None;
    }
    let days = number.trunc() as i32;
    let day = date(1899, 12, 30).checked_add(days.days()).ok()?;
    let fraction = number.fract();
    let time = if fraction > 0.0 {
        Some(time_of_fraction(fraction)?)
    } else {
        None
    };
    Some((day, time))
}

/// A time of day, on 24 hours or with AM or PM; or the part of the day by which Excel stores it.
pub fn parse_time_cell(cell: &str) -> Option<Time> {
    if let Ok(number) = cell.parse::<f64>() {
        return time_of_fraction(number);
    }
    let lower = cell.to_lowercase().replace('.', "");
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        (None, None) => (lower.as_str(), None),
    };
    let mut parts = clock.trim().split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let minute: i8 = match parts.next() {
        Some(minute) => minute.parse().ok()?,
        // "9 am" is a time; "9" is not.
        None if half.is_some() => 0,
        None => return None,
    };
    // Seconds are left out, but they must be some.
    let second: i8 = parts.next().map_or(Some(0), |second| second.parse().ok())?;
    if parts.next().is_some() || !(0..60).contains(&second) {
        return None;
    }
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn time_of_fraction(fraction: f64) -> Option<Time> {
    if !(0.0..1.0).contains(&fraction) {
        return None;
    }
    let minutes = (fraction * 1_440.0).round() as i16;
    let (hour, minute) = (minutes / 60, minutes % 60);
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_spreadsheets_write_it() {
        let day = date(2026, 12, 4);
        for cell in ["2026-12-04", "12/04/2026", "12/4/2026", "46360", "46360.0"] {
            assert_eq!(parse_date_cell(cell), Some((day, None)), "{cell}");
        }
        let half_past_one = Some(Time::constant(13, 30, 0, 0));
        for cell in [
            "2026-12-04 13:30",
            "2026-12-04T13:30:00",
            "12/04/2026 1:30 PM",
            "46360.5625",
        ] {
            assert_eq!(parse_date_cell(cell), Some((day, half_past_one)), "{cell}");
        }
        let midnight = parse_date_cell("2026-12-04 00:00:00");
        assert_eq!(midnight, Some((day, None)));
        assert_eq!(
            parse_date_cell("02/29/2028"),
            Some((date(2028, 2, 29), None))
        );
        for cell in [
            "",
            "tomorrow",
            "02/29/2027",
            "2027-02-29",
            "13/04/2026",
            "12/04/26",
            "12/04",
            "7",
            "1899-12-30",
            "NaN",
            "inf",
            "1e300",
        ] {
            assert_eq!(parse_date_cell(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_time_is_read_on_both_clocks() {
        for (cell, hour, minute) in [
            ("9:30", 9, 30),
            ("09:30:00", 9, 30),
            ("9:30 AM", 9, 30),
            ("9:30 a.m.", 9, 30),
            ("1:30pm", 13, 30),
            ("12:15 AM", 0, 15),
            ("12 PM", 12, 0),
            ("0.395833333333333", 9, 30),
        ] {
            let expected = Some(Time::constant(hour, minute, 0, 0));
            assert_eq!(parse_time_cell(cell), expected, "{cell}");
        }
        for cell in [
            "", "9", "25:00", "13:30 PM", "0:30 AM", "9:60", "1.5", "-0.5", "9:30:99",
        ] {
            assert_eq!(parse_time_cell(cell), None, "{cell}");
        }
    }
}
