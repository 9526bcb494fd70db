//! Answering an event: with one tap on Today, with words on its page; and the answers for a worker.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::EventAnswer;
use model::family_time::ConfirmRule;
use model::id::{EventId, FamilyId};
use store::calendar::EventWithDetails;
use store::calendar::answers::PersonAnswer;
use store::events::EventSummary;

use super::proposed_times::{
    event_fields, proposed_list, settlement_line, settlement_section, time_fields,
};
use crate::calendar::forms::AnswerEvent;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::form::{MAIN_FORM_ID, page_form, return_fields};
use crate::page::notice::notice_about;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::request::notice::without_notice;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::TextAreaField;
use crate::ui::writing_language::writing_language_select;

/// The id of the form on the page of an event.
pub const ANSWER_ID: &str = "answer";
/// The id of the answers that a worker reads on the page of an event.
pub const ANSWERS_ID: &str = "answers";

/// On Today: a button to say that one comes, and the way to the form for everything else; or what
/// the reader said.
pub fn answer_buttons(context: &RequestContext, family: FamilyId, event: &EventSummary) -> AnyView {
    let text = context.localizer();
    let form = format!("{}#{ANSWER_ID}", paths::calendar_event(family, event.id));
    // An answer for another start does not count: the person is asked again.
    let (accept, change) = if present_answer(event).is_none() {
        (
            Some(accept_form(context, family, event)),
            text.get_value(EventAnswer::Change),
        )
    } else {
        (None, text.get("calendar-change-answer"))
    };
    view! {
        {confirm_line(text, event)}
        {said_line(text, event)}
        <div class="row">
            {accept} <a class="btn secondary" href=form>
                {change}
            </a>
        </div>
    }
    .into_any()
}

/// The answer of the reader for the present start of the event.
fn present_answer(event: &EventSummary) -> Option<EventAnswer> {
    event.own_answer.filter(|_| !event.is_asked_again)
}

fn accept_form(context: &RequestContext, family: FamilyId, event: &EventSummary) -> AnyView {
    view! {
        <form method="post" action=AnswerEvent::PATH>
            {return_fields(context, AnswerEvent::PATH)}
            {event_fields(family, event.id)}
            {start_field(event)}
            <button class="btn" name="answer" value=EventAnswer::Accept.slug()>
                {context.localizer().get_value(EventAnswer::Accept)}
            </button>
        </form>
    }
    .into_any()
}

/// A button of the form below it: words that are typed there already are sent, and not lost.
fn accept_button(text: Localizer) -> AnyView {
    view! {
        <p>
            <button class="btn" form=MAIN_FORM_ID name="answer" value=EventAnswer::Accept.slug()>
                {text.get_value(EventAnswer::Accept)}
            </button>
        </p>
    }
    .into_any()
}

/// By when a visit is to be confirmed, with the button below; nothing once there is an answer.
fn confirm_line(text: Localizer, event: &EventSummary) -> Option<AnyView> {
    let rule = ConfirmRule::parse(event.confirm.as_deref()?)?;
    if present_answer(event).is_some() {
        return None;
    }
    // The time of the agency, as the event has it: the phone may be in another zone.
    let by = rule.deadline(event.starts.to_jiff());
    let when = text.format(
        "home-when",
        &[
            ("day", text.format_day(by.date()).into()),
            ("time", text.format_time(by).into()),
        ],
    );
    let words = text.format("calendar-confirm-by", &[("when", when.into())]);
    Some(view! { <p>{words}</p> }.into_any())
}

/// The start that the reader sees and answers for.
fn start_field(event: &EventSummary) -> AnyView {
    let starts = event.starts.to_jiff().to_string();
    view! { <input type="hidden" name="starts" value=starts /> }.into_any()
}

/// What the reader said, and a question when that was for another time; nothing without an answer.
fn said_line(text: Localizer, event: &EventSummary) -> Option<AnyView> {
    let answer = text.get_value(event.own_answer?);
    let words = text.format("calendar-said", &[("answer", answer.into())]);
    let again = event
        .is_asked_again
        .then(|| view! { <p>{text.get("calendar-asked-again")}</p> });
    let view = view! {
        <p class="muted">{words}</p>
        {again}
    };
    Some(view.into_any())
}

/// On the page of the event: what the reader said, a button to say that one comes, and a form for a
/// change or a reason. `state` is a form that is shown again.
pub fn answer_section(
    context: &RequestContext,
    family: FamilyId,
    found: &EventWithDetails,
    own: Option<&PersonAnswer>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let event = &found.event;
    // Without stored words: a new answer is a new text, and the earlier one is shown above the
    // form.
    let words = TextAreaField {
        name: "words",
        label: text.get("calendar-change-words"),
        hint: text.get("calendar-change-hint"),
        value: state
            .map(|state| state.field_value("words"))
            .unwrap_or_default(),
        error: field_error_message(text, state, "words"),
    };
    let button = |answer: EventAnswer| {
        view! {
            <button class="btn secondary" name="answer" value=answer.slug()>
                {text.get_value(answer)}
            </button>
        }
    };
    let fields = view! {
        {event_fields(family, event.id)}
        {start_field(event)}
        {words.view()}
        {time_fields(text, state)}
        {writing_language_select(context, state, None)}
        <div class="row">{button(EventAnswer::Change)} {button(EventAnswer::Decline)}</div>
    };
    view! {
        <h2 id=ANSWER_ID>{text.get("calendar-answer-title")}</h2>
        {notice_about(context, &event.id.to_string())}
        {confirm_line(text, event)}
        {said_line(text, event)}
        {own.and_then(|own| answer_words(context, own))}
        {own.and_then(|own| proposed_list(text, own))}
        {own.and_then(|own| settlement_line(context, own))}
        <div class="stack">
            {(present_answer(event) != Some(EventAnswer::Accept)).then(|| accept_button(text))}
            {page_form(context, AnswerEvent::PATH, fields.into_any())}
        </div>
    }
    .into_any()
}

/// The words of an answer, with what translations there are.
fn answer_words(context: &RequestContext, answer: &PersonAnswer) -> Option<AnyView> {
    let text = context.localizer();
    let words = to_translated_text(answer.words.as_ref()?);
    let view = view! {
        <p>{words.inline_text_with_call_links(text)}</p>
        {words.translation_details(text, &without_notice(&context.path_and_query))}
    };
    Some(view.into_any())
}

/// For a worker: what everyone else answered. A wish for a change has the ways to deal with it.
/// `state` is a form that is shown again.
pub fn answers_section(
    context: &RequestContext,
    family: FamilyId,
    event: EventId,
    answers: &[&PersonAnswer],
    state: Option<&FormState>,
) -> Option<AnyView> {
    let text = context.localizer();
    let rows = answers
        .iter()
        .map(|one| {
            let said = text.format(
                "calendar-said-by",
                &[
                    ("name", one.name.clone().into()),
                    ("answer", text.get_value(one.answer).into()),
                ],
            );
            view! {
                <li>
                    <p>
                        <b>{said}</b>
                    </p>
                    {one
                        .is_for_other_start
                        .then(|| {
                            view! { <p class="muted">{text.get("calendar-said-earlier")}</p> }
                        })}
                    {answer_words(context, one)}
                    {proposed_list(text, one)}
                    {settlement_section(context, family, event, one, state)}
                </li>
            }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 id=ANSWERS_ID>{text.get("calendar-answers")}</h2>
            <ul class="card stack" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}
