//! Rules for what people say about themselves, for the settings of their portal, and for the
//! addresses that they confirm.

use super::access_rule::{AccessRule, ActorSet, NOBODY, ONESELF, PARENT, SIGNED_IN, select_rule};

pub(super) fn details_rules() -> Vec<AccessRule> {
    [
        format_need_rules(),
        self_identification_rules(),
        person_setting_rules(),
        contact_confirmation_rules(),
    ]
    .concat()
}

// Person 1 of the probe is a parent, and shares how they describe themself.
const PARENT_AND_WORKER: ActorSet = ActorSet("oneself, worker", &["parent", "worker"]);
const GUARDIAN: ActorSet = ActorSet("oneself", &["guardian"]);
const PARENT_SELF: ActorSet = ActorSet("oneself", PARENT.1);

fn format_need_rules() -> Vec<AccessRule> {
    vec![
        select_rule("format_need", "one's own", "person_id = '{self}'", ONESELF)
            .allow_insert(SIGNED_IN, "(person_id, formats) VALUES ('{me}', '[]')")
            .allow_update("formats", ONESELF),
        select_rule(
            "format_need",
            "of a person on the team",
            "person_id = '{person 01}'",
            PARENT_AND_WORKER,
        )
        .allow_insert(NOBODY, "(person_id, formats) VALUES ('{other}', '[]')")
        .allow_update("formats", PARENT_SELF),
    ]
}

const IDENTIFICATION_COLUMNS: &str = "races race_words tribe gender shared saved_at";

fn self_identification_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "self_identification",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, races, shared, saved_at) VALUES ('{me}', '[]', false, now())",
        )
        .allow_update(IDENTIFICATION_COLUMNS, ONESELF)
        .allow_delete(ONESELF),
        select_rule(
            "self_identification",
            "shared by a person on the team",
            "person_id = '{person 01}'",
            PARENT_AND_WORKER,
        )
        .allow_insert(
            NOBODY,
            "(person_id, races, shared, saved_at) VALUES ('{other}', '[]', true, now())",
        )
        .allow_update(IDENTIFICATION_COLUMNS, PARENT_SELF)
        .allow_delete(PARENT_SELF),
        select_rule(
            "self_identification",
            "private",
            "person_id = '{person 02}'",
            GUARDIAN,
        )
        .allow_update(IDENTIFICATION_COLUMNS, GUARDIAN)
        .allow_delete(GUARDIAN),
    ]
}

fn person_setting_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "person_setting",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(SIGNED_IN, "(person_id) VALUES ('{me}')")
        .allow_update("window_look exit_explained_at", ONESELF),
        select_rule(
            "person_setting",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(NOBODY, "(person_id) VALUES ('{other}')"),
    ]
}

fn contact_confirmation_rules() -> Vec<AccessRule> {
    vec![
        // Neither updates nor a digest: only a function confirms an address. A job sends the codes.
        select_rule(
            "contact_confirmation",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, channel, address, form_id, state, created_at, attempts, \
                next_attempt_at, tries) VALUES ('{me}', 'email', 'a@example.org', \
                gen_random_uuid(), 'waiting', floor(extract(epoch FROM now()))::bigint, 0, 0, 0)",
        )
        .allow_delete(ONESELF),
        select_rule(
            "contact_confirmation",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, channel, address, form_id, state, created_at, attempts, \
                next_attempt_at, tries) VALUES ('{other}', 'email', 'a@example.org', \
                gen_random_uuid(), 'waiting', floor(extract(epoch FROM now()))::bigint, 0, 0, 0)",
        ),
    ]
}
