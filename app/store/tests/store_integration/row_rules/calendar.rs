//! Rules for events and what belongs to them.

use super::access_rule::{
    AGENCY_MEMBERS, AUDIENCE_MEMBERS, AccessRule, ActorSet, KEY_HOLDER, NOBODY, ONESELF,
    RECORD_READERS, SIGNED_IN, WHOLE_TEAM, WORKER, select_rule,
};

// A former member does not see the event any more.
const ONESELF_ON_TEAM: ActorSet = ActorSet("oneself", WHOLE_TEAM.1);

pub(super) fn calendar_rules() -> Vec<AccessRule> {
    let of_family = "event_id IN (SELECT v.id FROM event v WHERE v.family_id = '{family}')";
    vec![
        select_rule(
            "event",
            "a date",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, key, kind, starts, about_id) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', 'another', 'meeting', \
                '2030-01-01T09:00', 'a3000000-0000-7000-8000-000000000001')",
        )
        .allow_update(
            "audience_id kind starts ends place about_id remote_link revision cancelled own_kind \
                changed_alone",
            WORKER,
        ),
        select_rule(
            "event_place",
            "where it is",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(event_id, family_id, audience_id, place) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{family}', '{audience 1}', 'x')",
        )
        .allow_delete(WORKER),
        select_rule("event_detail", "what to know", of_family, AUDIENCE_MEMBERS)
            .allow_insert(
                WORKER,
                "(event_id, topic, text_id) VALUES ('aa000000-0000-7000-8000-000000000001', \
                    'after', 'a3000000-0000-7000-8000-000000000001')",
            )
            .allow_delete(WORKER),
        select_rule(
            "event_change",
            "of a date",
            "family_id = '{family}' AND audience_id IS NULL",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(id, event_id, family_id, act, revision, created_by_id, created_at, since) VALUES \
                (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', '{family}', 'move', \
                1, '{me}', now(), '2020-01-01')",
        ),
        // A worker who changes an event is named as its author.
        select_rule("event_change", "in another person's name", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, event_id, family_id, act, revision, created_by_id, created_at, since) VALUES \
                (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', '{family}', 'move', \
                1, '{other}', now(), '2020-01-01')",
        ),
        // That of a withheld place has an audience of its own, here the workers.
        select_rule(
            "event_change",
            "of what not everyone may know",
            "family_id = '{family}' AND audience_id IS NOT NULL",
            WORKER,
        ),
        // A job sends them. No actor reads what another person is told.
        select_rule("event_notification", "all", of_family, NOBODY),
        select_rule(
            "event_version",
            "before a change",
            "family_id = '{family}'",
            WORKER,
        )
        .allow_insert(
            WORKER,
            "(change_id, event_id, family_id, audience_id, kind, starts, about_id) VALUES \
                ('ac000000-0000-7000-8000-000000000001', \
                'aa000000-0000-7000-8000-000000000001', '{family}', '{audience 1}', 'meeting', \
                '2030-01-01T09:00', 'a3000000-0000-7000-8000-000000000001')",
        ),
        select_rule(
            "event_answer",
            "one's own",
            "family_id = '{family}' AND person_id = '{self}'",
            ONESELF_ON_TEAM,
        )
        .allow_insert(
            RECORD_READERS,
            "(event_id, person_id, id, family_id, answer, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{me}', gen_random_uuid(), '{family}', \
                'accept', now())",
        )
        .allow_update(
            "id answer text_id created_at starts first_choice second_choice",
            RECORD_READERS,
        )
        .allow_delete(ONESELF_ON_TEAM),
        select_rule(
            "event_answer",
            "another person's",
            "family_id = '{family}' AND person_id = '{other}'",
            WORKER,
        )
        .allow_insert(
            NOBODY,
            "(event_id, person_id, id, family_id, answer, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{other}', gen_random_uuid(), \
                '{family}', 'accept', now())",
        ),
        select_rule(
            "event_settlement",
            "of the parent's answer",
            "family_id = '{family}'",
            ActorSet("the parent, worker", &["parent", "worker"]),
        )
        .allow_insert(
            WORKER,
            "(answer_id, family_id, settled_by_id, created_at) VALUES \
                ('ab000000-0000-7000-8000-000000000001', '{family}', '{me}', now())",
        ),
        select_rule(
            "event_need",
            "one's own",
            "family_id = '{family}' AND person_id = '{self}'",
            ONESELF_ON_TEAM,
        )
        .allow_insert(
            RECORD_READERS,
            "(event_id, person_id, need, id, family_id, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{me}', 'food', gen_random_uuid(), \
                '{family}', now())",
        )
        .allow_update("id language text_id withdrawn created_at", RECORD_READERS),
        // What a person needs for one event may be asked for again at the next one.
        select_rule(
            "event_need",
            "another person's",
            "family_id = '{family}' AND person_id = '{other}'",
            WORKER,
        )
        .allow_insert(
            WORKER,
            "(event_id, person_id, need, id, family_id, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000002', '{other}', 'ride', gen_random_uuid(), \
                '{family}', now())",
        ),
        select_rule("event_need", "that was not requested", "false", NOBODY).allow_insert(
            NOBODY,
            "(event_id, person_id, need, id, family_id, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000002', '{other}', 'food', gen_random_uuid(), \
                '{family}', now())",
        ),
        select_rule(
            "event_need_answer",
            "to the parent's need",
            "family_id = '{family}'",
            ActorSet("the parent, worker", &["parent", "worker"]),
        )
        .allow_insert(
            WORKER,
            "(need_id, family_id, outcome, answered_by_id, created_at) VALUES \
                ('ad000000-0000-7000-8000-000000000001', '{family}', 'confirmed', '{me}', now())",
        )
        .allow_delete(WORKER),
        select_rule(
            "calendar_feed",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, token_hash, language, created_at) VALUES ('{me}', 'another', 'en', now())",
        )
        .allow_update("content", ONESELF)
        .allow_delete(ONESELF),
        select_rule(
            "event_kind",
            "of the agency",
            "slug = 'kind a'",
            AGENCY_MEMBERS,
        ),
        select_rule(
            "event_kind_label",
            "of the agency",
            "slug = 'kind a'",
            AGENCY_MEMBERS,
        ),
        select_rule(
            "calendar_key",
            "its one row",
            "id = 1",
            ActorSet("everyone signed in", SIGNED_IN.1),
        ),
        select_rule(
            "calendar_feed",
            "of a token",
            "token_hash = 'token a' AND person_id = '{person 13}' AND '{me}' = \
                'f1000000-0000-7000-8000-000000000000'",
            KEY_HOLDER,
        ),
    ]
}
