//! The groups in which the page to edit a plan shows the lines of the working copy.

use model::id::ItemId;
use model::plan::PlanItemKind;
use store::plan::unpublished_changes::WorkingCopy;
use store::plan::version_diff::{PlanItemChange, VersionItem};

/// What one summary of the page opens, in the order of the parts of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineGroup {
    Strengths,
    /// Both permanency goals, which are not lines.
    Permanency,
    /// A goal with its steps.
    Goal(ItemId),
    StepsWithoutGoal,
    Children,
    Needs,
    Worries,
    Closure,
    Orders,
    Safety,
}

impl LineGroup {
    /// The group of a line that is in the working copy, or was removed from it. `items` are the
    /// lines of the working copy. `None` for own words: only their author may edit them, so a link
    /// would lead to a 404.
    pub fn of_line(line: &VersionItem, items: &[VersionItem]) -> Option<Self> {
        Some(match line.kind {
            PlanItemKind::OwnWords => return None,
            PlanItemKind::Strength => Self::Strengths,
            PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal => Self::Goal(line.item_id),
            // A proposal that was accepted as a step has no goal until a worker chooses one. A goal
            // that was removed has no group in which its steps could be found.
            PlanItemKind::Step => line
                .goal_id
                .filter(|goal| items.iter().any(|item| item.item_id == *goal))
                .map_or(Self::StepsWithoutGoal, Self::Goal),
            PlanItemKind::WellBeing => Self::Children,
            PlanItemKind::Need => Self::Needs,
            PlanItemKind::Worry => Self::Worries,
            PlanItemKind::ClosureCondition => Self::Closure,
            PlanItemKind::CourtOrder => Self::Orders,
            PlanItemKind::SafetyAction | PlanItemKind::SafetyContact => Self::Safety,
        })
    }

    /// True for the groups below the heading of the goals.
    pub const fn is_of_goals(self) -> bool {
        matches!(self, Self::Goal(_) | Self::StepsWithoutGoal)
    }

    /// The message key of the heading of the part of the plan.
    pub const fn heading_key(self) -> &'static str {
        match self {
            Self::Strengths => "plan-strengths-team",
            Self::Permanency => "plan-heading",
            Self::Goal(_) | Self::StepsWithoutGoal => "plan-goals",
            Self::Children => "plan-children",
            Self::Needs => "plan-needs-team",
            Self::Worries => "plan-worries",
            Self::Closure => "plan-changes",
            Self::Orders => "plan-orders",
            Self::Safety => "plan-safety-team",
        }
    }

    /// The kinds of lines that can be added to the group, each with the message key of its link.
    /// Only a goal of the agency can be added: family goals are in the family's own words.
    pub const fn added_kinds(self) -> &'static [(PlanItemKind, &'static str)] {
        match self {
            Self::Strengths => &[(PlanItemKind::Strength, "plan-add-strength")],
            Self::Goal(_) => &[(PlanItemKind::Step, "plan-add-step")],
            Self::Children => &[(PlanItemKind::WellBeing, "plan-add-well-being")],
            Self::Needs => &[(PlanItemKind::Need, "plan-add-need")],
            Self::Worries => &[(PlanItemKind::Worry, "plan-add-worry")],
            Self::Closure => &[(PlanItemKind::ClosureCondition, "plan-add-change")],
            Self::Orders => &[(PlanItemKind::CourtOrder, "plan-add-order")],
            Self::Safety => &[
                (PlanItemKind::SafetyAction, "plan-add-safety-do"),
                (PlanItemKind::SafetyContact, "plan-add-safety-call"),
            ],
            // The permanency goals have a form of their own, and every step is added to a goal.
            Self::Permanency | Self::StepsWithoutGoal => &[],
        }
    }
}

/// The groups with unpublished changes, in the order of their parts, each once. A line that was
/// removed from the working copy counts in the group that it was in.
pub fn changed_groups(working: &WorkingCopy) -> Vec<LineGroup> {
    let lines = working.changes.iter().filter_map(|change| match change {
        PlanItemChange::Added(line)
        | PlanItemChange::Removed(line)
        | PlanItemChange::Changed(_, line) => LineGroup::of_line(line, &working.items),
    });
    let permanency =
        (working.permanency_goals != working.old_permanency_goals).then_some(LineGroup::Permanency);
    let mut groups: Vec<LineGroup> = lines.chain(permanency).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
}

/// The groups of the page, in its order. Those of parts without lines are there too, because the
/// links to add lines are in them.
pub fn page_groups(items: &[VersionItem], has_permanency: bool) -> Vec<LineGroup> {
    let mut groups = vec![LineGroup::Strengths];
    if has_permanency {
        groups.push(LineGroup::Permanency);
    }
    // In the order of the plan, not of their ids.
    groups.extend(
        items
            .iter()
            .filter(|line| is_goal(line.kind))
            .map(|line| LineGroup::Goal(line.item_id)),
    );
    if items
        .iter()
        .any(|line| LineGroup::of_line(line, items) == Some(LineGroup::StepsWithoutGoal))
    {
        groups.push(LineGroup::StepsWithoutGoal);
    }
    groups.extend([
        LineGroup::Children,
        LineGroup::Needs,
        LineGroup::Worries,
        LineGroup::Closure,
        LineGroup::Orders,
        LineGroup::Safety,
    ]);
    groups
}

/// The group that is open at first: the first of the page with unpublished changes, else the first
/// goal. `None` for a plan without goals in which nothing changed.
pub fn open_group(page: &[LineGroup], changed: &[LineGroup]) -> Option<LineGroup> {
    // A removed goal has a change, but no group on the page.
    page.iter()
        .find(|group| changed.contains(group))
        .or_else(|| {
            page.iter()
                .find(|group| matches!(group, LineGroup::Goal(_)))
        })
        .copied()
}

/// True for a line that is new or changed since the newest version.
pub fn is_unpublished(changes: &[PlanItemChange], line: &VersionItem) -> bool {
    changes.iter().any(|change| match change {
        PlanItemChange::Added(new) | PlanItemChange::Changed(_, new) => new.item_id == line.item_id,
        // A removed line is not in the working copy and so has no row.
        PlanItemChange::Removed(_) => false,
    })
}

/// The number of court orders in the working copy that no step of it fulfills.
pub fn count_unmet_orders(items: &[VersionItem]) -> usize {
    // A new step meets its order here as soon as it is saved, while the family still reads that the
    // order has no step.
    items
        .iter()
        .filter(|line| line.kind == PlanItemKind::CourtOrder)
        .filter(|order| {
            !items
                .iter()
                .any(|step| step.order_id == Some(order.item_id))
        })
        .count()
}

/// True for a goal of the family or of the agency.
const fn is_goal(kind: PlanItemKind) -> bool {
    matches!(kind, PlanItemKind::FamilyGoal | PlanItemKind::AgencyGoal)
}
