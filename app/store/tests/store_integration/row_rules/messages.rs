//! Rules for threads and messages, and for people's drafts, absences and notification settings.

use super::access_rule::{
    AccessRule, ActorSet, CONTACT_READERS, CURRENT_AND_FORMER_READERS, INTERPRETER, MENTOR, NOBODY,
    ONESELF, PAIR_READERS, READERS_AND_INTERPRETER, RECORD_READERS, SIGNED_IN, THREAD_READERS,
    WORKER, select_rule,
};

pub(super) fn message_rules() -> Vec<AccessRule> {
    [
        thread_rules(),
        message_table_rules(),
        interpretation_rules(),
        contact_rules(),
    ]
    .concat()
}

fn thread_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "thread",
            "one that one reads",
            "id = '{thread 1}'",
            THREAD_READERS,
        ),
        select_rule(
            "thread",
            "one with a message to interpret",
            "id = '{thread 2}'",
            READERS_AND_INTERPRETER,
        ),
        select_rule(
            "thread_participant",
            "oneself",
            "thread_id = '{thread 1}' AND person_id = '{self}'",
            CURRENT_AND_FORMER_READERS,
        )
        // Without `visible_from_seq` and `left_at`: they would open earlier messages, or bring
        // back a removed reader.
        .allow_update("read_seq delivered_seq receipts", THREAD_READERS),
        select_rule(
            "thread_participant",
            "another person",
            "thread_id = '{thread 1}' AND person_id = '{other}'",
            THREAD_READERS,
        ),
    ]
}

fn message_table_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "message",
            "of a conversation",
            "thread_id = '{thread 1}'",
            THREAD_READERS,
        ),
        select_rule(
            "message",
            "one that an interpreter has taken",
            "thread_id = '{thread 2}' AND \
            seq = 2",
            READERS_AND_INTERPRETER,
        ),
        // An interpreter is no participant: only the message that they have taken is opened to
        // them.
        select_rule(
            "message",
            "beside it",
            "thread_id = '{thread 2}' AND seq = 9",
            PAIR_READERS,
        ),
        // Whether a notification reached a person is shown to the author of the message only;
        // delivery trouble of one parent is not for the other one to know.
        select_rule(
            "notification_outbox",
            "of one's own message",
            "thread_id = '{thread 1}' AND author_id = '{self}'",
            ActorSet("oneself, while one reads it", THREAD_READERS.1),
        ),
        select_rule(
            "notification_outbox",
            "of another person's",
            "thread_id = '{thread 1}' AND author_id = '{other}'",
            NOBODY,
        ),
    ]
}

fn interpretation_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "interpretation_request",
            "one that waits",
            "thread_id = '{thread 2}' AND seq = 1",
            READERS_AND_INTERPRETER,
        )
        .allow_insert(
            THREAD_READERS,
            "(id, thread_id, seq, language, asked_by, context_count, created_at) VALUES \
                (gen_random_uuid(), '{thread 1}', 3, 'es', '{me}', 0, now())",
        )
        .allow_update("claimed_by done_at", INTERPRETER),
        select_rule(
            "interpretation_request",
            "one that is taken",
            "thread_id = '{thread 2}' AND seq = 2",
            READERS_AND_INTERPRETER,
        )
        // The person who asks cannot also interpret, or their own text would pass for an
        // interpretation.
        .allow_insert(
            NOBODY,
            "(id, thread_id, seq, language, asked_by, context_count, created_at, claimed_by) \
                VALUES (gen_random_uuid(), '{thread 1}', 4, 'es', '{me}', 0, now(), '{me}')",
        )
        .allow_update("claimed_by done_at", INTERPRETER),
        select_rule(
            "message_translation",
            "a machine's",
            "thread_id = '{thread 1}'",
            THREAD_READERS,
        )
        .allow_insert(
            THREAD_READERS,
            "(thread_id, seq, language, machine, body, made_by, created_by_id, created_at) VALUES \
                ('{thread 1}', 2, 'es', true, 'x', 'translate.example', '{me}', now())",
        ),
        // Readers store what a machine answered; the mark of a human translation needs the
        // interpreter who has taken the message, under their own name.
        select_rule("message_translation", "an interpreter's", "false", NOBODY).allow_insert(
            INTERPRETER,
            "(thread_id, seq, language, machine, body, made_by, created_by_id, created_at) VALUES \
                ('{thread 2}', 2, 'es', false, 'x', '{role}', '{me}', now())",
        ),
    ]
}

fn contact_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "mentor_contact",
            "of a parent and their mentor",
            "family_id = '{family}'",
            CONTACT_READERS,
        )
        .allow_insert(
            MENTOR,
            "(id, family_id, mentor_id, parent_id, kind, day, created_at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', '{person 01}', 'call', alongside_today(), \
                now())",
        )
        .allow_delete(MENTOR),
    ]
}

pub(super) fn personal_rules() -> Vec<AccessRule> {
    [
        draft_rules(),
        absence_rules(),
        notification_preference_rules(),
        notification_channel_rules(),
        consent_rules(),
    ]
    .concat()
}

fn draft_rules() -> Vec<AccessRule> {
    vec![
        select_rule("draft", "one's own", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, target_id, body, created_at) VALUES ('{me}', \
                gen_random_uuid(), 'x', now())",
            )
            .allow_update("body created_at form_id", ONESELF)
            .allow_delete(ONESELF),
        select_rule("draft", "another person's", "person_id = '{other}'", NOBODY).allow_insert(
            NOBODY,
            "(person_id, target_id, body, created_at) VALUES ('{other}', \
                gen_random_uuid(), 'x', now())",
        ),
    ]
}

fn absence_rules() -> Vec<AccessRule> {
    vec![
        select_rule("absence", "oneself", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, starts, ends) VALUES ('{me}', '2020-01-01', \
                '2020-01-02')",
            )
            .allow_delete(ONESELF),
        // Person 8 is the worker, to whom the rule's last set is "oneself".
        select_rule(
            "absence",
            "a person one meets",
            "person_id = '{person 08}'",
            ActorSet(
                "who \
            opens the record",
                RECORD_READERS.1,
            ),
        )
        .allow_insert(
            NOBODY,
            "(person_id, starts, ends) VALUES ('{other}', '2020-01-01', \
                '2020-01-02')",
        )
        .allow_delete(ActorSet("oneself", WORKER.1)),
    ]
}

fn notification_preference_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "notification_preference",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, mode, safe_from, safe_until) VALUES ('{me}', \
                'each', 1, 2)",
        )
        .allow_update("mode safe_from safe_until reminder", ONESELF)
        .allow_delete(ONESELF),
        select_rule(
            "notification_preference",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, mode, safe_from, safe_until) VALUES ('{other}', \
                'each', 1, 2)",
        ),
    ]
}

fn notification_channel_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "notification_channel",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, channel, address) VALUES ('{me}', 'sms', '1')",
        )
        .allow_delete(ONESELF),
        select_rule(
            "notification_channel",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, channel, address) VALUES ('{other}', 'sms', '1')",
        ),
        // Only a job learns that an address does not work. The person may dismiss it.
        select_rule(
            "notification_channel_failure",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            NOBODY,
            "(person_id, channel, since) VALUES ('{me}', 'sms', 1)",
        )
        .allow_delete(ONESELF),
        select_rule(
            "notification_channel_failure",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, channel, since) VALUES ('{other}', 'sms', 1)",
        ),
    ]
}

fn consent_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            // Neither update nor delete: the entries are the proof of what a person consented to.
            "text_consent",
            "one's own, said in the portal",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, n, phone, created_at, kind, words, language) VALUES ('{me}', 9, '1', \
                extract(epoch FROM now())::bigint, 'withdrawn', 'x', 'en')",
        ),
        // STOP and START come over the gateway's signed webhook, which writes as the system. A
        // request must not be able to forge that a phone's owner asked for messages again.
        select_rule(
            "text_consent",
            "one's own, said by text message",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            NOBODY,
            "(person_id, n, phone, created_at, kind, words, language) VALUES ('{me}', 9, '1', \
                extract(epoch FROM now())::bigint, 'started', 'x', 'en')",
        ),
        select_rule(
            "text_consent",
            "another person's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, n, phone, created_at, kind, words, language) VALUES ('{other}', 9, \
                '1', extract(epoch FROM now())::bigint, 'given', 'x', 'en')",
        ),
    ]
}
