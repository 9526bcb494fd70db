//! Texts about a week: the load of a person or a step, times, warnings.

use jiff::civil::time;
use leptos::prelude::*;
use model::plan::workload::{
    BusyPart, DayPart, Demand, Effort, TimeSlot, WorkloadWarning, format_hours, minutes_to_hours,
};

use crate::enum_messages::busy_part_key;
use crate::i18n::Localizer;
use crate::ui::icon::Icon;

/// What a week asks of a person: hours, trips and appointments.
pub fn demand_summary(text: Localizer, asked: &Demand) -> String {
    // Each number is a message of its own, because its plural form depends on that number alone.
    text.format(
        "plan-week-asks",
        &[
            (
                "hours",
                text.format(
                    "plan-week-hours-count",
                    &[("hours", minutes_to_hours(asked.minutes).into())],
                )
                .into(),
            ),
            (
                "trips",
                text.format("plan-week-trips-count", &[("trips", asked.trips.into())])
                    .into(),
            ),
            (
                "dates",
                text.format(
                    "plan-week-dates-count",
                    &[("count", asked.appointments.into())],
                )
                .into(),
            ),
        ],
    )
}

fn localized_time(text: Localizer, minutes: i32) -> String {
    // A time that ends at midnight ends in minute 1440.
    let (hour, minute) = (
        i8::try_from(minutes / 60 % 24).unwrap_or(0),
        i8::try_from(minutes % 60).unwrap_or(0),
    );
    // The date is not shown, so any date does.
    text.format_time(jiff::civil::DateTime::from_parts(
        jiff::civil::Date::MIN,
        time(hour, minute, 0, 0),
    ))
}

/// When the evening begins, for the explanation of the parts of the day.
pub fn evening_start(text: Localizer) -> String {
    localized_time(text, DayPart::EVENING_STARTS)
}

/// A part of a weekday, such as "Monday morning". keys: common-weekday-*
pub fn busy_part_label(text: Localizer, busy: BusyPart) -> String {
    let weekday = text.get(&format!("common-weekday-{}", busy.weekday));
    text.format(&busy_part_key(busy.part), &[("weekday", weekday.into())])
}

/// A weekday with its times. keys: common-weekday-*
pub fn time_slot_label(text: Localizer, slot: TimeSlot) -> String {
    let day = text.get(&format!("common-weekday-{}", slot.weekday));
    text.format(
        "plan-week-slot",
        &[
            ("day", day.into()),
            ("from", localized_time(text, slot.starts).into()),
            ("to", localized_time(text, slot.ends).into()),
        ],
    )
}

/// The weekly load of a step in one line; empty when none is set.
pub fn effort_summary(text: Localizer, load: &Effort) -> String {
    // The total and not the stated minutes: a fixed time can be longer than the minutes that were
    // stated, and then its length counts.
    let parts = [
        (load.total_minutes() > 0).then(|| {
            text.format(
                "plan-week-hours-count",
                &[("hours", minutes_to_hours(load.total_minutes()).into())],
            )
        }),
        load.trips
            .filter(|trips| *trips > 0)
            .map(|trips| text.format("plan-week-trips-count", &[("trips", trips.into())])),
        load.time_slot().map(|one| time_slot_label(text, one)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The warnings about the week of the person `name`, and a checkbox to save the step anyway.
pub fn workload_warnings_view(
    text: Localizer,
    name: &str,
    warnings: &[WorkloadWarning],
) -> AnyView {
    let rows = warnings
        .iter()
        .flat_map(|warning| warning_sentences(text, name, warning))
        .map(|row| view! { <li>{row}</li> })
        .collect_view();
    // The field is named after the error "load", so that the error summary's link leads here. It is
    // never checked in advance: the worker confirms that they have talked with the person.
    view! {
        <div class="notice-info">
            {Icon::Info.view()}<ul class="stack" role="list">
                {rows}
            </ul>
        </div>
        <label class="choice" for="load">
            <input type="checkbox" id="load" name="load" value="yes" />
            <span>{text.get("plan-week-all-the-same")}</span>
        </label>
    }
    .into_any()
}

/// One warning in words. An overloaded week can exceed both limits and then has two sentences.
fn warning_sentences(text: Localizer, name: &str, warning: &WorkloadWarning) -> Vec<String> {
    let sentence = |key: &str, when: String| {
        text.format(
            key,
            &[("name", name.to_owned().into()), ("when", when.into())],
        )
    };
    match warning {
        WorkloadWarning::Overloaded {
            demand,
            minutes,
            trips,
        } => overload_sentences(text, name, demand, *minutes, *trips),
        // Only the time can be named: the person does not have to say what they are busy with.
        WorkloadWarning::Busy(busy) => {
            vec![sentence(
                "plan-week-warn-busy",
                busy_part_label(text, *busy),
            )]
        }
        WorkloadWarning::Clash(slot) => {
            vec![sentence(
                "plan-week-warn-clash",
                time_slot_label(text, *slot),
            )]
        }
    }
}

/// A sentence for each limit that `demand` exceeds; a limit that was not stated is never exceeded.
fn overload_sentences(
    text: Localizer,
    name: &str,
    demand: &Demand,
    minutes: Option<i32>,
    trips: Option<i32>,
) -> Vec<String> {
    let too_long = minutes.filter(|most| demand.minutes > *most).map(|most| {
        text.format(
            "plan-week-warn-hours",
            &[
                ("name", name.to_owned().into()),
                ("hours", format_hours(demand.minutes).into()),
                ("most", format_hours(most).into()),
            ],
        )
    });
    let too_many_trips = trips.filter(|most| demand.trips > *most).map(|most| {
        text.format(
            "plan-week-warn-trips",
            &[
                ("name", name.to_owned().into()),
                ("trips", demand.trips.into()),
                ("most", most.into()),
            ],
        )
    });
    too_long.into_iter().chain(too_many_trips).collect()
}
