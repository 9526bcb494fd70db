//! Dates as people type them where the browser has no date picker.

use jiff::civil::Date;

use crate::text::{normalize_token, with_ascii_digits};

/// A date as browsers send it (`2026-12-18`), or in the order of the United States, which the
/// portal uses in every language: month, day and a year of four digits (`12/18/2026`). Between them
/// may be slashes, dashes, dots or spaces, and the digits may be of any script. `None` for anything
/// else.
pub fn parse_date(typed: &str) -> Option<Date> {
    let typed = with_ascii_digits(&normalize_token(typed));
    // First, because it begins with the year and cannot be read in another order.
    if let Ok(date) = typed.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = typed
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [month, day, year] = parts[..] else {
        return None;
    };
    // A year of two digits could be of another century.
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::parse_date;

    #[test]
    fn a_date_is_read_as_a_browser_sends_it_and_as_people_write_it() {
        for typed in [
            "2026-12-18",
            " 12/18/2026 ",
            "12-18-2026",
            "12.18.2026",
            "12 / 18 / 2026",
            "\u{200F}\u{0661}\u{0662}/\u{0661}\u{0668}/\u{0662}\u{0660}\u{0662}\u{0666}",
        ] {
            assert_eq!(parse_date(typed), Some(date(2026, 12, 18)), "{typed}");
        }
        assert_eq!(parse_date("5/6/2026"), Some(date(2026, 5, 6)));
    }

    #[test]
    fn no_date_is_guessed() {
        for typed in [
            "",
            "12/18",
            "12/18/26",
            "18/12/2026",
            "2/30/2026",
            "Friday",
            "1/2/3/2026",
        ] {
            assert_eq!(parse_date(typed), None, "{typed}");
        }
    }
}
