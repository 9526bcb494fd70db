//! Pieces of the plan page: own words, lists, goals with their steps.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::TextId;
use model::plan::{Kind, State};
use store::plan::{Item, Plan};

use crate::actor::Visit;
use crate::home::part::words;
use crate::text::Text;
use crate::ui::icon::Icon;
use crate::ui::task_list::{Task, task_list};

/// What every piece needs: the plan, the reader, the day.
pub struct Reader<'a> {
    pub visit: &'a Visit,
    pub text: Text,
    pub plan: &'a Plan,
    pub me: model::id::PersonId,
    pub today: Date,
    pub from: String,
}

impl Reader<'_> {
    /// A text of the plan with what is known of its languages; nothing where the reader may not see it.
    pub fn say(&self, id: TextId) -> AnyView {
        self.plan.texts.get(&id).map(|said| words(said).inline(self.text)).into_any()
    }

    fn beneath(&self, id: TextId) -> AnyView {
        self.plan.texts.get(&id).map(|said| words(said).beneath(self.text, &self.from)).into_any()
    }

    /// The family's own words.
    pub fn ours(&self, item: &Item) -> AnyView {
        let Some(said) = self.plan.texts.get(&item.text_id) else { return ().into_any() };
        let author = said.author.clone().unwrap_or_default();
        let key = if said.entered_by_agency { "plan-author-entered" } else { "plan-author" };
        view! {
            <div class="ours" id=item.id.to_string()>
                <blockquote>{self.say(item.text_id)}</blockquote>
                <p class="by">{self.text.with(key, &[("name", author.into())])}</p>
                {self.beneath(item.text_id)}
            </div>
        }
        .into_any()
    }

    /// Lines of one kind, or words for when there are none.
    pub fn lines(&self, kind: Kind, class: &'static str) -> AnyView {
        let rows = self
            .plan
            .of(kind)
            .map(|item| {
                view! { <li id=item.id.to_string()>{self.say(item.text_id)}{self.beneath(item.text_id)}</li> }
            })
            .collect_view();
        view! { <ul class=class role="list">{rows}</ul> }.into_any()
    }

    /// A goal: what, how we will know, by when, and its steps.
    pub fn goal(&self, goal: &Item) -> AnyView {
        let text = self.text;
        let steps: Vec<Task> = self.plan.steps(goal.id).map(|step| self.step(step)).collect();
        view! {
            <section class="card" id=goal.id.to_string()>
                <h3>{self.say(goal.text_id)}</h3>
                {self.beneath(goal.text_id)}
                {goal.benchmark_id.map(|id| view! {
                    <p><span class="soft">{text.say("plan-how-we-know")}</span> " " {self.say(id)}</p>
                    {self.beneath(id)}
                })}
                {goal.due.as_ref().map(|due| view! { <p class="soft">{text.with("plan-by", &[("day", text.day(due.to_jiff()).into())])}</p> })}
                {if steps.is_empty() { ().into_any() } else { task_list(steps) }}
            </section>
        }
        .into_any()
    }

    /// keys: plan-state-*
    fn step(&self, step: &Item) -> Task {
        let text = self.text;
        let due = step.due.as_ref().map(|due| text.with("plan-by", &[("day", text.near(self.today, due.to_jiff()).into())]));
        let late = step.owed && step.state != State::Done && step.due.as_ref().is_some_and(|due| due.to_jiff() < self.today);
        let state = (step.state != State::Open).then(|| text.say(&format!("plan-state-{}", step.state.slug().replace('_', "-"))));
        let tag = if step.state == State::Done {
            ("done", text.say("plan-state-done"))
        } else if late {
            ("late", text.say("plan-late"))
        } else if step.owed {
            ("", text.say("plan-agency"))
        } else if step.owner_id == Some(self.me) {
            ("us", text.say("plan-you"))
        } else {
            ("us", step.owner.clone().unwrap_or_default())
        };
        let who = step.owner.clone().filter(|_| step.owed);
        let small = [who, due, state.filter(|_| step.state != State::Done)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let title = view! { <span id=step.id.to_string()>{self.say(step.text_id)}</span>{self.beneath(step.text_id)} };
        Task { href: None, title: Some(title.into_any()), small, tag: Some(tag) }
    }

    /// Worries, folded behind a note that says what is inside.
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
            </details>
        }
        .into_any()
    }
}
