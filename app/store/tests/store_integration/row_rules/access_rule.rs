//! An access rule, and the sets of actors that rules name.

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
// The probe's rows have an audience of every role, so that only other conditions refuse.
pub(super) const AUDIENCE_MEMBERS: ActorSet = ActorSet("who is in its audience", WHOLE_TEAM.1);
// A former member keeps what is theirs alone, such as drafts and settings.
pub(super) const ONESELF: ActorSet =
    ActorSet("oneself", &extend_names::<1, 13>(WHOLE_TEAM.1, ["former"]));
pub(super) const AGENCY_MEMBERS: ActorSet = ActorSet(
    "everyone of the agency",
    &extend_names::<2, 14>(WHOLE_TEAM.1, ["former", "other family"]),
);
pub(super) const SIGNED_IN: ActorSet = ActorSet(
    "oneself",
    &extend_names::<3, 15>(WHOLE_TEAM.1, ["former", "other family", "other agency"]),
);
// Not every role on the team: a mentor's coordinator, an interpreter and an administrator open no
// record.
pub(super) const RECORD_READERS: ActorSet = ActorSet(
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
pub(super) const RECORD_READERS_AND_SELF: ActorSet = ActorSet(
    "who opens the record, oneself",
    &extend_names::<1, 10>(RECORD_READERS.1, ["former"]),
);
pub(super) const RECORD_READERS_AND_INTERPRETER: ActorSet = ActorSet(
    "who opens the record, its interpreter",
    &extend_names::<1, 10>(RECORD_READERS.1, ["interpreter"]),
);
pub(super) const RECORD_READERS_AND_COORDINATOR: ActorSet = ActorSet(
    "who opens the record, coordinator",
    &extend_names::<1, 10>(RECORD_READERS.1, ["mentor_coordinator"]),
);
pub(super) const FAMILY_MEMBERS: ActorSet = ActorSet(
    "the family",
    &["parent", "guardian", "indian_custodian", "youth"],
);
pub(super) const RATERS: ActorSet = ActorSet(
    "the family, worker",
    &["parent", "guardian", "indian_custodian", "youth", "worker"],
);
pub(super) const FAMILY_WORKER_SUPERVISOR: ActorSet = ActorSet(
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
// Without the worker: the log tells the family about those who look, the worker included.
pub(super) const LOG_READERS: ActorSet = ActorSet(
    "the family, supervisor",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "supervisor",
    ],
);
// The objection of the probe is about its worker.
pub(super) const RECORD_READERS_BUT_WORKER: ActorSet = ActorSet(
    "who opens the record, but not whom it is about",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "caregiver",
        "mentor",
        "supervisor",
        "tribal_representative",
    ],
);
// Child-level facts: not for caregivers and mentors, whatever the audience says.
pub(super) const TRIBE_READERS: ActorSet = ActorSet(
    "the family, worker, supervisor, tribal representative",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "worker",
        "supervisor",
        "tribal_representative",
    ],
);
pub(super) const TRIBAL_REPRESENTATIVE: ActorSet =
    ActorSet("tribal representative", &["tribal_representative"]);
pub(super) const SUPERVISOR: ActorSet = ActorSet("supervisor", &["supervisor"]);
pub(super) const WORKER_AND_SUPERVISOR: ActorSet =
    ActorSet("worker, supervisor", &["worker", "supervisor"]);
pub(super) const WORKER: ActorSet = ActorSet("worker", &["worker"]);
pub(super) const THREAD_READERS: ActorSet =
    ActorSet("its readers", &["parent", "caregiver", "worker"]);
pub(super) const CURRENT_AND_FORMER_READERS: ActorSet =
    ActorSet("oneself", &["parent", "caregiver", "worker", "former"]);
pub(super) const READERS_AND_INTERPRETER: ActorSet = ActorSet(
    "its readers, its interpreter",
    &["parent", "worker", "interpreter"],
);
pub(super) const INTERPRETER: ActorSet = ActorSet("its interpreter", &["interpreter"]);
// Thread 2 of the probe, in which an interpreter has claimed a message.
pub(super) const PAIR_READERS: ActorSet = ActorSet("its readers", &["parent", "worker"]);
// The parent is person 1, whom the mentor supports. The other parent and the rest of the team do
// not learn who supports them.
pub(super) const MENTOR_CIRCLE: ActorSet = ActorSet(
    "the parent, the mentor, worker, supervisor, coordinator",
    &[
        "parent",
        "mentor",
        "worker",
        "supervisor",
        "mentor_coordinator",
    ],
);
pub(super) const CONTACT_READERS: ActorSet = ActorSet(
    "the mentor, the parent, coordinator",
    &["mentor", "parent", "mentor_coordinator"],
);
// The parent is person 1, and the mentor hands over.
pub(super) const HANDOVER_CIRCLE: ActorSet = ActorSet(
    "the parent, the mentors, worker, supervisor",
    &["parent", "mentor", "worker", "supervisor"],
);
// The youth owns the transition plan of the probe.
pub(super) const TRANSITION_OWNER: ActorSet = ActorSet("its owner", &["youth"]);
// The parts of a transition plan that the law requires, whatever the youth chooses.
pub(super) const PART_READERS_BY_LAW: ActorSet = ActorSet(
    "its owner, worker, supervisor, tribal representative",
    &["youth", "worker", "supervisor", "tribal_representative"],
);
// A part that is released to the team. The mentor of the probe is a parent's, so the owner does not
// know them.
pub(super) const TRANSITION_ADULTS: ActorSet = ActorSet(
    "the owner, the adults of the team whom they know",
    &[
        "parent",
        "guardian",
        "indian_custodian",
        "youth",
        "caregiver",
        "worker",
        "supervisor",
        "tribal_representative",
    ],
);
pub(super) const YOUTH: ActorSet = ActorSet("the youth", &["youth"]);
pub(super) const MENTOR: ActorSet = ActorSet("the mentor", &["mentor"]);
pub(super) const MENTOR_AND_WORKER: ActorSet =
    ActorSet("the mentor, worker", &["mentor", "worker"]);
// Person 1 of the probe wrote the replies.
pub(super) const AUTHOR: ActorSet = ActorSet("its author", PARENT.1);
pub(super) const PARENT: ActorSet = ActorSet("the parent", &["parent"]);
pub(super) const KEY_HOLDER: ActorSet = ActorSet("before signing in, by its key", &["signing in"]);

pub(super) const EVERYBODY: ActorSet = ActorSet(
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
    // A loop, because slices cannot be joined in a constant.
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

pub(super) fn select_rule(
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
    pub(super) fn allow_insert(mut self, who: ActorSet, values: &'static str) -> Self {
        self.insert = (who, values);
        self
    }
    pub(super) fn allow_update(mut self, columns: &'static str, who: ActorSet) -> Self {
        self.update.push((columns, who));
        self
    }
    pub(super) fn allow_delete(mut self, who: ActorSet) -> Self {
        self.delete = who;
        self
    }
}
