//! Rules for the team list.

use super::access_rule::{
    AccessRule, FAMILY_MEMBERS, NOBODY, RECORD_READERS, RECORD_READERS_BUT_WORKER, SUPERVISOR,
    WORKER, select_rule,
};

pub(super) fn team_rules() -> Vec<AccessRule> {
    [contact_rules(), request_rules()].concat()
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
        // Whoever adds a contact is named as the one who added it.
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
