//! The pages of one line and of one section with their replies, and the page to propose something.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, ItemId};
use model::plan::Kind;
use model::plan::reply::{ReplyKind, Section};
use model::policy::may_reply;
use model::role::Role;
use store::audience::Seer;
use store::plan::Close;

use crate::actor::Visit;
use crate::error::Error;
use crate::form::refused;
use crate::home::part::words;
use crate::plan::change::known;
use crate::plan::child::area;
use crate::plan::talk::{Asks, Talking, reply_form, section, step_form};
use crate::plan::week::takes;
use crate::text::{Text, name};
use crate::ui::empty::empty;
use crate::ui::error_summary::error_summary;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::summary_list::summary_list;

/// The family id in the path; `None` if it is not an id.
pub fn family() -> Option<FamilyId> {
    use_params_map().read_untracked().get("id").and_then(|id| id.parse().ok())
}

/// A link back to the plan page.
pub fn to_plan(text: Text, family: FamilyId) -> AnyView {
    view! { <p><a href=format!("/family/{family}/plan")>{text.say("plan-back")}</a></p> }.into_any()
}

/// `/family/{id}/plan/item/{item}`
#[component]
pub fn Item() -> impl IntoView {
    let (family, item) = (family(), use_params_map().read_untracked().get("item").and_then(|id| id.parse::<ItemId>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, id) = (visit.text(), family.ok_or(Error::NotFound)?, item.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let close = store::plan::item(&mut tx, family, id, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.kept_form("plan/reply").await?;
        let step_state = visit.kept_form("plan/step").await?;
        let Close { item, talk, seers } = &close;
        let role = talk.role;
        let talking = Talking { visit: &visit, text, family, texts: &talk.texts, answers: role == Role::Worker, about: false };
        let title = text.say(title(item.kind));
        let said = talk.texts.get(&item.text_id).map(words);
        let me = visit.actor()?.person;
        let mine = item.kind == Kind::Step && ((item.owner_id == Some(me) && !item.owed) || role == Role::Worker);
        let kinds: Vec<ReplyKind> = ReplyKind::OF_A_LINE.into_iter().filter(|kind| may_reply(role, *kind) && fits(item.kind, *kind)).collect();
        let asks = Asks {
            family,
            section: None,
            item: Some(id),
            kinds: &kinds,
            legend: "plan-think",
            label: "plan-words",
            wide: "plan-who-wide",
            shares: role.is_family(),
        };
        let errors = state.as_ref().filter(|s| !s.errors.is_empty()).or(step_state.as_ref());
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, errors)}
            <div class=if item.kind == Kind::OwnWords { "ours" } else { "card" }>
                <blockquote>{said.as_ref().map(|said| said.inline(text))}</blockquote>
                {said.as_ref().map(|said| said.beneath(text, &visit.path))}
                {facts(&visit, &close)}
            </div>
            {who_sees(text, seers)}
            {mine.then(|| view! { <h2>{text.say("plan-how-goes")}</h2>{step_form(&visit, family, id, true, step_state.as_ref())} })}
            <h2>{text.say("plan-talk")}</h2>
            {if talk.replies.is_empty() { empty(text.say("plan-talk-empty"), None) } else { talking.list(&talk.replies) }}
            {(!kinds.is_empty()).then(|| view! { <h2 id="say">{text.say("plan-say")}</h2>{reply_form(&visit, &asks, state.as_ref())} })}
        };
        let layout = Layout { title, place: Place::Plan, refused: refused(errors), form: !kinds.is_empty(), ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}

/// Whether a kind of reply is offered for a line: `NotHelping` only for steps and agency goals, and
/// only comments on the family's own words.
const fn fits(line: Kind, kind: ReplyKind) -> bool {
    match kind {
        ReplyKind::NotHelping => matches!(line, Kind::Step | Kind::AgencyGoal),
        ReplyKind::Comment => true,
        _ => !matches!(line, Kind::OwnWords),
    }
}

/// The message key of the title for a kind of line.
pub const fn title(kind: Kind) -> &'static str {
    match kind {
        Kind::OwnWords => "plan-ours",
        Kind::Strength => "plan-one-strength",
        Kind::Need => "plan-one-need",
        Kind::Worry => "plan-one-worry",
        Kind::Change => "plan-one-change",
        Kind::FamilyGoal => "plan-one-family-goal",
        Kind::AgencyGoal => "plan-one-goal",
        Kind::Step => "plan-one-step",
        Kind::Order => "plan-one-order",
        Kind::SafetyDo => "plan-safety-do",
        Kind::SafetyCall => "plan-safety-call",
        Kind::WellBeing => "plan-one-well-being",
    }
}

/// Author, area, owner, due date, benchmark, weekly load and state of a line. keys: plan-state-*
fn facts(visit: &Visit, close: &Close) -> AnyView {
    let (text, item) = (visit.text(), &close.item);
    let mut rows = Vec::new();
    if let Some(said) = close.talk.texts.get(&item.text_id)
        && let Some(author) = &said.author
    {
        let by = if said.entered_by_agency { text.with("plan-author-entered", &[("name", author.clone().into())]) } else { name(author) };
        rows.push((text.say("plan-written-by"), by.into_any()));
    }
    if let Some(one) = item.area {
        rows.push((text.say("plan-which-area"), area(text, one).into_any()));
    }
    let who = match (&item.owner, item.owed) {
        (Some(name), true) => Some(text.with("plan-agency-who", &[("name", name.clone().into())])),
        (None, true) => Some(text.say("plan-agency")),
        (Some(name), false) => Some(name.clone()),
        (None, false) => None,
    };
    if let Some(who) = who {
        let key = match item.kind {
            Kind::WellBeing => "plan-responsible",
            Kind::Step => "plan-who-does",
            _ => "plan-keeps",
        };
        rows.push((text.say(key), view! { <bdi>{who}</bdi> }.into_any()));
    }
    if let Some(due) = &item.due {
        rows.push((
            text.say(if item.kind == Kind::WellBeing { "plan-next-when" } else { "plan-when" }),
            visit.frame.as_ref().map_or_else(|| text.day(due.to_jiff()), |frame| text.near(frame.actor.today, due.to_jiff())).into_any(),
        ));
    }
    if let Some(benchmark) = item.benchmark_id.and_then(|id| close.talk.texts.get(&id)).map(words) {
        rows.push((text.say(known(item.kind)), view! { {benchmark.inline(text)}{benchmark.beneath(text, &visit.path)} }.into_any()));
    }
    let weekly = takes(text, &item.load);
    if !weekly.is_empty() {
        rows.push((text.say("plan-week-takes"), weekly.into_any()));
    }
    if let Some(so_far) = item.so_far_id.and_then(|id| close.talk.texts.get(&id)).map(words) {
        rows.push((text.say("plan-so-far"), view! { {so_far.inline(text)}{so_far.beneath(text, &visit.path)} }.into_any()));
    }
    if item.kind == Kind::Step && item.state != model::plan::State::Open {
        rows.push((text.say("plan-how-stands"), text.say(&format!("plan-state-{}", item.state.slug().replace('_', "-"))).into_any()));
    }
    if rows.is_empty() { ().into_any() } else { summary_list(rows) }
}

/// Who can see a line, by name and role; only people the reader may know of.
fn who_sees(text: Text, seers: &[Seer]) -> AnyView {
    let names = seers
        .iter()
        .map(|seer| text.with("messages-name-role", &[("name", seer.name.clone().into()), ("role", text.role(seer.role).into())]))
        .map(|name| view! { <li>{name}</li> })
        .collect_view();
    view! {
        <details class="term"><summary>{text.say("plan-seen-by")}</summary><ul>{names}</ul></details>
    }
    .into_any()
}

/// `/family/{id}/plan/section/{section}`
#[component]
pub fn Part() -> impl IntoView {
    let (family, part) = (family(), use_params_map().read_untracked().get("section").and_then(|slug| Section::parse(&slug)));
    draw(async move |visit: Visit| {
        let (text, family, part) = (visit.text(), family.ok_or(Error::NotFound)?, part.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let store::plan::Part { items, talk, asked } = store::plan::part(&mut tx, family, part, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.kept_form("plan/reply").await?;
        let role = talk.role;
        let talking = Talking { visit: &visit, text, family, texts: &talk.texts, answers: role == Role::Worker, about: false };
        let kinds: Vec<ReplyKind> = ReplyKind::OF_A_SECTION.into_iter().filter(|kind| may_reply(role, *kind)).collect();
        let asks = Asks {
            family,
            section: Some(part),
            item: None,
            kinds: &kinds,
            legend: "plan-think",
            label: "plan-words",
            wide: "plan-who-wide",
            shares: role.is_family(),
        };
        let (title, actor) = (section(text, part), visit.actor()?);
        // Steps are left out: the plan page lists them under their goals.
        let lines = items
            .iter()
            .filter(|item| item.kind != Kind::Step)
            .map(|item| {
                let said = talk.texts.get(&item.text_id).map(words)?;
                let href = format!("/family/{family}/plan/item/{}", item.id);
                Some(view! { <li><a class="line" href=href>{said.inline(text)}</a>{said.beneath(text, &visit.path)}</li> })
            })
            .collect::<Vec<_>>();
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {(!lines.is_empty()).then(|| view! { <ul class="lines card" role="list">{lines}</ul> })}
            {asked.map(|asked| {
                let day = text.day(asked.at.to_jiff().to_zoned(actor.zone.clone()).date());
                view! { <p class="soft">{text.with("plan-was-asked", &[("name", asked.by_name.into()), ("day", day.into())])}</p> }
            })}
            <h2>{text.say("plan-talk")}</h2>
            {if talk.replies.is_empty() { empty(text.say("plan-talk-empty"), None) } else { talking.list(&talk.replies) }}
            {(!kinds.is_empty()).then(|| view! { <h2 id="say">{text.say("plan-say")}</h2>{reply_form(&visit, &asks, state.as_ref())} })}
        };
        let layout = Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: !kinds.is_empty(), ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}

/// `/family/{id}/plan/propose`
#[component]
pub fn Propose() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        if !visit.actor()?.team(family)?.role.is_family() {
            return Err(Error::NotFound);
        }
        let state = visit.kept_form("plan/reply").await?;
        let asks = Asks {
            family,
            section: None,
            item: None,
            kinds: &ReplyKind::PROPOSALS,
            legend: "plan-propose-what",
            label: "plan-propose-words",
            wide: "plan-who-plan",
            shares: true,
        };
        let title = text.say("plan-propose");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.say("plan-propose-next")}</p>
            {reply_form(&visit, &asks, state.as_ref())}
        };
        let layout = Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}
