//! The people of the team to whom a family member may write.

use leptos::prelude::*;
use model::role::Role;
use store::messages::RecipientCandidate;

use crate::i18n::Localizer;
use crate::messages::pages::new_thread::compose_path;

/// The most people shown. The page with everyone is in the navigation.
const SHOWN_PEOPLE: usize = 3;

/// The place of a role in the list; `None` for roles that are only on the page with everyone.
fn role_order(role: Role) -> Option<u8> {
    match role {
        Role::Mentor => Some(0),
        Role::Worker => Some(1),
        Role::TribalRepresentative => Some(2),
        _ => None,
    }
}

/// The people who are with the reader, each with a way to write to them. Nothing if there are none.
pub fn people_section(text: Localizer, people: &[RecipientCandidate]) -> Option<AnyView> {
    let mut shown: Vec<(u8, &RecipientCandidate)> = people
        .iter()
        .filter_map(|person| Some((role_order(person.role)?, person)))
        .collect();
    // Stable, so that the worker who coordinates the team stays before the others.
    shown.sort_by_key(|(order, _)| *order);
    shown.truncate(SHOWN_PEOPLE);
    let people: Vec<&RecipientCandidate> = shown.into_iter().map(|(_, person)| person).collect();
    let rows = people
        .iter()
        .map(|person| person_row(text, person, &people))
        .collect_view();
    (!people.is_empty()).then(|| {
        view! {
            <h2>{text.get("home-people")}</h2>
            <ul class="people" role="list">
                {rows}
            </ul>
        }
        .into_any()
    })
}

fn person_row(
    text: Localizer,
    person: &RecipientCandidate,
    all: &[&RecipientCandidate],
) -> AnyView {
    let first = person.first_name();
    // Two people of one first name are told apart by their full names.
    let is_unique = all.iter().filter(|p| p.first_name() == first).count() == 1;
    let name = if is_unique {
        first
    } else {
        person.name.clone()
    };
    view! {
        <li>
            <a class="btn secondary" href=compose_path(person)>
                <span>{text.format("home-write-to", &[("name", name.into())])}</span>
                " "
                <small>{text.role_name(person.role)}</small>
            </a>
        </li>
    }
    .into_any()
}
