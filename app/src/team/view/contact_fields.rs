//! The fields of the form for a person without an account.

use jiff::civil::Date;
use leptos::prelude::*;
use model::language::Language;
use model::team::{ContactReaders, TeamContactKind};
use store::team::TeamMember;
use store::team::contacts::EditableContact;

use crate::i18n::Localizer;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, RadioGroup, SelectField};

/// The kinds of people, after an empty first option.
pub(crate) fn kind_select(filled: &FormValues<'_>, stored: Option<TeamContactKind>) -> AnyView {
    let text = filled.text;
    let kinds = TeamContactKind::ALL
        .iter()
        .map(|kind| (kind.slug().to_owned(), text.get_value(*kind)));
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(kinds);
    SelectField {
        name: "kind",
        label: text.get("team-kind-label"),
        options,
        chosen: filled.value_or_stored("kind", stored.map(|kind| kind.slug().to_owned())),
        error: filled.field_error_message("kind"),
        ..SelectField::default()
    }
    .view()
}

/// A one-line field.
pub(crate) fn short_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    stored: Option<String>,
) -> AnyView {
    input(filled, name, label, "text", stored)
}

fn input(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    stored: Option<String>,
) -> AnyView {
    InputField {
        name,
        kind,
        label: filled.text.get(label),
        value: filled.value_or_stored(name, stored),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// A day.
pub(crate) fn date_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    stored: Date,
) -> AnyView {
    input(filled, name, label, "date", Some(stored.to_string()))
}

/// A checkbox for each language of the portal, and for each other one that is stored.
fn language_choice(filled: &FormValues<'_>, stored: &[String]) -> AnyView {
    let text = filled.text;
    let mut tags: Vec<String> = Language::ALL
        .iter()
        .map(|language| language.language_tag().to_owned())
        .collect();
    // A language without a box would be lost when the form is saved.
    for tag in stored {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    let boxes = tags
        .into_iter()
        .map(|tag| {
            let id = format!("languages-{tag}");
            let checked = filled.state.map_or_else(
                || stored.contains(&tag),
                |state| !state.field_value(&id).is_empty(),
            );
            view! {
                <label class="choice" for=id.clone()>
                    <input
                        type="checkbox"
                        id=id.clone()
                        name=id.clone()
                        value="yes"
                        checked=checked
                    />
                    <span>{text.language_name(&tag)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field choices">
            <legend>{text.get("team-speaks")}</legend>
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// Who reads about the person: the team, or one family member with the agency. Nothing is chosen
/// for a new one.
fn reader_choice(
    filled: &FormValues<'_>,
    members: &[TeamMember],
    stored: Option<&EditableContact>,
) -> AnyView {
    let text = filled.text;
    let mut options = vec![("team".to_owned(), text.get("team-who-team"))];
    for member in members.iter().filter(|member| member.role.is_family()) {
        let label = text.format("team-who-only", &[("name", member.name.clone().into())]);
        options.push((member.person_id.to_string(), label));
    }
    let chosen = match stored.map(|stored| stored.readers) {
        // An audience that these choices do not have.
        Some(None) => {
            options.push(("keep".to_owned(), text.get("team-who-keep")));
            Some("keep".to_owned())
        }
        Some(Some(ContactReaders::Team)) => Some("team".to_owned()),
        Some(Some(ContactReaders::OnlyWith(person))) => Some(person.to_string()),
        None => None,
    };
    RadioGroup {
        name: "who",
        legend: text.get("team-who"),
        hint: text.get("team-who-hint"),
        options,
        chosen: filled.value_or_stored("who", chosen),
        error: filled.field_error_message("who"),
    }
    .view()
}

/// All fields, filled in from the form that came back or else from `stored`.
pub(crate) fn contact_fields(
    filled: &FormValues<'_>,
    today: Date,
    members: &[TeamMember],
    stored: Option<&EditableContact>,
) -> AnyView {
    let contact = stored.map(|stored| &stored.contact);
    let note = stored
        .and_then(|stored| stored.note.as_ref())
        .map(|(body, _)| body.clone());
    let languages = contact.map_or(&[][..], |contact| contact.languages.0.as_slice());
    let since = contact.map_or(today, |contact| contact.since.to_jiff());
    view! {
        {short_field(filled, "name", "team-name", contact.map(|contact| contact.name.clone()))}
        {kind_select(filled, contact.map(|contact| contact.kind))}
        {short_field(
            filled,
            "organization",
            "team-organization",
            contact.and_then(|contact| contact.organization.clone()),
        )}
        {short_field(
            filled,
            "phone",
            "team-phone-label",
            contact.and_then(|contact| contact.phone.clone()),
        )}
        {language_choice(filled, languages)}
        {short_field(
            filled,
            "hours",
            "team-hours",
            contact.and_then(|contact| contact.hours.clone()),
        )}
        {filled.text_area("note", "team-note", note)}
        {date_field(filled, "since", "team-since", since)}
        {reader_choice(filled, members, stored)}
    }
    .into_any()
}

/// What people without an account are shown, before anyone is added.
pub fn what_they_see(text: Localizer) -> AnyView {
    view! {
        <details class="card">
            <summary>{text.get("team-sees")}</summary>
            <p>{text.get("team-no-account")}</p>
            <p>{text.get("team-sees-court")}</p>
            <p>{text.get("team-sees-care")}</p>
            <p>{text.get("team-sees-tribe")}</p>
        </details>
    }
    .into_any()
}
