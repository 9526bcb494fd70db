//! Parts of the home page: events, steps, news, mentors and replies.

use jiff::civil::Date;
use leptos::prelude::*;
use model::calendar::EventKind;
use store::calendar::Event;
use store::home::{News, Partner, Step};
use store::plan::reply::Waiting;
use store::text::Said;

use crate::plan::talk;
use crate::text::{Text, name};
use crate::ui::task_list::{Task, task_list};
use crate::ui::words::Words;

/// Converts a stored text for rendering.
pub fn words(said: &Said) -> Words {
    let translation = match (&said.tr_body, &said.tr_by) {
        (Some(body), Some(by)) => Some((body.clone(), by.clone(), said.tr_machine.unwrap_or(true))),
        _ => None,
    };
    Words { id: said.text_id.to_string(), language: said.language.clone(), body: said.body.clone(), translation, asked: said.asked }
}

/// The name of an event kind. keys: home-kind-*
pub fn kind(text: Text, kind: EventKind) -> String {
    text.say(&format!("home-kind-{}", kind.slug().replace('_', "-")))
}

/// The next event, as a large card.
pub fn next(text: Text, today: Date, event: &Event) -> AnyView {
    let starts = event.starts.to_jiff();
    let kind = self::kind(text, event.kind);
    let time = match &event.ends {
        Some(ends) => text.with("home-from-to", &[("from", text.time(starts).into()), ("to", text.time(ends.to_jiff()).into())]),
        None => text.time(starts),
    };
    let near = (0..=1).contains(&model::calendar::days_until(today, starts.date())).then(|| text.near(today, starts.date()));
    let about = words(&event.about);
    view! {
        <div class="card next">
            <div class="day" aria-hidden="true">
                <span>{text.month(starts.month())}</span><b>{starts.day()}</b><span>{text.weekday(starts.date().weekday())}</span>
            </div>
            <div>
                <h3>{kind}</h3>
                <p><span class="only-heard">{text.day(starts.date())} ". "</span>{near.map(|near| view! { <b>{near}</b> " · " })}<bdi>{time}</bdi></p>
                {event.place.clone().map(|place| view! { <p><bdi>{place}</bdi></p> })}
                <p class="soft">{about.inline(text)}</p>
            </div>
        </div>
    }
    .into_any()
}

/// Later events, one row each.
pub fn later(text: Text, today: Date, events: &[Event]) -> AnyView {
    if events.is_empty() {
        return ().into_any();
    }
    task_list(
        events
            .iter()
            .map(|event| {
                let starts = event.starts.to_jiff();
                let kind = self::kind(text, event.kind);
                let when = text.with("home-when", &[("day", text.near(today, starts.date()).into()), ("time", text.time(starts).into())]);
                Task { title: Some(kind.into_any()), small: when, ..Task::default() }
            })
            .collect(),
    )
}

/// When a step is due, as text, and a tag that says whether the agency is late. A family's own step
/// is never called late.
pub fn due(text: Text, today: Date, step: &Step) -> (String, Option<(&'static str, String)>) {
    let Some(due) = step.due.as_ref().map(|due| due.to_jiff()) else { return (text.say("home-any-time"), None) };
    let days = model::calendar::days_until(today, due);
    let small =
        if days < 0 { text.with("home-was-due", &[("day", text.day(due).into())]) } else { text.with("home-by", &[("day", text.near(today, due).into())]) };
    let tag = match (step.owed, days) {
        (true, ..0) => Some(("late", text.with("home-late", &[("days", (-days).into())]))),
        (true, _) => Some(("", text.say("home-on-time"))),
        (false, ..0) => Some(("us", text.say("home-stuck"))),
        (false, _) => None,
    };
    (small, tag)
}

/// Steps as rows that link to their plan items.
pub fn steps(text: Text, today: Date, plan: &str, steps: &[&Step]) -> AnyView {
    task_list(
        steps
            .iter()
            .map(|step| {
                let (small, tag) = due(text, today, step);
                let small = match step.owner.as_ref().filter(|_| step.owed) {
                    Some(owner) => text.with("home-who-when", &[("name", owner.clone().into()), ("when", small.into())]),
                    None => small,
                };
                Task { href: Some(format!("{plan}/item/{}", step.id)), title: Some(words(&step.words).inline(text)), small, tag, ..Task::default() }
            })
            .collect(),
    )
}

/// Unread messages and changed plans, as rows with links.
pub fn news(text: Text, today: Date, news: &[News]) -> AnyView {
    task_list(
        news.iter()
            .filter_map(|one| {
                if let Some(thread) = one.thread_id {
                    let title = text.with("home-wrote", &[("name", one.name.clone().unwrap_or_default().into())]);
                    let small = one.role.map(|role| text.role(role)).unwrap_or_default();
                    let tag = Some(("us", text.with("common-unread", &[("count", one.unread.into())])));
                    return Some(Task { href: Some(format!("/messages/{thread}")), title: Some(title.into_any()), small, tag, ..Task::default() });
                }
                let title = text.with("home-plan-changed", &[("version", one.version.to_string().into())]);
                let since = one.since.as_ref().map(|since| text.near(today, since.to_jiff()));
                let small = [one.name.as_deref().map(name), since].into_iter().flatten().collect::<Vec<_>>().join(" · ");
                Some(Task {
                    href: Some(format!("/family/{}/plan/version/{}", one.family_id?, one.version)),
                    title: Some(title.into_any()),
                    small,
                    ..Task::default()
                })
            })
            .collect(),
    )
}

/// Mentors, for their coordinator: each row links to a thread with the mentor.
pub fn partners(text: Text, partners: &[Partner]) -> AnyView {
    task_list(
        partners
            .iter()
            .map(|one| Task {
                href: Some(format!("/messages/new/{}", one.person_id)),
                title: Some(view! { <bdi>{one.name.clone()}</bdi> }.into_any()),
                small: text.with("home-partner-walks", &[("count", one.parents.into())]),
                ..Task::default()
            })
            .collect(),
    )
}

/// Replies to the plan and their outcomes, as rows with links.
pub fn waiting(text: Text, today: Date, plan: &str, waiting: &[Waiting], mine: bool) -> AnyView {
    task_list(
        waiting
            .iter()
            .map(|one| {
                let kind = talk::kind(text, one.kind);
                let title = if mine { kind } else { text.with("home-said", &[("name", one.author.clone().into()), ("kind", kind.into())]) };
                let due = one.answer_due.to_jiff();
                let (small, tag) = match one.outcome {
                    Some(outcome) => (talk::outcome(text, one.kind, outcome), ("done", text.say("home-answered"))),
                    None if due < today => (text.with("home-was-due", &[("day", text.day(due).into())]), ("late", text.say("plan-late"))),
                    None => (text.with("home-answer-by", &[("day", text.near(today, due).into())]), ("us", text.say("home-waits"))),
                };
                Task { href: Some(format!("{plan}/reply/{}", one.id)), title: Some(title.into_any()), small, tag: Some(tag), ..Task::default() }
            })
            .collect(),
    )
}
