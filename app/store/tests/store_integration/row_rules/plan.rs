//! Rules for the plan and its texts, replies and reviews.

use super::access_rule::{
    AUDIENCE_MEMBERS, AUTHOR, AccessRule, ActorSet, FAMILY_MEMBERS, FAMILY_WORKER_SUPERVISOR,
    INTERPRETER, NOBODY, ONESELF, RECORD_READERS, WHOLE_TEAM, WORKER, select_rule,
};
use super::progress::progress_rules;

/// Every column that a worker may update in a plan item, except its text and its audience.
const WORKER_PLAN_COLUMNS: &str = "goal_id order_id prerequisite_id benchmark_text_id \
    progress_text_id owner_id owed_by_agency due minutes trips weekday starts ends state revision \
    removed why_id changed_at";

pub(super) fn plan_rules() -> Vec<AccessRule> {
    [
        text_rules(),
        text_interpretation_rules(),
        plan_head_rules(),
        plan_item_rules(),
        own_words_rules(),
        version_rules(),
        revision_rules(),
        reply_rules(),
        progress_rules(),
        child_rules(),
    ]
    .concat()
}

fn text_rules() -> Vec<AccessRule> {
    vec![
        select_rule("text", "a worker's", "id = '{text 01}'", AUDIENCE_MEMBERS)
            .allow_insert(
                ActorSet("who is in its audience, in their own name", WHOLE_TEAM.1),
                "(id, family_id, audience_id, language, body, author_id, entered_by_agency, \
                    created_at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', \
                    '{me}', false, now())",
            )
            .allow_update("audience_id", WORKER),
        select_rule(
            "text",
            "of a family member",
            "id = '{text 40}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, language, body, author_id, entered_by_agency, \
                created_at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', \
                '{other}', false, now())",
        ),
        // Written by imports, by other systems of the agency and by a function, which checks who
        // may translate; a request can only ask for a translation.
        select_rule(
            "translation",
            "of a text",
            "text_id = '{text 01}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "translation_request",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            AUDIENCE_MEMBERS,
            "(text_id, language, person_id, created_at, asked_on, answer_due) VALUES \
                ('{text 01}', 'ar', '{me}', now(), alongside_today(), alongside_today() + 7)",
        ),
        // The date by which the team owes the translation is not the asker's to choose.
        select_rule(
            "translation_request",
            "another person's",
            "person_id = '{other}'",
            WORKER,
        )
        .allow_insert(
            NOBODY,
            "(text_id, language, person_id, created_at, asked_on, answer_due) VALUES \
                ('{text 01}', 'ar', '{me}', now(), '2020-01-01', '2020-01-08')",
        ),
    ]
}

fn text_interpretation_rules() -> Vec<AccessRule> {
    vec![
        // Text 1 was requested by everyone, and is in the audience of everyone on the team.
        select_rule(
            "text_interpretation",
            "one that waits",
            "text_id = '{text 40}'",
            ActorSet(
                "who asked, worker, its interpreter",
                &["parent", "worker", "interpreter"],
            ),
        )
        .allow_insert(
            ActorSet("who asked", AUDIENCE_MEMBERS.1),
            "(id, text_id, language) VALUES (gen_random_uuid(), '{text 01}', 'hmn')",
        )
        .allow_update("claimed_by", INTERPRETER),
        select_rule(
            "text_interpretation",
            "one that is taken",
            "text_id = '{text 30}'",
            ActorSet(
                "who asked, worker, its interpreter",
                &["parent", "worker", "interpreter"],
            ),
        )
        // Anyone who asks cannot be the interpreter at once.
        .allow_insert(
            NOBODY,
            "(id, text_id, language, claimed_by) VALUES (gen_random_uuid(), '{text 01}', 'hmn', \
                '{me}')",
        )
        .allow_update("claimed_by", INTERPRETER),
        // No actor puts a text into the queue that is not requested.
        select_rule("text_interpretation", "of another text", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, text_id, language) VALUES (gen_random_uuid(), '{text 01}', 'so')",
        ),
        // A job sends them. Whether one parent was reached is not for the other one to know.
        select_rule(
            "translation_notification",
            "all",
            "text_id = '{text 01}'",
            NOBODY,
        ),
    ]
}

fn plan_head_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan",
            "its head",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(family_id, audience_id, version, since) VALUES ('{family}', \
                '{audience 1}', 0, '2020-01-01')",
        )
        .allow_update(
            "version since permanency permanency_since permanency_by permanency_why \
                concurrent concurrent_since concurrent_by concurrent_why revision",
            WORKER,
        ),
        // A caregiver sees single lines of the plan and not its head, and must know which version
        // is the newest.
        select_rule(
            "plan_current_version",
            "its version",
            "family_id = '{family}'",
            WHOLE_TEAM,
        ),
    ]
}

fn plan_item_rules() -> Vec<AccessRule> {
    vec![
        select_rule("plan_item", "a line", "id = '{item 01}'", AUDIENCE_MEMBERS)
            .allow_insert(
                WORKER,
                "(id, family_id, audience_id, key, kind, position, text_id, \
                owed_by_agency, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', \
                'x', 'step', 1, '{text 01}', false, 'open')",
            )
            .allow_update("text_id audience_id", WORKER)
            .allow_update(WORKER_PLAN_COLUMNS, WORKER),
        select_rule(
            "plan_item",
            "a step of one's own",
            "id = '{step}'",
            AUDIENCE_MEMBERS,
        )
        // Anyone who does a step reports its state, and changes neither its date nor that it is
        // owed.
        .allow_update("state", ActorSet("who does it, worker", WHOLE_TEAM.1))
        .allow_update("text_id audience_id", WORKER)
        .allow_update(
            "goal_id order_id prerequisite_id benchmark_text_id progress_text_id owner_id \
                owed_by_agency due minutes trips weekday starts ends revision removed why_id \
                changed_at",
            WORKER,
        ),
        // Its text stays the family's: a worker may remove the goal or set its date, but not reword
        // it.
        select_rule(
            "plan_item",
            "a family's goal",
            "id = '{item 50}'",
            AUDIENCE_MEMBERS,
        )
        .allow_update(WORKER_PLAN_COLUMNS, WORKER),
    ]
}

fn own_words_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_item",
            "one's own words",
            "id = '{own}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, key, kind, position, \
                text_id, owed_by_agency, state) VALUES (gen_random_uuid(), '{family}', \
                '{audience 1}', 'x', 'own_words', 1, '{mine}', false, 'open')",
        )
        .allow_update(
            "text_id audience_id goal_id order_id prerequisite_id benchmark_text_id \
                progress_text_id minutes trips weekday starts ends revision removed why_id \
                changed_at",
            FAMILY_MEMBERS,
        ),
        select_rule(
            "plan_item",
            "another person's own words",
            "id = '{others}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, key, kind, position, text_id, \
                owed_by_agency, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', \
                'x', 'own_words', 1, '{text 01}', false, 'open')",
        ),
    ]
}

fn version_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_version",
            "a version",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(family_id, version, audience_id, since, created_by_id) VALUES \
                ('{family}', 1, '{audience 1}', '2020-01-01', '{me}')",
        ),
        // A row with a number that the head of the plan does not have would be a version that
        // no one published.
        select_rule("plan_version", "one that is not the next", "false", NOBODY).allow_insert(
            NOBODY,
            "(family_id, version, audience_id, since, created_by_id) VALUES \
                ('{family}', 7, '{audience 1}', '2020-01-01', '{me}')",
        ),
        // Lines are copied by a function with the owner's rights, because a version contains items
        // that the worker who publishes it may not read.
        select_rule(
            "plan_version_item",
            "of a version",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
    ]
}

fn revision_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_item_revision",
            "of a line",
            "item_id = '{item 01}'",
            WORKER,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, item_id, revision, text_id, owed_by_agency, removed, created_by_id, \
                created_at) VALUES (gen_random_uuid(), '{family}', '{item 01}', 2, '{text 01}', \
                false, false, '{me}', now())",
        ),
        select_rule("plan_item_revision", "of one's own words", "false", NOBODY).allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, item_id, revision, text_id, owed_by_agency, removed, created_by_id, \
                created_at) VALUES (gen_random_uuid(), '{family}', '{own}', 2, '{mine}', false, \
                false, '{me}', now())",
        ),
    ]
}

fn reply_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_reply",
            "a comment",
            "family_id = '{family}' AND withdrawn_at IS NULL",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            RECORD_READERS,
            "(id, family_id, audience_id, author_id, form_id, kind, section, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{me}', gen_random_uuid(), \
                'comment', 'needs', now())",
        )
        .allow_update("outcome answer_id answered_by answered_at", WORKER)
        .allow_update("withdrawn_at", AUTHOR),
        // Everybody who opens the record may comment; only the family can agree to its own plan.
        select_rule(
            "plan_reply",
            "an agreement",
            "family_id = '{family}' AND withdrawn_at IS NULL",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, author_id, form_id, kind, section, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{me}', gen_random_uuid(), \
                'agree', 'needs', now())",
        )
        .allow_update("outcome answer_id answered_by answered_at", WORKER)
        .allow_update("withdrawn_at", AUTHOR),
        select_rule(
            "plan_reply",
            "one that was withdrawn",
            "family_id = '{family}' AND withdrawn_at IS NOT NULL",
            AUTHOR,
        ),
        select_rule(
            "plan_consultation",
            "that the family was asked",
            "family_id = '{family}'",
            FAMILY_WORKER_SUPERVISOR,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, section, created_by_id, created_at) VALUES (gen_random_uuid(), \
                '{family}', 'needs', '{me}', now())",
        ),
    ]
}

fn child_rules() -> Vec<AccessRule> {
    vec![select_rule(
        "child",
        "a child",
        "family_id = '{family}'",
        AUDIENCE_MEMBERS,
    )]
}
