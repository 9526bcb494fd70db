//! The forms with which people reply to the plan and report how a step is going.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::id::{FamilyId, ItemId};
use model::plan::reply::{PlanSection, ReplyKind};

use super::replies::reply_kind_label;
use crate::i18n::Localizer;
use crate::page::form::{page_form, return_fields};
use crate::page::notice::notice_about;
use crate::plan::forms::{AddReply, ReportStep};
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::error_summary::field_error_message;
use crate::ui::field::{RadioGroup, TextAreaField};
use crate::ui::writing_language::{second_writing_language_select, writing_language_select};

/// What a reply form is about, and the message keys of its labels.
pub struct ReplyFormSpec<'a> {
    pub family: FamilyId,
    pub section: Option<PlanSection>,
    pub item: Option<ItemId>,
    pub kinds: &'a [ReplyKind],
    pub legend: &'static str,
    pub label: &'static str,
    pub shared_label: &'static str,
    /// True when the writer may choose who can read the reply.
    pub offers_audience: bool,
}

fn submitted_value(state: Option<&FormState>, name: &str) -> String {
    state
        .map(|state| state.field_value(name))
        .unwrap_or_default()
}

/// The reply form below its heading and the `note` on it; `None` when the reader may send no kind
/// of reply.
pub fn reply_form_section(
    context: &RequestContext,
    spec: &ReplyFormSpec<'_>,
    state: Option<&FormState>,
    note: Option<AnyView>,
) -> Option<AnyView> {
    (!spec.kinds.is_empty()).then(|| {
        view! {
            <h2 id="say">{context.localizer().get("plan-say")}</h2>
            {note}
            {reply_form(context, spec, state)}
        }
        .into_any()
    })
}

/// The reply form: the kind of reply, the words, and who may read them.
pub fn reply_form(
    context: &RequestContext,
    spec: &ReplyFormSpec<'_>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let area = TextAreaField {
        name: "words",
        label: text.get(spec.label),
        value: submitted_value(state, "words"),
        error: field_error_message(text, state, "words"),
        ..TextAreaField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=spec.family.to_string() />
        {spec
            .section
            .map(|section| view! { <input type="hidden" name="section" value=section.slug() /> })}
        {spec.item.map(|item| view! { <input type="hidden" name="item" value=item.to_string() /> })}
        {kind_field(text, spec, state)}
        {area.view()}
        {writing_language_select(context, state, None)}
        {spec.offers_audience.then(|| audience_choice(text, spec, state))}
        <button class="btn">{text.get("plan-send")}</button>
    };
    page_form(context, AddReply::PATH, fields.into_any())
}

/// The choice of a kind of reply. A single kind leaves nothing to choose and is sent as it is.
fn kind_field(text: Localizer, spec: &ReplyFormSpec<'_>, state: Option<&FormState>) -> AnyView {
    if let [only] = spec.kinds {
        return view! { <input type="hidden" name="kind" value=only.slug() /> }.into_any();
    }
    // No kind is chosen in advance. The first one is "I agree" in most forms, so a person who only
    // presses "Send" would agree without meaning to.
    RadioGroup {
        name: "kind",
        legend: text.get(spec.legend),
        options: spec
            .kinds
            .iter()
            .map(|one| (one.slug().to_owned(), reply_kind_label(text, *one)))
            .collect(),
        chosen: submitted_value(state, "kind"),
        error: field_error_message(text, state, "kind"),
        ..RadioGroup::default()
    }
    .view()
}

/// The choice of who may read the reply.
fn audience_choice(
    text: Localizer,
    spec: &ReplyFormSpec<'_>,
    state: Option<&FormState>,
) -> AnyView {
    RadioGroup {
        name: "who",
        legend: text.get("plan-who"),
        options: vec![
            ("own".into(), text.get("plan-who-own")),
            ("wide".into(), text.get(spec.shared_label)),
        ],
        // The narrow audience is preselected, because the other parent can read a shared reply.
        chosen: Some(submitted_value(state, "who"))
            .filter(|who| !who.is_empty())
            .unwrap_or_else(|| "own".into()),
        ..RadioGroup::default()
    }
    .view()
}

/// The fields of a form that reports how a step is going.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepFormFields {
    /// Only the buttons.
    Buttons,
    /// The buttons, and a text area for an optional reason.
    ButtonsAndReason,
}

/// `step_form` without the words of the step.
pub fn step_form(
    context: &RequestContext,
    family: FamilyId,
    item: ItemId,
    fields: StepFormFields,
    state: Option<&FormState>,
) -> AnyView {
    named_step_form(context, family, item, None, fields, state)
}

/// Four submit buttons to report how a step is going, and the other `fields`. `step` is the step's
/// words: they tell the buttons of several steps apart in a screen reader.
pub fn named_step_form(
    context: &RequestContext,
    family: FamilyId,
    item: ItemId,
    step: Option<&str>,
    fields: StepFormFields,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let label = match step {
        Some(step) => text.format("plan-step-of", &[("step", step.to_owned().into())]),
        None => text.get("plan-how-goes"),
    };
    // One id for all four buttons: a button that is pressed twice sends one report.
    let form = context.form_id(state);
    let with_reason = fields == StepFormFields::ButtonsAndReason;
    let area = with_reason.then(|| {
        TextAreaField {
            name: "why",
            label: text.get("plan-step-why"),
            value: submitted_value(state, "why"),
            error: field_error_message(text, state, "why"),
            ..TextAreaField::default()
        }
        .view()
    });
    // The pressed button is the choice, so that a report takes one tap and no JavaScript.
    let buttons = ReplyKind::FOR_STEP
        .into_iter()
        .map(|one| {
            view! {
                <button class="btn secondary small" name="kind" value=one.slug()>
                    {reply_kind_label(text, one)}
                </button>
            }
        })
        .collect_view();
    // Not `page_form`: the plan page has several of these forms, and its id would not be unique.
    // With the return fields, a typed reason survives the end of the session as in other forms.
    view! {
        {notice_about(context, &item.to_string())}
        <form method="post" action=ReportStep::PATH class="step-form">
            {return_fields(context, ReportStep::PATH)}
            <input type="hidden" name="form" value=form />
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="item" value=item.to_string() />
            {area}
            {with_reason.then(|| second_writing_language_select(context, state))}
            <div class="row" role="group" aria-label=label>
                {buttons}
            </div>
        </form>
    }
    .into_any()
}
