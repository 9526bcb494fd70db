//! Rules for what people bring to an event in their own words, and for the notes of it.

use super::access_rule::{
    AUDIENCE_MEMBERS, AccessRule, ActorSet, FAMILY_MEMBERS, MENTOR, MENTOR_AND_WORKER,
    MENTOR_CIRCLE, NOBODY, PARENT, RECORD_READERS, RECORD_READERS_AND_COORDINATOR, WHOLE_TEAM,
    WORKER, select_rule,
};

// A former member does not see the event any more.
const ONESELF_ON_TEAM: ActorSet = ActorSet("oneself", WHOLE_TEAM.1);

pub(super) fn event_notes_rules() -> Vec<AccessRule> {
    [words_rules(), notes_rules()].concat()
}

fn words_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "event_words",
            "one's own",
            "family_id = '{family}' AND author_id = '{self}'",
            ONESELF_ON_TEAM,
        )
        .allow_insert(
            RECORD_READERS,
            "(id, event_id, family_id, audience_id, author_id, kind, readers, text_id, \
                changed_at) VALUES (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', \
                '{family}', '{audience 1}', '{me}', 'agenda', 'event', '{mine}', now())",
        )
        .allow_update(
            "audience_id readers text_id revision removed changed_at",
            RECORD_READERS,
        ),
        select_rule(
            "event_words",
            "another person's",
            "family_id = '{family}' AND author_id = '{other}'",
            RECORD_READERS,
        )
        .allow_insert(
            NOBODY,
            "(id, event_id, family_id, audience_id, author_id, kind, readers, text_id, \
                changed_at) VALUES (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', \
                '{family}', '{audience 1}', '{other}', 'agenda', 'event', '{mine}', now())",
        ),
        // The other parent does not know this parent's mentor.
        select_rule(
            "event_words",
            "a mentor's",
            "family_id = '{family}' AND author_id = '{person 06}'",
            MENTOR_CIRCLE,
        )
        .allow_update(
            "audience_id readers text_id revision removed changed_at",
            MENTOR,
        ),
        // The author replaces or removes the words, or shares them with others.
        select_rule(
            "text",
            "brought to an event by oneself",
            "id = '{mine}'",
            ONESELF_ON_TEAM,
        )
        .allow_update("audience_id", ONESELF_ON_TEAM),
        // Its audience is that of the event, in which the other parent is, too.
        select_rule(
            "text",
            "brought to an event by a mentor",
            "id = '{text 16}'",
            MENTOR_CIRCLE,
        )
        .allow_update("audience_id", MENTOR_AND_WORKER),
        select_rule(
            "event_words_version",
            "of the parent",
            "words_id = 'ad000000-0000-7000-8000-000000000001'",
            PARENT,
        )
        .allow_insert(
            PARENT,
            "(words_id, revision, text_id, changed_at) VALUES \
                ('ad000000-0000-7000-8000-000000000001', 7, '{mine}', now())",
        ),
    ]
}

fn notes_rules() -> Vec<AccessRule> {
    let of_notes = "notes_id = 'ae000000-0000-7000-8000-000000000001'";
    let of_family = "family_id = '{family}'";
    vec![
        select_rule("event_notes", "of a date", of_family, AUDIENCE_MEMBERS).allow_insert(
            WORKER,
            "(id, event_id, family_id, audience_id, revision, published, result_id, \
                created_by_id, created_at, since) VALUES (gen_random_uuid(), \
                'aa000000-0000-7000-8000-000000000001', '{family}', '{audience 1}', 2, false, \
                '{text 01}', '{me}', now(), '2020-01-01')",
        ),
        select_rule(
            "event_attendance",
            "of the worker",
            "notes_id = 'ae000000-0000-7000-8000-000000000001' AND person_id = '{person 8}'",
            RECORD_READERS,
        )
        .allow_insert(
            WORKER,
            "(notes_id, person_id, attended) VALUES ('ae000000-0000-7000-8000-000000000001', \
                '{person 4}', true)",
        ),
        // Of the parent, whom the coordinator of their mentor knows.
        select_rule(
            "event_words_answer",
            "to words",
            of_notes,
            RECORD_READERS_AND_COORDINATOR,
        )
        .allow_insert(
            WORKER,
            "(notes_id, words_id, text_id) VALUES ('ae000000-0000-7000-8000-000000000001', \
                'ad000000-0000-7000-8000-000000000002', '{text 01}')",
        ),
        select_rule("event_decision", "of the notes", of_notes, AUDIENCE_MEMBERS).allow_insert(
            WORKER,
            "(notes_id, id, position, text_id, family_member_id) VALUES \
                ('ae000000-0000-7000-8000-000000000001', gen_random_uuid(), 1, '{text 01}', \
                '{person 1}')",
        ),
        select_rule(
            "event_position",
            "of the family",
            of_notes,
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(notes_id, decision_id, person_id, position) VALUES \
                ('ae000000-0000-7000-8000-000000000001', 'ae000000-0000-7000-8000-000000000002', \
                '{person 8}', 'agree')",
        ),
        select_rule(
            "event_own_position",
            "of the parent",
            of_family,
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, event_id, family_id, notes_id, decision_id, person_id, position, text_id, \
                created_at) VALUES (gen_random_uuid(), 'aa000000-0000-7000-8000-000000000001', \
                '{family}', 'ae000000-0000-7000-8000-000000000001', \
                'ae000000-0000-7000-8000-000000000002', '{me}', 'agree', '{mine}', now())",
        ),
        // The worker who promises is named in the row.
        select_rule(
            "event_notes_promise",
            "of a date",
            of_family,
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(event_id, family_id, due, created_by_id, created_at) VALUES \
                ('aa000000-0000-7000-8000-000000000001', '{family}', '2030-01-08', '{me}', now())",
        )
        .allow_update("due created_by_id created_at", WORKER),
    ]
}
