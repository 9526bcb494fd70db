//! `/family/{id}/plan/edit`: the whole working copy.

use leptos::prelude::*;
use model::id::{FamilyId, TextId};
use model::plan::PlanItemKind;
use store::plan::unpublished_changes::{self, WorkingCopy};
use store::plan::version_diff::{PlanItemChange, VersionItem};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::children::area_label;
use crate::plan::view::permanency;
use crate::request::context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::button_link::button_paragraph;
use crate::ui::link_list::{ListRow, link_list};

/// `/family/{id}/plan/edit`
#[component]
pub fn EditPlan() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let mut tx = context.begin_record_read(family).await?;
        // No check of the role: `read_working_copy` answers 404 to anyone but this family's worker.
        let working = unpublished_changes::read_working_copy(
            &mut tx,
            family,
            context.language.language_tag(),
        )
        .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let in_home = context.actor()?.membership_in(family)?.in_home;
        let editor = PlanEditor {
            text,
            family,
            working: &working,
        };
        // Own words are not listed: only their author may edit them, so a link would lead to a 404.
        let title = text.get("plan-edit");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {info_notice(text.get("plan-edit-note"))}
            {editor.action_links()}
            {editor.item_section(PlanItemKind::Strength, "plan-strengths-team", "plan-add-strength")}
            // A case in which the children live at home has no permanency goal.
            {(!in_home).then(|| editor.permanency_section())}
            {editor.goals_section()}
            {editor.item_section(PlanItemKind::WellBeing, "plan-children", "plan-add-well-being")}
            {editor.item_section(PlanItemKind::Need, "plan-needs-team", "plan-add-need")}
            {editor.item_section(PlanItemKind::Worry, "plan-worries", "plan-add-worry")}
            {editor.item_section(PlanItemKind::ClosureCondition, "plan-changes", "plan-add-change")}
            {editor.item_section(PlanItemKind::CourtOrder, "plan-orders", "plan-add-order")}
            {editor.unmet_orders_notice()}
            {editor.item_section(PlanItemKind::SafetyAction, "plan-safety-team", "plan-add-safety-do")}
            {editor.item_list(PlanItemKind::SafetyContact)}
            {editor.add_link(PlanItemKind::SafetyContact, "plan-add-safety-call")}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// Renders the parts of the page.
struct PlanEditor<'a> {
    text: Localizer,
    family: FamilyId,
    working: &'a WorkingCopy,
}

impl PlanEditor<'_> {
    /// A text of the working copy, inline; `None` when there is no such text.
    fn render_text(&self, id: TextId) -> Option<AnyView> {
        let wording = self.working.texts.get(&id)?;
        Some(to_translated_text(wording).inline_text(self.text))
    }

    fn items_of_kind(&self, kind: PlanItemKind) -> impl Iterator<Item = &VersionItem> {
        self.working
            .items
            .iter()
            .filter(move |line| line.kind == kind)
    }

    /// Links to publish the changes and to the weekly workload.
    fn action_links(&self) -> AnyView {
        let (text, working) = (self.text, self.working);
        // Both permanency goals are edited in one form and count as one change.
        let goal_changes = usize::from(working.permanency_goals != working.old_permanency_goals);
        let changes = working.changes.len() + goal_changes;
        // Not the main act of the page while there is nothing to publish.
        let class = if changes == 0 { "btn secondary" } else { "btn" };
        view! {
            <p class="row">
                <a class=class href=paths::publish_plan(self.family)>
                    {text.format("plan-publish-count", &[("count", changes.into())])}
                </a>
                <a class="btn secondary" href=paths::workload(self.family)>
                    {text.get("plan-week-team")}
                </a>
            </p>
        }
        .into_any()
    }

    /// The lines of one kind, and a link to add one.
    fn item_section(
        &self,
        kind: PlanItemKind,
        heading: &'static str,
        add_label: &'static str,
    ) -> AnyView {
        view! {
            <h2>{self.text.get(heading)}</h2>
            {self.item_list(kind)}
            {self.add_link(kind, add_label)}
        }
        .into_any()
    }

    fn add_link(&self, kind: PlanItemKind, label: &'static str) -> AnyView {
        button_paragraph(
            paths::add_plan_item(self.family, kind),
            self.text.get(label),
        )
    }

    fn item_list(&self, kind: PlanItemKind) -> AnyView {
        let rows = self
            .items_of_kind(kind)
            .map(|line| {
                let area = line.area.map(|area| area_label(self.text, area));
                let owner = line.owner.as_deref().map(isolate_bidi);
                ListRow {
                    small: [area, owner]
                        .into_iter()
                        .flatten()
                        .collect::<Vec<_>>()
                        .join(" · "),
                    tag: self
                        .is_unpublished(line)
                        .then(|| ("attention", self.text.get("plan-not-published"))),
                    ..self.item_row(line)
                }
            })
            .collect();
        link_list(rows)
    }

    fn item_row(&self, line: &VersionItem) -> ListRow {
        ListRow {
            href: Some(paths::edit_plan_item(self.family, line.item_id)),
            title: self.render_text(line.text_id),
            ..ListRow::default()
        }
    }

    /// True for a line that is new or changed since the newest version.
    fn is_unpublished(&self, line: &VersionItem) -> bool {
        self.working.changes.iter().any(|change| match change {
            PlanItemChange::Added(new) | PlanItemChange::Changed(_, new) => {
                new.item_id == line.item_id
            }
            // A removed line is not in `items` and so has no row.
            PlanItemChange::Removed(_) => false,
        })
    }

    fn permanency_section(&self) -> AnyView {
        let (text, goals) = (self.text, &self.working.permanency_goals);
        // Shown without a goal too: the link below is the only way to set one.
        let facts = if goals.is_none() {
            view! { <p class="muted">{text.get("plan-heading-none")}</p> }.into_any()
        } else {
            permanency::permanency_facts(text, goals, &|id| self.render_text(id).into_any())
        };
        view! {
            <h2>{text.get("plan-heading")}</h2>
            <div class="card">
                {facts}
                {button_paragraph(
                    paths::edit_permanency(self.family),
                    text.get("plan-heading-edit"),
                )}
            </div>
        }
        .into_any()
    }

    /// The goals with their steps, the steps without a goal, and a link to add a goal. Only a goal
    /// of the agency can be added: family goals are in the family's own words.
    fn goals_section(&self) -> AnyView {
        let goals = self
            .working
            .items
            .iter()
            .filter(|line| {
                matches!(
                    line.kind,
                    PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal
                )
            })
            .map(|goal| self.goal_card(goal))
            .collect_view();
        view! {
            <h2>{self.text.get("plan-goals")}</h2>
            {goals}
            {self.steps_without_goal()}
            {self.add_link(PlanItemKind::AgencyGoal, "plan-add-goal")}
        }
        .into_any()
    }

    fn goal_card(&self, goal: &VersionItem) -> AnyView {
        let steps: Vec<ListRow> = self
            .working
            .items
            .iter()
            .filter(|line| line.goal_id == Some(goal.item_id))
            .map(|line| ListRow {
                small: line.owner.as_deref().map(isolate_bidi).unwrap_or_default(),
                ..self.item_row(line)
            })
            .collect();
        // The page to add a step answers 404 without the goal in its address.
        let add_step = format!(
            "{}?goal={}",
            paths::add_plan_item(self.family, PlanItemKind::Step),
            goal.item_id
        );
        view! {
            <section class="card">
                <h3>
                    <a href=paths::edit_plan_item(
                        self.family,
                        goal.item_id,
                    )>{self.render_text(goal.text_id)}</a>
                </h3>
                {(!steps.is_empty()).then(|| link_list(steps))}
                {button_paragraph(add_step, self.text.get("plan-add-step"))}
            </section>
        }
        .into_any()
    }

    /// The steps without a goal, or whose goal was removed: no other link leads the worker to them.
    /// `None` if there are none.
    fn steps_without_goal(&self) -> Option<AnyView> {
        let steps: Vec<ListRow> = self
            .items_of_kind(PlanItemKind::Step)
            // A proposal that was accepted as a step has no goal until a worker chooses one here.
            .filter(|line| {
                line.goal_id
                    .is_none_or(|goal| !self.working.items.iter().any(|item| item.item_id == goal))
            })
            .map(|line| self.item_row(line))
            .collect();
        (!steps.is_empty()).then(|| {
            view! {
                <h3>{self.text.get("plan-steps-without-goal")}</h3>
                {link_list(steps)}
            }
            .into_any()
        })
    }

    /// A notice with the number of court orders that no step fulfills yet; `None` if there are
    /// none.
    fn unmet_orders_notice(&self) -> Option<AnyView> {
        // In the working copy: a new step meets its order here as soon as it is saved, while the
        // family still reads that the order has no step.
        let unmet_orders = self
            .items_of_kind(PlanItemKind::CourtOrder)
            .filter(|order| {
                !self
                    .working
                    .items
                    .iter()
                    .any(|step| step.order_id == Some(order.item_id))
            })
            .count();
        (unmet_orders > 0).then(|| {
            info_notice(
                self.text
                    .format("plan-orders-unmet", &[("count", unmet_orders.into())]),
            )
        })
    }
}
