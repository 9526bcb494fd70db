//! Rules for a young person's budget, skills, services and credit reports.

use super::access_rule::{
    AccessRule, ActorSet, NOBODY, TRANSITION_ADULTS, TRANSITION_OWNER, WORKER, select_rule,
};

// The agency keeps services and credit reports by law: the part `money` of the probe is private.
const OWNER_AND_WORKER: ActorSet = ActorSet("its owner, worker", &["youth", "worker"]);

pub(super) fn transition_money_rules() -> Vec<AccessRule> {
    [
        own_rules(),
        service_rules(),
        dispute_rules(),
        credit_rules(),
    ]
    .concat()
}

fn own_rules() -> Vec<AccessRule> {
    vec![
        // The part `budget` of the probe is released to the team.
        select_rule(
            "transition_budget_line",
            "of a budget that is released to the team",
            "family_id = '{family}' AND removed_at IS NULL",
            TRANSITION_ADULTS,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, direction, item, cents, created_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', 'in', 'job', 1, now())",
        )
        .allow_update("item name cents revision removed_at", TRANSITION_OWNER),
        select_rule(
            "transition_budget_line",
            "that was removed",
            "family_id = '{family}' AND removed_at IS NOT NULL",
            TRANSITION_OWNER,
        )
        .allow_update("item name cents revision removed_at", TRANSITION_OWNER),
        select_rule(
            "transition_skill",
            "of a checklist that is private",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, skill, family_id, state, changed_at) VALUES \
                ('{me}', 'ride_bus', '{family}', 'can', now())",
        )
        .allow_update("family_id state changed_at", TRANSITION_OWNER),
    ]
}

fn service_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_service",
            "that a worker recorded",
            "family_id = '{family}' AND recorded_by_id <> owner_id",
            OWNER_AND_WORKER,
        )
        .allow_insert(
            OWNER_AND_WORKER,
            "(id, owner_id, family_id, kind, began_on, recorded_by_id, recorded_at) VALUES \
                (gen_random_uuid(), 'a1000000-0000-7000-8000-000000000004', '{family}', 'health', \
                '2020-01-01', '{me}', now())",
        )
        .allow_update("removed_at removed_by_id", WORKER),
        select_rule(
            "transition_service",
            "that the owner recorded",
            "family_id = '{family}' AND recorded_by_id = owner_id",
            OWNER_AND_WORKER,
        )
        .allow_update("removed_at removed_by_id", TRANSITION_OWNER),
        // The recorder is named, and records for a youth of the family.
        select_rule(
            "transition_service",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, owner_id, family_id, kind, began_on, recorded_by_id, recorded_at) VALUES \
                (gen_random_uuid(), 'a1000000-0000-7000-8000-000000000004', '{family}', 'health', \
                '2020-01-01', '{other}', now())",
        ),
        select_rule("transition_service", "of an adult", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, owner_id, family_id, kind, began_on, recorded_by_id, recorded_at) VALUES \
                (gen_random_uuid(), 'a1000000-0000-7000-8000-000000000001', '{family}', 'health', \
                '2020-01-01', '{me}', now())",
        ),
    ]
}

fn dispute_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_service_dispute",
            "of a service that a worker recorded",
            "owner_id = 'a1000000-0000-7000-8000-000000000004'",
            OWNER_AND_WORKER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(service_id, owner_id, said_at) SELECT s.id, '{me}'::uuid, now() FROM transition_service s \
                WHERE s.recorded_by_id <> s.owner_id",
        )
        .allow_update("said_at taken_back_at", TRANSITION_OWNER),
        // What the owner recorded themself is removed instead.
        select_rule(
            "transition_service_dispute",
            "of a service that the owner recorded",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(service_id, owner_id, said_at) SELECT s.id, '{me}'::uuid, now() FROM transition_service s \
                WHERE s.recorded_by_id = s.owner_id",
        ),
    ]
}

fn credit_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_credit",
            "that a worker recorded",
            "family_id = '{family}' AND recorded_by_id <> owner_id",
            OWNER_AND_WORKER,
        )
        .allow_insert(
            OWNER_AND_WORKER,
            "(id, owner_id, family_id, age, step, day, recorded_by_id, recorded_at) VALUES \
                (gen_random_uuid(), 'a1000000-0000-7000-8000-000000000004', '{family}', 17, \
                'asked', '2020-01-01', '{me}', now())",
        )
        .allow_update("removed_at removed_by_id", WORKER),
        select_rule(
            "transition_credit",
            "that the owner recorded",
            "family_id = '{family}' AND recorded_by_id = owner_id",
            OWNER_AND_WORKER,
        )
        .allow_update("removed_at removed_by_id", TRANSITION_OWNER),
        select_rule(
            "transition_credit",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, owner_id, family_id, age, step, day, recorded_by_id, recorded_at) VALUES \
                (gen_random_uuid(), 'a1000000-0000-7000-8000-000000000004', '{family}', 17, \
                'asked', '2020-01-01', '{other}', now())",
        ),
    ]
}
