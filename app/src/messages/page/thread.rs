//! `/messages/{id}`: a conversation with its participants, its messages and the composer.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ThreadId};
use model::language::Language;
use model::messages::ThreadKind;
use model::role::Role;
use store::Actor;
use store::messages::{self, Candidate, Message, Thread as Read};

use super::new::address;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, refused};
use crate::messages::excerpt::initial;
use crate::messages::held::Held;
use crate::messages::live::Live;
use crate::messages::part::{ComposerForm, Eyes, Goes, bubble, composer, day_of, receipt};
use crate::text::Text;
use crate::ui::banner::calm;
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::page::{Layout, Place, Script, call, document, draw};

/// `/messages/{id}`
#[component]
pub fn Thread() -> impl IntoView {
    let id: Option<ThreadId> = use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok());
    let query = use_query_map().read_untracked().clone();
    let number = |name: &str| query.get(name).and_then(|seq| seq.parse::<i64>().ok());
    // `?at=` selects the page on which that message is the last one.
    let before = number("before").or_else(|| number("at").map(|at| at.saturating_add(1)));
    draw(async move |visit: Visit| {
        let (text, id) = (visit.text(), id.ok_or(Error::NotFound)?);
        let me = visit.frame.as_ref().map(|frame| frame.actor.person);
        let mut tx = visit.look_at_threads().await?;
        let thread = messages::read(&mut tx, id, before, visit.language.code()).await?;
        // Other people to write to are only needed when no other reader is left or a participant is
        // away and has a cover.
        let closed = thread.others.is_empty();
        let instead = closed || thread.others.iter().any(|other| other.cover.is_some());
        let people = if instead { messages::people(&mut tx).await? } else { Vec::new() };
        visit.end_look(tx).await?;
        let alone = thread.others.first().filter(|_| thread.kind == ThreadKind::Pair).map(|other| other.person_id.to_string());
        // A form posted to a person, before the two had a thread, is redisplayed here too.
        let here = |form: &FormState| form.value("thread") == id.to_string() || alone.as_ref().is_some_and(|alone| form.value("to") == *alone);
        let state = Held::confirmed(&visit, visit.kept_form_where("messages/send", here).await?).await?;
        let visit = visit.having_read(thread.messages.iter().filter(|m| m.seq > thread.read_seq && Some(m.author_id) != me && m.is_words()).count());
        let actor = visit.actor()?;
        let shown = if closed { &thread.gone } else { &thread.others };
        let names = shown.iter().map(|other| other.name.clone()).collect::<Vec<_>>().join(" · ");
        let title = if names.is_empty() { text.say("messages-alone") } else { text.with("messages-with", &[("names", names.into())]) };
        let label = match thread.others.as_slice() {
            [one] => text.with("messages-to", &[("name", one.name.clone().into())]),
            _ => text.say("messages-to-all"),
        };
        let readers: Vec<_> = thread.others.iter().map(|other| (other.name.clone(), other.role)).collect();
        let older = thread.messages.first().filter(|_| thread.older).map(|first| format!("/messages/{id}?before={}", first.seq));
        // Only with exactly one other participant is there a single language to write in.
        let recipient_language =
            thread.others.first().filter(|_| thread.others.len() == 1).and_then(|other| Language::parse(other.preferred_language.as_deref()?));
        let own = thread.messages.iter().rev().find(|m| Some(m.author_id) == me && m.is_words() && !m.entered_by_agency);
        let form = ComposerForm {
            goes: Goes::Thread(id),
            label,
            state: state.as_ref(),
            draft: thread.draft.clone(),
            last_language: own.map(|own| own.language.as_str()),
            recipient_language,
        };
        let foot = if before.is_some() {
            // New messages do not appear on a page of older ones, so the composer is only on the
            // newest page.
            view! { <p><a class="btn" href=format!("/messages/{id}")>{text.say("messages-newest")}</a></p> }.into_any()
        } else if closed {
            next_step(&visit, &thread, &people)
        } else {
            view! { {untold(text, actor, &thread)}{away(text, &thread, &people)}{composer(&visit, form)} }.into_any()
        };
        let eyes = Eyes::of(&visit)?;
        let body = view! {
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {if closed { calm(text.say("messages-closed")) } else { who_reads(actor, text, &readers, thread.family_id, Some((id, thread.kind))) }}
            {older.map(|href| view! { <p><a class="btn plain" href=href>{text.say("messages-older")}</a></p> })}
            {bubbles(&eyes, &thread.messages, thread.read_seq)}
            {before.is_none().then(|| view! {
                <Live thread=id.to_string() after=thread.messages.last().map_or(0, |last| last.seq)
                    day=thread.messages.last().map(|last| day_of(&eyes, last).to_string()).unwrap_or_default() receipt=receipt(text, thread.receipt.as_ref(), thread.kind)
                    disconnected_notice=text.say("messages-disconnected")/>
                <noscript><p><a class="btn plain small" href=format!("/messages/{id}")>{text.say("messages-look-again")}</a></p></noscript>
            })}
            {foot}
        };
        let layout = Layout {
            title,
            place: Place::Messages,
            refused: refused(state.as_ref()),
            form: !closed && before.is_none(),
            island: true,
            script: Some(Script::Thread),
        };
        Ok(document(&visit, layout, body.into_any()))
    })
}

/// Shows who can read the conversation. A family member also sees what a mentor (parent partner)
/// among the readers must report, and to whom.
pub fn who_reads(actor: &Actor, text: Text, others: &[(String, Option<Role>)], family: Option<FamilyId>, thread: Option<(ThreadId, ThreadKind)>) -> AnyView {
    let faces = others.iter().map(|(name, _)| view! { <span class="face" aria-hidden="true">{initial(name)}</span> }).collect_view();
    let names = others
        .iter()
        .map(|(name, role)| match role {
            Some(role) => text.with("messages-name-role", &[("name", name.clone().into()), ("role", text.role(*role).into())]),
            None => name.clone(),
        })
        .collect::<Vec<_>>()
        .join(" · ");
    let from_family = actor.teams.iter().any(|team| Some(team.family_id) == family && team.role.is_family());
    let mentor = from_family && others.iter().any(|(_, role)| *role == Some(Role::Mentor));
    // The confidentiality notice depends on the audience. A team thread never gets the notice for
    // pairs, even with only two participants: others have read it before, or may join later.
    let pair = others.len() == 1 && thread.is_none_or(|(_, kind)| kind == ThreadKind::Pair);
    let (reports, body) = if pair { ("messages-mentor-reports", "messages-mentor-reports-body") } else { ("messages-all-report", "messages-all-report-body") };
    let more = thread.map(|(id, kind)| {
        let words = if kind == ThreadKind::Pair { "messages-readers-more" } else { "messages-readers-who" };
        view! { <p><a href=format!("/messages/{id}/readers")>{text.say(words)}</a></p> }
    });
    view! {
        <div class="readers">
            <span class="faces">{faces}</span>
            <p class="soft">{text.with("messages-readers", &[("names", names.into())])}</p>
        </div>
        {more}
        {mentor.then(|| view! {
            <details class="term"><summary>{text.say(reports)}</summary><p>{text.say(body)}</p></details>
        })}
    }
    .into_any()
}

/// Tells staff which participants could not be notified of a message from the signed-in person.
/// Empty for family members.
fn untold(text: Text, actor: &Actor, thread: &Read) -> AnyView {
    let names = thread.others.iter().filter(|other| other.untold).map(|other| other.name.clone()).collect::<Vec<_>>().join(" · ");
    if names.is_empty() || actor.is_family() {
        return ().into_any();
    }
    calm(text.with("messages-untold", &[("names", names.into())]))
}

/// Which participants are away, until when, and who covers for them.
fn away(text: Text, thread: &Read, people: &[Candidate]) -> AnyView {
    thread
        .others
        .iter()
        .filter_map(|other| {
            let until = text.day(other.away_until?);
            let says = text.with("messages-away-until", &[("name", other.name.clone().into()), ("day", until.into())]);
            // A cover to whom the signed-in person may not write is not shown.
            let cover = other.cover.and_then(|cover| people.iter().find(|p| p.person_id == cover));
            let cover = cover.map(|cover| view! { <a href=address(cover)>{text.with("messages-away-cover", &[("name", cover.name.clone().into())])}</a> });
            Some(view! { <div class="calm"><p>{says} " " {cover}</p></div> })
        })
        .collect_view()
        .into_any()
}

/// Next steps in a conversation without other readers: write to the person who has the former
/// participant's role now, else to the team's coordinator, else to anyone on the team; or call the
/// agency.
fn next_step(visit: &Visit, thread: &Read, people: &[Candidate]) -> AnyView {
    let text = visit.text();
    let role = thread.gone.first().and_then(|gone| gone.role);
    let here = || people.iter().filter(|p| Some(p.family_id) == thread.family_id);
    let next = here().find(|p| Some(p.role) == role).or_else(|| here().find(|p| p.coordinator)).or_else(|| here().next());
    let write = next.map(|person| {
        let words = text.with("messages-closed-write", &[("name", person.name.clone().into()), ("role", text.role(person.role).into())]);
        view! { <p><a class="btn" href=address(person)>{words}</a></p> }
    });
    view! { {write}<p>{call(visit)}</p> }.into_any()
}

fn bubbles(eyes: &Eyes<'_>, all: &[Message], read_seq: i64) -> AnyView {
    let (text, actor) = (eyes.text, eyes.actor);
    if all.is_empty() {
        return empty(text.say("messages-thread-empty"), None);
    }
    let mut last = None;
    let rows = all
        .iter()
        .map(|message| {
            let on = day_of(eyes, message);
            let day = (last.replace(on) != Some(on)).then(|| view! { <li class="on">{text.near(actor.today, on)}</li> });
            let (class, inside) = bubble(eyes, message, message.seq > read_seq);
            view! { {day}<li class=class id=format!("m{}", message.seq)>{inside}</li> }
        })
        .collect_view();
    view! { <ol class="thread" role="list">{rows}</ol> }.into_any()
}
