//! Headings of the plan in the form for their reader: "Our plan" for a parent, "My plan" for a
//! youth, "The family's plan" for the rest of the team.

use model::id::FamilyId;
use model::plan::PlanItemKind;
use model::role::Role;

use crate::request::context::RequestContext;

/// Who reads a page of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanReader {
    /// A parent, guardian or Indian custodian.
    Family,
    Youth,
    /// Anyone on the team who does not belong to the family.
    Team,
}

/// The headings that have several forms: for the family, for a youth, for the team.
const HEADING_FORMS: [[&str; 3]; 17] = [
    ["plan-title", "plan-title-youth", "plan-title-team"],
    ["plan-empty", "plan-empty", "plan-empty-team"],
    ["plan-ours", "plan-ours", "plan-ours-team"],
    ["plan-ours-empty", "plan-ours-empty", "plan-ours-empty-team"],
    ["plan-strengths", "plan-strengths", "plan-strengths-team"],
    [
        "plan-family-goals",
        "plan-family-goals",
        "plan-family-goals-team",
    ],
    ["plan-needs", "plan-needs", "plan-needs-team"],
    ["plan-one-need", "plan-one-need", "plan-one-need-team"],
    [
        "plan-one-family-goal",
        "plan-one-family-goal",
        "plan-one-family-goal-team",
    ],
    ["plan-safety", "plan-safety", "plan-safety-team"],
    ["plan-safety-do", "plan-safety-do", "plan-safety-do-team"],
    [
        "plan-safety-call",
        "plan-safety-call",
        "plan-safety-call-team",
    ],
    [
        "plan-safety-empty",
        "plan-safety-empty",
        "plan-safety-empty-team",
    ],
    ["plan-children", "plan-children-youth", "plan-children"],
    [
        "plan-closure-after",
        "plan-closure-after",
        "plan-closure-after-team",
    ],
    ["plan-week", "plan-week", "plan-week-team"],
    ["team-title", "team-title-youth", "team-title-team"],
];

/// The message key of the title for a kind of line.
pub const fn item_title_key(kind: PlanItemKind) -> &'static str {
    match kind {
        PlanItemKind::OwnWords => "plan-ours",
        PlanItemKind::Strength => "plan-one-strength",
        PlanItemKind::Need => "plan-one-need",
        PlanItemKind::Worry => "plan-one-worry",
        PlanItemKind::ClosureCondition => "plan-one-change",
        PlanItemKind::FamilyGoal => "plan-one-family-goal",
        PlanItemKind::AgencyGoal => "plan-one-goal",
        PlanItemKind::Step => "plan-one-step",
        PlanItemKind::CourtOrder => "plan-one-order",
        PlanItemKind::SafetyAction => "plan-safety-do",
        PlanItemKind::SafetyContact => "plan-safety-call",
        PlanItemKind::WellBeing => "plan-one-well-being",
    }
}

impl PlanReader {
    pub const fn from_role(role: Role) -> Self {
        match role {
            Role::Youth => Self::Youth,
            role if role.is_family() => Self::Family,
            _ => Self::Team,
        }
    }

    /// The signed-in reader of this family's plan; `Team` for anyone who is not on its team.
    pub fn of(context: &RequestContext, family: FamilyId) -> Self {
        context
            .actor()
            .ok()
            .and_then(|actor| actor.membership_in(family).ok())
            .map_or(Self::Team, |team| Self::from_role(team.role))
    }

    /// The message key of a heading in the form for this reader. `heading` is the key of the form
    /// for the family; a heading with one form for all is returned as it is.
    pub fn heading_key(self, heading: &'static str) -> &'static str {
        HEADING_FORMS
            .iter()
            .find(|forms| forms[0] == heading)
            .map_or(heading, |forms| forms[self as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_youth_and_the_team_read_a_form_of_their_own() {
        let title = |role| PlanReader::from_role(role).heading_key("plan-title");
        assert_eq!(title(Role::Parent), "plan-title");
        assert_eq!(title(Role::Youth), "plan-title-youth");
        for role in [
            Role::Worker,
            Role::Supervisor,
            Role::Mentor,
            Role::Caregiver,
        ] {
            assert_eq!(title(role), "plan-title-team");
        }
        // One form for all.
        assert_eq!(PlanReader::Team.heading_key("plan-worries"), "plan-worries");
    }
}
