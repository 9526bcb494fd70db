//! The form with which a family member names days that they keep.

use jiff::ToSpan;
use jiff::civil::Date;

use super::event_input::parse_day;
use crate::field_errors::{FieldError, FieldErrors};
use crate::text::normalize_text;

/// Maximum length of the name in characters.
const MAX_NAME_CHARS: usize = 200;
/// The most days that one entry has.
const MAX_DAYS: i32 = 60;

/// Validated days that a family member keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservanceInput {
    pub name: String,
    pub first: Date,
    /// `first` for one day.
    pub last: Date,
}

impl ObservanceInput {
    /// # Errors
    /// Every invalid field: `name` with `plan-words-missing`, or `team-long` above 200 characters;
    /// `first_day` and `last_day` with `plan-date`, or `calendar-leap-day` for a February 29 that
    /// does not exist; `last_day` with `calendar-ends-early`, or `calendar-many-days` for more than
    /// 60 days.
    pub fn parse(name: &str, first: &str, last: &str) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let name = errors.take(parse_name(name).map(Some));
        let first = parse_day("first_day", first)
            .and_then(|day| day.ok_or(("first_day", "plan-date")).map(Some));
        let first = errors.take(first);
        let last = errors.take(parse_day("last_day", last)).or(first);
        if let Some((first, last)) = first.zip(last) {
            let end = first.saturating_add((MAX_DAYS - 1).days());
            errors.take(match last {
                last if last < first => Err(("last_day", "calendar-ends-early")),
                last if last > end => Err(("last_day", "calendar-many-days")),
                _ => Ok(()),
            });
        }
        let days = first.zip(last);
        errors.finish(
            name.zip(days)
                .map(|(name, (first, last))| Self { name, first, last }),
        )
    }
}

fn parse_name(typed: &str) -> Result<String, FieldError> {
    let name = normalize_text(typed);
    match name.chars().count() {
        0 => Err(("name", "plan-words-missing")),
        count if count > MAX_NAME_CHARS => Err(("name", "team-long")),
        _ => Ok(name),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn errors(name: &str, first: &str, last: &str) -> Vec<FieldError> {
        ObservanceInput::parse(name, first, last)
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn one_day_or_several_are_read() {
        let eid = ObservanceInput::parse(" Eid ", "2027-03-10", "").unwrap();
        assert_eq!(eid.name, "Eid");
        assert_eq!((eid.first, eid.last), (date(2027, 3, 10), eid.first));
        let days = ObservanceInput::parse("Eid", "2028-02-28", "2028-03-01").unwrap();
        assert_eq!(days.last, date(2028, 3, 1));
    }

    #[test]
    fn every_faulty_field_is_told() {
        assert_eq!(
            errors("\u{200B}", "soon", "2027-02-29"),
            [
                ("name", "plan-words-missing"),
                ("first_day", "plan-date"),
                ("last_day", "calendar-leap-day")
            ]
        );
        let day = "2027-03-10";
        assert_eq!(errors("Eid", "", day), [("first_day", "plan-date")]);
        let early = ("last_day", "calendar-ends-early");
        assert_eq!(errors("Eid", day, "2027-03-09"), [early]);
        let many = ("last_day", "calendar-many-days");
        assert_eq!(errors("Eid", day, "2027-05-09"), [many]);
        assert_eq!(errors("Eid", day, "2027-05-08"), []);
        let long = "x".repeat(MAX_NAME_CHARS + 1);
        assert_eq!(errors(&long, day, ""), [("name", "team-long")]);
    }
}
