//! Rules for what statutory clocks need: case dates, holidays, and days that family members keep.

use super::access_rule::{
    AGENCY_MEMBERS, AUDIENCE_MEMBERS, AccessRule, FAMILY_MEMBERS, NOBODY, PARENT, WORKER,
    select_rule,
};

pub(super) fn clock_rules() -> Vec<AccessRule> {
    vec![
        // The first row is a removal: what is imported.
        select_rule(
            "case_date",
            "that was imported",
            "family_id = '{family}' AND created_by_id IS NULL",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, child_id, kind, day, created_by_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{child 1}', 'removal', \
                '2020-01-01', '{me}', now())",
        ),
        select_rule(
            "case_date",
            "that a worker noted",
            "family_id = '{family}' AND created_by_id IS NOT NULL",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, child_id, kind, day, created_by_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{child 1}', 'review_held', \
                '2020-02-02', '{me}', now())",
        )
        .allow_update("withdrawn_at withdrawn_by_id", WORKER),
        // Not with other readers than the case has.
        select_rule("case_date", "for other readers", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, audience_id, child_id, kind, day, created_by_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 2}', '{child 1}', 'review_held', \
                '2020-02-02', '{me}', now())",
        ),
        select_rule(
            "agency_holiday",
            "of one's own agency",
            "name = 'holiday a'",
            AGENCY_MEMBERS,
        ),
        select_rule(
            "family_observance",
            "of the parent",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, name, first_day, last_day, created_by_id, created_at) \
                VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', '2030-01-01', \
                '2030-01-01', '{me}', now())",
        )
        .allow_delete(PARENT),
        // A family member names only days that they keep themselves.
        select_rule(
            "family_observance",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, name, first_day, last_day, created_by_id, created_at) \
                VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', '2030-01-01', \
                '2030-01-01', '{other}', now())",
        ),
    ]
}
