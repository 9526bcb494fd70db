//! Row-level authorization: SQL conditions for the rows that an actor may see, used by every read
//! of a family's record. PostgreSQL's row-level security enforces the same rules
//! (`alongside_can_view_item` and the policies that use it).
//!
//! Each row has an audience, and some rows are parts of a parent row: a step of its goal, a text or
//! a reply of its plan item, a rating of its review. An actor who does not see the parent never
//! sees the part, whatever the part's own audience says; `actor_owns_step!` is the only exception.
//! `visible_to_actor!` therefore takes the table's name: a new table needs a match arm here before
//! it can be read.
//!
//! In all conditions `$1` is the actor and `$2` today's date. The macros about a person take the
//! id of any person as an SQL expression, such as `"q.person_id"`.

mod audiences;
mod texts;

pub(crate) use self::audiences::{
    audience_includes_actor, audience_includes_person, audience_is_readable, audience_names_person,
    parent_includes_actor, parent_includes_person, readable_audiences,
};
pub(crate) use self::texts::{text_denied_to_interpreter, text_visible_to_person};

/// SQL condition: this person owns this step, and none of their roles reads the plan by default, as
/// for a youth or a caregiver. Such a person reads their own step without being in the audience of
/// its goal. A person with a plan-reading role is not covered: a goal whose audience omits them was
/// narrowed on purpose. The roles are `default_roles(ResourceKind::SharedPlan)`; a test
/// compares them.
macro_rules! person_owns_step {
    ($row:literal, $person:literal) => {
        concat!(
            "(",
            $row,
            ".owner_id = ",
            $person,
            " AND NOT EXISTS (SELECT 1 FROM membership by_role WHERE by_role.family_id = ",
            $row,
            ".family_id AND by_role.person_id = ",
            $person,
            " AND by_role.role IN (",
            $crate::visibility::plan_reader_roles!(),
            ") AND by_role.since <= $2 AND (by_role.until IS NULL OR by_role.until > $2)))"
        )
    };
}

/// `person_owns_step!` for the actor.
macro_rules! actor_owns_step {
    ($row:literal) => {
        $crate::visibility::person_owns_step!($row, "$1")
    };
}

/// The roles that read a family's plan by default, as an SQL list.
macro_rules! plan_reader_roles {
    () => {
        "'parent', 'guardian', 'indian_custodian', 'worker', 'supervisor'"
    };
}

/// The roles of the family (`Role::is_family`), as an SQL list.
macro_rules! family_roles {
    () => {
        "'parent', 'guardian', 'indian_custodian', 'youth'"
    };
}

/// SQL condition: the row has no goal, or this person sees its goal, or it is their own step
/// (`person_owns_step!`) and the goal's audience does not exclude them by name. `$includes` is the
/// macro that checks an audience, `audience_includes_person` when left out.
macro_rules! goal_visible_to_person {
    ($row:literal, $person:literal) => {
        $crate::visibility::goal_visible_to_person!(audience_includes_person, $row, $person)
    };
    ($includes:ident, $row:literal, $person:literal) => {
        concat!(
            "(",
            $row,
            ".goal_id IS NULL OR EXISTS (SELECT 1 FROM plan_item goal WHERE goal.id = ",
            $row,
            ".goal_id AND ",
            $crate::visibility::parent_includes_person!($includes, "goal", $row, $person),
            ") OR (",
            $crate::visibility::person_owns_step!($row, $person),
            " AND NOT EXISTS (SELECT 1 FROM plan_item goal JOIN audience_entry shut ON \
                shut.audience_id = goal.audience_id WHERE goal.id = ",
            $row,
            ".goal_id AND shut.person_id = ",
            $person,
            " AND shut.denied)))"
        )
    };
}

/// SQL condition: the row belongs to no plan item, or to one that this person sees.
macro_rules! item_visible_to_person {
    ($row:literal, $person:literal) => {
        concat!(
            "(",
            $row,
            ".item_id IS NULL OR EXISTS (SELECT 1 FROM plan_item line WHERE line.id = ",
            $row,
            ".item_id AND ",
            $crate::visibility::parent_includes_person!("line", $row, $person),
            " AND ",
            $crate::visibility::goal_visible_to_person!("line", $person),
            "))"
        )
    };
}

/// `item_visible_to_person!` for the actor.
macro_rules! item_visible_to_actor {
    ($row:literal) => {
        $crate::visibility::item_visible_to_person!($row, "$1")
    };
}

/// SQL condition: the actor may see this row. `visible_to_actor!(plan_item "i")` is the condition
/// for the row with the alias `i` of the table `plan_item`. A statement that reads many plan items
/// begins with `readable_audiences!`, and passes `audience_is_readable` as the last argument.
macro_rules! visible_to_actor {
    // Tables whose rows have no parent row.
    (child $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (event $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    // A part of an event that the actor must see, too.
    (event_change $row:literal) => {
        concat!(
            "(",
            $row,
            ".audience_id IS NULL OR ",
            $crate::visibility::audience_includes_actor!($row),
            ")"
        )
    };
    (event_version $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (family_time_plan $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (family_time_version $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (family_observance $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (case_date $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND (",
            $row,
            ".child_id IS NULL OR EXISTS (SELECT 1 FROM child young WHERE young.id = ",
            $row,
            ".child_id AND ",
            $crate::visibility::parent_includes_actor!("young", $row),
            ")))"
        )
    };
    (team_contact $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (team_pick $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    // Whom an objection is about never sees it, whatever its audience says.
    (team_request $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND (",
            $row,
            ".person_id IS NULL OR ",
            $row,
            ".person_id <> $1))"
        )
    };
    (child_tribe $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND EXISTS (SELECT 1 FROM child whose WHERE whose.id = ",
            $row,
            ".child_id AND ",
            $crate::visibility::parent_includes_actor!("whose", $row),
            "))"
        )
    };
    // Without an audience of its own: its readers are those of its row. A withdrawn entry is kept,
    // and shown to no one.
    (tribe_entry $row:literal) => {
        concat!(
            "(",
            $row,
            ".withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM child_tribe about WHERE about.id = ",
            $row,
            ".child_tribe_id AND ",
            $crate::visibility::visible_to_actor!(child_tribe "about"),
            "))"
        )
    };
    (plan $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (plan_version $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (plan_review $row:literal) => {
        $crate::visibility::audience_includes_actor!($row)
    };
    (plan_item $row:literal) => {
        $crate::visibility::visible_to_actor!(plan_item $row, audience_includes_person)
    };
    (plan_item $row:literal, $includes:ident) => {
        concat!(
            "(",
            $crate::visibility::$includes!($row, "$1"),
            " AND ",
            $crate::visibility::goal_visible_to_person!($includes, $row, "$1"),
            ")"
        )
    };
    (text $row:literal) => {
        $crate::visibility::text_visible_to_person!($row, "$1")
    };
    // A withdrawn reply is kept, and shown to no one. Row-level security shows it to its author,
    // who could not withdraw it otherwise.
    (plan_reply $row:literal) => {
        concat!(
            "(",
            $row,
            ".withdrawn_at IS NULL AND ",
            $crate::visibility::audience_includes_actor!($row),
            " AND ",
            $crate::visibility::item_visible_to_actor!($row),
            ")"
        )
    };
    (event_place $row:literal) => {
        $crate::visibility::visible_to_actor!(part_of_event $row)
    };
    // Words that their author removed are left out where they are read.
    (event_words $row:literal) => {
        $crate::visibility::visible_to_actor!(part_of_event $row)
    };
    (event_notes $row:literal) => {
        $crate::visibility::visible_to_actor!(part_of_event $row)
    };
    (part_of_event $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND EXISTS (SELECT 1 FROM event planned WHERE planned.id = ",
            $row,
            ".event_id AND ",
            $crate::visibility::parent_includes_actor!("planned", $row),
            "))"
        )
    };
    (family_time_place $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND EXISTS (SELECT 1 FROM family_time_plan arranged WHERE arranged.id = ",
            $row,
            ".plan_id AND ",
            $crate::visibility::parent_includes_actor!("arranged", $row),
            "))"
        )
    };
    (plan_rating $row:literal) => {
        concat!(
            "(",
            $crate::visibility::audience_includes_actor!($row),
            " AND EXISTS (SELECT 1 FROM plan_review held WHERE held.id = ",
            $row,
            ".review_id AND ",
            $crate::visibility::parent_includes_actor!("held", $row),
            "))"
        )
    };
    // A plan item in a published version, joined with the current item: the actor must be in the
    // audiences of both, and in those of both goals. Narrowing an audience therefore applies to
    // past versions, and widening it does not. Own words that their author removed are shown in
    // no version: the portal tells the author that no one else can read them.
    (plan_version_item $line:literal, plan_item $item:literal) => {
        $crate::visibility::visible_to_actor!(
            plan_version_item $line,
            plan_item $item,
            audience_includes_person
        )
    };
    (plan_version_item $line:literal, plan_item $item:literal, $includes:ident) => {
        concat!(
            "(NOT (",
            $line,
            ".kind = 'own_words' AND ",
            $item,
            ".removed) AND ",
            $crate::visibility::$includes!($line, "$1"),
            " AND ",
            $crate::visibility::parent_includes_person!($includes, $item, $line, "$1"),
            " AND ",
            $crate::visibility::goal_visible_to_person!($includes, $item, "$1"),
            " AND (",
            $line,
            ".goal_id = ",
            $item,
            ".goal_id OR ",
            $crate::visibility::goal_visible_to_person!($includes, $line, "$1"),
            ") AND (",
            $line,
            ".goal_id IS NULL OR NOT EXISTS (SELECT 1 FROM plan_version_item was JOIN plan_item \
                goal ON goal.id = was.item_id WHERE was.family_id = ",
            $line,
            ".family_id AND was.version = ",
            $line,
            ".version AND was.item_id = ",
            $line,
            // The goal's current audience is checked above.
            ".goal_id AND was.audience_id <> goal.audience_id AND NOT ",
            $crate::visibility::parent_includes_person!($includes, "was", $line, "$1"),
            ") OR ",
            $crate::visibility::actor_owns_step!($line),
            "))"
        )
    };
}

pub(crate) use {
    actor_owns_step, family_roles, goal_visible_to_person, item_visible_to_actor,
    item_visible_to_person, person_owns_step, plan_reader_roles, visible_to_actor,
};

#[cfg(test)]
mod tests;
