//! `/messages/{id}`: a conversation with its participants, its messages and the composer.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::ThreadId;
use model::language::Language;
use model::messages::ThreadKind;
use store::Actor;
use store::messages::{self, RecipientCandidate, ThreadMessage, ThreadView as Read};

use super::new_thread::compose_path;
use crate::error::AppError;
use crate::form::{FormState, is_rejected};
use crate::i18n::Localizer;
use crate::messages::composer_view::{ComposerForm, ComposerTarget, composer_view};
use crate::messages::live_thread::Live;
use crate::messages::message_view::{MessageViewer, local_date, message_view, receipt_text};
use crate::messages::participants_notice::participants_notice;
use crate::messages::pending_attachments::PendingAttachments;
use crate::page::{NavItem, PageLayout, PageScript, html_document, phone_link, render_page};
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;

/// `/messages/{id}`
#[component]
pub fn ThreadPage() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok());
    let query = use_query_map().read_untracked().clone();
    let number = |name: &str| query.get(name).and_then(|seq| seq.parse::<i64>().ok());
    // `?at=` selects the page on which that message is the last one.
    let before = number("before").or_else(|| number("at").map(|at| at.saturating_add(1)));
    render_page(async move |visit: RequestContext| {
        let (text, id) = (visit.localizer(), id.ok_or(AppError::NotFound)?);
        let me = visit.profile.as_ref().map(|frame| frame.actor.person);
        let mut tx = visit.begin_thread_read().await?;
        let thread =
            messages::read_thread(&mut tx, id, before, visit.language.language_tag()).await?;
        // Other people to write to are only needed when no other reader is left or a participant is
        // away and has a cover.
        let closed = thread.other_participants.is_empty();
        let instead = closed
            || thread
                .other_participants
                .iter()
                .any(|other| other.cover.is_some());
        let people = if instead {
            messages::list_recipients(&mut tx).await?
        } else {
            Vec::new()
        };
        visit.commit_thread_read(tx).await?;
        let alone = thread
            .other_participants
            .first()
            .filter(|_| thread.kind == ThreadKind::Pair)
            .map(|other| other.person_id.to_string());
        // A form posted to a person, before the two had a thread, is redisplayed here too.
        let belongs_to_thread = |form: &FormState| {
            form.field_value("thread") == id.to_string()
                || alone
                    .as_ref()
                    .is_some_and(|alone| form.field_value("to") == *alone)
        };
        let state = PendingAttachments::with_pending_count(
            &visit,
            visit
                .stored_form_where("messages/send", belongs_to_thread)
                .await?,
        )
        .await?;
        let visit = visit.with_unread_reduced_by(
            thread
                .messages
                .iter()
                .filter(|m| {
                    m.seq > thread.read_seq && Some(m.author_id) != me && m.is_text_message()
                })
                .count(),
        );
        let actor = visit.actor()?;
        let shown = if closed {
            &thread.former_participants
        } else {
            &thread.other_participants
        };
        let names = shown
            .iter()
            .map(|other| other.name.clone())
            .collect::<Vec<_>>()
            .join(" · ");
        let title = if names.is_empty() {
            text.get("messages-alone")
        } else {
            text.format("messages-with", &[("names", names.into())])
        };
        let label = match thread.other_participants.as_slice() {
            [one] => text.format("messages-to", &[("name", one.name.clone().into())]),
            _ => text.get("messages-to-all"),
        };
        let readers: Vec<_> = thread
            .other_participants
            .iter()
            .map(|other| (other.name.clone(), other.role))
            .collect();
        let older = thread
            .messages
            .first()
            .filter(|_| thread.has_older)
            .map(|first| format!("/messages/{id}?before={}", first.seq));
        // Only with exactly one other participant is there a single language to write in.
        let recipient_language = thread
            .other_participants
            .first()
            .filter(|_| thread.other_participants.len() == 1)
            .and_then(|other| Language::parse(other.preferred_language.as_deref()?));
        let own = thread
            .messages
            .iter()
            .rev()
            .find(|m| Some(m.author_id) == me && m.is_text_message() && !m.entered_by_agency);
        let form = ComposerForm {
            target: ComposerTarget::Thread(id),
            label,
            state: state.as_ref(),
            draft: thread.draft.clone(),
            last_language: own.map(|own| own.language.as_str()),
            recipient_language,
        };
        let foot = if before.is_some() {
            // New messages do not appear on a page of older ones, so the composer is only on the
            // newest page.
            view! {
                <p>
                    <a class="btn" href=format!("/messages/{id}")>
                        {text.get("messages-newest")}
                    </a>
                </p>
            }
            .into_any()
        } else if closed {
            next_step_view(&visit, &thread, &people)
        } else {
            view! {
                {undelivered_notice(text, actor, &thread)}
                {absence_notices(text, &thread, &people)}
                {composer_view(&visit, form)}
            }
            .into_any()
        };
        let viewer = MessageViewer::from_context(&visit)?;
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {if closed {
                info_notice(text.get("messages-closed"))
            } else {
                participants_notice(
                    actor,
                    text,
                    &readers,
                    thread.family_id,
                    Some((id, thread.kind)),
                )
            }}
            {older
                .map(|href| {
                    view! {
                        <p>
                            <a class="btn plain" href=href>
                                {text.get("messages-older")}
                            </a>
                        </p>
                    }
                })}
            {message_list(&viewer, &thread.messages, thread.read_seq)}
            {before
                .is_none()
                .then(|| {
                    view! {
                        <Live
                            thread=id.to_string()
                            after=thread.messages.last().map_or(0, |last| last.seq)
                            day=thread
                                .messages
                                .last()
                                .map(|last| local_date(&viewer, last).to_string())
                                .unwrap_or_default()
                            receipt=receipt_text(text, thread.receipt.as_ref(), thread.kind)
                            disconnected_notice=text.get("messages-disconnected")
                        />
                        <noscript>
                            <p>
                                <a class="btn plain small" href=format!("/messages/{id}")>
                                    {text.get("messages-look-again")}
                                </a>
                            </p>
                        </noscript>
                    }
                })}
            {foot}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Messages,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: !closed && before.is_none(),
            has_island: true,
            script: Some(PageScript::Thread),
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}

/// Tells staff which participants could not be notified of a message from the signed-in person.
/// Empty for family members.
fn undelivered_notice(text: Localizer, actor: &Actor, thread: &Read) -> AnyView {
    let names = thread
        .other_participants
        .iter()
        .filter(|other| other.undelivered)
        .map(|other| other.name.clone())
        .collect::<Vec<_>>()
        .join(" · ");
    if names.is_empty() || actor.is_family_member() {
        return ().into_any();
    }
    info_notice(text.format("messages-untold", &[("names", names.into())]))
}

/// Which participants are away, until when, and who covers for them.
fn absence_notices(text: Localizer, thread: &Read, people: &[RecipientCandidate]) -> AnyView {
    thread
        .other_participants
        .iter()
        .filter_map(|other| {
            let until = text.format_day(other.away_until?);
            let says = text.format(
                "messages-away-until",
                &[("name", other.name.clone().into()), ("day", until.into())],
            );
            // A cover to whom the signed-in person may not write is not shown.
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
                <div class="calm">
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
fn next_step_view(visit: &RequestContext, thread: &Read, people: &[RecipientCandidate]) -> AnyView {
    let text = visit.localizer();
    let role = thread
        .former_participants
        .first()
        .and_then(|gone| gone.role);
    let on_team = || {
        people
            .iter()
            .filter(|p| Some(p.family_id) == thread.family_id)
    };
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
        <p>{phone_link(visit)}</p>
    }
    .into_any()
}

fn message_list(viewer: &MessageViewer<'_>, all: &[ThreadMessage], read_seq: i64) -> AnyView {
    let (text, actor) = (viewer.text, viewer.actor);
    if all.is_empty() {
        return empty_state(text.get("messages-thread-empty"), None);
    }
    let mut last = None;
    let rows = all
        .iter()
        .map(|message| {
            let on = local_date(viewer, message);
            let day = (last.replace(on) != Some(on))
                .then(|| view! { <li class="on">{text.relative_day(actor.today, on)}</li> });
            let (class, inside) = message_view(viewer, message, message.seq > read_seq);
            view! {
                {day}
                <li class=class id=format!("m{}", message.seq)>
                    {inside}
                </li>
            }
        })
        .collect_view();
    view! {
        <ol class="thread" role="list">
            {rows}
        </ol>
    }
    .into_any()
}
