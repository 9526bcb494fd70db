//! The notice that says who can read a conversation.

use leptos::prelude::*;
use model::id::{FamilyId, ThreadId};
use model::messages::ThreadKind;
use model::role::Role;
use store::Actor;

use crate::i18n::Localizer;
use crate::messages::view::excerpt::name_initial;
use crate::paths;

/// Says in one line who can read the conversation; opened, also in which role each of them does. A
/// family member also sees what a mentor (parent partner) among the readers must report, and to
/// whom.
pub fn participants_notice(
    actor: &Actor,
    text: Localizer,
    others: &[(String, Option<Role>)],
    family: Option<FamilyId>,
    thread: Option<(ThreadId, ThreadKind)>,
) -> AnyView {
    // For the family only: it explains to them how far a mentor keeps things confidential.
    let from_family = actor
        .teams
        .iter()
        .any(|team| Some(team.family_id) == family && team.role.is_family());
    let has_mentor = from_family && others.iter().any(|(_, role)| *role == Some(Role::Mentor));
    let kind = thread.map(|(_, kind)| kind);
    // Hidden from screen readers, because the names follow in full.
    let faces = others
        .iter()
        .map(|(name, _)| {
            view! {
                <span class="avatar" aria-hidden="true">
                    {name_initial(name)}
                </span>
            }
        })
        .collect_view();
    // A conversation that has not begun has no page of its participants.
    let more = thread.map(|(id, kind)| {
        let words = if kind == ThreadKind::Pair {
            "messages-readers-more"
        } else {
            "messages-readers-who"
        };
        view! {
            <p>
                <a href=paths::participants(id)>{text.get(words)}</a>
            </p>
        }
    });
    view! {
        <details class="participants">
            <summary>
                <span class="avatars">{faces}</span>
                <span>{readers_sentence(text, others, kind)}</span>
            </summary>
            <p>{names_with_roles(text, others)}</p>
            {more}
        </details>
        {has_mentor.then(|| mentor_report_notice(text, others.len(), kind))}
    }
    .into_any()
}

/// Whether the conversation has two participants and never had another one. `kind` is `None` for a
/// conversation that has not begun.
fn is_between_two(others: usize, kind: Option<ThreadKind>) -> bool {
    // Not a team thread with two participants: others have read it before, or may join later.
    others == 1 && kind.is_none_or(|kind| kind == ThreadKind::Pair)
}

/// Who can read the conversation. Between two people the title of the page has the other name.
fn readers_sentence(
    text: Localizer,
    others: &[(String, Option<Role>)],
    kind: Option<ThreadKind>,
) -> String {
    if is_between_two(others.len(), kind) {
        return text.get("messages-readers-two");
    }
    let names: Vec<String> = std::iter::once(text.get("messages-you-in-list"))
        .chain(others.iter().map(|(name, _)| name.clone()))
        .collect();
    text.format(
        "messages-readers",
        &[("names", text.format_list(&names).into())],
    )
}

/// The names of the readers, each with its role.
fn names_with_roles(text: Localizer, others: &[(String, Option<Role>)]) -> String {
    let names: Vec<String> = others
        .iter()
        .map(|(name, role)| match role {
            Some(role) => text.format(
                "messages-name-role",
                &[
                    ("name", name.clone().into()),
                    ("role", text.role_name(*role).into()),
                ],
            ),
            None => name.clone(),
        })
        .collect();
    text.format_list(&names)
}

/// What a mentor among the readers must report, and to whom. `kind` is `None` for a conversation
/// that has not begun.
fn mentor_report_notice(text: Localizer, others: usize, kind: Option<ThreadKind>) -> AnyView {
    // The confidentiality notice depends on the audience.
    let (reports, body) = if is_between_two(others, kind) {
        ("messages-mentor-reports", "messages-mentor-reports-body")
    } else {
        ("messages-all-report", "messages-all-report-body")
    };
    view! {
        <details class="disclosure reporting-duty">
            <summary>{text.get(reports)}</summary>
            <p>{text.get(body)}</p>
        </details>
    }
    .into_any()
}
