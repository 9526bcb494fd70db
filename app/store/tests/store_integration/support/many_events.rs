//! A family with hundreds of events.

use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;

use super::DEMO_FILES;

/// The file of the Carter family with this many more events of Tasha's, three on each day from
/// January 1, 2027 on.
pub fn carter_file_with_events(count: i32) -> String {
    carter_file_with_days(count, 3)
}

/// The same with this many events on each of the days.
pub fn carter_file_with_days(count: i32, a_day: i32) -> String {
    let mut file: Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let dates = file["families"][0]["dates"].as_array_mut().unwrap();
    for n in 0..count {
        let day = date(2027, 1, 1).saturating_add((n / a_day).days());
        let mut one = dates[0].clone();
        one["key"] = format!("many-{n}").into();
        let of_day = n % a_day;
        let (hour, minute) = (8 + of_day % 12, of_day / 12);
        one["starts"] = format!("{day}T{hour:02}:{minute:02}").into();
        one["ends"] = Value::Null;
        dates.push(one);
    }
    file.to_string()
}
