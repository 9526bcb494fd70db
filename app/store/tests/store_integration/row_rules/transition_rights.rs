//! Rules for the rights of a young person, their questions, and what they keep about staying in
//! care.

use super::access_rule::{
    AccessRule, ActorSet, NOBODY, PART_READERS_BY_LAW, TRANSITION_OWNER, WORKER, select_rule,
};

// The words of a question are not for the tribal representative.
const OWNER_WORKER_SUPERVISOR: ActorSet = ActorSet(
    "its owner, worker, supervisor",
    &["youth", "worker", "supervisor"],
);

pub(super) fn transition_rights_rules() -> Vec<AccessRule> {
    [list_rules(), question_rules(), answer_rules(), own_rules()].concat()
}

fn list_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_right",
            "of the family",
            "family_id = '{family}'",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, kind, family_id, understood, changed_at) VALUES \
                ('{me}', 'safety', '{family}', true, now())",
        )
        .allow_update("family_id understood changed_at", TRANSITION_OWNER),
        select_rule(
            "transition_rights_signature",
            "that holds",
            "family_id = '{family}' AND taken_back_at IS NULL",
            PART_READERS_BY_LAW,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, list_version, signed_on, written_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', '1', '2020-01-01', now())",
        )
        .allow_update("taken_back_at", TRANSITION_OWNER),
        select_rule(
            "transition_rights_signature",
            "that was taken back",
            "family_id = '{family}' AND taken_back_at IS NOT NULL",
            TRANSITION_OWNER,
        )
        .allow_update("taken_back_at", TRANSITION_OWNER),
    ]
}

fn question_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_right_question",
            "without an answer",
            "family_id = '{family}' AND body = 'open'",
            OWNER_WORKER_SUPERVISOR,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, kind, language, body, asked_at, answer_due) VALUES \
                (gen_random_uuid(), '{me}', '{family}', 'safety', 'en', 'x', now(), current_date)",
        )
        .allow_update("language body taken_back_at", TRANSITION_OWNER),
        // It does not change any more.
        select_rule(
            "transition_right_question",
            "with an answer",
            "family_id = '{family}' AND body = 'answered'",
            OWNER_WORKER_SUPERVISOR,
        ),
        select_rule(
            "transition_right_question",
            "that was taken back",
            "family_id = '{family}' AND body = 'taken back'",
            TRANSITION_OWNER,
        )
        .allow_update("language body taken_back_at", TRANSITION_OWNER),
    ]
}

fn answer_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_right_answer",
            "of the family",
            "family_id = '{family}'",
            OWNER_WORKER_SUPERVISOR,
        )
        .allow_insert(
            WORKER,
            "(question_id, owner_id, family_id, language, body, answered_by_id, answered_at) \
                SELECT q.id, q.owner_id, q.family_id, 'en', 'x', '{me}'::uuid, now() FROM \
                transition_right_question q WHERE q.family_id = '{family}' AND q.body = 'open'",
        ),
        // The worker who answers is named.
        select_rule(
            "transition_right_answer",
            "in another person's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(question_id, owner_id, family_id, language, body, answered_by_id, answered_at) \
                SELECT q.id, q.owner_id, q.family_id, 'en', 'x', '{other}'::uuid, now() FROM \
                transition_right_question q WHERE q.family_id = '{family}' AND q.body = 'open'",
        ),
    ]
}

fn own_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_letter",
            "of the youth",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(owner_id, kind, family_id, english, language, own_words, revision, written_at) \
                VALUES ('{me}', 'come_back', '{family}', 'x', 'en', '', 1, now())",
        )
        .allow_update(
            "english language own_words revision written_at",
            TRANSITION_OWNER,
        ),
        select_rule(
            "transition_stay_request",
            "of the youth",
            "family_id = '{family}'",
            TRANSITION_OWNER,
        )
        .allow_insert(
            TRANSITION_OWNER,
            "(id, owner_id, family_id, kind, asked_on, asked_whom, written_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', 'stay', '2020-01-01', 'x', now())",
        )
        .allow_update("removed_at", TRANSITION_OWNER),
    ]
}
