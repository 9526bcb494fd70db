//! Texts about a week: the load of a person or a step, times, warnings.

use jiff::civil::time;
use leptos::prelude::*;
use model::plan::week::{Asked, Load, Slot, Warning, as_hours, in_hours};

use crate::text::Text;
use crate::ui::icon::Icon;

/// What a week asks of a person: hours, trips and appointments.
pub fn asked(text: Text, asked: &Asked) -> String {
    text.with(
        "plan-week-asks",
        &[
            ("hours", text.with("plan-week-hours-count", &[("hours", in_hours(asked.minutes).into())]).into()),
            ("trips", text.with("plan-week-trips-count", &[("trips", asked.trips.into())]).into()),
            ("dates", text.with("plan-week-dates-count", &[("count", asked.appointments.into())]).into()),
        ],
    )
}

fn clock(text: Text, minutes: i32) -> String {
    let (hour, minute) = (i8::try_from(minutes / 60 % 24).unwrap_or(0), i8::try_from(minutes % 60).unwrap_or(0));
    text.time(jiff::civil::DateTime::from_parts(jiff::civil::Date::MIN, time(hour, minute, 0, 0)))
}

/// A weekday with its times. keys: common-weekday-*
pub fn slot(text: Text, slot: Slot) -> String {
    let day = text.say(&format!("common-weekday-{}", slot.weekday));
    text.with("plan-week-slot", &[("day", day.into()), ("from", clock(text, slot.starts).into()), ("to", clock(text, slot.ends).into())])
}

/// The weekly load of a step in one line; empty when none is set.
pub fn takes(text: Text, load: &Load) -> String {
    let parts = [
        (load.takes() > 0).then(|| text.with("plan-week-hours-count", &[("hours", in_hours(load.takes()).into())])),
        load.trips.filter(|trips| *trips > 0).map(|trips| text.with("plan-week-trips-count", &[("trips", trips.into())])),
        load.slot().map(|one| slot(text, one)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The warnings about the week of the person `name`, and a checkbox to save the step anyway.
pub fn warned(text: Text, name: &str, warnings: &[Warning]) -> AnyView {
    let mut rows = Vec::new();
    for warning in warnings {
        match warning {
            Warning::Over { asked, minutes, trips } => {
                if let Some(most) = minutes.filter(|most| asked.minutes > *most) {
                    let values = [("name", name.to_owned().into()), ("hours", as_hours(asked.minutes).into()), ("most", as_hours(most).into())];
                    rows.push(text.with("plan-week-warn-hours", &values));
                }
                if let Some(most) = trips.filter(|most| asked.trips > *most) {
                    rows.push(text.with("plan-week-warn-trips", &[("name", name.to_owned().into()), ("trips", asked.trips.into()), ("most", most.into())]));
                }
            }
            Warning::Busy(one) => rows.push(text.with("plan-week-warn-busy", &[("name", name.to_owned().into()), ("when", slot(text, *one).into())])),
            Warning::Clash(one) => rows.push(text.with("plan-week-warn-clash", &[("name", name.to_owned().into()), ("when", slot(text, *one).into())])),
        }
    }
    let rows = rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view();
    view! {
        <div class="calm">{Icon::Info.view()}<ul class="lines" role="list">{rows}</ul></div>
        <label class="choice" for="load"><input type="checkbox" id="load" name="load" value="yes"/><span>{text.say("plan-week-all-the-same")}</span></label>
    }
    .into_any()
}
