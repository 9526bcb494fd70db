//! Parts of the plan page: the reader's next steps, goals with their steps, steps without a goal.

use jiff::civil::Date;
use leptos::prelude::*;
use model::id::TextId;
use model::plan::{PlanItemKind, StepState};
use store::plan::PlanItem;

use super::items::PlanView;
use super::reply_forms::{StepFormFields, named_step_form};
use crate::i18n::isolate_bidi;
use crate::paths;
use crate::ui::link_list::{ListRow, link_list};

/// The number of own steps that the plan page offers at once, so that it does not overwhelm.
const MAX_NEXT_STEPS: usize = 5;

impl PlanView<'_> {
    /// The reader's own open steps, at most five, the most urgent first, each with buttons to
    /// report how it is going.
    pub fn next_steps(&self) -> AnyView {
        let steps = self.own_open_steps();
        if steps.is_empty() {
            return ().into_any();
        }
        let rows = steps
            .into_iter()
            .take(MAX_NEXT_STEPS)
            .map(|step| self.next_step_card(step))
            .collect_view();
        view! {
            <h2>{self.text.get("plan-next")}</h2>
            <ol class="next-steps" role="list">
                {rows}
            </ol>
        }
        .into_any()
    }

    /// The steps that the reader has to do, the most urgent first.
    fn own_open_steps(&self) -> Vec<&PlanItem> {
        // A worker can be the named owner of a step that the agency owes: such a step is no task
        // of the family, and stays below its goal.
        let mut steps: Vec<&PlanItem> = self
            .plan
            .items_of_kind(PlanItemKind::Step)
            .filter(|step| {
                !step.owed_by_agency
                    && step.owner_id == Some(self.me)
                    && step.state != StepState::Done
            })
            .collect();
        // Steps blocked by another step come last; then by due date; then court-ordered steps
        // first.
        steps.sort_by_key(|step| {
            (
                self.plan.unfinished_prerequisite(step).is_some(),
                step.due.as_ref().map_or(Date::MAX, |due| due.to_jiff()),
                step.order_id.is_none(),
            )
        });
        steps
    }

    fn next_step_card(&self, step: &PlanItem) -> AnyView {
        let text = self.text;
        // Without the original of a translated text and without replies: the same step is listed
        // again below its goal, with both.
        let due = self
            .due_date_label(step)
            .map(|due| view! { <p class="muted">{due}</p> });
        let prerequisite = self.plan.unfinished_prerequisite(step).map(|first| {
            view! {
                <p class="muted">
                    {text.get("plan-first")} " "
                    <a href=self.item_url(first)>{self.render_text(first.text_id)}</a>
                </p>
            }
        });
        let state = (step.state != StepState::Open)
            .then(|| view! { <p class="muted">{self.text.get_value(step.state)}</p> });
        view! {
            <li class="card">
                <h3>
                    <a href=self.item_url(step)>{self.render_text(step.text_id)}</a>
                </h3>
                {due}
                {prerequisite}
                {state}
                {named_step_form(
                    self.context,
                    self.family,
                    step.id,
                    self.plain_words(step.text_id),
                    StepFormFields::Buttons,
                    None,
                )}
            </li>
        }
        .into_any()
    }

    /// A text of the plan in the reader's language where it is translated, for an accessible name.
    fn plain_words(&self, id: TextId) -> Option<&str> {
        let wording = self.plan.texts.get(&id)?;
        Some(wording.tr_body.as_ref().unwrap_or(&wording.body))
    }

    /// The due date of a step relative to today; `None` without one.
    fn due_date_label(&self, step: &PlanItem) -> Option<String> {
        let due = step.due.as_ref()?.to_jiff();
        let day = self.text.relative_day(self.today, due);
        Some(self.text.format("plan-by", &[("day", day.into())]))
    }

    /// A goal with its benchmark, owner, due date and steps. Completed steps are only counted,
    /// unless `shows_completed` is set.
    pub fn goal_card(&self, goal: &PlanItem) -> AnyView {
        let steps: Vec<ListRow> = self
            .plan
            .steps_of_goal(goal.id)
            .filter(|step| self.shows_completed || step.state != StepState::Done)
            .map(|step| self.step_row(step))
            .collect();
        view! {
            <section class="card" id=goal.id.to_string()>
                <h3>
                    <a class="item-link" href=self.item_url(goal)>
                        {self.render_text(goal.text_id)}
                    </a>
                </h3>
                {self.translation_details(goal.text_id)}
                {self.reply_count(goal)}
                {self.goal_facts(goal)}
                {super::agreement::agreement_controls(self, goal)}
                {if steps.is_empty() { ().into_any() } else { link_list(steps) }}
                {self.completed_steps_link(goal)}
            </section>
        }
        .into_any()
    }

    /// How the team will know that a goal is reached, who keeps it in view, and by when.
    fn goal_facts(&self, goal: &PlanItem) -> AnyView {
        let text = self.text;
        let benchmark = goal.benchmark_text_id.map(|id| {
            view! {
                <p>
                    <span class="muted">{text.get("plan-how-we-know")}</span>
                    " "
                    {self.render_text(id)}
                </p>
                {self.translation_details(id)}
            }
        });
        let owner = goal.owner.as_deref().map(|owner| {
            view! { <p class="muted">{text.get("plan-keeps")} " " {isolate_bidi(owner)}</p> }
        });
        let due = goal.due.as_ref().map(|due| {
            let day = text.format_day(due.to_jiff());
            view! { <p class="muted">{text.format("plan-by", &[("day", day.into())])}</p> }
        });
        view! {
            {benchmark}
            {owner}
            {due}
        }
        .into_any()
    }

    /// The number of completed steps of a goal, as a link to the page that lists them.
    fn completed_steps_link(&self, goal: &PlanItem) -> AnyView {
        let done = self
            .plan
            .steps_of_goal(goal.id)
            .filter(|step| step.state == StepState::Done)
            .count();
        if done == 0 || self.shows_completed {
            return ().into_any();
        }
        // The link loads the whole plan again, and the fragment leads back to this goal.
        let href = format!("{}?done=1#{}", paths::plan(self.family), goal.id);
        view! {
            <p>
                <a href=href>{self.text.format("plan-done-count", &[("count", done.into())])}</a>
            </p>
        }
        .into_any()
    }

    /// Steps without a goal, or whose goal the reader may not see.
    pub fn steps_without_goal(&self) -> AnyView {
        let steps: Vec<ListRow> = self
            .plan
            .items_of_kind(PlanItemKind::Step)
            // A youth or a caregiver who does a step can see it without seeing its goal
            // (`actor_owns_step!` in the store). It must not disappear with the goal.
            .filter(|step| {
                step.goal_id
                    .is_none_or(|goal| !self.plan.items.iter().any(|item| item.id == goal))
            })
            .filter(|step| self.shows_completed || step.state != StepState::Done)
            .map(|step| self.step_row(step))
            .collect();
        if steps.is_empty() {
            return ().into_any();
        }
        view! {
            <h2>{self.text.get("plan-more-steps")}</h2>
            {link_list(steps)}
        }
        .into_any()
    }

    fn step_row(&self, step: &PlanItem) -> ListRow {
        let text = self.text;
        let due = self.due_date_label(step);
        // Only a step that the agency owes is ever marked as late: on a family's step the word
        // would blame the reader.
        let late = step.owed_by_agency
            && step.state != StepState::Done
            && step
                .due
                .as_ref()
                .is_some_and(|due| due.to_jiff() < self.today);
        let state = (step.state != StepState::Open).then(|| self.text.get_value(step.state));
        let tag = if step.state == StepState::Done {
            ("done", text.get("plan-state-done"))
        } else if late {
            ("urgent", text.get("plan-late"))
        } else if step.owed_by_agency {
            ("", text.get("plan-agency"))
        } else if step.owner_id == Some(self.me) {
            ("attention", text.get("plan-you"))
        } else {
            (
                "attention",
                step.owner.as_deref().map(isolate_bidi).unwrap_or_default(),
            )
        };
        // The tag of a family's step already has the name of the person who does it.
        let who = step
            .owner
            .as_deref()
            .filter(|_| step.owed_by_agency)
            .map(isolate_bidi);
        let small = [who, due, state.filter(|_| step.state != StepState::Done)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · ");
        // The id is inside the link, because `ListRow` has no id of its own.
        let title = view! { <span id=step.id.to_string()>{self.render_text(step.text_id)}</span> };
        let beneath = view! {
            {self.translation_details(step.text_id)}
            {self.reply_count(step)}
        };
        ListRow {
            href: Some(self.item_url(step)),
            title: Some(title.into_any()),
            small,
            below: Some(beneath.into_any()),
            tag: Some(tag),
        }
    }
}
