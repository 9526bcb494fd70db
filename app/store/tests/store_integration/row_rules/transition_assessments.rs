//! Rules for needs assessments, which only an import writes.

use super::access_rule::{AccessRule, ActorSet, select_rule};

const OWNER_AND_AGENCY: ActorSet = ActorSet(
    "its owner, worker, supervisor",
    &["youth", "worker", "supervisor"],
);

pub(super) fn transition_assessment_rules() -> Vec<AccessRule> {
    vec![select_rule(
        "transition_assessment",
        "of the family",
        "family_id = '{family}'",
        OWNER_AND_AGENCY,
    )]
}
