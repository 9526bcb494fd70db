//! Rules for people, teams, accounts, sessions and the access log, and for internal tables.

use super::access_rule::{
    AGENCY_MEMBERS, AUDIENCE_MEMBERS, AccessRule, ActorSet, EVERYBODY, INTERPRETER, KEY_HOLDER,
    LOG_READERS, MENTOR, MENTOR_CIRCLE, NOBODY, ONESELF, PARENT, RECORD_READERS,
    RECORD_READERS_AND_INTERPRETER, RECORD_READERS_AND_SELF, SIGNED_IN, WHOLE_TEAM, WORKER,
    select_rule,
};

pub(super) fn people_rules() -> Vec<AccessRule> {
    [
        agency_person_rules(),
        sign_in_rules(),
        staff_rules(),
        team_rules(),
        audience_rules(),
        glossary_rules(),
        access_log_rules(),
        internal_table_rules(),
    ]
    .concat()
}

/// What people change in their own row.
const OWN_COLUMNS: &str = "language chosen_name pronouns pronunciation details_saved_at";
const OWN_LANGUAGES: &str = "languages_spoken languages_read";

// The agency keeps the languages of its interpreters.
const ONESELF_BUT_INTERPRETERS: ActorSet = ActorSet(
    "oneself, but no interpreter",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "caregiver",
        "mentor",
        "mentor_coordinator",
        "worker",
        "supervisor",
        "tribal_representative",
        "administrator",
        "former",
    ],
);

fn agency_person_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "agency",
            "one's own",
            "id = 'a0000000-0000-7000-8000-000000000000'",
            AGENCY_MEMBERS,
        ),
        select_rule("person", "oneself", "id = '{self}'", ONESELF)
            .allow_update(OWN_COLUMNS, ONESELF)
            .allow_update(OWN_LANGUAGES, ONESELF_BUT_INTERPRETERS),
        select_rule(
            "person",
            "on the team",
            "id = '{person 08}'",
            RECORD_READERS,
        )
        .allow_update(OWN_COLUMNS, ActorSet("oneself", WORKER.1))
        .allow_update(OWN_LANGUAGES, ActorSet("oneself", WORKER.1)),
        select_rule(
            "person",
            "on the team once",
            "id = '{person 13}'",
            RECORD_READERS_AND_SELF,
        )
        .allow_update(OWN_COLUMNS, ActorSet("oneself", &["former"]))
        .allow_update(OWN_LANGUAGES, ActorSet("oneself", &["former"])),
        // Person 6 supports person 1. The other parent must not even find the name of this mentor.
        select_rule("person", "a mentor", "id = '{person 06}'", MENTOR_CIRCLE)
            .allow_update(OWN_COLUMNS, ActorSet("oneself", MENTOR.1))
            .allow_update(OWN_LANGUAGES, ActorSet("oneself", MENTOR.1)),
    ]
}

fn sign_in_rules() -> Vec<AccessRule> {
    vec![
        // Before sign-in there is no actor. One row is opened by its exact key, so that a stolen
        // login cannot list hashes, codes or sessions.
        select_rule(
            "account",
            "of a sign-in name",
            "sign_in_name = 'a 1'",
            KEY_HOLDER,
        ),
        select_rule(
            "invitation",
            "of a code",
            "code_hash = 'code a'",
            KEY_HOLDER,
        ),
        // Written by functions only, so that no stolen login can add a code and sign in with it.
        select_rule(
            "recovery_code",
            "of a code",
            "code_hash = 'code a'",
            KEY_HOLDER,
        ),
        select_rule(
            "recovery_code",
            "of a card",
            "code_hash = 'card a'",
            ActorSet("oneself", PARENT.1),
        ),
        select_rule(
            "session",
            "of a token",
            "token_hash = 'token a'",
            KEY_HOLDER,
        )
        .allow_insert(
            KEY_HOLDER,
            "(token_hash, person_id, data, expires_at) VALUES ('token \
                a', NULL, '{}', now())",
        )
        .allow_update(
            "data last_used_at identity_token identity_checked_at identity_confirmed_at",
            KEY_HOLDER,
        )
        .allow_delete(KEY_HOLDER),
        select_rule(
            "session",
            "another person's, under one's own token",
            "token_hash = 'token a' \
            AND person_id = '{person 08}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(token_hash, person_id, data, expires_at) VALUES ('token a', \
                '{person 08}', '{}', now())",
        ),
        select_rule(
            "account_event",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(id, person_id, kind, acted_by_id, created_at) VALUES (gen_random_uuid(), '{me}', \
                'voucher_used', '{me}', now())",
        )
        .allow_update("seen_at", ONESELF),
        // A worker records that they have helped a person back in, and reads nothing of theirs.
        select_rule(
            "account_event",
            "of one whom one knows",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            RECORD_READERS,
            "(id, person_id, kind, acted_by_id, created_at) VALUES (gen_random_uuid(), \
                '{other}', 'voucher_made', '{me}', now())",
        ),
        select_rule("account_event", "in another person's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, person_id, kind, acted_by_id, created_at) VALUES (gen_random_uuid(), '{me}', \
                'voucher_made', '{other}', now())",
        ),
        // A job sends them.
        select_rule("account_event_notification", "all", "true", NOBODY),
        // Found and written by functions only: no stolen login can add one, or read the credential
        // of one and say that it was used.
        select_rule("passkey", "one's own", "person_id = '{self}'", ONESELF).allow_delete(ONESELF),
        select_rule(
            "passkey",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        ),
    ]
}

fn staff_rules() -> Vec<AccessRule> {
    vec![
        // Written by functions only, so that no stolen login can link an identity of its own.
        select_rule(
            "staff_identity",
            "of an identity",
            "identity_hash = 'token a'",
            KEY_HOLDER,
        ),
        select_rule("totp", "one's own", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, secret, created_at, last_step) VALUES ('{me}', 'x', now(), 0)",
            )
            .allow_delete(ONESELF),
        select_rule("totp", "another person's", "person_id = '{other}'", NOBODY).allow_insert(
            NOBODY,
            "(person_id, secret, created_at, last_step) VALUES ('{other}', 'x', now(), 0)",
        ),
    ]
}

fn team_rules() -> Vec<AccessRule> {
    vec![
        select_rule("family", "the family", "id = '{family}'", WHOLE_TEAM),
        select_rule("membership", "one's own", "person_id = '{self}'", ONESELF),
        select_rule(
            "membership",
            "of today",
            "person_id = '{person 08}'",
            RECORD_READERS,
        ),
        // The interpreter is shown who wrote the message that they have taken.
        select_rule(
            "membership",
            "of one whose message one was given",
            "person_id = '{person 01}'",
            RECORD_READERS_AND_INTERPRETER,
        ),
        select_rule(
            "membership",
            "a mentor's",
            "person_id = '{person 06}'",
            MENTOR_CIRCLE,
        ),
        select_rule(
            "membership",
            "one that has ended",
            "person_id = '{person 13}'",
            ActorSet(
                "worker, supervisor, oneself, who reads a conversation with them",
                &["worker", "supervisor", "former", "parent", "caregiver"],
            ),
        ),
    ]
}

fn audience_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "audience",
            "with oneself in it",
            "id = '{audience 1}'",
            AUDIENCE_MEMBERS,
        ),
        // An audience names people. Anyone who is not in it must not learn from whom something is
        // hidden.
        select_rule(
            "audience",
            "of workers",
            "id = '{audience 3}'",
            ActorSet("worker", WORKER.1),
        ),
        select_rule(
            "audience_entry",
            "with oneself in it",
            "audience_id = '{audience 1}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "audience_entry",
            "of workers",
            "audience_id = '{audience 3}'",
            WORKER,
        ),
    ]
}

fn glossary_rules() -> Vec<AccessRule> {
    vec![select_rule(
        "glossary",
        "of one's own agency",
        "term = 'term a'",
        AGENCY_MEMBERS,
    )]
}

/// The entries of a mentor are about the person whom they support.
const NO_MENTOR: &[&str] = &[
    "parent",
    "guardian",
    "indian_custodian",
    "youth",
    "caregiver",
    "mentor_coordinator",
    "worker",
    "supervisor",
    "tribal_representative",
    "interpreter",
    "administrator",
];

fn access_log_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "access_log",
            "a look at the record",
            "family_id = '{family}' AND what = 'plan'",
            LOG_READERS,
        )
        .allow_insert(
            ActorSet("everyone on the team, as what they are", WHOLE_TEAM.1),
            "(id, family_id, person_id, role, what, subject_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', '{role}', 'plan', {mentee}, now())",
        ),
        // The log tells the family who read their record, and as what, so neither can be invented.
        select_rule("access_log", "as what one is not", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, person_id, role, what, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', 'nothing', 'plan', now())",
        ),
        // The young person alone reads such an entry: others would learn to whom a part is
        // released.
        select_rule(
            "access_log",
            "a look at what a youth released",
            "false",
            NOBODY,
        )
        .allow_insert(
            ActorSet("everyone on the team but mentors", NO_MENTOR),
            "(id, family_id, person_id, role, what, subject_id, created_at) VALUES \
                    (gen_random_uuid(), '{family}', '{me}', '{role}', 'transition', \
                    'a1000000-0000-7000-8000-000000000004', now())",
        ),
        select_rule(
            "access_log",
            "a look at what an adult released",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, person_id, role, what, subject_id, created_at) VALUES \
                    (gen_random_uuid(), '{family}', '{me}', '{role}', 'transition', \
                    'a1000000-0000-7000-8000-000000000005', now())",
        ),
        // The other parent would learn from such an entry who supports this parent, and when.
        select_rule(
            "access_log",
            "a look by a parent's mentor",
            "family_id = '{family}' AND what \
            = 'home'",
            PARENT,
        ),
        select_rule(
            "access_log",
            "a look at a conversation",
            "family_id = '{family}' AND what = \
            'thread'",
            ActorSet("its readers of the family", &["parent"]),
        ),
        // The text may be one that a parent shares with no other family member.
        select_rule(
            "access_log",
            "a look at one text",
            "family_id = '{family}' AND what = 'text'",
            ActorSet("the family, supervisor, who read the text", LOG_READERS.1),
        )
        .allow_insert(
            ActorSet("the interpreter who has taken it", INTERPRETER.1),
            "(id, family_id, person_id, role, what, text_id, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', '{role}', 'text', '{text 30}', now())",
        ),
    ]
}

fn internal_table_rules() -> Vec<AccessRule> {
    vec![
        // A guesser with the portal's login must not reset the counter that slows guesses.
        select_rule("throttle_counter", "all", "key = 'key a'", NOBODY)
            .allow_insert(NOBODY, "(key, empty_at, wait) VALUES ('key x', 0, 0)"),
        select_rule("installation_flag", "all", "name = 'flag a'", NOBODY),
        // /readyz writes this row without an actor to find out whether the database can be written.
        select_rule("write_probe", "its one row", "id = 1", EVERYBODY)
            .allow_update("checked_at", EVERYBODY),
        // Staged import records hold whole families.
        select_rule("import_run", "all", "id = 1", NOBODY),
        select_rule("import_record", "all", "seq = 1", NOBODY).allow_insert(
            NOBODY,
            "(seq, kind, \
            place, body) VALUES (2, 'person', 'place', '{}')",
        ),
        select_rule("_sqlx_migrations", "all", "version > 0", NOBODY),
    ]
}
