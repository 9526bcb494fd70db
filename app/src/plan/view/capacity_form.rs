//! The form for the weekly capacity of a family member and the parts of the week in which they are
//! busy.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::FamilyId;
use model::plan::workload::{BusyPart, DayPart, format_hours};
use store::plan::workload::PersonWorkload;

use super::form_values::FormValues;
use super::workload::{busy_part_label, evening_start};
use crate::enum_messages::EnumMessage;
use crate::i18n::capitalize_line;
use crate::page::form::page_form;
use crate::plan::forms::workload::SaveCapacity;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::field::InputField;

/// The form for the signed-in family member's own weekly capacity and busy times.
pub fn capacity_form(
    context: &RequestContext,
    me: &PersonWorkload,
    state: Option<&FormState>,
    family: FamilyId,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    // Text fields and not `type="number"`, as in the form of a step: a decimal comma and Arabic
    // digits are accepted.
    let number = |name: &'static str, label: &'static str, stored: Option<String>| {
        InputField {
            name,
            label: text.get(label),
            value: filled.value_or_stored(name, stored),
            error: filled.field_error_message(name),
            autocomplete: "off",
            ..InputField::default()
        }
        .view()
    };
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <div class="field-pair">
            {number("hours", "plan-week-hours-most", me.capacity.minutes.map(format_hours))}
            {number(
                "trips",
                "plan-week-trips-most",
                me.capacity.trips.map(|trips| trips.to_string()),
            )}
        </div>
        {busy_part_boxes(&filled, &me.unavailable)}
        <button class="btn">{text.get("plan-week-save")}</button>
    };
    view! {
        <h2 id="carry">{text.get("plan-week-carry")}</h2>
        <p>{text.get("plan-week-carry-note")}</p>
        {page_form(context, SaveCapacity::PATH, fields.into_any())}
    }
    .into_any()
}

/// The checkboxes for the parts of the week, as a table: a row for each weekday.
/// keys: common-weekday-*
fn busy_part_boxes(filled: &FormValues<'_>, stored: &[BusyPart]) -> AnyView {
    let text = filled.text;
    let heads = DayPart::ALL
        .iter()
        .map(|part| view! { <th scope="col">{text.get(&part.message_key())}</th> })
        .collect_view();
    let rows = (1..=7)
        .map(|weekday| {
            let boxes = DayPart::ALL
                .iter()
                .map(|part| {
                    let busy = BusyPart {
                        weekday,
                        part: *part,
                    };
                    busy_part_box(filled, busy, stored.contains(&busy))
                })
                .collect_view();
            view! {
                <tr>
                    <th scope="row">
                        {capitalize_line(&text.get(&format!("common-weekday-{weekday}")))}
                    </th>
                    {boxes}
                </tr>
            }
        })
        .collect_view();
    let parts = text.format("plan-busy-hint", &[("time", evening_start(text).into())]);
    view! {
        <fieldset class="field busy-parts" aria-describedby="busy-hint">
            <legend>{text.get("plan-week-busy")}</legend>
            <p class="hint" id="busy-hint">
                {text.get("plan-week-busy-hint")}
                " "
                {parts}
            </p>
            <table>
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </fieldset>
    }
    .into_any()
}

/// A cell of the table. The label is as large as the cell; its name is on the checkbox, because the
/// cell has no room for it.
fn busy_part_box(filled: &FormValues<'_>, busy: BusyPart, stored: bool) -> AnyView {
    let name = format!("busy-{}", busy.field_id());
    let value = filled.value_or_stored(&name, stored.then(|| "yes".to_owned()));
    let checked = value == "yes";
    view! {
        <td>
            <label for=name.clone()>
                <input
                    type="checkbox"
                    id=name.clone()
                    name=name.clone()
                    value="yes"
                    checked=checked
                    aria-label=busy_part_label(filled.text, busy)
                />
            </label>
        </td>
    }
    .into_any()
}
