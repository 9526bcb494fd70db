//! The expected row-level security rules: for every table, which rows each actor may read, insert,
//! update and delete. Actors that a rule does not name are refused: other families, other agencies,
//! former members and requests without an actor. `row_security_matrix.rs` checks each rule on the
//! rows of `probe.sql` and prints `docs/row-security.md`.

/// A set of actors: the label in the printed table, and the actors' names.
#[derive(Debug, Clone, Copy)]
pub struct Who(pub &'static str, pub &'static [&'static str]);

pub const NOBODY: Who = Who("–", &[]);
pub const TEAM: Who = Who(
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
const AUDIENCE: Who = Who("who is in its audience", TEAM.1);
const SELF: Who = Who("oneself", &extended::<1, 13>(TEAM.1, ["former"]));
const AGENCY: Who = Who("everyone of the agency", &extended::<2, 14>(TEAM.1, ["former", "other family"]));
const SIGNED_IN: Who = Who("oneself", &extended::<3, 15>(TEAM.1, ["former", "other family", "other agency"]));
const RECORD: Who =
    Who("who opens the record", &["parent", "guardian", "indian_custodian", "youth", "caregiver", "mentor", "worker", "supervisor", "tribal_representative"]);
const KNEW: Who = Who("who opens the record, oneself", &extended::<1, 10>(RECORD.1, ["former"]));
const GIVEN: Who = Who("who opens the record, its interpreter", &extended::<1, 10>(RECORD.1, ["interpreter"]));
const FAMILY: Who = Who("the family", &["parent", "guardian", "indian_custodian", "youth"]);
const RATERS: Who = Who("the family, worker", &["parent", "guardian", "indian_custodian", "youth", "worker"]);
const ANSWERABLE: Who = Who("the family, worker, supervisor", &["parent", "guardian", "indian_custodian", "youth", "worker", "supervisor"]);
const LOG: Who = Who("the family, supervisor", &["parent", "guardian", "indian_custodian", "youth", "supervisor"]);
const AGENCYS: Who = Who("worker, supervisor", &["worker", "supervisor"]);
const WORKER: Who = Who("worker", &["worker"]);
const READERS: Who = Who("its readers", &["parent", "caregiver", "worker"]);
const READERS_ONCE: Who = Who("oneself", &["parent", "caregiver", "worker", "former"]);
const INTERPRETED: Who = Who("its readers, its interpreter", &["parent", "worker", "interpreter"]);
const INTERPRETER: Who = Who("its interpreter", &["interpreter"]);
const PAIR: Who = Who("its readers", &["parent", "worker"]);
const BESIDE: Who = Who("the parent, the mentor, worker, supervisor, coordinator", &["parent", "mentor", "worker", "supervisor", "mentor_coordinator"]);
const CONTACT: Who = Who("the mentor, the parent, coordinator", &["mentor", "parent", "mentor_coordinator"]);
const MENTOR: Who = Who("the mentor", &["mentor"]);
const PARENT: Who = Who("the parent", &["parent"]);
const KEY: Who = Who("before signing in, by its key", &["signing in"]);

const EVERYBODY: Who = Who("everybody", &extended::<5, 17>(TEAM.1, ["former", "other family", "other agency", "nobody", "signing in"]));

const fn extended<const M: usize, const N: usize>(some: &'static [&'static str], more: [&'static str; M]) -> [&'static str; N] {
    let mut all = [""; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < some.len() { some[at] } else { more[at - some.len()] };
        at += 1;
    }
    all
}

/// The rule for some rows of a table.
#[derive(Debug, Clone)]
pub struct Rule {
    pub table: &'static str,
    /// Describes the rows for the printed table.
    pub rows: &'static str,
    /// The same rows as an SQL condition; for placeholders in braces see `Actor::fill`.
    pub condition: &'static str,
    pub select: Who,
    /// Who may insert, and the columns and values of the attempted insert.
    pub insert: (Who, &'static str),
    /// Space-separated column names, and who may update them.
    pub update: Vec<(&'static str, Who)>,
    pub delete: Who,
}

fn rule(table: &'static str, rows: &'static str, condition: &'static str, select: Who) -> Rule {
    Rule { table, rows, condition, select, insert: (NOBODY, ""), update: Vec::new(), delete: NOBODY }
}

impl Rule {
    fn insert(mut self, who: Who, values: &'static str) -> Self {
        self.insert = (who, values);
        self
    }
    fn update(mut self, columns: &'static str, who: Who) -> Self {
        self.update.push((columns, who));
        self
    }
    fn delete(mut self, who: Who) -> Self {
        self.delete = who;
        self
    }
}

/// Every column that a worker may update in a plan item, except its text and its audience.
const LINE: &str = "goal_id order_id after_id benchmark_id so_far_id owner_id owed due minutes trips weekday starts ends state revision gone why_id changed_at";

pub fn rules() -> Vec<Rule> {
    [people(), plan(), messages(), own()].concat()
}

fn people() -> Vec<Rule> {
    vec![
        rule("agency", "one's own", "id = 'a0000000-0000-7000-8000-000000000000'", AGENCY),
        rule("person", "oneself", "id = '{self}'", SELF).update("language", SELF),
        rule("person", "on the team", "id = '{person 08}'", RECORD).update("language", Who("oneself", WORKER.1)),
        rule("person", "on the team once", "id = '{person 13}'", KNEW).update("language", Who("oneself", &["former"])),
        rule("person", "a mentor", "id = '{person 06}'", BESIDE).update("language", Who("oneself", MENTOR.1)),
        rule("account", "of a sign-in name", "sign_in_name = 'a 1'", KEY),
        rule("invitation", "of a code", "code_hash = 'code a'", KEY),
        rule("session", "of a token", "token_hash = 'token a'", KEY)
            .insert(KEY, "(token_hash, person_id, data, expires_at) VALUES ('token a', NULL, '{}', now())")
            .update("data", KEY)
            .delete(KEY),
        rule("session", "somebody else's, under one's own token", "token_hash = 'token a' AND person_id = '{person 08}'", NOBODY)
            .insert(NOBODY, "(token_hash, person_id, data, expires_at) VALUES ('token a', '{person 08}', '{}', now())"),
        rule("family", "the family", "id = '{family}'", TEAM),
        rule("membership", "one's own", "person_id = '{self}'", SELF),
        rule("membership", "of today", "person_id = '{person 08}'", RECORD),
        rule("membership", "of one whose message one was given", "person_id = '{person 01}'", GIVEN),
        rule("membership", "a mentor's", "person_id = '{person 06}'", BESIDE),
        rule(
            "membership",
            "one that has ended",
            "person_id = '{person 13}'",
            Who("worker, supervisor, oneself, who reads a conversation with them", &["worker", "supervisor", "former", "parent", "caregiver"]),
        ),
        rule("audience", "with oneself in it", "id = '{audience 1}'", AUDIENCE),
        rule("audience", "of workers", "id = '{audience 3}'", Who("worker", WORKER.1)),
        rule("audience_entry", "with oneself in it", "audience_id = '{audience 1}'", AUDIENCE),
        rule("audience_entry", "of workers", "audience_id = '{audience 3}'", WORKER),
        rule("glossary", "of one's own agency", "term = 'term a'", AGENCY),
        rule("access_log", "a look at the record", "family_id = '{family}' AND what = 'plan'", LOG).insert(
            Who("everyone on the team, as what they are", TEAM.1),
            "(id, family_id, person_id, role, what, subject_id, at) VALUES (gen_random_uuid(), '{family}', '{me}', '{role}', 'plan', {walks}, now())",
        ),
        rule("access_log", "as what one is not", "false", NOBODY)
            .insert(NOBODY, "(id, family_id, person_id, role, what, at) VALUES (gen_random_uuid(), '{family}', '{me}', 'nothing', 'plan', now())"),
        rule("access_log", "a look by a parent's mentor", "family_id = '{family}' AND what = 'home'", PARENT),
        rule("access_log", "a look at a conversation", "family_id = '{family}' AND what = 'thread'", Who("its readers of the family", &["parent"])),
        rule("throttle_counter", "all", "key = 'key a'", NOBODY).insert(NOBODY, "(key, empty_at, wait) VALUES ('key x', 0, 0)"),
        rule("mark", "all", "name = 'mark a'", NOBODY),
        rule("write_probe", "its one row", "id = 1", EVERYBODY).update("checked_at", EVERYBODY),
        rule("import_run", "all", "id = 1", NOBODY),
        rule("import_record", "all", "seq = 1", NOBODY).insert(NOBODY, "(seq, kind, place, body) VALUES (2, 'person', 'place', '{}')"),
        rule("_sqlx_migrations", "all", "version > 0", NOBODY),
    ]
}

fn plan() -> Vec<Rule> {
    vec![
        rule("text", "a worker's", "id = '{text 01}'", AUDIENCE)
            .insert(
                Who("who is in its audience, in their own name", TEAM.1),
                "(id, family_id, audience_id, language, body, author_id, entered_by_agency, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', '{me}', false, now())",
            )
            .update("audience_id", WORKER),
        rule("text", "of somebody of the family", "id = '{text 40}'", AUDIENCE).insert(
            NOBODY,
            "(id, family_id, audience_id, language, body, author_id, entered_by_agency, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'en', 'x', '{other}', false, now())",
        ),
        rule("translation", "of a text", "text_id = '{text 01}'", AUDIENCE),
        rule("translation_request", "one's own", "person_id = '{self}'", SELF)
            .insert(AUDIENCE, "(text_id, language, person_id, at) VALUES ('{text 01}', 'ar', '{me}', now())"),
        rule("translation_request", "somebody else's", "person_id = '{other}'", WORKER),
        rule("plan", "its head", "family_id = '{family}'", AUDIENCE)
            .insert(WORKER, "(family_id, audience_id, version, since) VALUES ('{family}', '{audience 1}', 0, '2020-01-01')")
            .update("version since permanency permanency_since permanency_by permanency_why concurrent concurrent_since concurrent_by concurrent_why revision", WORKER),
        rule("plan_newest", "its version", "family_id = '{family}'", TEAM),
        rule("plan_item", "a line", "id = '{item 01}'", AUDIENCE)
            .insert(WORKER, "(id, family_id, audience_id, key, kind, position, text_id, owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'step', 1, '{text 01}', false, 'open')")
            .update("text_id audience_id", WORKER)
            .update(LINE, WORKER),
        rule("plan_item", "a step of one's own", "id = '{step}'", AUDIENCE)
            .update("state", Who("who does it, worker", TEAM.1))
            .update("text_id audience_id", WORKER)
            .update("goal_id order_id after_id benchmark_id so_far_id owner_id owed due minutes trips weekday starts ends revision gone why_id changed_at", WORKER),
        rule("plan_item", "a family's goal", "id = '{item 50}'", AUDIENCE).update(LINE, WORKER),
        rule("plan_item", "one's own words", "id = '{own}'", AUDIENCE)
            .insert(FAMILY, "(id, family_id, audience_id, key, kind, position, text_id, owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'own_words', 1, '{mine}', false, 'open')")
            .update("text_id audience_id goal_id order_id after_id benchmark_id so_far_id minutes trips weekday starts ends revision gone why_id changed_at", FAMILY),
        rule("plan_item", "somebody else's own words", "id = '{others}'", AUDIENCE)
            .insert(NOBODY, "(id, family_id, audience_id, key, kind, position, text_id, owed, state) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', 'own_words', 1, '{text 01}', false, 'open')"),
        rule("plan_version", "a version", "family_id = '{family}'", AUDIENCE)
            .insert(WORKER, "(family_id, version, audience_id, since, by_id) VALUES ('{family}', 1, '{audience 1}', '2020-01-01', '{me}')"),
        rule("plan_version", "one that is not the next", "false", NOBODY)
            .insert(NOBODY, "(family_id, version, audience_id, since, by_id) VALUES ('{family}', 7, '{audience 1}', '2020-01-01', '{me}')"),
        rule("plan_line", "of a version", "family_id = '{family}'", AUDIENCE),
        rule("plan_edit", "of a line", "item_id = '{item 01}'", WORKER)
            .insert(WORKER, "(id, family_id, item_id, revision, text_id, owed, gone, by_id, at) VALUES (gen_random_uuid(), '{family}', '{item 01}', 2, '{text 01}', false, false, '{me}', now())"),
        rule("plan_edit", "of one's own words", "false", NOBODY)
            .insert(FAMILY, "(id, family_id, item_id, revision, text_id, owed, gone, by_id, at) VALUES (gen_random_uuid(), '{family}', '{own}', 2, '{mine}', false, false, '{me}', now())"),
        rule("plan_reply", "a comment", "family_id = '{family}'", AUDIENCE)
            .insert(RECORD, "(id, family_id, audience_id, author_id, form_id, kind, section, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{me}', gen_random_uuid(), 'comment', 'needs', now())")
            .update("outcome answer_id answered_by answered_at", WORKER),
        rule("plan_reply", "an agreement", "family_id = '{family}'", AUDIENCE)
            .insert(FAMILY, "(id, family_id, audience_id, author_id, form_id, kind, section, at) VALUES (gen_random_uuid(), '{family}', '{audience 1}', '{me}', gen_random_uuid(), 'agree', 'needs', now())")
            .update("outcome answer_id answered_by answered_at", WORKER),
        rule("plan_asked", "that the family was asked", "family_id = '{family}'", ANSWERABLE)
            .insert(WORKER, "(id, family_id, section, by_id, at) VALUES (gen_random_uuid(), '{family}', 'needs', '{me}', now())"),
        rule("plan_scale", "the scale", "family_id = '{family}'", RECORD)
            .insert(WORKER, "(family_id, top) VALUES ('{family}', 5)")
            .update("top low_id high_id", WORKER),
        rule("plan_review", "a review", "family_id = '{family}'", AUDIENCE)
            .insert(WORKER, "(id, family_id, audience_id, key, held, by_id) VALUES (gen_random_uuid(), '{family}', '{audience 1}', 'x', '2020-01-01', '{me}')"),
        rule("plan_rating", "one's own", "person_id = '{self}'", Who("who is in its audience, oneself", TEAM.1))
            .insert(RATERS, "(review_id, person_id, family_id, audience_id, voice, value, at) VALUES ('{review 2}', '{me}', '{family}', '{audience 1}', '{voice}', 1, now())")
            .update("value text_id audience_id at", Who("oneself", TEAM.1)),
        rule("plan_rating", "somebody else's", "person_id = '{other}'", AUDIENCE),
        rule("plan_carry", "one's own", "person_id = '{self}'", Who("oneself", TEAM.1))
            .insert(FAMILY, "(family_id, person_id, minutes, trips, at) VALUES ('{family}', '{me}', 1, 1, now())")
            .update("minutes trips at", FAMILY),
        rule("plan_carry", "somebody else's", "person_id = '{other}'", AGENCYS),
        rule("plan_busy", "one's own", "person_id = '{self}'", Who("oneself", TEAM.1))
            .insert(FAMILY, "(family_id, person_id, weekday, starts, ends) VALUES ('{family}', '{me}', 2, 1, 2)")
            .delete(FAMILY),
        rule("plan_busy", "somebody else's", "person_id = '{other}'", AGENCYS),
        rule("child", "a child", "family_id = '{family}'", AUDIENCE),
        rule("event", "a date", "family_id = '{family}'", AUDIENCE),
    ]
}

fn messages() -> Vec<Rule> {
    vec![
        rule("thread", "one that one reads", "id = '{thread 1}'", READERS),
        rule("thread", "one with a message to interpret", "id = '{thread 2}'", INTERPRETED),
        rule("reader", "oneself", "thread_id = '{thread 1}' AND person_id = '{self}'", READERS_ONCE).update("read_seq reached_seq receipts", READERS),
        rule("reader", "somebody else", "thread_id = '{thread 1}' AND person_id = '{other}'", READERS),
        rule("message", "of a conversation", "thread_id = '{thread 1}'", READERS),
        rule("message", "one that an interpreter has taken", "thread_id = '{thread 2}' AND seq = 2", INTERPRETED),
        rule("message", "beside it", "thread_id = '{thread 2}' AND seq = 9", PAIR),
        rule("outbox", "of one's own message", "thread_id = '{thread 1}' AND by_id = '{self}'", Who("oneself, while one reads it", READERS.1)),
        rule("outbox", "of somebody else's", "thread_id = '{thread 1}' AND by_id = '{other}'", NOBODY),
        rule("interpretation", "one that waits", "thread_id = '{thread 2}' AND seq = 1", INTERPRETED)
            .insert(READERS, "(id, thread_id, seq, language, asked_by, before_it, at) VALUES (gen_random_uuid(), '{thread 1}', 3, 'es', '{me}', 0, now())")
            .update("taken_by done_at", INTERPRETER),
        rule("interpretation", "one that is taken", "thread_id = '{thread 2}' AND seq = 2", INTERPRETED)
            .insert(NOBODY, "(id, thread_id, seq, language, asked_by, before_it, at, taken_by) VALUES (gen_random_uuid(), '{thread 1}', 4, 'es', '{me}', 0, now(), '{me}')")
            .update("taken_by done_at", INTERPRETER),
        rule("message_translation", "a machine's", "thread_id = '{thread 1}'", READERS).insert(
            READERS,
            "(thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ('{thread 1}', 2, 'es', true, 'x', 'translate.example', '{me}', now())",
        ),
        rule("message_translation", "an interpreter's", "false", NOBODY).insert(
            INTERPRETER,
            "(thread_id, seq, language, machine, body, made_by, by_id, at) VALUES ('{thread 2}', 2, 'es', false, 'x', '{role}', '{me}', now())",
        ),
        rule("contact", "of a parent and their mentor", "family_id = '{family}'", CONTACT)
            .insert(MENTOR, "(id, family_id, mentor_id, parent_id, kind, day, at) VALUES (gen_random_uuid(), '{family}', '{me}', '{person 01}', 'call', alongside_today(), now())")
            .delete(MENTOR),
    ]
}

fn own() -> Vec<Rule> {
    vec![
        rule("draft", "one's own", "person_id = '{self}'", SELF)
            .insert(SIGNED_IN, "(person_id, about, body, at) VALUES ('{me}', gen_random_uuid(), 'x', now())")
            .update("body at form_id", SELF)
            .delete(SELF),
        rule("draft", "somebody else's", "person_id = '{other}'", NOBODY)
            .insert(NOBODY, "(person_id, about, body, at) VALUES ('{other}', gen_random_uuid(), 'x', now())"),
        rule("away", "oneself", "person_id = '{self}'", SELF)
            .insert(SIGNED_IN, "(person_id, starts, ends) VALUES ('{me}', '2020-01-01', '2020-01-02')")
            .delete(SELF),
        rule("away", "somebody one meets", "person_id = '{person 08}'", Who("who opens the record", RECORD.1))
            .insert(NOBODY, "(person_id, starts, ends) VALUES ('{other}', '2020-01-01', '2020-01-02')")
            .delete(Who("oneself", WORKER.1)),
        rule("notify_choice", "one's own", "person_id = '{self}'", SELF)
            .insert(SIGNED_IN, "(person_id, mode, safe_from, safe_until) VALUES ('{me}', 'each', 1, 2)")
            .update("mode safe_from safe_until", SELF)
            .delete(SELF),
        rule("notify_choice", "somebody else's", "person_id = '{other}'", NOBODY)
            .insert(NOBODY, "(person_id, mode, safe_from, safe_until) VALUES ('{other}', 'each', 1, 2)"),
        rule("notify_way", "one's own", "person_id = '{self}'", SELF).insert(SIGNED_IN, "(person_id, way, address) VALUES ('{me}', 'sms', '1')").delete(SELF),
        rule("notify_way", "somebody else's", "person_id = '{other}'", NOBODY).insert(NOBODY, "(person_id, way, address) VALUES ('{other}', 'sms', '1')"),
        rule("notify_trouble", "one's own", "person_id = '{self}'", SELF).insert(NOBODY, "(person_id, way, since) VALUES ('{me}', 'sms', 1)").delete(SELF),
        rule("notify_trouble", "somebody else's", "person_id = '{other}'", NOBODY).insert(NOBODY, "(person_id, way, since) VALUES ('{other}', 'sms', 1)"),
        rule("text_consent", "one's own, said in the portal", "person_id = '{self}'", SELF).insert(
            SIGNED_IN,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{me}', 9, '1', extract(epoch FROM now())::bigint, 'withdrawn', 'x', 'en')",
        ),
        rule("text_consent", "one's own, said by text message", "person_id = '{self}'", SELF).insert(
            NOBODY,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{me}', 9, '1', extract(epoch FROM now())::bigint, 'started', 'x', 'en')",
        ),
        rule("text_consent", "somebody else's", "person_id = '{other}'", NOBODY).insert(
            NOBODY,
            "(person_id, n, phone, at, kind, words, language) VALUES ('{other}', 9, '1', extract(epoch FROM now())::bigint, 'given', 'x', 'en')",
        ),
    ]
}
