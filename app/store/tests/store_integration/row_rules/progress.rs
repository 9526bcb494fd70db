//! Rules for reviews, ratings and the weekly workload.

use super::access_rule::{
    AUDIENCE_MEMBERS, AccessRule, ActorSet, FAMILY_MEMBERS, RATERS, RECORD_READERS, WHOLE_TEAM,
    WORKER, WORKER_AND_SUPERVISOR, select_rule,
};

pub(super) fn progress_rules() -> Vec<AccessRule> {
    [review_rules(), workload_rules()].concat()
}

fn review_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_scale",
            "the scale",
            "family_id = '{family}'",
            RECORD_READERS,
        )
        .allow_insert(WORKER, "(family_id, top) VALUES ('{family}', 5)")
        .allow_update("top low_id high_id", WORKER),
        select_rule(
            "plan_review",
            "a review",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, audience_id, key, held, created_by_id) VALUES \
                (gen_random_uuid(), '{family}', '{audience 1}', 'x', '2020-01-01', '{me}')",
        ),
        select_rule(
            "plan_rating",
            "one's own",
            "person_id = '{self}'",
            ActorSet(
                "who is in its \
            audience, oneself",
                WHOLE_TEAM.1,
            ),
        )
        // The worker rates for the team. A parent or a youth rates for themselves, in their own
        // voice.
        .allow_insert(
            RATERS,
            "(review_id, person_id, family_id, audience_id, voice, value, created_at) VALUES \
                ('{review 2}', '{me}', '{family}', '{audience 1}', '{voice}', 1, now())",
        )
        .allow_update(
            "value text_id audience_id created_at",
            // The probe gives everyone a rating, also the roles that may not add one.
            ActorSet("oneself", WHOLE_TEAM.1),
        ),
        select_rule(
            "plan_rating",
            "another person's",
            "person_id = '{other}'",
            AUDIENCE_MEMBERS,
        ),
    ]
}

fn workload_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "plan_capacity",
            "one's own",
            "person_id = '{self}'",
            ActorSet("oneself", WHOLE_TEAM.1),
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(family_id, person_id, minutes, trips, created_at) VALUES \
                ('{family}', '{me}', 1, 1, now())",
        )
        .allow_update("minutes trips created_at", FAMILY_MEMBERS),
        // Worker and supervisor only: one parent must not see the week of the other.
        select_rule(
            "plan_capacity",
            "another person's",
            "person_id = '{other}'",
            WORKER_AND_SUPERVISOR,
        ),
        select_rule(
            "plan_unavailability",
            "one's own",
            "person_id = '{self}'",
            ActorSet("oneself", WHOLE_TEAM.1),
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(family_id, person_id, weekday, starts, ends) VALUES \
                ('{family}', '{me}', 2, 1, 2)",
        )
        // Busy times are not updated: the portal deletes all and inserts those of the form.
        .allow_delete(FAMILY_MEMBERS),
        select_rule(
            "plan_unavailability",
            "another person's",
            "person_id = '{other}'",
            WORKER_AND_SUPERVISOR,
        ),
    ]
}
