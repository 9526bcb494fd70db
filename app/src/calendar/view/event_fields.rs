//! The fields of the form for an event.

use std::collections::BTreeSet;

use leptos::prelude::*;
use model::calendar::{EventKind, EventTopic};
use model::id::PersonId;
use model::role::Role;
use store::calendar::editable::EditableEvent;
use store::calendar::kinds::AgencyKind;
use store::events::EventSummary;
use store::team::TeamMember;
use strum::VariantArray;

use super::event_kind::event_kind_name;
use super::series_fields::series_fields;
use crate::calendar::view::days_off::anyway_choice;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, SelectField, described_by, error_view, hint_view};

/// All fields, filled in from the form that is shown again or else from `stored`.
pub(crate) fn event_fields(
    filled: &FormValues<'_>,
    kinds: &[AgencyKind],
    invitable: &[TeamMember],
    stored: Option<&EditableEvent>,
) -> AnyView {
    let text = filled.text;
    let event = stored.map(|stored| &stored.event);
    let detail = |topic| stored.and_then(|stored| stored.detail(topic).map(str::to_owned));
    let people = PeopleChoice {
        name: "people",
        legend: "calendar-invite",
        hint: "calendar-invite-hint",
        chosen: stored.map_or_else(|| parents(invitable), |stored| stored.people.clone()),
    };
    let hidden = PeopleChoice {
        name: "hidden",
        legend: "calendar-hide",
        hint: "calendar-hide-hint",
        chosen: stored.map_or_else(BTreeSet::new, |stored| stored.hidden.clone()),
    };
    let link = InputField {
        hint: text.get("calendar-link-hint"),
        // An address is read from left to right in every language.
        direction: Some("ltr"),
        ..field(
            filled,
            "remote_link",
            "calendar-link-label",
            event.and_then(|event| event.remote_link.clone()),
        )
    };
    view! {
        {kind_select(filled, kinds, event)}
        {time_fields(filled, stored)}
        {stored.is_none().then(|| series_fields(filled))}
        {filled
            .text_area(
                "about",
                "calendar-about-label",
                event.map(|event| event.about.body.clone()),
            )}
        {field(
                filled,
                "place",
                "calendar-where",
                event.and_then(|event| event.place.clone()),
            )
            .view()}
        {filled.text_area("way", "calendar-topic-way", detail(EventTopic::Way))}
        {court_fields(filled, stored)}
        {link.view()}
        {people.view(filled, invitable)}
        {hidden.view(filled, invitable)}
        {filled.text_area("bring", "calendar-topic-bring", detail(EventTopic::Bring))}
        {filled.text_area("after", "calendar-topic-after", detail(EventTopic::After))}
    }
    .into_any()
}

/// What to know of a hearing; collapsed until one of them is filled in, as few events are hearings.
fn court_fields(filled: &FormValues<'_>, stored: Option<&EditableEvent>) -> AnyView {
    let text = filled.text;
    let detail = |topic| stored.and_then(|stored| stored.detail(topic).map(str::to_owned));
    let (court, join) = (detail(EventTopic::Court), detail(EventTopic::Join));
    // A collapsed part would hide what was typed, and its errors.
    let is_open = [("court", &court), ("join", &join)]
        .into_iter()
        .any(|(name, stored)| !filled.value_or_stored(name, stored.clone()).is_empty());
    view! {
        <details class="disclosure" open=is_open>
            <summary>{text.get("calendar-hearing-title")}</summary>
            {filled.text_area("court", "calendar-topic-court", court)}
            {filled.text_area("join", "calendar-topic-join", join)}
        </details>
    }
    .into_any()
}

/// The kinds of events, after an empty first option: those that every agency has, as this one calls
/// them, then those that it added.
fn kind_select(
    filled: &FormValues<'_>,
    kinds: &[AgencyKind],
    stored: Option<&EventSummary>,
) -> AnyView {
    let text = filled.text;
    let label = |slug: &str| {
        let known = kinds.iter().find(|known| known.slug == slug);
        known.and_then(|known| known.label.as_deref())
    };
    let name = |kind: EventKind| event_kind_name(text, kind, label(kind.slug()));
    let named = EventKind::VARIANTS
        .iter()
        .map(|kind| (kind.slug().to_owned(), name(*kind)));
    let added = kinds.iter().filter_map(|known| {
        // Without rules it only renames a kind that every agency has, and is among those.
        let rules = known.kind?;
        let name = known.label.clone().unwrap_or_else(|| name(rules));
        Some((known.slug.clone(), name))
    });
    let options = std::iter::once((String::new(), text.get("team-choose")))
        .chain(named)
        .chain(added)
        .collect();
    let stored = stored.map(|event| {
        let slug = || event.kind.slug().to_owned();
        event.own_kind.clone().unwrap_or_else(slug)
    });
    SelectField {
        name: "kind",
        label: text.get("calendar-kind-label"),
        options,
        chosen: filled.value_or_stored("kind", stored),
        error: filled.field_error_message("kind"),
        ..SelectField::default()
    }
    .view()
}

/// The day, from when to when, and the last day of an event of several days.
pub(crate) fn time_fields(filled: &FormValues<'_>, stored: Option<&EditableEvent>) -> AnyView {
    let text = filled.text;
    let starts = stored.map(|stored| stored.event.starts.to_jiff());
    let ends = stored
        .and_then(|stored| stored.event.ends.as_ref())
        .map(|ends| ends.to_jiff());
    let clock = |at: jiff::civil::DateTime| format!("{:02}:{:02}", at.hour(), at.minute());
    // The field is for another day: it stays empty for an event that ends on the day it begins.
    let last = ends
        .map(|ends| ends.date())
        .filter(|last| starts.map(|starts| starts.date()) != Some(*last));
    let day = InputField {
        kind: "date",
        ..field(
            filled,
            "day",
            "calendar-day-label",
            starts.map(|starts| starts.date().to_string()),
        )
    };
    let from = InputField {
        kind: "time",
        ..field(filled, "starts", "calendar-starts-label", starts.map(clock))
    };
    let to = InputField {
        kind: "time",
        hint: text.get("calendar-ends-hint"),
        ..field(filled, "ends", "calendar-ends-label", ends.map(clock))
    };
    let last = InputField {
        kind: "date",
        hint: text.get("calendar-last-hint"),
        ..field(
            filled,
            "last",
            "calendar-last-label",
            last.map(|last| last.to_string()),
        )
    };
    view! {
        {day.view()}
        {from.view()}
        {to.view()}
        {first_choice(filled)}
        {anyway_choice(filled)}
        {last.view()}
    }
    .into_any()
}

/// Once a time was refused that the clocks show twice: that the first of the two is meant.
fn first_choice(filled: &FormValues<'_>) -> Option<AnyView> {
    let state = filled.state?;
    // Asked for only then, because it matters in one hour of the year.
    let is_asked = ["starts", "ends"]
        .iter()
        .any(|field| state.field_error(field) == Some("calendar-time-twice"));
    let checked = !state.field_value("first").is_empty();
    (is_asked || checked).then(|| {
        view! {
            <label class="choice" for="first">
                <input type="checkbox" id="first" name="first" value="yes" checked=checked />
                <span>{filled.text.get("calendar-first")}</span>
            </label>
        }
        .into_any()
    })
}

/// A one-line field.
fn field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    stored: Option<String>,
) -> InputField {
    InputField {
        name,
        label: filled.text.get(label),
        value: filled.value_or_stored(name, stored),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    }
}

/// Those who are invited to an event unless the worker chooses others.
fn parents(invitable: &[TeamMember]) -> BTreeSet<PersonId> {
    invitable
        .iter()
        .filter(|one| {
            matches!(
                one.role,
                Role::Parent | Role::Guardian | Role::IndianCustodian
            )
        })
        .map(|one| one.person_id)
        .collect()
}

/// A checkbox for each person on the team.
pub(crate) struct PeopleChoice {
    /// The boxes are named after it and the id of the person. The first has the id `<name>-0`, to
    /// which the error summary links.
    pub name: &'static str,
    pub legend: &'static str,
    pub hint: &'static str,
    pub chosen: BTreeSet<PersonId>,
}

impl PeopleChoice {
    pub(crate) fn view(&self, filled: &FormValues<'_>, people: &[TeamMember]) -> AnyView {
        let text = filled.text;
        let target = format!("{}-0", self.name);
        let error = filled.field_error_message(&target);
        let described = described_by(self.name, true, error.is_some());
        let boxes = people
            .iter()
            .enumerate()
            .map(|(index, one)| self.choice(filled, index, one))
            .collect_view();
        view! {
            <fieldset class="field choices" aria-describedby=described>
                <legend>{text.get(self.legend)}</legend>
                {hint_view(self.name, text.get(self.hint))}
                {error_view(self.name, error)}
                {boxes}
            </fieldset>
        }
        .into_any()
    }

    fn choice(&self, filled: &FormValues<'_>, index: usize, one: &TeamMember) -> AnyView {
        let id = format!("{}-{index}", self.name);
        let name = format!("{}-{}", self.name, one.person_id);
        let checked = filled.state.map_or_else(
            || self.chosen.contains(&one.person_id),
            |state| !state.field_value(&name).is_empty(),
        );
        view! {
            <label class="choice" for=id.clone()>
                <input type="checkbox" id=id.clone() name=name value="yes" checked=checked />
                <span>
                    <bdi>{one.name.clone()}</bdi>
                    " · "
                    {filled.text.role_name(one.role)}
                </span>
            </label>
        }
        .into_any()
    }
}
