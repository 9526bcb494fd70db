//! Rules for commitments, and for what young people want for their meetings. In the probe the youth
//! has asked the caregiver, and person 13, who has left the team and of whose two commitments one
//! holds. The part is released to the caregiver.

use super::access_rule::{AccessRule, ActorSet, NOBODY, YOUTH, select_rule};

const CAREGIVER: ActorSet = ActorSet("the adult", &["caregiver"]);
const THE_TWO: ActorSet = ActorSet("the two", &["youth", "caregiver"]);
const THE_TWO_OF_THE_LEFT: ActorSet = ActorSet("the two", &["youth", "former"]);
const THE_TWO_AND_READERS: ActorSet = ActorSet(
    "the two, to whom it is released",
    &["youth", "caregiver", "former"],
);
const YOUTH_AND_WORKER: ActorSet = ActorSet("the youth, worker", &["youth", "worker"]);
const YOUTH_AND_SUPERVISOR: ActorSet = ActorSet("the youth, supervisor", &["youth", "supervisor"]);

pub(super) fn transition_people_rules() -> Vec<AccessRule> {
    [commitment_rules(), version_rules(), meeting_rules()].concat()
}

fn commitment_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_commitment",
            "with an adult on the team",
            "family_id = '{family}' AND adult_name = 'asked'",
            THE_TWO,
        )
        .allow_insert(
            YOUTH,
            "(id, owner_id, family_id, adult_id, adult_name, owner_name, created_at) VALUES \
                (gen_random_uuid(), '{me}', '{family}', '{person 05}', 'x', 'x', now())",
        ),
        select_rule(
            "transition_commitment",
            "that holds, with an adult who has left",
            "family_id = '{family}' AND adult_name = 'held'",
            THE_TWO_AND_READERS,
        ),
        // They learn nothing of what happens later.
        select_rule(
            "transition_commitment",
            "that does not hold, with an adult who has left",
            "family_id = '{family}' AND adult_name = 'left'",
            YOUTH,
        )
        .allow_insert(
            NOBODY,
            "(id, owner_id, family_id, adult_id, adult_name, owner_name, created_at) VALUES \
                (gen_random_uuid(), '{other}', '{family}', '{person 05}', 'x', 'x', now())",
        ),
    ]
}

fn version_rules() -> Vec<AccessRule> {
    vec![
        // Only the adult says yes, and only to these words.
        select_rule(
            "transition_commitment_version",
            "with an adult on the team",
            "commitment_id = 'af000000-0000-7000-8000-000000000001'",
            THE_TWO,
        )
        .allow_insert(
            CAREGIVER,
            "(id, commitment_id, revision, act, actor_id, kind, language, contact_way, \
                contact_rhythm, created_at, day) VALUES (gen_random_uuid(), \
                'af000000-0000-7000-8000-000000000001', 2, 'accept', '{me}', 'holidays', 'en', \
                'call', 'month', now(), current_date)",
        ),
        select_rule(
            "transition_commitment_version",
            "of other words",
            "false",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(id, commitment_id, revision, act, actor_id, kind, language, contact_way, \
                contact_rhythm, created_at, day) VALUES (gen_random_uuid(), \
                'af000000-0000-7000-8000-000000000001', 2, 'accept', '{me}', 'moving', 'en', \
                'call', 'month', now(), current_date)",
        ),
        select_rule(
            "transition_commitment_version",
            "that holds, with an adult who has left",
            "commitment_id = 'af000000-0000-7000-8000-000000000002' AND revision = 4",
            THE_TWO_AND_READERS,
        )
        .allow_insert(
            YOUTH,
            "(id, commitment_id, revision, act, actor_id, kind, language, contact_way, \
                contact_rhythm, created_at, day) VALUES (gen_random_uuid(), \
                'af000000-0000-7000-8000-000000000002', 5, 'end', '{me}', 'holidays', 'en', \
                'call', 'month', now(), current_date)",
        ),
        // Those to whom it is released do not read the words of an earlier yes.
        select_rule(
            "transition_commitment_version",
            "that held before, with an adult who has left",
            "commitment_id = 'af000000-0000-7000-8000-000000000002' AND revision = 2",
            THE_TWO_OF_THE_LEFT,
        ),
        select_rule(
            "transition_commitment_version",
            "that does not hold, with an adult who has left",
            "commitment_id = 'af000000-0000-7000-8000-000000000003'",
            YOUTH,
        )
        .allow_insert(
            NOBODY,
            "(id, commitment_id, revision, act, actor_id, kind, language, contact_way, \
                contact_rhythm, created_at, day) VALUES (gen_random_uuid(), \
                'af000000-0000-7000-8000-000000000003', 2, 'ask', '{me}', 'holidays', 'en', \
                'call', 'month', now(), current_date)",
        ),
        // A job sends them. What another person is told is not for anyone to know.
        select_rule("transition_commitment_notification", "all", "true", NOBODY),
    ]
}

fn meeting_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "transition_say",
            "all",
            "family_id = '{family}'",
            YOUTH_AND_WORKER,
        )
        .allow_insert(
            YOUTH,
            "(owner_id, event_id, family_id, way, changed_at) VALUES ('{me}', \
                'aa000000-0000-7000-8000-000000000001', '{family}', 'speak', now())",
        )
        .allow_update("way changed_at", YOUTH),
        // Never for the one who is named.
        select_rule(
            "transition_exclusion",
            "of the worker",
            "family_id = '{family}' AND person_id = '{person 08}'",
            YOUTH_AND_SUPERVISOR,
        )
        .allow_insert(
            YOUTH,
            "(id, owner_id, event_id, family_id, person_id, language, created_at) VALUES \
                (gen_random_uuid(), '{me}', 'aa000000-0000-7000-8000-000000000001', '{family}', \
                '{person 01}', 'en', now())",
        )
        .allow_update("withdrawn_at", YOUTH),
        select_rule(
            "transition_exclusion",
            "of another person",
            "family_id = '{family}' AND person_id = '{person 05}'",
            YOUTH_AND_WORKER,
        )
        .allow_insert(
            NOBODY,
            "(id, owner_id, event_id, family_id, person_id, language, created_at) VALUES \
                (gen_random_uuid(), '{other}', 'aa000000-0000-7000-8000-000000000001', '{family}', \
                '{person 01}', 'en', now())",
        )
        .allow_update("withdrawn_at", YOUTH),
    ]
}
