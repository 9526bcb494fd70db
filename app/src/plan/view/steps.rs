//! Pieces of the pages of the plan: the reader's next steps, goals with their steps, steps without
//! a goal.

use leptos::prelude::*;
use model::id::TextId;
use model::plan::{PlanItemKind, StepState};
use store::plan::PlanItem;
use store::plan::overview::SHOWN_NEXT_STEPS;

use super::items::PlanView;
use super::reply_forms::{StepFormFields, named_step_form};
use crate::i18n::isolate_bidi;
use crate::page::notice::has_notice_about;
use crate::paths;
use crate::ui::link_list::{ListRow, RowTag, link_list};

impl PlanView<'_> {
    /// The reader's own open steps, the most urgent first, each with buttons to report how it is
    /// going. Only the first is open; no more than the overview has texts of.
    pub fn next_steps(&self) -> AnyView {
        let steps = self.plan.open_steps_of(self.me);
        if steps.is_empty() {
            return ().into_any();
        }
        let rows = steps
            .into_iter()
            .take(SHOWN_NEXT_STEPS)
            .enumerate()
            .map(|(n, step)| self.next_step_card(step, n == 0))
            .collect_view();
        view! {
            <h2>{self.text.get("plan-next")}</h2>
            <ol class="next-steps" role="list">
                {rows}
            </ol>
        }
        .into_any()
    }

    /// A step with its answer buttons. A card that is not `open` shows only the words of the step
    /// until it is opened, so that the page asks for one thing at a time.
    fn next_step_card(&self, step: &PlanItem, open: bool) -> AnyView {
        let text = self.text;
        // What the person just did to this step is said beside it.
        let open = open || has_notice_about(self.context, &step.id.to_string());
        let words = self.render_text(step.text_id);
        let link = self.item_url(step);
        // Without replies: the same step is listed below its goal, with them.
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
        let facts = view! {
            {self.translation_details(step.text_id)}
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
        };
        if open {
            return view! {
                <li class="card">
                    <h3>
                        <a href=link>{words}</a>
                    </h3>
                    {facts}
                </li>
            }
            .into_any();
        }
        view! {
            <li>
                <details class="card">
                    <summary>
                        <h3>{words}</h3>
                    </summary>
                    {facts}
                    <p>
                        <a href=link>{text.get("plan-step-open")}</a>
                    </p>
                </details>
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
        // The link loads the page again, and the fragment leads back to this goal.
        let href = format!("{}?done=1#{}", paths::plan_goals(self.family), goal.id);
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
            RowTag::done(text.get("plan-state-done"))
        } else if late {
            RowTag::urgent(text.get("plan-late"))
        } else if step.owed_by_agency {
            RowTag::plain(text.get("plan-agency"))
        } else if step.owner_id == Some(self.me) {
            RowTag::attention(text.get("plan-you"))
        } else {
            RowTag::attention(step.owner.as_deref().map(isolate_bidi).unwrap_or_default())
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
        let below = view! {
            {self.translation_details(step.text_id)}
            {self.reply_count(step)}
        };
        ListRow {
            href: Some(self.item_url(step)),
            title: Some(title.into_any()),
            small,
            below: Some(below.into_any()),
            tag: Some(tag),
        }
    }
}
