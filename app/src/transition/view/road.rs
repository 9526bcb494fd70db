//! The road: the milestones of a young person in the order of their days, and what is due by when.

use jiff::civil::Date;
use leptos::prelude::*;
use model::transition::TransitionDates;
use model::transition::clock::{
    Milestone, MilestoneKind, TransitionDuty, milestones, transition_duties,
};

use crate::i18n::Localizer;

/// The sentence that tells a young person what changes.
const fn change_key(kind: MilestoneKind) -> &'static str {
    match kind {
        MilestoneKind::Fourteen => "transition-change-fourteen",
        MilestoneKind::Sixteen => "transition-change-sixteen",
        MilestoneKind::SeventeenAndHalf => "transition-change-seventeen-half",
        MilestoneKind::NinetyDays => "transition-change-ninety-days",
        MilestoneKind::Eighteen => "transition-change-eighteen",
        MilestoneKind::CareEnds => "transition-change-care-ends",
        MilestoneKind::TwentyOne => "transition-change-twenty-one",
        MilestoneKind::TwentyThree => "transition-change-twenty-three",
    }
}

/// The whole road as a list: what has come is marked, and of what comes next the list says what
/// changes. The list can be read without seeing its line.
pub(in crate::transition) fn road_list(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
    today: Date,
) -> AnyView {
    let road = milestones(born, dates);
    let next = road.iter().find(|one| !one.has_come(today)).copied();
    let rows = road
        .into_iter()
        .map(|one| road_stop(text, one, today, Some(one) == next))
        .collect_view();
    view! {
        <ol class="road" role="list">
            {rows}
        </ol>
    }
    .into_any()
}

fn road_stop(text: Localizer, stop: Milestone, today: Date, is_next: bool) -> AnyView {
    let (class, state) = if stop.has_come(today) {
        ("road-past", text.get("transition-road-past"))
    } else if is_next {
        ("road-next", text.get("transition-road-next"))
    } else {
        ("road-later", String::new())
    };
    // Only of the next stop. What changes at each of them is in the folded details.
    let change = is_next.then(|| view! { <p>{text.get(change_key(stop.kind))}</p> });
    view! {
        <li class=class aria-current=is_next.then_some("step")>
            <p>
                <b>{text.get_value(stop.kind)}</b>
                " · "
                {text.format_date(stop.day)}
                " "
                <small>{state}</small>
            </p>
            {change}
        </li>
    }
    .into_any()
}

/// Every stop with what changes there and the law behind it.
pub(in crate::transition) fn road_details(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
) -> AnyView {
    let rows = milestones(born, dates)
        .into_iter()
        .map(|one| {
            let law = text.format("transition-law", &[("law", one.kind.source().into())]);
            view! {
                <li>
                    <b>{text.get_value(one.kind)}</b>
                    ": "
                    {text.get(change_key(one.kind))}
                    " "
                    <small>{law}</small>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="card">
            <summary>{text.get("transition-road-details")}</summary>
            <ul>{rows}</ul>
        </details>
    }
    .into_any()
}

/// What is due today, who does it and by when, with the law behind it; nothing where nothing is
/// due.
pub(in crate::transition) fn duty_list(
    text: Localizer,
    born: Date,
    dates: &TransitionDates,
    today: Date,
    reader: DutyReader,
) -> Option<AnyView> {
    let due = transition_duties(born, dates, today);
    let rows = due.iter().map(|one| duty_row(text, one, today, reader));
    let rows = rows.collect_view();
    (!due.is_empty()).then(|| view! { <ul class="duty-list">{rows}</ul> }.into_any())
}

/// To whom the list of duties speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::transition) enum DutyReader {
    Youth,
    Adult,
}

fn duty_row(text: Localizer, duty: &TransitionDuty, today: Date, reader: DutyReader) -> AnyView {
    let by = match (reader, duty.kind.is_shared()) {
        (DutyReader::Youth, true) => "transition-by-you-both",
        (DutyReader::Youth, false) => "transition-by-your-worker",
        (DutyReader::Adult, true) => "transition-by-both",
        (DutyReader::Adult, false) => "transition-by-agency",
    };
    // Whether it was done is on the page of the part, and not known here.
    let key = if duty.is_late(today) {
        "transition-was-due"
    } else {
        "transition-due"
    };
    let when = text.format(key, &[("day", text.format_date(duty.due).into())]);
    let law = text.format("transition-law", &[("law", duty.kind.source().into())]);
    view! {
        <li>
            <b>{text.get_value(duty.kind)}</b>
            <br />
            {text.get(by)}
            " "
            {when}
            " "
            <small>{law}</small>
        </li>
    }
    .into_any()
}
