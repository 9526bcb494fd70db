//! `/messages/{id}/readers`: who reads a conversation and since when; adding people, leaving, and
//! the read receipts of the signed-in person.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{PersonId, ThreadId};
use model::messages::ThreadKind;
use model::role::Role;
use store::messages::participants::{self, Participant, ThreadParticipants};
use store::{Actor, Intent};

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::messages::forms::participants::{AddParticipant, RemoveParticipant, SetReadReceipts};
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};
use crate::ui::spoken_name::spoken_name;

/// `/messages/{id}/readers`
#[component]
pub fn ParticipantsPage() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, actor, id) = (
            context.localizer(),
            context.actor()?,
            id.ok_or(AppError::NotFound)?,
        );
        let mut tx = context.begin_transaction(Intent::Read).await?;
        // Not logged as access to a record, because the page has names and dates, and no text.
        let all = participants::list_visible(&mut tx, id).await?;
        drop(tx);
        let rows = all
            .participants
            .iter()
            .map(|r| participant_row(text, actor, id, r, all.can_manage))
            .collect();
        let body = view! {
            <h1>{text.get("messages-readers-title")}</h1>
            <p>
                <a href=paths::thread(id)>{text.get("messages-back")}</a>
            </p>
            {link_list(rows)}
            {add_people_section(text, id, &all)}
            {receipts_section(text, actor, id, &all)}
            {(all.kind != ThreadKind::Pair).then(|| leave_section(text, actor, id))}
            <h2>{text.get("messages-paper-title")}</h2>
            <p>
                <a class="btn secondary" href=paths::print_thread(id)>
                    {text.get("messages-paper-take")}
                </a>
            </p>
            {contacts_link(text, &all)}
            {context.config.message_retention_days.map(|days| retention_hint(text, days))}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("messages-readers-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The hidden fields of a form about one person in this conversation.
fn person_fields(id: ThreadId, person: PersonId) -> Vec<(&'static str, String)> {
    vec![("thread", id.to_string()), ("person", person.to_string())]
}

/// A button for each person whom the signed-in person may add.
fn add_people_section(text: Localizer, id: ThreadId, all: &ThreadParticipants) -> Option<AnyView> {
    if all.candidates.is_empty() {
        return None;
    }
    let buttons = all
        .candidates
        .iter()
        .map(|person| {
            let label = text.format(
                "messages-readers-add",
                &[
                    ("name", person.name.clone().into()),
                    ("role", text.role_name(person.role).into()),
                ],
            );
            button_form(
                AddParticipant::PATH,
                person_fields(id, person.person_id),
                "btn secondary",
                label,
            )
        })
        .collect_view();
    Some(
        view! {
            <h2>{text.get("messages-readers-put-in")}</h2>
            <p>{text.get("messages-readers-put-in-hint")}</p>
            <div class="stack">{buttons}</div>
        }
        .into_any(),
    )
}

/// Whether others see what the signed-in person has read, and the button that changes it.
fn receipts_section(
    text: Localizer,
    actor: &Actor,
    id: ThreadId,
    all: &ThreadParticipants,
) -> AnyView {
    let me = all
        .participants
        .iter()
        .find(|r| r.person_id == actor.person);
    let parents = all
        .participants
        .iter()
        .filter(|r| r.left_at.is_none() && r.role.is_some_and(|role| role.is_parent()))
        .count();
    // With two or more parents an unset choice of a parent counts as off: a parent's receipts are
    // shown only once every parent has turned them on. Other readers show theirs.
    let parent = me.and_then(|me| me.role).is_some_and(Role::is_parent);
    let on = me
        .and_then(|me| me.receipts)
        .unwrap_or(parents < 2 || !parent);
    let (now, act) = if on {
        ("messages-receipts-on", "messages-receipts-turn-off")
    } else {
        ("messages-receipts-off", "messages-receipts-turn-on")
    };
    let fields = vec![
        ("thread", id.to_string()),
        ("show", if on { "no" } else { "yes" }.to_owned()),
    ];
    view! {
        <h2>{text.get("messages-receipts-title")}</h2>
        <p>{text.get(now)}</p>
        {(parents > 1).then(|| view! { <p class="muted">{text.get("messages-receipts-both")}</p> })}
        {button_form(SetReadReceipts::PATH, fields, "btn secondary", text.get(act))}
    }
    .into_any()
}

fn leave_section(text: Localizer, actor: &Actor, id: ThreadId) -> AnyView {
    view! {
        <h2>{text.get("messages-leave-title")}</h2>
        <p>{text.get("messages-leave-hint")}</p>
        {button_form(
            RemoveParticipant::PATH,
            person_fields(id, actor.person),
            "btn secondary",
            text.get("messages-leave"),
        )}
    }
    .into_any()
}

/// The link to the mentor's contacts, where a mentor takes part.
fn contacts_link(text: Localizer, all: &ThreadParticipants) -> Option<AnyView> {
    // The parent reads the list as well, and this is where they find it.
    let has_mentor = all
        .participants
        .iter()
        .any(|r| r.role == Some(Role::Mentor));
    has_mentor.then(|| {
        view! {
            <p>
                <a href=paths::MENTOR_CONTACTS>{text.get("messages-contact-title")}</a>
            </p>
        }
        .into_any()
    })
}

fn retention_hint(text: Localizer, days: u32) -> AnyView {
    view! {
        <p class="muted">
            {text.format("messages-kept-days", &[("count", i64::from(days).into())])}
        </p>
    }
    .into_any()
}

fn participant_row(
    text: Localizer,
    actor: &Actor,
    id: ThreadId,
    participant: &Participant,
    can_manage: bool,
) -> ListRow {
    let day = |at: &jiff_sqlx::Timestamp| {
        text.relative_day(
            actor.today,
            at.to_jiff().to_zoned(actor.zone.clone()).date(),
        )
    };
    let me = participant.person_id == actor.person;
    // Says how much of the conversation this person can read: who joined later does not read what
    // came before, and who left reads nothing any more.
    let since = match (&participant.left_at, &participant.since) {
        (Some(left), _) => text.format("messages-readers-until", &[("day", day(left).into())]),
        (None, _) if participant.visible_from_seq <= 1 => text.get("messages-readers-all"),
        (None, Some(since)) => text.format("messages-readers-since", &[("day", day(since).into())]),
        (None, None) => text.get("messages-readers-now"),
    };
    let role = participant.role.map(|role| text.role_name(role));
    let pronouns = participant.pronouns.as_deref().map(isolate_bidi);
    let small = [role, pronouns, Some(since)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    // `!me`: leaving has a section of its own, for everyone.
    let below = (can_manage && !me && participant.left_at.is_none()).then(|| {
        let label = text.format(
            "messages-readers-take-off",
            &[("name", participant.name.clone().into())],
        );
        let hidden = person_fields(id, participant.person_id);
        let button = button_form(RemoveParticipant::PATH, hidden, "btn link", label);
        view! { <div class="row-action">{button}</div> }.into_any()
    });
    let title = if me {
        text.get("messages-you").into_any()
    } else {
        spoken_name(
            isolate_bidi(&participant.name).into_any(),
            participant.pronunciation.as_deref(),
        )
    };
    ListRow {
        title: Some(title),
        small,
        below,
        ..ListRow::default()
    }
}
