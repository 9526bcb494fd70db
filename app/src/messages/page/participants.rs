//! `/messages/{id}/readers`: who reads a conversation and since when; adding people, leaving, and
//! the read receipts of the signed-in person.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::ThreadId;
use model::messages::ThreadKind;
use model::role::Role;
use store::messages::participants::{self, Participant};
use store::{Actor, Intent};

use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::form::button_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::request_context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// `/messages/{id}/readers`
#[component]
pub fn ParticipantsPage() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    render_page(async move |visit: RequestContext| {
        let (text, actor, id) = (
            visit.localizer(),
            visit.actor()?,
            id.ok_or(AppError::NotFound)?,
        );
        let mut tx = visit.begin_transaction(Intent::Read).await?;
        let all = participants::list_visible(&mut tx, id).await?;
        drop(tx);
        let me = all
            .participants
            .iter()
            .find(|r| r.person_id == actor.person);
        let shows = me.and_then(|me| me.receipts);
        let parents = all
            .participants
            .iter()
            .filter(|r| r.left_at.is_none() && r.role.is_some_and(|role| role.is_parent()))
            .count();
        let mentor = all
            .participants
            .iter()
            .any(|r| r.role == Some(Role::Mentor));
        let rows = all
            .participants
            .iter()
            .map(|r| participant_row(text, actor, id, r, all.can_manage))
            .collect();
        let hidden = |person: String| vec![("thread", id.to_string()), ("person", person)];
        let others = all
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
                    "/api/messages/join",
                    hidden(person.person_id.to_string()),
                    "btn plain",
                    label,
                )
            })
            .collect_view();
        let put_in = (!all.candidates.is_empty()).then(|| {
            view! {
                <h2>{text.get("messages-readers-put-in")}</h2>
                <p>{text.get("messages-readers-put-in-hint")}</p>
                <div class="lines">{others}</div>
            }
        });
        let leave = (all.kind != ThreadKind::Pair).then(|| {
            view! {
                <h2>{text.get("messages-leave-title")}</h2>
                <p>{text.get("messages-leave-hint")}</p>
                {button_form(
                    "/api/messages/leave",
                    hidden(actor.person.to_string()),
                    "btn plain",
                    text.get("messages-leave"),
                )}
            }
        });
        // With two or more parents an unset choice of a parent counts as off: a parent's receipts
        // are shown only once every parent has turned them on. Other readers show theirs.
        let parent = me.and_then(|me| me.role).is_some_and(Role::is_parent);
        let on = shows.unwrap_or(parents < 2 || !parent);
        let (now, act) = if on {
            ("messages-receipts-on", "messages-receipts-turn-off")
        } else {
            ("messages-receipts-off", "messages-receipts-turn-on")
        };
        let fields = vec![
            ("thread", id.to_string()),
            ("show", if on { "no" } else { "yes" }.to_owned()),
        ];
        let body = view! {
            <h1>{text.get("messages-readers-title")}</h1>
            <p>
                <a href=format!("/messages/{id}")>{text.get("messages-back")}</a>
            </p>
            {link_list(rows)}
            {put_in}
            <h2>{text.get("messages-receipts-title")}</h2>
            <p>{text.get(now)}</p>
            {(parents > 1)
                .then(|| view! { <p class="soft">{text.get("messages-receipts-both")}</p> })}
            {button_form("/api/messages/receipts", fields, "btn plain", text.get(act))}
            {leave}
            <h2>{text.get("messages-paper-title")}</h2>
            <p>
                <a class="btn plain" href=format!("/messages/{id}/print")>
                    {text.get("messages-paper-take")}
                </a>
            </p>
            {mentor
                .then(|| {
                    view! {
                        <p>
                            <a href="/messages/contacts">{text.get("messages-contact-title")}</a>
                        </p>
                    }
                })}
            {visit
                .config
                .message_retention_days
                .map(|days| {
                    view! {
                        <p class="soft">
                            {text
                                .format("messages-kept-days", &[("count", i64::from(days).into())])}
                        </p>
                    }
                })}
        };
        Ok(html_document(
            &visit,
            PageLayout {
                title: text.get("messages-readers-title"),
                nav_item: NavItem::Messages,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
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
    let since = match (&participant.left_at, &participant.since) {
        (Some(left), _) => text.format("messages-readers-until", &[("day", day(left).into())]),
        (None, _) if participant.from_seq <= 1 => text.get("messages-readers-all"),
        (None, Some(since)) => text.format("messages-readers-since", &[("day", day(since).into())]),
        (None, None) => text.get("messages-readers-now"),
    };
    let role = participant.role.map(|role| text.role_name(role));
    let small = [role, Some(since)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let beneath = (can_manage && !me && participant.left_at.is_none()).then(|| {
        let label = text.format("messages-readers-take-off", &[("name", participant.name.clone().into())]);
        let hidden = vec![("thread", id.to_string()), ("person", participant.person_id.to_string())];
        view! { <div class="beneath">{button_form("/api/messages/leave", hidden, "btn link", label)}</div> }.into_any()
    });
    let title = if me {
        text.get("messages-you")
    } else {
        isolate_bidi(&participant.name)
    };
    ListRow {
        title: Some(title.into_any()),
        small,
        below: beneath,
        ..ListRow::default()
    }
}
