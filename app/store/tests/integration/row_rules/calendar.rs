//! Rules for events and what belongs to them.

use super::access_rule::{AUDIENCE_MEMBERS, AccessRule, select_rule};

pub(super) fn calendar_rules() -> Vec<AccessRule> {
    let of_family = "event_id IN (SELECT v.id FROM event v WHERE v.family_id = '{family}')";
    vec![
        select_rule(
            "event",
            "a date",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "event_place",
            "where it is",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule("event_detail", "what to know", of_family, AUDIENCE_MEMBERS),
    ]
}
