//! Rules for the base of the transition plan: whose it is, its dates, and who sees each part.

use super::access_rule::{
    AccessRule, ActorSet, NOBODY, PART_READERS_BY_LAW, TRANSITION_ADULTS, TRANSITION_OWNER, WORKER,
    select_rule,
};

/// The caregiver of the probe is named in a release.
const OWNER_AND_NAMED: ActorSet = ActorSet(
    "the owner, the adults who are named",
    &["youth", "caregiver"],
);
const OWNER_AND_WORKER: ActorSet = ActorSet("the owner, worker", &["youth", "worker"]);

pub(super) fn transition_base_rules() -> Vec<AccessRule> {
    [owner_rules(), release_rules(), part_rules()].concat()
}

fn owner_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_youth",
            "of the family",
            "family_id = '{family}'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, family_id, created_at) VALUES ('{me}', '{family}', now())",
        )
        .allow_update("family_id", TRANSITION_OWNER),
        // A worker writes dates before the youth has written anything.
        select_rule("transition_youth", "of the family's youth", "false", NOBODY).allow_insert(
            OWNER_AND_WORKER,
            "(owner_id, family_id, created_at) VALUES \
                ('a1000000-0000-7000-8000-000000000004', '{family}', now())",
        ),
        select_rule(
            "transition_dates",
            "of the family",
            "family_id = '{family}'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            WORKER,
            "(owner_id, revision, family_id, written_by_id, written_at) VALUES \
                ('a1000000-0000-7000-8000-000000000004', 9, '{family}', '{me}', now())",
        ),
        // The writer is named, and writes about a youth of the family.
        select_rule(
            "transition_dates",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(owner_id, revision, family_id, written_by_id, written_at) VALUES \
                ('a1000000-0000-7000-8000-000000000004', 9, '{family}', '{other}', now())",
        ),
        select_rule("transition_dates", "of an adult", "false", NOBODY).allow_insert(
            NOBODY,
            "(owner_id, revision, family_id, written_by_id, written_at) VALUES \
                ('a1000000-0000-7000-8000-000000000001', 9, '{family}', '{me}', now())",
        ),
        select_rule(
            "transition_note",
            "of the family",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, part, family_id, language, body, revision, written_at) VALUES \
                ('{me}', 'skills', '{family}', 'en', 'x', 1, now())",
        )
        .allow_update("language body revision written_at", TRANSITION_OWNER),
    ]
}

fn release_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_release",
            "of the family",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, part, revision, release, created_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', 'money', 9, 'private', now())",
        ),
        // A release is its owner's.
        select_rule("transition_release", "of another person", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, owner_id, family_id, part, revision, release, created_at) VALUES \
                (gen_random_uuid(), '{other}', '{family}', 'money', 9, 'team', now())",
        ),
        select_rule(
            "transition_release_reader",
            "of the family",
            "release_id = 'af000000-0000-7000-8000-000000000004'",
            OWNER_AND_NAMED,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(release_id, person_id, owner_id, name) VALUES \
                ('af000000-0000-7000-8000-000000000004', \
                'a1000000-0000-7000-8000-000000000008', '{me}', 'x')",
        ),
    ]
}

fn part_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_part",
            "that the law requires",
            "family_id = '{family}' AND part = 'housing'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, part, family_id, release, release_id, revision) VALUES \
                ('{me}', 'skills', '{family}', 'private', \
                'af000000-0000-7000-8000-000000000006', 1)",
        )
        .allow_update("family_id release release_id revision", TRANSITION_OWNER),
        // A part shows nothing else than what its choice says.
        select_rule("transition_part", "of another choice", "false", NOBODY).allow_insert(
            NOBODY,
            "(owner_id, part, family_id, release, release_id, revision) VALUES \
                ('{me}', 'skills', '{family}', 'team', \
                'af000000-0000-7000-8000-000000000006', 1)",
        ),
        select_rule(
            "transition_part",
            "private",
            "family_id = '{family}' AND part = 'money'",
            TRANSITION_OWNER,
        )
        .allow_update("family_id revision", TRANSITION_OWNER),
        select_rule(
            "transition_part",
            "released by name",
            "family_id = '{family}' AND part = 'people'",
            OWNER_AND_NAMED,
        )
        .allow_update("family_id revision", TRANSITION_OWNER),
        select_rule(
            "transition_part",
            "released to the team",
            "family_id = '{family}' AND part = 'budget'",
            TRANSITION_ADULTS,
        )
        .allow_update("family_id revision", TRANSITION_OWNER),
    ]
}
