//! How the credit reports of a young person are drawn, with the form that records a step.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::TransitionDates;
use model::transition::clock::care_ends;
use model::transition::credit::{CreditDue, CreditStep, CreditYear, credit_years};
use store::transition::credit::CreditEntry;

use super::records::{RecordsView, day_field, note_field};
use crate::i18n::Localizer;
use crate::plan::view::form_values::FormValues;
use crate::ui::empty::empty_state;
use crate::ui::field::{RadioGroup, SelectField};

/// What a step is called. The report is the young person's, so they are told that they have it.
fn step_label(text: Localizer, step: CreditStep, is_owner: bool) -> String {
    match step {
        CreditStep::Received if is_owner => text.get("transition-credit-received-own"),
        _ => text.get_value(step),
    }
}

/// A step of a credit report, and its day.
pub(crate) fn credit_step_day(text: Localizer, entry: &CreditEntry, is_owner: bool) -> String {
    text.format(
        "transition-credit-step-day",
        &[
            ("step", step_label(text, entry.step, is_owner).into()),
            ("day", text.format_date(entry.day.to_jiff()).into()),
        ],
    )
}

/// What the list of years is drawn from.
pub(crate) struct CreditHistory<'a> {
    /// The years for which a report is owed, the newest first; none for a reader who is not told
    /// the birth date.
    years: Vec<CreditYear>,
    /// The earliest first.
    entries: &'a [CreditEntry],
    /// The first day after care.
    ends: Option<Date>,
    today: Date,
}

impl<'a> CreditHistory<'a> {
    pub(crate) fn new(
        born: Option<Date>,
        dates: &TransitionDates,
        today: Date,
        entries: &'a [CreditEntry],
    ) -> Self {
        let ends = born.and_then(|born| care_ends(born, dates));
        let years = born.map(|born| credit_years(born, today, ends));
        Self {
            years: years.unwrap_or_default(),
            entries,
            ends,
            today,
        }
    }

    /// The ages to show, the newest first. What was recorded for another year stays visible when a
    /// birth date or a day of discharge is corrected.
    fn ages(&self) -> BTreeSet<Reverse<i32>> {
        let owed = self.years.iter().map(|year| Reverse(i32::from(year.age)));
        let recorded = self.entries.iter().map(|entry| Reverse(entry.age));
        owed.chain(recorded).collect()
    }

    fn of_age(&self, age: i32) -> impl Iterator<Item = &CreditEntry> {
        self.entries.iter().filter(move |entry| entry.age == age)
    }

    fn year_of_age(&self, age: i32) -> Option<CreditYear> {
        let mut years = self.years.iter().copied();
        years.find(|year| i32::from(year.age) == age)
    }

    /// What the agency owes for this year, while it runs.
    fn due(&self, age: i32) -> Option<CreditDue> {
        let year = self.year_of_age(age)?;
        let steps: Vec<CreditStep> = self.of_age(age).map(|entry| entry.step).collect();
        year.due(self.ends, self.today, &steps)
    }
}

impl RecordsView<'_> {
    /// The years, the newest first; those before it are folded.
    pub(crate) fn credit_list(&self, history: &CreditHistory<'_>) -> AnyView {
        let mut years: Vec<AnyView> = history
            .ages()
            .into_iter()
            .map(|Reverse(age)| self.year_card(history, age))
            .collect();
        if years.is_empty() {
            return empty_state(self.text.get("transition-credit-none"), None);
        }
        // One year is open at most: the newest is the only one for which the agency can still owe
        // something.
        let earlier = years.split_off(years.len().min(1));
        let earlier = (!earlier.is_empty()).then(|| {
            view! {
                <details class="disclosure">
                    <summary>{self.text.get("transition-credit-earlier")}</summary>
                    {earlier}
                </details>
            }
        });
        view! {
            {years}
            {earlier}
        }
        .into_any()
    }

    fn year_card(&self, history: &CreditHistory<'_>, age: i32) -> AnyView {
        let text = self.text;
        let title = text.format("transition-credit-age", &[("age", age.into())]);
        let span = history.year_of_age(age).map(|year| {
            let span = text.format(
                "transition-service-span",
                &[
                    ("first", text.format_date(year.first).into()),
                    ("last", text.format_date(year.last).into()),
                ],
            );
            view! { <p class="muted">{span}</p> }
        });
        let entries = history.of_age(age);
        let steps: Vec<AnyView> = entries.map(|entry| self.step_item(entry)).collect();
        let steps = if steps.is_empty() {
            view! { <p>{text.get("transition-credit-none")}</p> }.into_any()
        } else {
            view! { <ul>{steps}</ul> }.into_any()
        };
        let due = history.due(age).map(|due| {
            let key = match (due, self.is_owner()) {
                (CreditDue::Asking, true) => "transition-credit-owed-asking",
                (CreditDue::Asking, false) => "transition-credit-owed-asking-of",
                (CreditDue::Receiving, true) => "transition-credit-owed-receiving",
                (CreditDue::Receiving, false) => "transition-credit-owed-receiving-of",
            };
            view! {
                <p>
                    <b>{text.get(key)}</b>
                </p>
            }
        });
        view! {
            <section class="card">
                <h2>{title}</h2>
                {span}
                {steps}
                {due}
            </section>
        }
        .into_any()
    }

    fn step_item(&self, entry: &CreditEntry) -> AnyView {
        let words = credit_step_day(self.text, entry, self.is_owner());
        view! {
            <li>
                <p>{words}</p>
                {self.attribution_lines(&entry.attribution)}
                {self.remove_button(entry.id.to_string(), &entry.attribution)}
            </li>
        }
        .into_any()
    }

    /// The form that records a step.
    pub(crate) fn credit_form(&self, history: &CreditHistory<'_>) -> Option<AnyView> {
        // Readers who are not told the birth date have no years, and so no form.
        let newest = history.years.first().filter(|_| self.may_record())?;
        let (text, state) = (self.text, self.state);
        let filled = FormValues { text, state };
        let year = SelectField {
            name: "age",
            label: text.get("transition-credit-year"),
            options: history
                .years
                .iter()
                .map(|year| {
                    let label = text.format("transition-credit-age", &[("age", year.age.into())]);
                    (year.age.to_string(), label)
                })
                .collect(),
            chosen: filled.value_or_stored("age", Some(newest.age.to_string())),
            error: filled.field_error_message("age"),
            ..SelectField::default()
        };
        let step = RadioGroup {
            name: "step",
            legend: text.get("transition-credit-step"),
            options: CreditStep::ALL
                .iter()
                .map(|step| {
                    let label = step_label(text, *step, self.is_owner());
                    (step.slug().to_owned(), label)
                })
                .collect(),
            chosen: filled.value_or_stored("step", None),
            error: filled.field_error_message("step"),
            ..RadioGroup::default()
        };
        let today = Some(history.today);
        let fields = view! {
            {year.view()}
            {step.view()}
            {day_field(&filled, "day", "transition-credit-day", None, today)}
            {note_field(&filled, "transition-credit-note")}
        };
        Some(self.record_form("transition-credit-add", fields.into_any()))
    }
}
