//! The parts of the page to edit a plan: the lines of the working copy in their groups, and what is
//! unpublished.

use leptos::prelude::*;
use model::id::{FamilyId, ItemId, TextId};
use model::plan::PlanItemKind;
use store::plan::unpublished_changes::WorkingCopy;
use store::plan::version_diff::VersionItem;

use super::children::area_label;
use super::line_groups::{self, LineGroup};
use super::permanency;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::ui::banner::info_notice;
use crate::ui::button_link::button_paragraph;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// Renders the parts of the page.
pub struct PlanEditor<'a> {
    text: Localizer,
    family: FamilyId,
    working: &'a WorkingCopy,
    /// The lines of the working copy that have a group, in the order of the plan.
    lines: Vec<(LineGroup, &'a VersionItem)>,
    /// The groups of the page, in its order.
    groups: Vec<LineGroup>,
    /// The groups with unpublished changes.
    changed: Vec<LineGroup>,
    open: Option<LineGroup>,
}

impl<'a> PlanEditor<'a> {
    /// `has_permanency` is false for a case that has no permanency goal.
    pub fn new(
        text: Localizer,
        family: FamilyId,
        working: &'a WorkingCopy,
        has_permanency: bool,
    ) -> Self {
        let groups = line_groups::page_groups(&working.items, has_permanency);
        let changed = line_groups::changed_groups(working);
        Self {
            text,
            family,
            working,
            lines: working
                .items
                .iter()
                .filter_map(|line| Some((LineGroup::of_line(line, &working.items)?, line)))
                .collect(),
            // One at most, so that the page stays short however much has changed.
            open: line_groups::open_group(&groups, &changed),
            groups,
            changed,
        }
    }

    /// A text of the working copy, inline; `None` when there is no such text.
    fn render_text(&self, id: TextId) -> Option<AnyView> {
        let wording = self.working.texts.get(&id)?;
        Some(to_translated_text(wording).inline_text(self.text))
    }

    /// Links to publish the changes and to the weekly workload.
    pub fn action_links(&self) -> AnyView {
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

    /// The names of the parts of the plan with unpublished changes, so that they are known before
    /// any group is opened; `None` without any.
    pub fn unpublished_parts(&self) -> Option<AnyView> {
        let mut keys: Vec<&'static str> = self
            .changed
            .iter()
            .map(|group| group.heading_key())
            .collect();
        // All goals are of one part of the plan, and follow each other.
        keys.dedup();
        let parts: Vec<String> = keys.into_iter().map(|key| self.text.get(key)).collect();
        (!parts.is_empty()).then(|| {
            let words = self.text.format(
                "plan-edit-unpublished",
                &[("parts", parts.join(" · ").into())],
            );
            view! { <p>{words}</p> }.into_any()
        })
    }

    /// A group that its heading opens, with the number of its lines, and with a tag when it has
    /// unpublished changes.
    fn group_card(
        &self,
        group: LineGroup,
        heading: AnyView,
        count: usize,
        inside: AnyView,
    ) -> AnyView {
        let count = (count > 0).then(|| view! { <small class="muted">{count.to_string()}</small> });
        let is_open = self.open == Some(group);
        let tag = self.changed.contains(&group).then(|| {
            view! { <span class="tag attention">{self.text.get("plan-not-published")}</span> }
        });
        view! {
            <details class="card collapsible line-group" open=is_open>
                <summary>{heading}{count}{tag}</summary>
                {inside}
            </details>
        }
        .into_any()
    }

    /// The cards of all groups, in the order of the page.
    pub fn group_cards(&self) -> AnyView {
        // The heading of the goals, and the link to add one, are there without any goal, too.
        let others = self.groups.iter().filter(|group| !group.is_of_goals());
        let (before, after): (Vec<&LineGroup>, Vec<&LineGroup>) =
            others.partition(|group| **group < LineGroup::StepsWithoutGoal);
        let cards = |groups: Vec<&LineGroup>| {
            groups
                .into_iter()
                .map(|group| self.part_card(*group))
                .collect_view()
        };
        view! {
            {cards(before)}
            {self.goals_section()}
            {cards(after)}
        }
        .into_any()
    }

    /// The card of a group that is a part of the plan by itself.
    fn part_card(&self, group: LineGroup) -> AnyView {
        match group {
            LineGroup::Permanency => self.permanency_card(),
            LineGroup::Orders => view! {
                {self.lines_card(group)}
                {self.unmet_orders_notice()}
            }
            .into_any(),
            _ => self.lines_card(group),
        }
    }

    /// A group of lines whose heading is that of its part of the plan.
    fn lines_card(&self, group: LineGroup) -> AnyView {
        let heading = view! { <h2>{self.text.get(group.heading_key())}</h2> };
        let rows = self.line_rows(group);
        let count = rows.len();
        self.group_card(
            group,
            heading.into_any(),
            count,
            self.rows_and_links(group, rows),
        )
    }

    /// The rows of a group, and the links to add lines to it.
    fn rows_and_links(&self, group: LineGroup, rows: Vec<ListRow>) -> AnyView {
        let links = group
            .added_kinds()
            .iter()
            .map(|(kind, label)| {
                let page = paths::add_plan_item(self.family, *kind);
                // The page to add a step answers 404 without the goal in its address.
                let page = match group {
                    LineGroup::Goal(goal) => format!("{page}?goal={goal}"),
                    _ => page,
                };
                view! {
                    <a class="btn secondary" href=page>
                        {self.text.get(label)}
                    </a>
                }
            })
            .collect_view();
        view! {
            {link_list(rows)}
            <p class="row">{links}</p>
        }
        .into_any()
    }

    fn line_rows(&self, group: LineGroup) -> Vec<ListRow> {
        let mut lines: Vec<&VersionItem> = self
            .lines
            .iter()
            .filter(|(one, _)| *one == group)
            .map(|(_, line)| *line)
            .collect();
        // A goal before its steps, and what to do before whom to call.
        lines.sort_by_key(|line| {
            matches!(line.kind, PlanItemKind::Step | PlanItemKind::SafetyContact)
        });
        lines.into_iter().map(|line| self.line_row(line)).collect()
    }

    fn line_row(&self, line: &VersionItem) -> ListRow {
        let kind = match line.kind {
            PlanItemKind::FamilyGoal => Some("plan-one-family-goal-team"),
            PlanItemKind::AgencyGoal => Some("plan-one-goal"),
            PlanItemKind::SafetyContact => Some("plan-safety-call-team"),
            // The heading of the group says what the others are.
            _ => None,
        };
        let kind = kind.map(|key| self.text.get(key));
        let area = line.area.map(|area| area_label(self.text, area));
        let owner = line.owner.as_deref().map(isolate_bidi);
        ListRow {
            href: Some(paths::edit_plan_item(self.family, line.item_id)),
            title: self.render_text(line.text_id),
            small: [kind, area, owner]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            tag: line_groups::is_unpublished(&self.working.changes, line)
                .then(|| RowTag::attention(self.text.get("plan-not-published"))),
            ..ListRow::default()
        }
    }

    /// The permanency goals, and the link to change them.
    fn permanency_card(&self) -> AnyView {
        let (text, goals) = (self.text, &self.working.permanency_goals);
        // Shown without a goal too: the link below is the only way to set one.
        let facts = if goals.is_none() {
            view! { <p class="muted">{text.get("plan-heading-none")}</p> }.into_any()
        } else {
            permanency::permanency_facts(text, goals, &|id| self.render_text(id).into_any())
        };
        let heading = view! { <h2>{text.get("plan-heading")}</h2> };
        let inside = view! {
            {facts}
            {button_paragraph(paths::edit_permanency(self.family), text.get("plan-heading-edit"))}
        };
        self.group_card(
            LineGroup::Permanency,
            heading.into_any(),
            0,
            inside.into_any(),
        )
    }

    /// The goals with their steps, the steps without a goal, and a link to add a goal. Only a goal
    /// of the agency can be added: family goals are in the family's own words.
    fn goals_section(&self) -> AnyView {
        let cards = self
            .groups
            .iter()
            .filter_map(|group| match group {
                LineGroup::Goal(goal) => Some(self.goal_card(*group, *goal)),
                LineGroup::StepsWithoutGoal => Some(self.steps_without_goal()),
                _ => None,
            })
            .collect_view();
        view! {
            <h2>{self.text.get("plan-goals")}</h2>
            {cards}
            {button_paragraph(
                paths::add_plan_item(self.family, PlanItemKind::AgencyGoal),
                self.text.get("plan-add-goal"),
            )}
        }
        .into_any()
    }

    fn goal_card(&self, group: LineGroup, goal: ItemId) -> AnyView {
        let rows = self.line_rows(group);
        let words = self
            .working
            .items
            .iter()
            .find(|line| line.item_id == goal)
            .and_then(|line| self.render_text(line.text_id));
        let heading = view! { <h3>{words}</h3> };
        // The goal itself is a row too: a link inside a summary could not be tapped apart from it.
        let steps = rows.len().saturating_sub(1);
        self.group_card(
            group,
            heading.into_any(),
            steps,
            self.rows_and_links(group, rows),
        )
    }

    /// The steps without a goal, or whose goal was removed: no other link leads the worker to them.
    fn steps_without_goal(&self) -> AnyView {
        let rows = self.line_rows(LineGroup::StepsWithoutGoal);
        let heading = view! { <h3>{self.text.get("plan-steps-without-goal")}</h3> };
        let count = rows.len();
        self.group_card(
            LineGroup::StepsWithoutGoal,
            heading.into_any(),
            count,
            link_list(rows),
        )
    }

    /// A notice with the number of court orders that no step fulfills yet; `None` if there are
    /// none.
    fn unmet_orders_notice(&self) -> Option<AnyView> {
        let unmet_orders = line_groups::count_unmet_orders(&self.working.items);
        (unmet_orders > 0).then(|| {
            info_notice(
                self.text
                    .format("plan-orders-unmet", &[("count", unmet_orders.into())]),
            )
        })
    }
}
