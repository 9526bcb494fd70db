//! What people need to come to an event: the way to one's own needs, and for a worker everyone's.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::needs::{EventNeed, NeedState};
use model::id::{EventId, FamilyId};
use store::calendar::needs::PersonNeed;
use store::events::EventSummary;

use crate::calendar::forms::needs::{AnswerNeed, words_field};
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::return_fields;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::request::notice::without_notice;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::textarea::TextArea;

/// The id of the needs that a worker reads on the page of an event.
pub const NEEDS_ID: &str = "needs";

/// What the reader asked for, and the outcome, in one line; empty without needs.
pub fn own_needs_line(text: Localizer, event: &EventSummary) -> String {
    event
        .own_needs()
        .into_iter()
        .map(|(need, state)| {
            text.format(
                "calendar-need-line",
                &[
                    ("need", text.get_value(need).into()),
                    ("state", text.get_value(state).into()),
                ],
            )
        })
        .collect::<Vec<_>>()
        .join(" · ")
}

/// On the page of an event: the way to what the reader needs, with what they asked for.
pub fn own_needs_link(text: Localizer, family: FamilyId, event: &EventSummary) -> AnyView {
    let asked = own_needs_line(text, event);
    let small = if asked.is_empty() {
        text.get("calendar-need-intro")
    } else {
        asked
    };
    link_list(vec![ListRow {
        href: Some(paths::event_needs(family, event.id)),
        title: Some(text.get("calendar-need-title").into_any()),
        small,
        ..ListRow::default()
    }])
}

/// The CSS class of the tag with a state.
pub fn state_tag(state: NeedState) -> &'static str {
    match state {
        NeedState::Requested => "attention",
        NeedState::Confirmed => "done",
        NeedState::Unavailable => "urgent",
        NeedState::Withdrawn => "",
    }
}

/// A need, with the language of an interpreter.
pub fn need_label(text: Localizer, need: EventNeed, language: Option<&str>) -> String {
    let label = text.get_value(need);
    match language {
        Some(tag) => text.format(
            "calendar-need-language",
            &[
                ("need", label.into()),
                ("language", text.language_name(tag).into()),
            ],
        ),
        None => label,
    }
}

/// What was written about a need, with what translations there are.
pub fn need_words(
    context: &RequestContext,
    words: Option<&store::authored_text::AuthoredText>,
) -> Option<AnyView> {
    let text = context.localizer();
    let words = to_translated_text(words?);
    let view = view! {
        <p>{words.inline_text_with_call_links(text)}</p>
        {words.translation_details(text, &without_notice(&context.path_and_query))}
    };
    Some(view.into_any())
}

/// The field for words about `subject` (`words_field`), below `label`. `stored` is what was written
/// before.
pub fn words_area(
    text: Localizer,
    subject: &str,
    (label, hint): (&str, &str),
    stored: Option<&str>,
    state: Option<&FormState>,
) -> AnyView {
    let name = words_field(subject);
    // The form that is shown again is about one subject, and the page has fields for others.
    let state = state.filter(|state| state.values.contains_key(&name));
    let error = field_error_message(text, state, &name);
    let area = TextArea {
        name: name.clone(),
        rows: 3,
        described_by: described_by(&name, true, error.is_some()),
        invalid: error.is_some(),
        value: state.map_or_else(
            || stored.unwrap_or_default().to_owned(),
            |state| state.field_value(&name),
        ),
        node_ref: None,
    };
    view! {
        <div class="field">
            <label for=name.clone()>{text.get(label)}</label>
            {hint_view(&name, text.get(hint))}
            {error_view(&name, error)}
            {area.view()}
        </div>
    }
    .into_any()
}

/// Whether the form that is shown again has words about this subject, which a collapsed part must
/// not hide.
pub fn has_words_about(subject: &str, state: Option<&FormState>) -> bool {
    state.is_some_and(|state| state.values.contains_key(&words_field(subject)))
}

/// For a worker: what everyone needs, with the buttons to say the outcome. What was withdrawn is
/// left out, unless it was confirmed and has to be canceled. `state` is a form that is shown
/// again.
pub fn needs_section(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    needs: &[PersonNeed],
    state: Option<&FormState>,
) -> Option<AnyView> {
    let text = context.localizer();
    let rows = needs
        .iter()
        // One that was withdrawn after an answer stays: a ride or an interpreter that was confirmed
        // has to be canceled.
        .filter(|one| !one.withdrawn || one.outcome.is_some())
        .map(|one| need_row(context, family, event, one, state))
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 id=NEEDS_ID>{text.get("calendar-need-everyone")}</h2>
            <ul class="card stack" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}

fn need_row(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    one: &PersonNeed,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let need = need_label(text, one.need, one.language.as_deref());
    let title = text.format(
        "calendar-said-by",
        &[("name", one.name.clone().into()), ("answer", need.into())],
    );
    let tag = format!("tag {}", state_tag(one.state()));
    view! {
        <li>
            <p class="row">
                <b>{title}</b>
                <span class=tag>{text.get_value(one.state())}</span>
            </p>
            {need_words(context, one.words.as_ref())}
            {need_words(context, one.answer.as_ref())}
            {answer_form(context, family, event, one, state)}
        </li>
    }
    .into_any()
}

fn answer_form(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    one: &PersonNeed,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let id = one.id.to_string();
    let button = |outcome: &'static str, class: &'static str, label: &str| {
        view! {
            <button class=class name="outcome" value=outcome>
                {text.get(label)}
            </button>
        }
        .into_any()
    };
    let small = "btn secondary small";
    let stored = one.answer.as_ref().map(|answer| answer.body.as_str());
    let labels = ("calendar-need-answer-words", "calendar-need-answer-hint");
    let is_open = has_words_about(&id, state);
    let unavailable = || {
        view! {
            <details class="disclosure" open=is_open>
                <summary>{text.get("calendar-need-unavailable")}</summary>
                {words_area(text, &id, labels, stored, state)}
                {button("unavailable", small, "calendar-need-tell")}
            </details>
        }
        .into_any()
    };
    let buttons = match one.state() {
        // It is listed because it has an outcome. Taking that back removes the row.
        NeedState::Withdrawn => button("none", small, "calendar-settle"),
        NeedState::Confirmed => unavailable(),
        NeedState::Requested | NeedState::Unavailable => view! {
            {button("confirmed", small, "calendar-need-confirm")}
            {unavailable()}
        }
        .into_any(),
    };
    view! {
        <form method="post" action=AnswerNeed::PATH novalidate>
            {return_fields(context, AnswerNeed::PATH)}
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="event" value=event.to_string() />
            <input type="hidden" name="need" value=id.clone() />
            {buttons}
        </form>
    }
    .into_any()
}
