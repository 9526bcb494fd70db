//! Notices in a conversation: who could not be notified, who is away, and what to do where nobody
//! else reads it any more.

use leptos::prelude::*;
use store::Actor;
use store::messages::{RecipientCandidate, ThreadView as Read};

use crate::i18n::Localizer;
use crate::messages::pages::new_thread::compose_path;
use crate::page::phone_link;
use crate::request::context::RequestContext;
use crate::ui::banner::info_notice;

/// Tells staff which participants could not be notified of a message from the signed-in person.
/// Empty for family members.
pub(in crate::messages) fn undelivered_notice(
    text: Localizer,
    actor: &Actor,
    thread: &Read,
) -> AnyView {
    let names: Vec<String> = thread
        .other_participants
        .iter()
        .filter(|other| other.undelivered)
        .map(|other| other.name.clone())
        .collect();
    // For staff only: the other parent must not learn that this person's notifications fail.
    if names.is_empty() || actor.is_family_member() {
        return ().into_any();
    }
    info_notice(text.format(
        "messages-untold",
        &[("names", text.format_list(&names).into())],
    ))
}

/// Which participants are away, until when, and who covers for them.
pub(in crate::messages) fn absence_notices(
    text: Localizer,
    thread: &Read,
    people: &[RecipientCandidate],
) -> AnyView {
    thread
        .other_participants
        .iter()
        .filter_map(|other| {
            let until = text.format_day(other.away_until?);
            let says = text.format(
                "messages-away-until",
                &[("name", other.name.clone().into()), ("day", until.into())],
            );
            // A cover to whom the signed-in person may not write is not named: it may be the other
            // parent's mentor.
            let cover = other
                .cover
                .and_then(|cover| people.iter().find(|p| p.person_id == cover));
            let cover = cover.map(|cover| {
                view! {
                    <a href=compose_path(
                        cover,
                    )>
                        {text.format("messages-away-cover", &[("name", cover.name.clone().into())])}
                    </a>
                }
            });
            Some(view! {
                <div class="notice-info">
                    <p>{says} " " {cover}</p>
                </div>
            })
        })
        .collect_view()
        .into_any()
}

/// Next steps in a conversation without other readers: write to the person who has the former
/// participant's role now, else to the team's coordinator, else to anyone on the team; or call the
/// agency.
pub(in crate::messages) fn next_step_view(
    context: &RequestContext,
    thread: &Read,
    people: &[RecipientCandidate],
) -> AnyView {
    let text = context.localizer();
    let role = thread
        .former_participants
        .first()
        .and_then(|gone| gone.role);
    let on_team = || {
        people
            .iter()
            .filter(|p| Some(p.family_id) == thread.family_id)
    };
    // A conversation that no one else reads must not be a dead end.
    let next = on_team()
        .find(|p| Some(p.role) == role)
        .or_else(|| on_team().find(|p| p.coordinator))
        .or_else(|| on_team().next());
    let write = next.map(|person| {
        let words = text.format(
            "messages-closed-write",
            &[
                ("name", person.name.clone().into()),
                ("role", text.role_name(person.role).into()),
            ],
        );
        view! {
            <p>
                <a class="btn" href=compose_path(person)>
                    {words}
                </a>
            </p>
        }
    });
    view! {
        {write}
        <p>{phone_link(context)}</p>
    }
    .into_any()
}
