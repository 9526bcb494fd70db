//! The fields of the form for the notes of an event. The names of many end with an id, so they are
//! drawn here and not by `crate::ui::field`, whose names are fixed.

use leptos::prelude::*;
use model::calendar::{EventPosition, MAX_DECISIONS};
use model::id::DecisionId;
use store::calendar::notes::{EventForNotes, NotesPerson};
use store::calendar::parts::{EventDecision, EventWords};
use strum::VariantArray;

use crate::page::authored_text::to_translated_text;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::field::{described_by, error_view, hint_view};
use crate::ui::textarea::TextArea;

/// All fields, filled in from the form that is shown again or else from the newest version.
pub fn notes_fields(
    context: &RequestContext,
    found: &EventForNotes,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let notes = found.parts.notes.as_ref();
    let stored = notes.map_or(&[][..], |notes| notes.decisions.as_slice());
    let result = notes.map(|notes| notes.result.body.clone());
    // One more than there are, for another decision.
    let count = state
        .and_then(|state| state.field_value("decisions").parse::<usize>().ok())
        .unwrap_or(stored.len() + 1)
        .clamp(1, MAX_DECISIONS);
    let answers = found
        .parts
        .words
        .iter()
        .map(|one| answer_field(&filled, one))
        .collect::<Vec<_>>();
    let decisions = (0..count)
        .map(|index| decision_fields(context, &filled, found, index, stored.get(index)))
        .collect::<Vec<_>>();
    view! {
        {attendance_fields(&filled, found)}
        {area(
            &filled,
            "result".to_owned(),
            text.get("calendar-notes-result"),
            text.get("calendar-notes-result-hint"),
            result,
        )}
        {(!answers.is_empty())
            .then(|| {
                view! {
                    <h2>{text.get("calendar-notes-answers")}</h2>
                    {answers}
                }
            })}
        <h2>{text.get("calendar-notes-decisions")}</h2>
        <p>{text.get("calendar-notes-rule")}</p>
        <input type="hidden" name="decisions" value=count.to_string() />
        {decisions}
        <p class="hint">{text.get("calendar-notes-more")}</p>
    }
    .into_any()
}

/// A checkbox for each person who can have been there. The first has the id to which the error
/// summary links.
fn attendance_fields(filled: &FormValues<'_>, found: &EventForNotes) -> AnyView {
    let text = filled.text;
    let attended = |one: &NotesPerson| {
        let notes = found.parts.notes.as_ref();
        notes.is_some_and(|notes| {
            let mut those = notes.attendance.iter().filter(|other| other.attended);
            those.any(|other| other.person_id == one.person_id)
        })
    };
    let boxes = found
        .people
        .iter()
        .enumerate()
        .map(|(index, one)| {
            let (id, name) = (format!("there-{index}"), format!("there-{}", one.person_id));
            let checked = filled.state.map_or_else(
                || attended(one),
                |state| !state.field_value(&name).is_empty(),
            );
            view! {
                <label class="choice" for=id.clone()>
                    <input type="checkbox" id=id.clone() name=name value="yes" checked=checked />
                    <span>
                        <bdi>{one.name.clone()}</bdi>
                        " · "
                        {text.role_name(one.role)}
                    </span>
                </label>
            }
        })
        .collect_view();
    let error = filled.field_error_message("there-0");
    let described = described_by("there", false, error.is_some());
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend>{text.get("calendar-notes-attendance")}</legend>
            {error_view("there", error)}
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// The words that a person brought, and the field for the answer to them.
fn answer_field(filled: &FormValues<'_>, one: &EventWords) -> AnyView {
    let text = filled.text;
    let stored = one.answer.as_ref().map(|answer| answer.body.clone());
    let label = text.format(
        "calendar-notes-answer-to",
        &[("name", one.author.clone().unwrap_or_default().into())],
    );
    // Without the button that asks for a translation, which is a form of its own.
    let words = to_translated_text(&one.words);
    view! {
        <p>{words.inline_text(text)}</p>
        {area(filled, format!("answer-{}", one.id), label, String::new(), stored)}
    }
    .into_any()
}

/// A decision, and what each family member thinks of it.
fn decision_fields(
    context: &RequestContext,
    filled: &FormValues<'_>,
    found: &EventForNotes,
    index: usize,
    stored: Option<&EventDecision>,
) -> AnyView {
    let text = filled.text;
    let id_name = format!("decision-id-{index}");
    let sent = filled.state.map(|state| state.field_value(&id_name));
    // The id is made with the form, so that a form that is sent twice is one decision.
    let id = sent
        .filter(|id| !id.is_empty())
        .or_else(|| stored.map(|stored| stored.id.to_string()))
        .unwrap_or_else(|| context.db.clock().new_id::<DecisionId>().to_string());
    let words = stored.map(|stored| stored.words.body.clone());
    let positions = found
        .family()
        .map(|one| position_fields(filled, index, one, stored))
        .collect::<Vec<_>>();
    view! {
        <input type="hidden" name=id_name value=id />
        {area(
            filled,
            format!("decision-{index}"),
            text.get("calendar-notes-decision"),
            String::new(),
            words,
        )}
        {positions}
    }
    .into_any()
}

fn position_fields(
    filled: &FormValues<'_>,
    index: usize,
    one: &NotesPerson,
    stored: Option<&EventDecision>,
) -> AnyView {
    let text = filled.text;
    let name = format!("position-{index}-{}", one.person_id);
    let positions = stored.map_or(&[][..], |stored| stored.positions.as_slice());
    let noted = positions
        .iter()
        .find(|known| known.person_id == one.person_id)
        .and_then(|known| known.noted.as_ref());
    let position = noted.map(|noted| noted.position.slug().to_owned());
    let chosen = filled.value_or_stored(&name, position);
    let why = noted.and_then(|noted| Some(noted.words.as_ref()?.body.clone()));
    let asked = |key: &str| text.format(key, &[("name", one.name.clone().into())]);
    let radios = EventPosition::VARIANTS
        .iter()
        .enumerate()
        .map(|(option, position)| {
            // The error summary links to the name.
            let id = if option == 0 {
                name.clone()
            } else {
                format!("{name}-{option}")
            };
            let checked = chosen == position.slug();
            view! {
                <label class="choice" for=id.clone()>
                    <input
                        type="radio"
                        id=id.clone()
                        name=name.clone()
                        value=position.slug()
                        checked=checked
                    />
                    <span>{text.get_value(*position)}</span>
                </label>
            }
        })
        .collect_view();
    let error = filled.field_error_message(&name);
    let described = described_by(&name, false, error.is_some());
    let why_name = format!("why-{index}-{}", one.person_id);
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend>{asked("calendar-position-of")}</legend>
            {error_view(&name, error)}
            {radios}
        </fieldset>
        {area(filled, why_name, asked("calendar-position-why"), String::new(), why)}
    }
    .into_any()
}

/// A multi-line field.
fn area(
    filled: &FormValues<'_>,
    name: String,
    label: String,
    hint: String,
    stored: Option<String>,
) -> AnyView {
    let error = filled.field_error_message(&name);
    let area = TextArea {
        rows: 3,
        described_by: described_by(&name, !hint.is_empty(), error.is_some()),
        invalid: error.is_some(),
        value: filled.value_or_stored(&name, stored),
        name: name.clone(),
        ..TextArea::default()
    };
    view! {
        <div class="field">
            <label for=name.clone()>{label}</label>
            {hint_view(&name, hint)}
            {error_view(&name, error)}
            {area.view()}
        </div>
    }
    .into_any()
}
