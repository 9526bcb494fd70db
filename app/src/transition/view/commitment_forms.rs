//! The forms of a commitment: its terms, and the acts of the two.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::people::{CommitmentAct, CommitmentKind, ContactRhythm, ContactWay};
use store::transition::people::{Commitment, CommitmentVersion};
use strum::VariantArray;

use crate::i18n::Localizer;
use crate::page::form::return_fields;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::transition::forms::people::StepCommitment;
use crate::ui::field::{InputField, RadioGroup, SelectField};
use crate::ui::writing_language::writing_language_select;

/// What an adult is asked for, and how the two keep in touch. `stored` prefills the fields.
pub fn terms_fields(
    context: &RequestContext,
    state: Option<&FormState>,
    stored: Option<&CommitmentVersion>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let kind = SelectField {
        name: "kind",
        label: text.get("transition-people-what"),
        options: first_choose(text, CommitmentKind::VARIANTS, CommitmentKind::slug),
        chosen: filled.value_or_stored("kind", stored.map(|one| one.kind.slug().to_owned())),
        error: filled.field_error_message("kind"),
        ..SelectField::default()
    };
    let words = stored.and_then(|one| one.words.clone());
    let language = stored.map(|one| one.language.as_str());
    let way = stored.map_or(ContactWay::Text, |one| one.contact_way);
    let way = RadioGroup {
        name: "way",
        legend: text.get("transition-people-way"),
        options: values(text, ContactWay::VARIANTS, ContactWay::slug),
        chosen: filled.value_or_stored("way", Some(way.slug().to_owned())),
        error: filled.field_error_message("way"),
        ..RadioGroup::default()
    };
    let rhythm = stored.map_or(ContactRhythm::Month, |one| one.contact_rhythm);
    let rhythm = RadioGroup {
        name: "rhythm",
        legend: text.get("transition-people-rhythm"),
        options: values(text, ContactRhythm::VARIANTS, ContactRhythm::slug),
        chosen: filled.value_or_stored("rhythm", Some(rhythm.slug().to_owned())),
        error: filled.field_error_message("rhythm"),
        ..RadioGroup::default()
    };
    view! {
        {kind.view()}
        {filled.text_area("words", "transition-people-words-own", words)}
        {writing_language_select(context, state, language)}
        {way.view()}
        {rhythm.view()}
    }
    .into_any()
}

fn values<T: crate::enum_messages::EnumMessage>(
    text: Localizer,
    all: &[T],
    slug: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter()
        .map(|one| (slug(*one).to_owned(), text.get_value(*one)))
        .collect()
}

fn first_choose<T: crate::enum_messages::EnumMessage>(
    text: Localizer,
    all: &[T],
    slug: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(values(text, all, slug));
    options
}

/// The day on which an adult without an account said yes; `hint` is a key.
pub fn said_on_field(text: Localizer, state: Option<&FormState>, hint: &str) -> AnyView {
    let filled = FormValues { text, state };
    InputField {
        name: "said_on",
        kind: "date",
        label: text.get("transition-people-said-on"),
        hint: text.get(hint),
        value: filled.value_or_stored("said_on", None),
        error: filled.field_error_message("said_on"),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// The form for one act of a commitment. `state` is of the same act.
pub fn step_form(
    context: &RequestContext,
    commitment: &Commitment,
    act: CommitmentAct,
    state: Option<&FormState>,
    (fields, label, class): (AnyView, &'static str, &'static str),
) -> AnyView {
    let revision = base_revision(state, "revision", commitment.version.revision);
    view! {
        <form method="post" action=StepCommitment::PATH novalidate>
            {return_fields(context, StepCommitment::PATH)}
            <input type="hidden" name="form" value=context.form_id(state) />
            <input type="hidden" name="commitment" value=commitment.id.to_string() />
            <input type="hidden" name="revision" value=revision />
            <input type="hidden" name="act" value=act.slug() />
            {fields}
            <button class=class>{context.localizer().get(label)}</button>
        </form>
    }
    .into_any()
}

/// A form that is folded until it is wanted, or came back.
pub fn folded_form(summary: String, is_open: bool, form: AnyView) -> AnyView {
    view! {
        <details class="disclosure" open=is_open>
            <summary>{summary}</summary>
            {form}
        </details>
    }
    .into_any()
}
