//! Rules for the areas of a transition plan: answers, drafts and steps.

use super::access_rule::{
    AccessRule, NOBODY, PART_READERS_BY_LAW, TRANSITION_OWNER as OWNER, select_rule,
};

pub(super) fn transition_area_rules() -> Vec<AccessRule> {
    [answer_rules(), draft_rules(), step_rules()].concat()
}

fn answer_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_answer",
            "of a part that the law requires",
            "family_id = '{family}' AND part = 'housing'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            OWNER,
            "(owner_id, part, question, family_id, language, body, revision, written_at) VALUES \
                ('{me}', 'work', 'now', '{family}', 'en', 'x', 1, now())",
        )
        .allow_update("language body revision written_at", OWNER),
        select_rule(
            "transition_answer",
            "of a part that is not released",
            "family_id = '{family}' AND part = 'money'",
            OWNER,
        )
        .allow_update("language body revision written_at", OWNER),
        // Only the youth writes in their name.
        select_rule("transition_answer", "of another person", "false", NOBODY).allow_insert(
            NOBODY,
            "(owner_id, part, question, family_id, language, body, revision, written_at) VALUES \
                ('{other}', 'work', 'now', '{family}', 'en', 'x', 1, now())",
        ),
        select_rule(
            "transition_answer_revision",
            "of the family",
            "family_id = '{family}'",
            OWNER,
        )
        .allow_insert(
            OWNER,
            "(owner_id, part, question, revision, family_id, language, body, written_at) VALUES \
                ('{me}', 'work', 'now', 1, '{family}', 'en', 'x', now())",
        ),
    ]
}

fn draft_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_draft",
            "of the family",
            "family_id = '{family}'",
            OWNER,
        )
        .allow_insert(
            OWNER,
            "(id, owner_id, part, question, family_id, base_revision, sequence, is_open, language, \
                body, written_at) VALUES (gen_random_uuid(), '{me}', 'work', 'now', '{family}', 0, \
                1, true, 'en', 'x', now())",
        )
        .allow_update(
            "base_revision sequence is_open language body written_at",
            OWNER,
        )
        .allow_delete(OWNER),
    ]
}

fn step_rules() -> Vec<AccessRule> {
    const COLUMNS: &str =
        "language body helper_name helper_id due_on is_done is_removed revision written_at";
    vec![
        select_rule(
            "transition_step",
            "of a part that the law requires",
            "family_id = '{family}' AND part = 'housing' AND NOT is_removed",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            OWNER,
            "(id, owner_id, part, family_id, language, body, is_done, is_removed, revision, \
                written_at) VALUES (gen_random_uuid(), '{me}', 'work', '{family}', 'en', 'x', \
                false, false, 1, now())",
        )
        .allow_update(COLUMNS, OWNER),
        select_rule(
            "transition_step",
            "that its owner took out",
            "family_id = '{family}' AND is_removed",
            OWNER,
        )
        .allow_update(COLUMNS, OWNER),
        select_rule(
            "transition_step",
            "of a part that is not released",
            "family_id = '{family}' AND part = 'money'",
            OWNER,
        )
        .allow_update(COLUMNS, OWNER),
        select_rule(
            "transition_step_revision",
            "of the family",
            "step_id = 'af000000-0000-7000-8000-000000000051'",
            OWNER,
        )
        .allow_insert(
            OWNER,
            "(step_id, revision, owner_id, language, body, is_done, is_removed, written_at) VALUES \
                ('af000000-0000-7000-8000-000000000051', 1, '{me}', 'en', 'x', false, false, now())",
        ),
    ]
}
