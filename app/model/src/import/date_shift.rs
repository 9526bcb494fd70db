//! Moves every date of a demo file so that it never grows old.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde_json::Value;

/// Shifts every string below `value` that is wholly a date or a date with a time by `days`. Prose
/// is left alone.
pub fn shift_dates(value: &mut Value, days: i32) {
    match value {
        Value::String(text) => {
            if let Some(moved) = shift_date(text, days) {
                *text = moved;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| shift_dates(item, days)),
        Value::Object(fields) => fields
            .values_mut()
            .for_each(|field| shift_dates(field, days)),
        _ => {}
    }
}

fn shift_date(text: &str, days: i32) -> Option<String> {
    // By the length, so that a sentence with a date in it is not parsed as one.
    match text.len() {
        10 => Some(
            text.parse::<Date>()
                .ok()?
                .checked_add(days.days())
                .ok()?
                .to_string(),
        ),
        // A date with a time to the minute or to the second.
        16..=19 => Some(
            text.parse::<DateTime>()
                .ok()?
                .checked_add(days.days())
                .ok()?
                .to_string(),
        ),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_and_prose_stays() {
        let mut value = serde_json::json!({"due": "2026-11-30", "at": "2026-11-30T09:15", "text": "by 2026-11-30 at last"});
        shift_dates(&mut value, 2);
        assert_eq!(value["due"], "2026-12-02");
        assert_eq!(value["at"], "2026-12-02T09:15:00");
        assert_eq!(value["text"], "by 2026-11-30 at last");
    }
}
