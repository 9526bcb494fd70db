//! Rules for the team list.

use super::access_rule::{
    AccessRule, FAMILY_MEMBERS, HANDOVER_CIRCLE, NOBODY, RECORD_READERS, RECORD_READERS_BUT_WORKER,
    SUPERVISOR, WORKER, WORKER_AND_SUPERVISOR, YOUTH, select_rule,
};

pub(super) fn team_rules() -> Vec<AccessRule> {
    [
        contact_rules(),
        request_rules(),
        change_rules(),
        pick_rules(),
    ]
    .concat()
}

fn contact_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "team_contact",
            "of the family, in its audience",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, name, kind, languages, since, created_by_id, \
                created_at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'kin', \
                '[]', '2020-01-01', '{me}', now())",
        )
        .allow_update(
            "audience_id name kind organization phone languages hours note_id since until \
                changed_by_id changed_at revision",
            WORKER,
        ),
        // A contact is inserted only in the name of the worker who adds it.
        select_rule("team_contact", "in somebody else's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, audience_id, name, kind, languages, since, created_by_id, \
                created_at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'kin', \
                '[]', '2020-01-01', '{other}', now())",
        ),
    ]
}

fn request_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "team_request",
            "a proposal, in its audience",
            "family_id = '{family}' AND kind = 'propose'",
            RECORD_READERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, author_id, form_id, kind, contact_kind, name, text_id, \
                created_at, answer_due) VALUES (gen_random_uuid(), '{family}', '{audience 1}', \
                '{me}', gen_random_uuid(), 'propose', 'kin', 'x', '{mine}', now(), '2030-01-01')",
        )
        .allow_update("outcome answer_id answered_by answered_at", WORKER),
        // Nobody sees or answers an objection to themselves. The audience of the probe has every
        // role, and lets the worker in.
        select_rule(
            "team_request",
            "an objection to the worker",
            "family_id = '{family}' AND kind = 'object'",
            RECORD_READERS_BUT_WORKER,
        )
        // Its audience would have to exclude them by name.
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, author_id, form_id, kind, person_id, text_id, \
                created_at, answer_due) VALUES (gen_random_uuid(), '{family}', '{audience 1}', \
                '{me}', gen_random_uuid(), 'object', '{person 08}', '{mine}', now(), \
                '2030-01-01')",
        )
        .allow_update("outcome answer_id answered_by answered_at", SUPERVISOR),
    ]
}

/// Functions with the owner's rights write the changes, with the memberships.
fn change_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "membership_change",
            "of a membership that was added",
            "family_id = '{family}' AND act = 'add'",
            WORKER_AND_SUPERVISOR,
        ),
        select_rule(
            "membership_change",
            "a handover",
            "family_id = '{family}' AND act = 'hand_over' AND mentee_id IS NULL",
            RECORD_READERS,
        ),
        select_rule(
            "membership_change",
            "a handover of a mentor",
            "family_id = '{family}' AND act = 'hand_over' AND mentee_id IS NOT NULL",
            HANDOVER_CIRCLE,
        ),
    ]
}

fn pick_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "team_pick",
            "in its audience",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(
            YOUTH,
            "(id, family_id, audience_id, youth_id, place, person_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{me}', 2, '{person 01}', now())",
        )
        .allow_update("ended_at", YOUTH)
        .allow_update("refusal_id refused_by_id refused_at", WORKER),
        // Nobody picks in the name of the youth.
        select_rule("team_pick", "in somebody else's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, audience_id, youth_id, place, person_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', '{other}', 2, '{person 01}', \
                now())",
        ),
    ]
}
