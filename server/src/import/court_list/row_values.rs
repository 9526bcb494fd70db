//! The kind and the time of a court date, from the cells of its row.

use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use model::calendar::EventKind;
use store::import::court_list::CourtAgency;

use super::cells::{parse_date_cell, parse_time_cell};

/// The kind of a date, a hearing where the cell is empty, and the key of an added one.
pub(super) fn parse_kind(
    cell: &str,
    agency: Option<&CourtAgency>,
) -> Result<(EventKind, Option<String>), &'static str> {
    if cell.is_empty() {
        return Ok((EventKind::Hearing, None));
    }
    if let Some(kind) = EventKind::parse(&cell.to_lowercase()) {
        return Ok((kind, None));
    }
    match agency {
        Some(agency) => agency
            .kinds
            .get(cell)
            .map(|kind| (*kind, Some(cell.to_owned())))
            .ok_or(
                "kind is unknown; write hearing, review, meeting, appointment, family_time, training, \
                transition_conference or other, or the key of one of the agency's event_kinds",
            ),
        // Without its family the kinds are not known, and the family is reported.
        None => Ok((EventKind::Hearing, None)),
    }
}

pub(super) fn parse_starts(date: &str, time: &str) -> Result<DateTime, &'static str> {
    let (day, of_date) =
        parse_date_cell(date).ok_or("date is not a day; write it as 2026-12-04 or 12/04/2026")?;
    let time = if time.is_empty() {
        of_date
    } else {
        parse_time_cell(time)
    };
    // Midnight is what spreadsheets write for an empty cell.
    let time = time.filter(|time| *time != Time::midnight());
    let time = time.ok_or("time is not a time of day; write it as 9:30 AM or 13:30")?;
    Ok(day.to_datetime(time))
}

/// Refuses a time that the clocks of the agency skip. Of one that they repeat, the first counts, as
/// in other import files.
pub(super) fn check_clocks(
    starts: DateTime,
    agency: Option<&CourtAgency>,
) -> Result<(), &'static str> {
    let zone = agency.and_then(|agency| TimeZone::get(&agency.zone).ok());
    let is_skipped = zone.is_some_and(|zone| {
        let offset = zone.to_ambiguous_timestamp(starts).offset();
        matches!(offset, AmbiguousOffset::Gap { .. })
    });
    if is_skipped {
        return Err(
            "time does not exist on that day, because the clocks are set forward; ask \
            the court for the right time",
        );
    }
    Ok(())
}
