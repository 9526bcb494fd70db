//! Parts of the plan page: own words, the reader's next steps, goals, lists, court orders, worries.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::plan::reply::Section;
use model::plan::{Kind, State};
use store::plan::{Item, Plan};

use super::talk;
use crate::actor::Visit;
use crate::home::part::words;
use crate::text::{Text, name};
use crate::ui::icon::Icon;
use crate::ui::task_list::{Task, task_list};

/// What every part needs: the plan, the reader and today's date.
pub struct Reader<'a> {
    pub visit: &'a Visit,
    pub text: Text,
    pub plan: &'a Plan,
    pub me: model::id::PersonId,
    pub today: Date,
    pub from: String,
    pub family: FamilyId,
    /// True when completed steps are listed too.
    pub done: bool,
}

impl Reader<'_> {
    /// A text of the plan, inline and marked with its language; empty when the reader may not see
    /// it.
    pub fn say(&self, id: TextId) -> AnyView {
        self.plan.texts.get(&id).map(|said| words(said).inline(self.text)).into_any()
    }

    pub fn beneath(&self, id: TextId) -> AnyView {
        self.plan.texts.get(&id).map(|said| words(said).beneath(self.text, &self.from)).into_any()
    }

    /// One entry of the family's own words, with its author. Only the author gets the edit link.
    pub fn ours(&self, item: &Item) -> AnyView {
        let Some(said) = self.plan.texts.get(&item.text_id) else { return ().into_any() };
        let author = said.author.clone().unwrap_or_default();
        let key = if said.entered_by_agency { "plan-author-entered" } else { "plan-author" };
        view! {
            <div class="ours" id=item.id.to_string()>
                <blockquote>{self.say(item.text_id)}</blockquote>
                <p class="by">{self.text.with(key, &[("name", author.into())])}</p>
                {self.beneath(item.text_id)}
                {(said.author_id == Some(self.me)).then(|| view! {
                    <p class="think"><a href=format!("/family/{}/plan/edit/{}", self.family, item.id)>{self.text.say("plan-own-change")}</a></p>
                })}
                {self.mark(item)}
            </div>
        }
        .into_any()
    }

    /// The address of a line's own page.
    pub fn href(&self, item: &Item) -> String {
        format!("/family/{}/plan/item/{}", self.family, item.id)
    }

    /// The number of replies to a line, and whether some wait for an answer; empty without replies.
    pub fn mark(&self, item: &Item) -> AnyView {
        let Some(talk) = self.plan.talk.iter().find(|talk| talk.item_id == Some(item.id)) else { return ().into_any() };
        let key = if talk.waiting > 0 { "plan-talk-waits" } else { "plan-talk-count" };
        view! { <p class="soft">{self.text.with(key, &[("count", talk.replies.into())])}</p> }.into_any()
    }

    /// A link to the page with a section's replies and reply form, and the number of replies.
    pub fn think(&self, section: Section) -> AnyView {
        let text = self.text;
        let talk = self.plan.talk.iter().find(|talk| talk.section == Some(section));
        let said = talk.map(|talk| text.with(if talk.waiting > 0 { "plan-talk-waits" } else { "plan-talk-count" }, &[("count", talk.replies.into())]));
        let href = format!("/family/{}/plan/section/{}", self.family, section.slug());
        let label = text.with("plan-think-of", &[("section", talk::section(text, section).into())]);
        view! { <p class="think"><a href=href aria-label=label>{text.say("plan-think")}</a> {said.map(|said| view! { " " <span class="soft">{said}</span> })}</p> }.into_any()
    }

    /// The reader's own open steps, at most five, the most urgent first, each with buttons to
    /// report how it is going.
    pub fn next(&self) -> AnyView {
        let text = self.text;
        let mut steps: Vec<&Item> = self.plan.of(Kind::Step).filter(|step| !step.owed && step.owner_id == Some(self.me) && step.state != State::Done).collect();
        // Steps blocked by another step come last; then by due date; then court-ordered steps
        // first.
        steps.sort_by_key(|step| (self.plan.waits_for(step).is_some(), step.due.as_ref().map_or(Date::MAX, |due| due.to_jiff()), step.order_id.is_none()));
        if steps.is_empty() {
            return ().into_any();
        }
        let rows = steps
            .iter()
            .take(5)
            .map(|step| {
                view! {
                    <li class="card">
                        <h3><a href=self.href(step)>{self.say(step.text_id)}</a></h3>
                        {step.due.as_ref().map(|due| view! { <p class="soft">{text.with("plan-by", &[("day", text.near(self.today, due.to_jiff()).into())])}</p> })}
                        {self.plan.waits_for(step).map(|first| view! {
                            <p class="soft">{text.say("plan-first")} " " <a href=self.href(first)>{self.say(first.text_id)}</a></p>
                        })}
                        {(step.state != State::Open).then(|| view! { <p class="soft">{self.state(step.state)}</p> })}
                        {talk::step_form(self.visit, self.family, step.id, false, None)}
                    </li>
                }
            })
            .collect_view();
        view! { <h2>{text.say("plan-next")}</h2><ol class="next-steps" role="list">{rows}</ol> }.into_any()
    }

    /// The name of a step's state. keys: plan-state-*
    fn state(&self, state: State) -> String {
        self.text.say(&format!("plan-state-{}", state.slug().replace('_', "-")))
    }

    /// All lines of one kind. A worry also shows what would make it safe and what is done so far.
    /// `class` is the CSS class of the list.
    pub fn lines(&self, kind: Kind, class: &'static str) -> AnyView {
        let rows = self
            .plan
            .of(kind)
            .map(|item| {
                let more = (item.kind == Kind::Worry).then_some([("plan-safe-when", item.benchmark_id), ("plan-so-far", item.so_far_id)]);
                let more = more.into_iter().flatten().filter_map(|(key, id)| Some((key, id?))).map(|(key, id)| view! {
                    <p><span class="soft">{self.text.say(key)}</span> " " {self.say(id)}</p>{self.beneath(id)}
                }).collect_view();
                view! { <li id=item.id.to_string()><a class="line" href=self.href(item)>{self.say(item.text_id)}</a>{self.beneath(item.text_id)}{more}{self.mark(item)}</li> }
            })
            .collect_view();
        view! { <ul class=class role="list">{rows}</ul> }.into_any()
    }

    /// A goal with its benchmark, owner, due date and steps. Completed steps are only counted,
    /// unless `done` is set.
    pub fn goal(&self, goal: &Item) -> AnyView {
        let text = self.text;
        let steps: Vec<Task> = self.plan.steps(goal.id).filter(|step| self.done || step.state != State::Done).map(|step| self.step(step)).collect();
        let done = self.plan.steps(goal.id).filter(|step| step.state == State::Done).count();
        view! {
            <section class="card" id=goal.id.to_string()>
                <h3><a class="line" href=self.href(goal)>{self.say(goal.text_id)}</a></h3>
                {self.beneath(goal.text_id)}
                {self.mark(goal)}
                {goal.benchmark_id.map(|id| view! {
                    <p><span class="soft">{text.say("plan-how-we-know")}</span> " " {self.say(id)}</p>
                    {self.beneath(id)}
                })}
                {goal.owner.as_deref().map(|owner| view! { <p class="soft">{text.say("plan-keeps")} " " {name(owner)}</p> })}
                {goal.due.as_ref().map(|due| view! { <p class="soft">{text.with("plan-by", &[("day", text.day(due.to_jiff()).into())])}</p> })}
                {if steps.is_empty() { ().into_any() } else { task_list(steps) }}
                {(done > 0 && !self.done).then(|| view! {
                    <p><a href=format!("/family/{}/plan?done=1#{}", self.family, goal.id)>{text.with("plan-done-count", &[("count", done.into())])}</a></p>
                })}
            </section>
        }
        .into_any()
    }

    /// Steps without a goal, or whose goal the reader may not see.
    pub fn loose(&self) -> AnyView {
        let steps: Vec<Task> = self
            .plan
            .of(Kind::Step)
            .filter(|step| step.goal_id.is_none_or(|goal| !self.plan.items.iter().any(|item| item.id == goal)))
            .filter(|step| self.done || step.state != State::Done)
            .map(|step| self.step(step))
            .collect();
        if steps.is_empty() {
            return ().into_any();
        }
        view! { <h2>{self.text.say("plan-more-steps")}</h2>{task_list(steps)} }.into_any()
    }

    fn step(&self, step: &Item) -> Task {
        let text = self.text;
        let due = step.due.as_ref().map(|due| text.with("plan-by", &[("day", text.near(self.today, due.to_jiff()).into())]));
        let late = step.owed && step.state != State::Done && step.due.as_ref().is_some_and(|due| due.to_jiff() < self.today);
        let state = (step.state != State::Open).then(|| self.state(step.state));
        let tag = if step.state == State::Done {
            ("done", text.say("plan-state-done"))
        } else if late {
            ("late", text.say("plan-late"))
        } else if step.owed {
            ("", text.say("plan-agency"))
        } else if step.owner_id == Some(self.me) {
            ("us", text.say("plan-you"))
        } else {
            ("us", step.owner.as_deref().map(name).unwrap_or_default())
        };
        let who = step.owner.as_deref().filter(|_| step.owed).map(name);
        let small = [who, due, state.filter(|_| step.state != State::Done)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let title = view! { <span id=step.id.to_string()>{self.say(step.text_id)}</span> };
        let beneath = view! { {self.beneath(step.text_id)}{self.mark(step)} };
        Task { href: Some(self.href(step)), title: Some(title.into_any()), small, beneath: Some(beneath.into_any()), tag: Some(tag) }
    }

    /// Court orders, each with the steps that fulfill it.
    pub fn orders(&self) -> AnyView {
        let text = self.text;
        let rows = self
            .plan
            .of(Kind::Order)
            .map(|order| {
                let steps = self
                    .plan
                    .of(Kind::Step)
                    .filter(|step| step.order_id == Some(order.id))
                    .map(|step| view! { <li><a class="line" href=self.href(step)>{self.say(step.text_id)}</a></li> })
                    .collect::<Vec<_>>();
                view! {
                    <li id=order.id.to_string()>
                        <a class="line" href=self.href(order)>{self.say(order.text_id)}</a>
                        {self.beneath(order.text_id)}
                        {if steps.is_empty() {
                            view! { <p class="soft">{text.say("plan-order-no-step")}</p> }.into_any()
                        } else {
                            view! { <p class="soft">{text.say("plan-order-steps")}</p><ul>{steps}</ul> }.into_any()
                        }}
                    </li>
                }
            })
            .collect::<Vec<_>>();
        if rows.is_empty() {
            return ().into_any();
        }
        view! { <h2>{text.say("plan-orders")}</h2><ul class="lines card" role="list">{rows}</ul> }.into_any()
    }

    /// Worries, in a collapsed section whose summary says what it contains.
    pub fn worries(&self) -> AnyView {
        let text = self.text;
        if self.plan.of(Kind::Worry).next().is_none() {
            return ().into_any();
        }
        view! {
            <h2>{text.say("plan-worries")}</h2>
            <details class="card folded">
                <summary>{Icon::Info.view()}<span>{text.say("plan-worries-inside")}</span></summary>
                {self.lines(Kind::Worry, "lines")}
                {self.think(Section::Worries)}
            </details>
        }
        .into_any()
    }
}
