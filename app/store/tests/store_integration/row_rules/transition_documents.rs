//! Rules for the documents of a young person and for their vault.

use super::access_rule::{AccessRule, ActorSet, NOBODY, YOUTH, select_rule};

/// Those who read the parts that the law requires, and the owner.
const REQUIRED_READERS: ActorSet = ActorSet(
    "the youth, worker, supervisor, tribal representative",
    &["youth", "worker", "supervisor", "tribal_representative"],
);

/// The owner says anything.
const OWNER_AND_WORKER: ActorSet = ActorSet("the youth, worker", &["youth", "worker"]);

pub(super) fn transition_document_rules() -> Vec<AccessRule> {
    [document_rules(), file_rules()].concat()
}

fn document_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_document",
            "of the youth, as it stands",
            "family_id = '{family}' AND kind = 'case_file' AND revision = 2",
            REQUIRED_READERS,
        )
        .allow_insert(
            YOUTH,
            "(owner_id, kind, revision, family_id, state, written_by_id, written_at) VALUES \
                ('{me}', 'state_id', 2, '{family}', 'have', '{me}', now())",
        ),
        // What they said before is theirs.
        select_rule(
            "transition_document",
            "of the youth, as it was",
            "family_id = '{family}' AND kind = 'case_file' AND revision = 1",
            YOUTH,
        ),
        // The worker says by when the agency gets a document, and nothing else.
        select_rule("transition_document", "of the agency", "false", NOBODY).allow_insert(
            OWNER_AND_WORKER,
            "(owner_id, kind, revision, family_id, state, due_on, written_by_id, written_at) \
                VALUES ('{person 04}', 'state_id', 2, '{family}', 'coming', '2030-01-01', \
                '{me}', now())",
        ),
        select_rule("transition_document", "of the agency", "false", NOBODY).allow_insert(
            YOUTH,
            "(owner_id, kind, revision, family_id, state, written_by_id, written_at) VALUES \
                ('{person 04}', 'state_id', 2, '{family}', 'unsure', '{me}', now())",
        ),
        // Not over what the youth has.
        select_rule("transition_document", "that the youth has", "false", NOBODY).allow_insert(
            YOUTH,
            "(owner_id, kind, revision, family_id, state, due_on, written_by_id, written_at) \
                VALUES ('{person 04}', 'case_file', 3, '{family}', 'coming', '2030-01-01', \
                '{me}', now())",
        ),
        select_rule(
            "transition_document",
            "in somebody else's name",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(owner_id, kind, revision, family_id, state, due_on, written_by_id, written_at) \
                    VALUES ('{person 04}', 'state_id', 2, '{family}', 'coming', \
                    '2030-01-01', '{other}', now())",
        ),
    ]
}

/// The part is not released in the probe: nobody else reads a file, whatever the law requires.
fn file_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_file",
            "of the youth, not released",
            "family_id = '{family}'",
            YOUTH,
        )
        .allow_insert(
            YOUTH,
            "(id, owner_id, family_id, form_id, position, name, media_type, size_bytes, hash, \
                added_at) VALUES (gen_random_uuid(), '{me}', '{family}', gen_random_uuid(), 0, \
                'x', 'image/jpeg', 1, '00', now())",
        )
        .allow_update("removed_at", YOUTH),
        select_rule("transition_file", "of somebody else", "false", NOBODY).allow_insert(
            YOUTH,
            "(id, owner_id, family_id, form_id, position, name, media_type, size_bytes, hash, \
                added_at) VALUES (gen_random_uuid(), '{person 04}', '{family}', \
                gen_random_uuid(), 0, 'x', 'image/jpeg', 1, '00', now())",
        ),
    ]
}
