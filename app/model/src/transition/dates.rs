//! The form of the dates of the case, and its rules.

use jiff::civil::Date;

use super::TransitionDates;
use super::clock::day_of_age;
use crate::field_errors::{FieldError, FieldErrors};
use crate::text::is_blank;
use crate::typed_date::parse_date;

/// The fields of the form, as they were typed. An empty field is a date that is not known.
#[derive(Debug, Clone, Copy, Default)]
pub struct DatesForm<'a> {
    pub care_since: &'a str,
    pub discharge_on: &'a str,
    pub order_ends_on: &'a str,
}

impl TransitionDates {
    /// The dates of someone with this birth date.
    ///
    /// # Errors
    /// Every invalid field: `plan-date` for a date that is none; `transition-care-later` for care
    /// that begins after `today`; `transition-care-born` for care that begins before the birth;
    /// `transition-end-before-care` for an end before care begins; `transition-discharge-order` for
    /// a discharge after the 18th birthday that no order or agreement reaches.
    pub fn parse(form: &DatesForm<'_>, born: Date, today: Date) -> Result<Self, Vec<FieldError>> {
        let mut errors = FieldErrors::default();
        let dates = Self {
            care_since: errors.take(parse_day("care_since", form.care_since)),
            discharge_on: errors.take(parse_day("discharge_on", form.discharge_on)),
            order_ends_on: errors.take(parse_day("order_ends_on", form.order_ends_on)),
        };
        // A date that is invalid is `None` here and contradicts nothing, so it is reported once.
        for wrong in contradictions(&dates, born, today) {
            errors.take(Err::<(), FieldError>(wrong));
        }
        errors.finish(Some(dates))
    }
}

fn parse_day(field: &'static str, typed: &str) -> Result<Option<Date>, FieldError> {
    if is_blank(typed) {
        return Ok(None);
    }
    parse_date(typed).map(Some).ok_or((field, "plan-date"))
}

fn contradictions(dates: &TransitionDates, born: Date, today: Date) -> Vec<FieldError> {
    let since = dates.care_since;
    let is_before_care = |end: Option<Date>| end.zip(since).is_some_and(|(end, since)| end < since);
    // An order that ends before the 18th birthday does not shorten the term: this date is of an
    // order that goes beyond it.
    let term = day_of_age(born, 18 * 12).map(|adult| {
        let order = dates.order_ends_on;
        order.map_or(adult, |ends| ends.max(adult))
    });
    let beyond = dates.discharge_on.zip(term);
    [
        (
            since.is_some_and(|since| since > today),
            ("care_since", "transition-care-later"),
        ),
        (
            since.is_some_and(|since| since < born),
            ("care_since", "transition-care-born"),
        ),
        (
            is_before_care(dates.discharge_on),
            ("discharge_on", "transition-end-before-care"),
        ),
        (
            beyond.is_some_and(|(planned, term)| planned > term),
            ("discharge_on", "transition-discharge-order"),
        ),
        (
            is_before_care(dates.order_ends_on),
            ("order_ends_on", "transition-end-before-care"),
        ),
    ]
    .into_iter()
    .filter_map(|(is_wrong, error)| is_wrong.then_some(error))
    .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const BORN: Date = date(2009, 2, 23);
    const TODAY: Date = date(2026, 11, 23);

    fn errors(care_since: &str, discharge_on: &str, order_ends_on: &str) -> Vec<FieldError> {
        let form = DatesForm {
            care_since,
            discharge_on,
            order_ends_on,
        };
        TransitionDates::parse(&form, BORN, TODAY)
            .err()
            .unwrap_or_default()
    }

    #[test]
    fn dates_may_be_unknown_and_must_not_contradict_each_other() {
        assert_eq!(errors("", " ", ""), []);
        assert_eq!(errors("06/01/2025", "2027-02-23", ""), []);
        assert_eq!(errors("", "2027-06-11", "2027-06-11"), []);
        let care = |error| [("care_since", error)];
        assert_eq!(errors("soon", "", ""), care("plan-date"));
        assert_eq!(errors("2026-11-24", "", ""), care("transition-care-later"));
        assert_eq!(errors("2009-02-22", "", ""), care("transition-care-born"));
        let end = [
            ("discharge_on", "transition-end-before-care"),
            ("order_ends_on", "transition-end-before-care"),
        ];
        assert_eq!(errors("2025-06-01", "2025-05-31", "2025-05-31"), end);
        // Care after the 18th birthday rests on an order or an agreement.
        let order = [("discharge_on", "transition-discharge-order")];
        assert_eq!(errors("", "2027-02-24", ""), order);
        assert_eq!(errors("", "2027-06-12", "2027-06-11"), order);
    }
}
