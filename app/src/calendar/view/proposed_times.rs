//! Other times that a person proposes for an event, and how a worker dealt with them.

use jiff::civil::DateTime;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::{EventAnswer, SettlementOutcome};
use model::id::{EventId, FamilyId};
use store::calendar::answers::PersonAnswer;

use super::needs::{has_words_about, need_words, words_area};
use crate::calendar::forms::SettleAnswer;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::form::return_fields;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::InputField;

/// The hidden fields that name an event.
pub(super) fn event_fields(family: FamilyId, event: EventId) -> AnyView {
    view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="event" value=event.to_string() />
    }
    .into_any()
}

/// The fields for two other days and times, collapsed: an answer needs none.
pub fn time_fields(text: Localizer, state: Option<&FormState>) -> AnyView {
    let names = ["day_1", "time_1", "day_2", "time_2"];
    // A collapsed part would hide what was typed, and its errors.
    let is_open =
        state.is_some_and(|state| names.iter().any(|name| !state.field_value(name).is_empty()));
    let field = |name: &'static str, kind: &'static str, label: &str| {
        InputField {
            name,
            kind,
            label: text.get(label),
            value: state
                .map(|state| state.field_value(name))
                .unwrap_or_default(),
            error: field_error_message(text, state, name),
            autocomplete: "off",
            ..InputField::default()
        }
        .view()
    };
    view! {
        <details class="disclosure" open=is_open>
            <summary>{text.get("calendar-propose")}</summary>
            {field("day_1", "date", "calendar-propose-day")}
            {field("time_1", "time", "calendar-propose-time")}
            {field("day_2", "date", "calendar-propose-other-day")}
            {field("time_2", "time", "calendar-propose-other-time")}
        </details>
    }
    .into_any()
}

fn day_and_time(text: Localizer, at: DateTime) -> String {
    text.format(
        "home-when",
        &[
            ("day", text.format_day(at.date()).into()),
            ("time", text.format_time(at).into()),
        ],
    )
}

/// The times that a person proposed; nothing without any.
pub fn proposed_list(text: Localizer, answer: &PersonAnswer) -> Option<AnyView> {
    let rows = answer
        .times
        .iter()
        .map(|at| view! { <li>{capitalize_line(&day_and_time(text, *at))}</li> })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <p>{text.get("calendar-proposed")}</p>
            <ul>{rows}</ul>
        }
        .into_any()
    })
}

/// How a worker dealt with an answer, for the person who gave it and for the workers; nothing while
/// it is open.
pub fn settlement_line(context: &RequestContext, answer: &PersonAnswer) -> Option<AnyView> {
    if !answer.is_settled {
        return None;
    }
    let text = context.localizer();
    let key = match answer.outcome {
        Some(SettlementOutcome::Moved) => "calendar-settled-moved",
        Some(SettlementOutcome::Unavailable) => "calendar-settled-unavailable",
        Some(SettlementOutcome::Done) | None => "calendar-settled",
    };
    let view = view! {
        <p class="muted">{text.get(key)}</p>
        {need_words(context, answer.settlement.as_ref())}
    };
    Some(view.into_any())
}

/// For a worker: the ways to deal with a wish for a change, or how it was dealt with. A time is
/// granted by moving the event to it.
pub fn settlement_section(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    answer: &PersonAnswer,
    state: Option<&FormState>,
) -> Option<AnyView> {
    // Only a wish for a change leaves a worker something to do.
    if answer.answer != EventAnswer::Change {
        return None;
    }
    if answer.is_settled {
        return settlement_line(context, answer);
    }
    let text = context.localizer();
    let moves = answer
        .times
        .iter()
        .map(|at| {
            let when = day_and_time(text, *at);
            view! {
                <p>
                    <a
                        class="btn secondary small"
                        href=paths::move_calendar_event(family, event, &at.to_string())
                    >
                        {text.format("calendar-move-to", &[("when", when.into())])}
                    </a>
                </p>
            }
        })
        .collect::<Vec<_>>();
    let of = answer.person_id.to_string();
    let labels = ("calendar-not-possible-words", "calendar-not-possible-hint");
    let is_open = has_words_about(&of, state);
    let form = view! {
        <form method="post" action=SettleAnswer::PATH novalidate>
            {return_fields(context, SettleAnswer::PATH)}
            {event_fields(family, event)}
            <input type="hidden" name="of" value=of.clone() />
            <button class="btn secondary small">{text.get("calendar-settle")}</button>
            <details class="disclosure" open=is_open>
                <summary>{text.get("calendar-not-possible")}</summary>
                {words_area(text, &of, labels, None, state)}
                <button class="btn secondary small" name="outcome" value="unavailable">
                    {text.get("calendar-not-possible-send")}
                </button>
            </details>
        </form>
    };
    let view = view! {
        {moves}
        {form}
    };
    Some(view.into_any())
}
