//! Rules for the plans of family time and their visits.

use super::access_rule::{AccessRule, ActorSet, NOBODY, RECORD_READERS, WORKER, select_rule};

const WORKER_AND_CAREGIVER: ActorSet = ActorSet("worker, caregiver", &["caregiver", "worker"]);

pub(super) fn family_time_rules() -> Vec<AccessRule> {
    let mut rules = plan_rules();
    rules.extend(visit_rules());
    rules
}

fn plan_rules() -> Vec<AccessRule> {
    let of_plan = "plan_id IN (SELECT p.id FROM family_time_plan p WHERE p.family_id = '{family}')";
    vec![
        select_rule(
            "family_time_plan",
            "of the family",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, level, often_id, created_by_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', 'monitored', \
                'a3000000-0000-7000-8000-000000000001', '{me}', now())",
        )
        .allow_update(
            "audience_id level supervisor_id contact_id confirm often_id transport_id next_id \
                ended revision",
            WORKER,
        ),
        // A worker who adds a plan is named as its author.
        select_rule(
            "family_time_plan",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, level, often_id, created_by_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', 'monitored', \
                'a3000000-0000-7000-8000-000000000001', '{other}', now())",
        ),
        select_rule("family_time_child", "with whom", of_plan, RECORD_READERS)
            .allow_insert(
                WORKER,
                "(plan_id, child_id) VALUES ('ad000000-0000-7000-8000-000000000001', \
                    'a7000000-0000-7000-8000-000000000001')",
            )
            .allow_delete(WORKER),
        select_rule(
            "family_time_place",
            "where it is",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(plan_id, family_id, audience_id, place) VALUES \
                ('ad000000-0000-7000-8000-000000000001', '{family}', '{audience 1}', 'x')",
        )
        .allow_delete(WORKER),
        select_rule(
            "family_time_change",
            "of a plan",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(id, plan_id, family_id, act, revision, created_by_id, created_at, since) VALUES \
                (gen_random_uuid(), 'ad000000-0000-7000-8000-000000000001', '{family}', \
                'change', 1, '{me}', now(), '2020-01-01')",
        ),
        select_rule(
            "family_time_version",
            "before a change",
            "family_id = '{family}'",
            WORKER,
        )
        .allow_insert(
            WORKER,
            "(change_id, plan_id, family_id, audience_id, level, often_id) VALUES \
                ('ae000000-0000-7000-8000-000000000001', \
                'ad000000-0000-7000-8000-000000000001', '{family}', '{audience 1}', 'monitored', \
                'a3000000-0000-7000-8000-000000000001')",
        ),
    ]
}

fn visit_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "family_time_visit",
            "of a plan",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(event_id, family_id, plan_id) VALUES ('aa000000-0000-7000-8000-000000000001', \
                '{family}', 'ad000000-0000-7000-8000-000000000001')",
        )
        .allow_delete(WORKER),
        select_rule(
            "family_time_outcome",
            "of a visit that was held",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(event_id, family_id, outcome, created_by_id, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{family}', 'held', '{me}', now())",
        )
        .allow_update(
            "outcome minutes cancelled_by text_id revision created_by_id created_at",
            WORKER,
        ),
        // A caregiver cancels in their own name only.
        select_rule(
            "family_time_outcome",
            "cancelled by a caregiver",
            "false",
            NOBODY,
        )
        .allow_insert(
            WORKER_AND_CAREGIVER,
            "(event_id, family_id, outcome, cancelled_by, created_by_id, created_at) VALUES \
                    ('aa000000-0000-7000-8000-000000000001', '{family}', 'cancelled', \
                    'caregiver', '{me}', now())",
        ),
        select_rule("event_change", "a visit that is cancelled", "false", NOBODY).allow_insert(
            WORKER_AND_CAREGIVER,
            "(id, event_id, family_id, act, revision, created_by_id, created_at, since) VALUES \
                (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000003', '{family}', 'cancel', \
                1, '{me}', now(), '2020-01-01')",
        ),
        select_rule("event_change", "a visit that takes place", "false", NOBODY).allow_insert(
            WORKER,
            "(id, event_id, family_id, act, revision, created_by_id, created_at, since) VALUES \
                (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', '{family}', 'cancel', \
                0, '{me}', now(), '2020-01-01')",
        ),
    ]
}
