//! Rules for the tribe panel.

use super::access_rule::{
    AccessRule, NOBODY, TRIBAL_REPRESENTATIVE, TRIBE_READERS, WORKER, select_rule,
};

pub(super) fn tribe_rules() -> Vec<AccessRule> {
    [fact_rules(), entry_rules()].concat()
}

fn fact_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "child_tribe",
            "of the family, in its audience",
            "family_id = '{family}'",
            TRIBE_READERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, child_id, tribe, revision, written_by_id, written_at) \
                VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{child 1}', 'x', 1, \
                '{me}', now())",
        )
        .allow_update(
            "tribe asked_on asked_by notified_on notified_how answer answered_on preference \
                preference_followed good_cause_id revision written_by_id written_at",
            WORKER,
        ),
        // A row is inserted only in the name of the person who writes it.
        select_rule("child_tribe", "in somebody else's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, audience_id, child_id, tribe, revision, written_by_id, written_at) \
                VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{child 1}', 'x', 1, \
                '{other}', now())",
        ),
        select_rule(
            "child_tribe_version",
            "of the family",
            "family_id = '{family}'",
            WORKER,
        )
        .allow_insert(
            WORKER,
            "(child_tribe_id, revision, family_id, written_at) VALUES ('{tribe 1}', 2, \
                '{family}', now())",
        ),
        // Only what a row was: not what it is, and not what it will be.
        select_rule("child_tribe_version", "of the future", "false", NOBODY).allow_insert(
            NOBODY,
            "(child_tribe_id, revision, family_id, written_at) VALUES ('{tribe 1}', 3, \
                '{family}', now())",
        ),
    ]
}

fn entry_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "tribe_entry",
            "an active effort",
            "family_id = '{family}' AND kind = 'active_effort'",
            TRIBE_READERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, child_tribe_id, kind, day, text_id, author_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{tribe 1}', 'active_effort', '2020-01-01', \
                '{mine}', '{me}', now())",
        )
        .allow_update("withdrawn_at withdrawn_by_id", WORKER),
        select_rule(
            "tribe_entry",
            "words of the tribe",
            "family_id = '{family}' AND kind = 'tribe_words'",
            TRIBE_READERS,
        )
        .allow_insert(
            TRIBAL_REPRESENTATIVE,
            "(id, family_id, child_tribe_id, kind, day, text_id, author_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{tribe 1}', 'tribe_words', '2020-01-01', \
                '{mine}', '{me}', now())",
        )
        .allow_update("withdrawn_at withdrawn_by_id", TRIBAL_REPRESENTATIVE),
        select_rule("tribe_entry", "in somebody else's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, child_tribe_id, kind, day, text_id, author_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{tribe 1}', 'active_effort', '2020-01-01', \
                '{mine}', '{other}', now())",
        ),
    ]
}
