//! The fields of the form for a membership, and what its person will be able to see.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, PersonId};
use model::policy::{ResourceKind, Visibility, is_assignable, record_preview};
use model::role::Role;
use store::team::TeamMember;
use store::team::memberships::Membership;
use store::team::preview::RecordPreview;

use crate::i18n::Localizer;
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::ui::field::{InputField, SelectField};
use crate::ui::summary_list::summary_list;

/// The roles that can be given.
pub(crate) fn assignable_roles() -> impl Iterator<Item = Role> {
    Role::ALL
        .iter()
        .copied()
        .filter(|role| is_assignable(*role))
}

/// The role, with the stored one chosen.
pub(crate) fn role_select(filled: &FormValues<'_>, stored: Role) -> AnyView {
    let text = filled.text;
    SelectField {
        name: "role",
        label: text.get("team-member-role"),
        options: assignable_roles()
            .map(|role| (role.slug().to_owned(), text.role_name(role)))
            .collect(),
        chosen: filled.value_or_stored("role", Some(stored.slug().to_owned())),
        error: filled.field_error_message("role"),
        ..SelectField::default()
    }
    .view()
}

/// For a mentor: the family member whom they support.
pub(crate) fn mentee_select(
    filled: &FormValues<'_>,
    members: &[TeamMember],
    stored: Option<PersonId>,
) -> AnyView {
    let text = filled.text;
    // A mentor supports a member of the family, and no other role.
    let family = members.iter().filter(|member| member.role.is_family());
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(family.map(|member| (member.person_id.to_string(), member.name.clone())));
    SelectField {
        name: "mentee",
        label: text.get("team-mentee-label"),
        options,
        chosen: filled.value_or_stored("mentee", stored.map(|id| id.to_string())),
        error: filled.field_error_message("mentee"),
        ..SelectField::default()
    }
    .view()
}

/// A day that may be left empty.
pub(crate) fn day_field(
    filled: &FormValues<'_>,
    name: &'static str,
    label: &'static str,
    stored: Option<Date>,
) -> AnyView {
    InputField {
        name,
        kind: "date",
        label: filled.text.get(label),
        value: filled.value_or_stored(name, stored.map(|day| day.to_string())),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    }
    .view()
}

/// The dates and the reason.
pub(crate) fn membership_fields(
    filled: &FormValues<'_>,
    today: Date,
    stored: Option<&Membership>,
) -> AnyView {
    let since = stored.map_or(today, |stored| stored.since.to_jiff());
    view! {
        {day_field(filled, "since", "team-first-day", Some(since))}
        {day_field(filled, "until", "team-until-optional", stored.and_then(Membership::end))}
        {filled.text_area("why", "team-why-optional", None)}
    }
    .into_any()
}

/// From when until when, in one sentence.
pub(crate) fn period(text: Localizer, since: Date, until: Option<Date>) -> String {
    let from = text.format_date(since);
    match until {
        None => text.format("team-period-open", &[("from", from.into())]),
        Some(until) => text.format(
            "team-period",
            &[
                ("from", from.into()),
                ("until", text.format_date(until).into()),
            ],
        ),
    }
}

/// What a part of the record is called.
const fn thing_key(thing: ResourceKind) -> &'static str {
    match thing {
        ResourceKind::SharedPlan => "team-part-plan",
        ResourceKind::OwnWords => "team-part-own-words",
        ResourceKind::Safety => "team-part-safety",
        ResourceKind::Treatment => "team-part-treatment",
        ResourceKind::PlacementAddress => "team-part-placement",
        ResourceKind::ChildLife => "team-part-children",
        ResourceKind::Tribe => "team-part-tribe",
        ResourceKind::Team => "team-part-team",
        ResourceKind::Dates => "team-part-dates",
        ResourceKind::Thread => "team-part-messages",
        ResourceKind::Transition => "team-part-transition",
        ResourceKind::ContactRecord => "team-part-contacts",
        ResourceKind::AccessLog => "team-part-log",
    }
}

const fn visibility_key(visibility: Visibility) -> &'static str {
    match visibility {
        Visibility::Never => "team-can-never",
        Visibility::WhenNamed => "team-can-named",
        Visibility::ByRole => "team-can-role",
    }
}

/// Before someone is added: what they will be able to see of each part of the record, by the
/// policy, and how much that is today of what the worker sees.
pub(crate) fn preview_section(
    text: Localizer,
    (family, role, person): (FamilyId, Role, Option<PersonId>),
    preview: &RecordPreview,
) -> AnyView {
    let parts = record_preview(role);
    if parts.is_empty() {
        return view! {
            <h2>{text.get("team-will-see")}</h2>
            <p>{text.get("team-opens-no-record")}</p>
        }
        .into_any();
    }
    let rows = parts
        .into_iter()
        .map(|(thing, visibility)| {
            let (shown, all) = preview.count(thing);
            // "0 of 0" would read as if the person were kept from something.
            let count = (all > 0).then(|| {
                let numbers = [("shown", shown.into()), ("all", all.into())];
                view! { <p class="muted">{text.format("team-can-count", &numbers)}</p> }
            });
            let value = view! {
                <p>{text.get(visibility_key(visibility))}</p>
                {count}
            };
            (text.get(thing_key(thing)), value.into_any())
        })
        .collect();
    view! {
        <h2>{text.get("team-will-see")}</h2>
        <p>{text.get("team-will-see-note")}</p>
        {summary_list(rows)}
        <p>
            <a class="btn secondary" href=paths::preview_as(family, role, person, "plan")>
                {text.get("team-preview")}
            </a>
        </p>
    }
    .into_any()
}
