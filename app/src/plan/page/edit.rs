//! The writing side: the working copy, one line of it, a new line, and the family's own words.

use std::collections::HashMap;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{ItemId, TextId};
use model::plan::Kind;
use model::policy::serves;
use store::plan::edit::{self, Desk, Member};
use store::plan::version::{self, Change};
use store::text::Said;

use super::item::{family, to_plan};
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, refused};
use crate::home::part::words;
use crate::plan::plain;
use crate::text::{Text, name};
use crate::ui::banner::calm;
use crate::ui::error_summary::{self, error_summary};
use crate::ui::field::{Area, Choices, Field};
use crate::ui::form::main_form;
use crate::ui::page::{Layout, Place, document, draw};
use crate::ui::task_list::{Task, task_list};

/// `/family/{id}/plan/edit`
#[component]
pub fn EditPlan() -> impl IntoView {
    let family = family();
    draw(async move |visit: Visit| {
        let (text, family) = (visit.text(), family.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let working = version::working(&mut tx, family, visit.language.code()).await?;
        tx.save().await?;
        let plan = format!("/family/{family}/plan");
        let rows = |kinds: &[Kind]| {
            let tasks: Vec<Task> = working
                .lines
                .iter()
                .filter(|line| kinds.contains(&line.kind))
                .map(|line| {
                    let said = working.texts.get(&line.text_id).map(words);
                    let changed = working.changes.iter().any(|change| match change {
                        Change::Added(new) | Change::Changed(_, new) => new.item_id == line.item_id,
                        Change::Gone(_) => false,
                    });
                    Task {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: said.map(|said| said.inline(text)),
                        small: line.owner.as_deref().map(name).unwrap_or_default(),
                        tag: changed.then(|| ("us", text.say("plan-not-published"))),
                        ..Task::default()
                    }
                })
                .collect();
            task_list(tasks)
        };
        let add = |kind: Kind, key: &'static str| view! { <p><a class="btn plain" href=format!("{plan}/add/{}", kind.slug())>{text.say(key)}</a></p> };
        let part = |kind: Kind, heading: &'static str, key: &'static str| view! { <h2>{text.say(heading)}</h2>{rows(&[kind])}{add(kind, key)} };
        let goals = working
            .lines
            .iter()
            .filter(|line| matches!(line.kind, Kind::FamilyGoal | Kind::AgencyGoal))
            .map(|goal| {
                let said = working.texts.get(&goal.text_id).map(words);
                let steps: Vec<Task> = working
                    .lines
                    .iter()
                    .filter(|line| line.goal_id == Some(goal.item_id))
                    .map(|line| Task {
                        href: Some(format!("{plan}/edit/{}", line.item_id)),
                        title: working.texts.get(&line.text_id).map(|said| words(said).inline(text)),
                        small: line.owner.as_deref().map(name).unwrap_or_default(),
                        ..Task::default()
                    })
                    .collect();
                view! {
                    <section class="card">
                        <h3><a href=format!("{plan}/edit/{}", goal.item_id)>{said.map(|said| said.inline(text))}</a></h3>
                        {(!steps.is_empty()).then(|| task_list(steps))}
                        <p><a class="btn plain" href=format!("{plan}/add/step?goal={}", goal.item_id)>{text.say("plan-add-step")}</a></p>
                    </section>
                }
            })
            .collect_view();
        let loose: Vec<Task> = working
            .lines
            .iter()
            .filter(|line| line.kind == Kind::Step && line.goal_id.is_none())
            .map(|line| Task {
                href: Some(format!("{plan}/edit/{}", line.item_id)),
                title: working.texts.get(&line.text_id).map(|said| words(said).inline(text)),
                ..Task::default()
            })
            .collect();
        // An order that no step meets is the worker's to see to.
        let unmet: Vec<_> =
            working.lines.iter().filter(|order| order.kind == Kind::Order && !working.lines.iter().any(|step| step.order_id == Some(order.item_id))).collect();
        let title = text.say("plan-edit");
        let body = view! {
            {to_plan(text, family)}
            <h1>{title.clone()}</h1>
            {calm(text.say("plan-edit-note"))}
            <p><a class="btn" href=format!("{plan}/publish")>{text.with("plan-publish-count", &[("count", working.changes.len().into())])}</a></p>
            {part(Kind::Strength, "plan-strengths", "plan-add-strength")}
            <h2>{text.say("plan-goals")}</h2>
            {goals}
            {(!loose.is_empty()).then(|| view! { <h3>{text.say("plan-steps-without-goal")}</h3>{task_list(loose)} })}
            {add(Kind::AgencyGoal, "plan-add-goal")}
            {part(Kind::Need, "plan-needs", "plan-add-need")}
            {part(Kind::Worry, "plan-worries", "plan-add-worry")}
            {part(Kind::Change, "plan-changes", "plan-add-change")}
            {part(Kind::Order, "plan-orders", "plan-add-order")}
            {(!unmet.is_empty()).then(|| calm(text.with("plan-orders-unmet", &[("count", unmet.len().into())])))}
            {part(Kind::SafetyDo, "plan-safety", "plan-add-safety-do")}
            {rows(&[Kind::SafetyCall])}
            {add(Kind::SafetyCall, "plan-add-safety-call")}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, ..Layout::default() }, body.into_any()))
    })
}

/// What a form of a line holds: what was typed, or else what stands.
pub(super) struct Filled<'a> {
    pub text: Text,
    pub state: Option<&'a FormState>,
}

impl Filled<'_> {
    pub fn value(&self, name: &str, stands: Option<String>) -> String {
        self.state.map_or_else(|| stands.unwrap_or_default(), |state| state.value(name))
    }

    pub fn error(&self, name: &str) -> Option<String> {
        self.state.and_then(|state| state.error(name)).map(|code| error_summary::words(self.text, code))
    }

    pub fn area(&self, name: &'static str, label: &'static str, stands: Option<String>) -> AnyView {
        Area { name, label: self.text.say(label), value: self.value(name, stands), error: self.error(name), ..Area::default() }.view()
    }
}

/// What a step may choose from: who does it, and which court order it meets.
struct Choice<'a> {
    members: &'a [Member],
    orders: &'a [store::plan::Item],
    texts: &'a HashMap<TextId, Said>,
}

/// The fields of a line. The words of a family's goal are its own and stand above, not in a field.
fn fields(visit: &Visit, kind: Kind, desk: Option<&Desk>, choice: &Choice<'_>, state: Option<&FormState>) -> AnyView {
    let text = visit.text();
    let filled = Filled { text, state };
    let said = |id| desk.and_then(|desk| desk.texts.get(&id)).map(|said| said.body.clone());
    let item = desk.map(|desk| &desk.item);
    let goal = matches!(kind, Kind::FamilyGoal | Kind::AgencyGoal);
    let stands = item.and_then(|item| said(item.text_id));
    let own = (kind == Kind::FamilyGoal).then(|| view! { <input type="hidden" name="words" value=stands.clone()/> }.into_any());
    let owner = (kind == Kind::Step).then(|| {
        let mut options: Vec<(String, String)> = choice
            .members
            .iter()
            .map(|one| {
                let label = text.with("messages-name-role", &[("name", one.name.clone().into()), ("role", text.role(one.role).into())]);
                (one.person_id.to_string(), label)
            })
            .collect();
        options.push(("agency".into(), text.say("plan-agency-owes")));
        let chosen = item.map(|item| if item.owed { "agency".to_owned() } else { item.owner_id.map(|id| id.to_string()).unwrap_or_default() });
        Choices {
            name: "owner",
            legend: text.say("plan-who-does"),
            options,
            chosen: filled.value("owner", chosen),
            error: filled.error("owner"),
            ..Choices::default()
        }
        .view()
    });
    let order = (kind == Kind::Step && !choice.orders.is_empty()).then(|| {
        let mut options = vec![(String::new(), text.say("plan-no-order"))];
        options.extend(choice.orders.iter().filter_map(|order| {
            let said = choice.texts.get(&order.text_id)?;
            Some((order.id.to_string(), name(said.tr_body.as_ref().unwrap_or(&said.body))))
        }));
        let chosen = item.and_then(|item| item.order_id).map(|id| id.to_string());
        Choices {
            name: "order",
            legend: text.say("plan-which-order"),
            options,
            chosen: filled.value("order", chosen),
            error: filled.error("order"),
            ..Choices::default()
        }
        .view()
    });
    // Who sees it: one parent's step is not the other's to see.
    let seen = (!matches!(kind, Kind::OwnWords | Kind::FamilyGoal)).then(|| {
        let mut options = if desk.is_some() { vec![("keep".to_owned(), text.say("plan-seen-keep"))] } else { Vec::new() };
        options.push(("all".to_owned(), text.say("plan-seen-all")));
        options.extend(choice.members.iter().filter(|one| !serves(one.role)).map(|one| {
            let who = text.with("messages-name-role", &[("name", one.name.clone().into()), ("role", text.role(one.role).into())]);
            (one.person_id.to_string(), text.with("plan-seen-only", &[("name", who.into())]))
        }));
        let chosen = options.first().map(|(value, _)| value.clone());
        Choices {
            name: "seen",
            legend: text.say("plan-seen-by"),
            options,
            chosen: filled.value("seen", chosen),
            error: filled.error("seen"),
            ..Choices::default()
        }
        .view()
    });
    let due = (goal || kind == Kind::Step).then(|| {
        let stands = item.and_then(|item| item.due.as_ref()).map(|due| due.to_jiff().to_string());
        Field {
            name: "due",
            kind: "date",
            label: text.say("plan-when"),
            value: filled.value("due", stands),
            error: filled.error("due"),
            autocomplete: "off",
            ..Field::default()
        }
        .view()
    });
    view! {
        {own.unwrap_or_else(|| filled.area("words", "plan-line-words", stands.clone()))}
        {goal.then(|| filled.area("benchmark", "plan-line-benchmark", item.and_then(|item| item.benchmark_id).and_then(said)))}
        {owner}
        {order}
        {due}
        {seen}
        {(kind != Kind::OwnWords && desk.is_some()).then(|| filled.area("why", "plan-line-why", None))}
    }
    .into_any()
}

/// `/family/{id}/plan/add/{kind}`
#[component]
pub fn AddLine() -> impl IntoView {
    let (family, kind) = (family(), use_params_map().read_untracked().get("kind").and_then(|slug| Kind::parse(&slug)));
    let goal: Option<ItemId> = use_query_map().read_untracked().get("goal").and_then(|id| id.parse().ok());
    draw(async move |visit: Visit| {
        let (text, family, kind) = (visit.text(), family.ok_or(Error::NotFound)?, kind.ok_or(Error::NotFound)?);
        if matches!(kind, Kind::OwnWords | Kind::FamilyGoal) || (kind == Kind::Step) != goal.is_some() {
            return Err(Error::NotFound);
        }
        let mut tx = visit.look(family).await?;
        let members = edit::members(&mut tx, family).await?;
        let (orders, texts) = if kind == Kind::Step { edit::orders(&mut tx, family, visit.language.code()).await? } else { Default::default() };
        tx.save().await?;
        let choice = Choice { members: &members, orders: &orders, texts: &texts };
        let state = visit.take_form("plan/add").await?;
        let title = text.say(super::item::title(kind));
        let fields = view! {
            <input type="hidden" name="form" value=visit.form_id(state.as_ref())/>
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="kind" value=kind.slug()/>
            {goal.map(|goal| view! { <input type="hidden" name="goal" value=goal.to_string()/> })}
            {fields(&visit, kind, None, &choice, state.as_ref())}
            <button class="btn">{text.say("plan-save-draft")}</button>
        };
        let body = view! {
            <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {main_form(&visit, "/api/plan/add", fields.into_any())}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}

/// `/family/{id}/plan/edit/{item}`: a worker changes a line, a parent their own words.
#[component]
pub fn EditLine() -> impl IntoView {
    let (family, item) = (family(), use_params_map().read_untracked().get("item").and_then(|id| id.parse::<ItemId>().ok()));
    draw(async move |visit: Visit| {
        let (text, family, id) = (visit.text(), family.ok_or(Error::NotFound)?, item.ok_or(Error::NotFound)?);
        let mut tx = visit.look(family).await?;
        let desk = edit::read(&mut tx, family, id, visit.language.code()).await?;
        tx.save().await?;
        let state = visit.take_form("plan/save").await?;
        let kind = desk.item.kind;
        let choice = Choice { members: &desk.members, orders: &desk.orders, texts: &desk.texts };
        let own = kind == Kind::OwnWords;
        let stale = state.as_ref().is_some_and(|state| state.error("stale").is_some());
        let title = text.say(super::item::title(kind));
        let stands = desk.texts.get(&desk.item.text_id).map(words);
        // Both texts: what stands now above, what was typed in the form below it.
        let meanwhile = (stale || kind == Kind::FamilyGoal).then(|| {
            view! {
                <div class="card" id="stale">
                    <p class="soft">{text.say(if stale { "plan-meanwhile" } else { "plan-their-words" })}</p>
                    <blockquote>{stands.as_ref().map(|said| said.inline(text))}</blockquote>
                </div>
            }
        });
        let earlier = desk
            .earlier
            .iter()
            .filter(|one| one.revision < desk.item.revision)
            .filter_map(|one| {
                let said = desk.texts.get(&one.text_id).map(words)?;
                let why = one.why_id.and_then(|id| desk.texts.get(&id)).map(words);
                let day = text.day(one.at.to_jiff().to_zoned(visit.frame.as_ref()?.actor.zone.clone()).date());
                Some(view! {
                    <li><blockquote>{said.inline(text)}</blockquote>{why.map(|why| view! { <p>{why.inline(text)}</p> })}
                        <p class="soft">{text.with("plan-who-when", &[("name", one.by_name.clone().into()), ("day", day.into())])}</p></li>
                })
            })
            .collect::<Vec<_>>();
        let fields = view! {
            <input type="hidden" name="family" value=family.to_string()/>
            <input type="hidden" name="item" value=id.to_string()/>
            <input type="hidden" name="kind" value=kind.slug()/>
            <input type="hidden" name="revision" value=desk.item.revision.to_string()/>
            {fields(&visit, kind, Some(&desk), &choice, state.as_ref())}
            <div class="row">
                <button class="btn" name="act" value="save">{text.say(if own { "plan-save-own" } else { "plan-save-draft" })}</button>
                {if desk.gone {
                    view! { <button class="btn plain" name="act" value="back">{text.say("plan-put-back")}</button> }.into_any()
                } else {
                    view! { <button class="btn plain" name="act" value="remove">{text.say("plan-take-out")}</button> }.into_any()
                }}
            </div>
        };
        let body = view! {
            {if own { to_plan(text, family) } else { view! { <p><a href=format!("/family/{family}/plan/edit")>{text.say("plan-edit")}</a></p> }.into_any() }}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {desk.gone.then(|| calm(text.say("plan-taken-out")))}
            {meanwhile}
            {if own || kind == Kind::FamilyGoal { ().into_any() } else {
                desk.texts.get(&desk.item.text_id).map(|said| plain::help(text, &said.language, &said.body)).into_any()
            }}
            {main_form(&visit, "/api/plan/save", fields.into_any())}
            {(!earlier.is_empty()).then(|| view! { <details class="card"><summary>{text.say("plan-earlier")}</summary><ol class="lines" role="list">{earlier}</ol></details> })}
        };
        Ok(document(&visit, Layout { title, place: Place::Plan, refused: refused(state.as_ref()), form: true, ..Layout::default() }, body.into_any()))
    })
}
