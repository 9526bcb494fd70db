//! The expected row-level security rules: for every table, which rows each actor may read, insert,
//! update and delete. Actors that a rule does not name are refused: other families, other agencies,
//! former members and requests without an actor. `row_security_matrix.rs` checks each rule on the
//! rows of `probe.sql` and prints `docs/row-security.md`.

/// A set of actors: the label in the printed table, and the actors' names.
#[derive(Debug, Clone, Copy)]
pub struct ActorSet(pub &'static str, pub &'static [&'static str]);

pub const NOBODY: ActorSet = ActorSet("–", &[]);
pub const WHOLE_TEAM: ActorSet = ActorSet(
    "everyone on the team",
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
        "interpreter",
        "administrator",
    ],
);
const AUDIENCE_MEMBERS: ActorSet = ActorSet("who is in its audience", WHOLE_TEAM.1);
const ONESELF: ActorSet = ActorSet("oneself", &extend_names::<1, 13>(WHOLE_TEAM.1, ["former"]));
const AGENCY_MEMBERS: ActorSet = ActorSet(
    "everyone of the agency",
    &extend_names::<2, 14>(WHOLE_TEAM.1, ["former", "other family"]),
);
const SIGNED_IN: ActorSet = ActorSet(
    "oneself",
    &extend_names::<3, 15>(WHOLE_TEAM.1, ["former", "other family", "other agency"]),
);
const RECORD_READERS: ActorSet = ActorSet(
    "who opens the record",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "caregiver",
        "mentor",
        "worker",
        "supervisor",
        "tribal_representative",
    ],
);
const RECORD_READERS_AND_SELF: ActorSet = ActorSet(
    "who opens the record, oneself",
    &extend_names::<1, 10>(RECORD_READERS.1, ["former"]),
);
const RECORD_READERS_AND_INTERPRETER: ActorSet = ActorSet(
    "who opens the record, its interpreter",
    &extend_names::<1, 10>(RECORD_READERS.1, ["interpreter"]),
);
const FAMILY_MEMBERS: ActorSet = ActorSet(
    "the family",
    &["parent", "guardian", "indian_custodian", "youth"],
);
const RATERS: ActorSet = ActorSet(
    "the family, worker",
    &["parent", "guardian", "indian_custodian", "youth", "worker"],
);
const FAMILY_WORKER_SUPERVISOR: ActorSet = ActorSet(
    "the family, worker, supervisor",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "worker",
        "supervisor",
    ],
);
const LOG_READERS: ActorSet = ActorSet(
    "the family, supervisor",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "supervisor",
    ],
);
const WORKER_AND_SUPERVISOR: ActorSet = ActorSet("worker, supervisor", &["worker", "supervisor"]);
const WORKER: ActorSet = ActorSet("worker", &["worker"]);
const THREAD_READERS: ActorSet = ActorSet("its readers", &["parent", "caregiver", "worker"]);
const CURRENT_AND_FORMER_READERS: ActorSet =
    ActorSet("oneself", &["parent", "caregiver", "worker", "former"]);
const READERS_AND_INTERPRETER: ActorSet = ActorSet(
    "its readers, its interpreter",
    &["parent", "worker", "interpreter"],
);
const INTERPRETER: ActorSet = ActorSet("its interpreter", &["interpreter"]);
const PAIR_READERS: ActorSet = ActorSet("its readers", &["parent", "worker"]);
const MENTOR_CIRCLE: ActorSet = ActorSet(
    "the parent, the mentor, worker, supervisor, coordinator",
    &[
        "parent",
        "mentor",
        "worker",
        "supervisor",
        "mentor_coordinator",
    ],
);
const CONTACT_READERS: ActorSet = ActorSet(
    "the mentor, the parent, coordinator",
    &["mentor", "parent", "mentor_coordinator"],
);
const MENTOR: ActorSet = ActorSet("the mentor", &["mentor"]);
const PARENT: ActorSet = ActorSet("the parent", &["parent"]);
const KEY_HOLDER: ActorSet = ActorSet("before signing in, by its key", &["signing in"]);

const EVERYBODY: ActorSet = ActorSet(
    "everybody",
    &extend_names::<5, 17>(
        WHOLE_TEAM.1,
        [
            "former",
            "other family",
            "other agency",
            "nobody",
            "signing in",
        ],
    ),
);

const fn extend_names<const M: usize, const N: usize>(
    some: &'static [&'static str],
    more: [&'static str; M],
) -> [&'static str; N] {
    let mut all = [""; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < some.len() {
            some[at]
        } else {
            more[at - some.len()]
        };
        at += 1;
    }
    all
}

/// The rule for some rows of a table.
#[derive(Debug, Clone)]
pub struct AccessRule {
    pub table: &'static str,
    /// Describes the rows for the printed table.
    pub rows: &'static str,
    /// The same rows as an SQL condition; for placeholders in braces see
    /// `MatrixActor::fill_placeholders`.
    pub condition: &'static str,
    pub select: ActorSet,
    /// Who may insert, and the columns and values of the attempted insert.
    pub insert: (ActorSet, &'static str),
    /// Space-separated column names, and who may update them.
    pub update: Vec<(&'static str, ActorSet)>,
    pub delete: ActorSet,
}

fn select_rule(
    table: &'static str,
    rows: &'static str,
    condition: &'static str,
    select: ActorSet,
) -> AccessRule {
    AccessRule {
        table,
        rows,
        condition,
        select,
        insert: (NOBODY, ""),
        update: Vec::new(),
        delete: NOBODY,
    }
}

impl AccessRule {
    fn allow_insert(mut self, who: ActorSet, values: &'static str) -> Self {
        self.insert = (who, values);
        self
    }
    fn allow_update(mut self, columns: &'static str, who: ActorSet) -> Self {
        self.update.push((columns, who));
        self
    }
    fn allow_delete(mut self, who: ActorSet) -> Self {
        self.delete = who;
        self
    }
}

/// Every column that a worker may update in a plan item, except its text and its audience.
const WORKER_PLAN_COLUMNS: &str = "goal_id order_id after_id benchmark_id so_far_id owner_id owed \
    due minutes trips weekday starts ends state revision gone why_id changed_at";

pub fn all_rules() -> Vec<AccessRule> {
    [
        people_rules(),
        plan_rules(),
        message_rules(),
        personal_rules(),
    ]
    .concat()
}

fn people_rules() -> Vec<AccessRule> {
    vec![
        select_rule(
            "agency",
            "one's own",
            "id = 'a0000000-0000-7000-8000-000000000000'",
            AGENCY_MEMBERS,
        ),
        select_rule("person", "oneself", "id = '{self}'", ONESELF)
            .allow_update("language", ONESELF),
        select_rule(
            "person",
            "on the team",
            "id = '{person 08}'",
            RECORD_READERS,
        )
        .allow_update("language", ActorSet("oneself", WORKER.1)),
        select_rule(
            "person",
            "on the team once",
            "id = '{person 13}'",
            RECORD_READERS_AND_SELF,
        )
        .allow_update("language", ActorSet("oneself", &["former"])),
        select_rule("person", "a mentor", "id = '{person 06}'", MENTOR_CIRCLE)
            .allow_update("language", ActorSet("oneself", MENTOR.1)),
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
        .allow_update("data", KEY_HOLDER)
        .allow_delete(KEY_HOLDER),
        select_rule(
            "session",
            "somebody else's, under one's own token",
            "token_hash = 'token a' \
            AND person_id = '{person 08}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(token_hash, person_id, data, expires_at) VALUES ('token a', \
                '{person 08}', '{}', now())",
        ),
        select_rule("family", "the family", "id = '{family}'", WHOLE_TEAM),
        select_rule("membership", "one's own", "person_id = '{self}'", ONESELF),
        select_rule(
            "membership",
            "of today",
            "person_id = '{person 08}'",
            RECORD_READERS,
        ),
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
        select_rule(
            "audience",
            "with oneself in it",
            "id = '{audience 1}'",
            AUDIENCE_MEMBERS,
        ),
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
        select_rule(
            "glossary",
            "of one's own agency",
            "term = 'term a'",
            AGENCY_MEMBERS,
        ),
        select_rule(
            "access_log",
            "a look at the record",
            "family_id = '{family}' AND what = 'plan'",
            LOG_READERS,
        )
        .allow_insert(
            ActorSet("everyone on the team, as what they are", WHOLE_TEAM.1),
            "(id, family_id, person_id, role, what, subject_id, at) VALUES (gen_random_uuid(), \
                '{family}', '{me}', '{role}', 'plan', {walks}, now())",
        ),
        select_rule("access_log", "as what one is not", "false", NOBODY).allow_insert(
            NOBODY,
            "(id, family_id, person_id, role, what, at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', 'nothing', 'plan', now())",
        ),
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
        select_rule("throttle_counter", "all", "key = 'key a'", NOBODY)
            .allow_insert(NOBODY, "(key, empty_at, wait) VALUES ('key x', 0, 0)"),
        select_rule("mark", "all", "name = 'mark a'", NOBODY),
        select_rule("write_probe", "its one row", "id = 1", EVERYBODY)
            .allow_update("checked_at", EVERYBODY),
        select_rule("import_run", "all", "id = 1", NOBODY),
        select_rule("import_record", "all", "seq = 1", NOBODY).allow_insert(
            NOBODY,
            "(seq, kind, \
            place, body) VALUES (2, 'person', 'place', '{}')",
        ),
        select_rule("_sqlx_migrations", "all", "version > 0", NOBODY),
    ]
}

fn plan_rules() -> Vec<AccessRule> {
    vec![
        select_rule("text", "a worker's", "id = '{text 01}'", AUDIENCE_MEMBERS)
            .allow_insert(
                ActorSet("who is in its audience, in their own name", WHOLE_TEAM.1),
                "(id, family_id, audience_id, language, body, author_id, entered_by_agency, at) \
                    VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', '{me}', \
                    false, now())",
            )
            .allow_update("audience_id", WORKER),
        select_rule(
            "text",
            "of somebody of the family",
            "id = '{text 40}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, language, body, author_id, entered_by_agency, at) \
                VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', '{other}', \
                false, now())",
        ),
        select_rule(
            "translation",
            "of a text",
            "text_id = '{text 01}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "translation_request",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            AUDIENCE_MEMBERS,
            "(text_id, language, person_id, at) VALUES \
                ('{text 01}', 'ar', '{me}', now())",
        ),
        select_rule(
            "translation_request",
            "somebody else's",
            "person_id = '{other}'",
            WORKER,
        ),
        select_rule(
            "plan",
            "its head",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(family_id, audience_id, version, since) VALUES ('{family}', \
                '{audience 1}', 0, '2020-01-01')",
        )
        .allow_update(
            "version since permanency permanency_since permanency_by permanency_why \
                concurrent concurrent_since concurrent_by concurrent_why revision",
            WORKER,
        ),
        select_rule(
            "plan_newest",
            "its version",
            "family_id = '{family}'",
            WHOLE_TEAM,
        ),
        select_rule("plan_item", "a line", "id = '{item 01}'", AUDIENCE_MEMBERS)
            .allow_insert(
                WORKER,
                "(id, family_id, audience_id, key, kind, position, text_id, \
                owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'step', \
                1, '{text 01}', false, 'open')",
            )
            .allow_update("text_id audience_id", WORKER)
            .allow_update(WORKER_PLAN_COLUMNS, WORKER),
        select_rule(
            "plan_item",
            "a step of one's own",
            "id = '{step}'",
            AUDIENCE_MEMBERS,
        )
        .allow_update("state", ActorSet("who does it, worker", WHOLE_TEAM.1))
        .allow_update("text_id audience_id", WORKER)
        .allow_update(
            "goal_id order_id after_id benchmark_id so_far_id owner_id owed due \
                minutes trips weekday starts ends revision gone why_id changed_at",
            WORKER,
        ),
        select_rule(
            "plan_item",
            "a family's goal",
            "id = '{item 50}'",
            AUDIENCE_MEMBERS,
        )
        .allow_update(WORKER_PLAN_COLUMNS, WORKER),
        select_rule(
            "plan_item",
            "one's own words",
            "id = '{own}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, key, kind, position, \
                text_id, owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', \
                'own_words', 1, '{mine}', false, 'open')",
        )
        .allow_update(
            "text_id audience_id goal_id order_id after_id benchmark_id so_far_id \
                minutes trips weekday starts ends revision gone why_id changed_at",
            FAMILY_MEMBERS,
        ),
        select_rule(
            "plan_item",
            "somebody else's own words",
            "id = '{others}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            NOBODY,
            "(id, family_id, audience_id, key, kind, position, text_id, \
                owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', \
                'own_words', 1, '{text 01}', false, 'open')",
        ),
        select_rule(
            "plan_version",
            "a version",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            WORKER,
            "(family_id, version, audience_id, since, by_id) VALUES \
                ('{family}', 1, '{audience 1}', '2020-01-01', '{me}')",
        ),
        select_rule("plan_version", "one that is not the next", "false", NOBODY).allow_insert(
            NOBODY,
            "(family_id, version, audience_id, since, by_id) VALUES \
                ('{family}', 7, '{audience 1}', '2020-01-01', '{me}')",
        ),
        select_rule(
            "plan_line",
            "of a version",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule("plan_edit", "of a line", "item_id = '{item 01}'", WORKER).allow_insert(
            WORKER,
            "(id, family_id, item_id, revision, text_id, owed, gone, by_id, \
                at) VALUES (gen_random_uuid(), '{family}', '{item 01}', 2, '{text 01}', false, \
                false, '{me}', now())",
        ),
        select_rule("plan_edit", "of one's own words", "false", NOBODY).allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, item_id, revision, text_id, owed, \
                gone, by_id, at) VALUES (gen_random_uuid(), '{family}', '{own}', 2, '{mine}', \
                false, false, '{me}', now())",
        ),
        select_rule(
            "plan_reply",
            "a comment",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            RECORD_READERS,
            "(id, family_id, audience_id, author_id, form_id, kind, \
                section, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{me}', \
                gen_random_uuid(), 'comment', 'needs', now())",
        )
        .allow_update("outcome answer_id answered_by answered_at", WORKER),
        select_rule(
            "plan_reply",
            "an agreement",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(id, family_id, audience_id, author_id, form_id, kind, \
                section, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{me}', \
                gen_random_uuid(), 'agree', 'needs', now())",
        )
        .allow_update("outcome answer_id answered_by answered_at", WORKER),
        select_rule(
            "plan_asked",
            "that the family was asked",
            "family_id = '{family}'",
            FAMILY_WORKER_SUPERVISOR,
        )
        .allow_insert(
            WORKER,
            "(id, family_id, section, by_id, at) VALUES (gen_random_uuid(), \
                '{family}', 'needs', '{me}', now())",
        ),
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
            "(id, family_id, audience_id, key, held, by_id) VALUES \
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
        .allow_insert(
            RATERS,
            "(review_id, person_id, family_id, audience_id, voice, value, \
                at) VALUES ('{review 2}', '{me}', '{family}', '{audience 1}', '{voice}', 1, now())",
        )
        .allow_update(
            "value text_id audience_id at",
            ActorSet("oneself", WHOLE_TEAM.1),
        ),
        select_rule(
            "plan_rating",
            "somebody else's",
            "person_id = '{other}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "plan_carry",
            "one's own",
            "person_id = '{self}'",
            ActorSet("oneself", WHOLE_TEAM.1),
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(family_id, person_id, minutes, trips, at) VALUES \
                ('{family}', '{me}', 1, 1, now())",
        )
        .allow_update("minutes trips at", FAMILY_MEMBERS),
        select_rule(
            "plan_carry",
            "somebody else's",
            "person_id = '{other}'",
            WORKER_AND_SUPERVISOR,
        ),
        select_rule(
            "plan_busy",
            "one's own",
            "person_id = '{self}'",
            ActorSet("oneself", WHOLE_TEAM.1),
        )
        .allow_insert(
            FAMILY_MEMBERS,
            "(family_id, person_id, weekday, starts, ends) VALUES \
                ('{family}', '{me}', 2, 1, 2)",
        )
        .allow_delete(FAMILY_MEMBERS),
        select_rule(
            "plan_busy",
            "somebody else's",
            "person_id = '{other}'",
            WORKER_AND_SUPERVISOR,
        ),
        select_rule(
            "child",
            "a child",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
        select_rule(
            "event",
            "a date",
            "family_id = '{family}'",
            AUDIENCE_MEMBERS,
        ),
    ]
}

fn message_rules() -> Vec<AccessRule> {
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
            "reader",
            "oneself",
            "thread_id = '{thread 1}' AND person_id = '{self}'",
            CURRENT_AND_FORMER_READERS,
        )
        .allow_update("read_seq reached_seq receipts", THREAD_READERS),
        select_rule(
            "reader",
            "somebody else",
            "thread_id = '{thread 1}' AND person_id = '{other}'",
            THREAD_READERS,
        ),
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
        select_rule(
            "message",
            "beside it",
            "thread_id = '{thread 2}' AND seq = 9",
            PAIR_READERS,
        ),
        select_rule(
            "outbox",
            "of one's own message",
            "thread_id = '{thread 1}' AND by_id = \
            '{self}'",
            ActorSet("oneself, while one reads it", THREAD_READERS.1),
        ),
        select_rule(
            "outbox",
            "of somebody else's",
            "thread_id = '{thread 1}' AND by_id = '{other}'",
            NOBODY,
        ),
        select_rule(
            "interpretation",
            "one that waits",
            "thread_id = '{thread 2}' AND seq = 1",
            READERS_AND_INTERPRETER,
        )
        .allow_insert(
            THREAD_READERS,
            "(id, thread_id, seq, language, asked_by, before_it, \
                at) VALUES (gen_random_uuid(), '{thread 1}', 3, 'es', '{me}', 0, now())",
        )
        .allow_update("taken_by done_at", INTERPRETER),
        select_rule(
            "interpretation",
            "one that is taken",
            "thread_id = '{thread 2}' AND seq = 2",
            READERS_AND_INTERPRETER,
        )
        .allow_insert(
            NOBODY,
            "(id, thread_id, seq, language, asked_by, before_it, at, \
                taken_by) VALUES (gen_random_uuid(), '{thread 1}', 4, 'es', '{me}', 0, now(), \
                '{me}')",
        )
        .allow_update("taken_by done_at", INTERPRETER),
        select_rule(
            "message_translation",
            "a machine's",
            "thread_id = '{thread 1}'",
            THREAD_READERS,
        )
        .allow_insert(
            THREAD_READERS,
            "(thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ('{thread 1}', \
                2, 'es', true, 'x', 'translate.example', '{me}', now())",
        ),
        select_rule("message_translation", "an interpreter's", "false", NOBODY).allow_insert(
            INTERPRETER,
            "(thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ('{thread 2}', \
                2, 'es', false, 'x', '{role}', '{me}', now())",
        ),
        select_rule(
            "contact",
            "of a parent and their mentor",
            "family_id = '{family}'",
            CONTACT_READERS,
        )
        .allow_insert(
            MENTOR,
            "(id, family_id, mentor_id, parent_id, kind, day, at) VALUES \
                (gen_random_uuid(), '{family}', '{me}', '{person 01}', 'call', alongside_today(), \
                now())",
        )
        .allow_delete(MENTOR),
    ]
}

fn personal_rules() -> Vec<AccessRule> {
    vec![
        select_rule("draft", "one's own", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, about, body, at) VALUES ('{me}', \
                gen_random_uuid(), 'x', now())",
            )
            .allow_update("body at form_id", ONESELF)
            .allow_delete(ONESELF),
        select_rule("draft", "somebody else's", "person_id = '{other}'", NOBODY).allow_insert(
            NOBODY,
            "(person_id, about, body, at) VALUES ('{other}', \
                gen_random_uuid(), 'x', now())",
        ),
        select_rule("away", "oneself", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, starts, ends) VALUES ('{me}', '2020-01-01', \
                '2020-01-02')",
            )
            .allow_delete(ONESELF),
        select_rule(
            "away",
            "somebody one meets",
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
        select_rule(
            "notify_choice",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, mode, safe_from, safe_until) VALUES ('{me}', \
                'each', 1, 2)",
        )
        .allow_update("mode safe_from safe_until", ONESELF)
        .allow_delete(ONESELF),
        select_rule(
            "notify_choice",
            "somebody else's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, mode, safe_from, safe_until) VALUES ('{other}', \
                'each', 1, 2)",
        ),
        select_rule("notify_way", "one's own", "person_id = '{self}'", ONESELF)
            .allow_insert(
                SIGNED_IN,
                "(person_id, way, address) VALUES ('{me}', 'sms', '1')",
            )
            .allow_delete(ONESELF),
        select_rule(
            "notify_way",
            "somebody else's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, way, address) VALUES ('{other}', 'sms', '1')",
        ),
        select_rule(
            "notify_trouble",
            "one's own",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(NOBODY, "(person_id, way, since) VALUES ('{me}', 'sms', 1)")
        .allow_delete(ONESELF),
        select_rule(
            "notify_trouble",
            "somebody else's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, way, since) VALUES ('{other}', 'sms', 1)",
        ),
        select_rule(
            "text_consent",
            "one's own, said in the portal",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            SIGNED_IN,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{me}', 9, '1', \
                extract(epoch FROM now())::bigint, 'withdrawn', 'x', 'en')",
        ),
        select_rule(
            "text_consent",
            "one's own, said by text message",
            "person_id = '{self}'",
            ONESELF,
        )
        .allow_insert(
            NOBODY,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{me}', 9, '1', \
                extract(epoch FROM now())::bigint, 'started', 'x', 'en')",
        ),
        select_rule(
            "text_consent",
            "somebody else's",
            "person_id = '{other}'",
            NOBODY,
        )
        .allow_insert(
            NOBODY,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{other}', 9, '1', \
                extract(epoch FROM now())::bigint, 'given', 'x', 'en')",
        ),
    ]
}
