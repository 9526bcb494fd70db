//! Which rows an actor may see: the one place that says it for every read of a family's record. On PostgreSQL row-level
//! security says the same (`alongside_sees_item` and the policies that use it).
//!
//! A row has an audience of its own, and some rows are parts of a whole: a step of its goal, words and replies of the line
//! they belong to, a rating of its review. A part is never seen by somebody who does not see its whole, whatever the
//! part's own audience says; `does_step!` is the one exception. `sees!` therefore takes the table's name: a new table needs an arm here before it can be read.
//!
//! In the statements `$1` is the actor and `$2` the day.

/// True where the actor is in the audience of this row alone, by role or by name, and not shut out.
macro_rules! in_audience {
    ($row:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM membership m JOIN audience_entry e ON e.audience_id = ",
            $row,
            ".audience_id WHERE m.family_id = ",
            $row,
            ".family_id AND m.person_id = $1 ",
            "AND m.since <= $2 AND (m.until IS NULL OR m.until > $2) AND NOT e.never AND (e.role = m.role OR e.person_id = m.person_id)) ",
            "AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = ",
            $row,
            ".audience_id AND n.person_id = $1 AND n.never))"
        )
    };
}

/// True where the actor is in the audience of `$whole`, or that is the audience of `$part`, which was asked already.
macro_rules! no_narrower {
    ($whole:literal, $part:literal) => {
        concat!("(", $whole, ".audience_id = ", $part, ".audience_id OR ", $crate::visibility::in_audience!($whole), ")")
    };
}

/// True where the actor does this step and has a role that is shown the plan only by name, such as a youth or a caregiver:
/// they read their own step although nobody named them for its goal. Whoever reads the plan by role is never meant here: a
/// goal that leaves them out was narrowed. The roles are `default_roles(Thing::SharedPlan)`; a test below compares them.
macro_rules! does_step {
    ($row:literal) => {
        concat!(
            "(",
            $row,
            ".owner_id = $1 AND NOT EXISTS (SELECT 1 FROM membership by_role WHERE by_role.family_id = ",
            $row,
            ".family_id AND by_role.person_id = $1 AND by_role.role IN (",
            $crate::visibility::plan_readers!(),
            ") AND by_role.since <= $2 AND (by_role.until IS NULL OR by_role.until > $2)))"
        )
    };
}

/// The roles that read a family's plan by role.
macro_rules! plan_readers {
    () => {
        "'parent', 'guardian', 'indian_custodian', 'worker', 'supervisor'"
    };
}

/// True where the row names no goal, or one that the actor sees, or it is the actor's own step and its goal shuts them out
/// nowhere.
macro_rules! sees_goal {
    ($row:literal) => {
        concat!(
            "(",
            $row,
            ".goal_id IS NULL OR EXISTS (SELECT 1 FROM plan_item goal WHERE goal.id = ",
            $row,
            ".goal_id AND ",
            $crate::visibility::no_narrower!("goal", $row),
            ") OR (",
            $crate::visibility::does_step!($row),
            " AND NOT EXISTS (SELECT 1 FROM plan_item goal JOIN audience_entry shut ON shut.audience_id = goal.audience_id WHERE goal.id = ",
            $row,
            ".goal_id AND shut.person_id = $1 AND shut.never)))"
        )
    };
}

/// True where the row names no line of the plan, or one that the actor sees.
macro_rules! sees_item_of {
    ($row:literal) => {
        concat!(
            "(",
            $row,
            ".item_id IS NULL OR EXISTS (SELECT 1 FROM plan_item line WHERE line.id = ",
            $row,
            ".item_id AND ",
            $crate::visibility::no_narrower!("line", $row),
            " AND ",
            $crate::visibility::sees_goal!("line"),
            "))"
        )
    };
}

/// True where the actor sees this row: `sees!(plan_item "i")` for the row `i` of the table `plan_item`.
macro_rules! sees {
    // Wholes, which are no part of anything narrower.
    (child $row:literal) => {
        $crate::visibility::in_audience!($row)
    };
    (event $row:literal) => {
        $crate::visibility::in_audience!($row)
    };
    (plan $row:literal) => {
        $crate::visibility::in_audience!($row)
    };
    (plan_version $row:literal) => {
        $crate::visibility::in_audience!($row)
    };
    (plan_review $row:literal) => {
        $crate::visibility::in_audience!($row)
    };
    (plan_item $row:literal) => {
        concat!("(", $crate::visibility::in_audience!($row), " AND ", $crate::visibility::sees_goal!($row), ")")
    };
    (text $row:literal) => {
        concat!("(", $crate::visibility::in_audience!($row), " AND ", $crate::visibility::sees_item_of!($row), ")")
    };
    (plan_reply $row:literal) => {
        concat!("(", $crate::visibility::in_audience!($row), " AND ", $crate::visibility::sees_item_of!($row), ")")
    };
    (plan_rating $row:literal) => {
        concat!(
            "(",
            $crate::visibility::in_audience!($row),
            " AND EXISTS (SELECT 1 FROM plan_review held WHERE held.id = ",
            $row,
            ".review_id AND ",
            $crate::visibility::no_narrower!("held", $row),
            "))"
        )
    };
    // A line of a version beside its item: held to the audiences of then and of today, its own and its goal's. Narrowing
    // reaches into the past, widening does not.
    (plan_line $line:literal, plan_item $item:literal) => {
        concat!(
            "(",
            $crate::visibility::in_audience!($line),
            " AND ",
            $crate::visibility::no_narrower!($item, $line),
            " AND ",
            $crate::visibility::sees_goal!($item),
            " AND (",
            $line,
            ".goal_id = ",
            $item,
            ".goal_id OR ",
            $crate::visibility::sees_goal!($line),
            ") AND (",
            $line,
            ".goal_id IS NULL OR NOT EXISTS (SELECT 1 FROM plan_line was JOIN plan_item goal ON goal.id = was.item_id WHERE was.family_id = ",
            $line,
            ".family_id AND was.version = ",
            $line,
            ".version AND was.item_id = ",
            $line,
            // Of today's audience of the goal it was asked just now.
            ".goal_id AND was.audience_id <> goal.audience_id AND NOT ",
            $crate::visibility::no_narrower!("was", $line),
            ") OR ",
            $crate::visibility::does_step!($line),
            "))"
        )
    };
}

pub(crate) use {does_step, in_audience, no_narrower, plan_readers, sees, sees_goal, sees_item_of};

#[cfg(test)]
mod tests {
    use model::policy::{Thing, default_roles};

    #[test]
    fn plan_readers_are_the_policy_tables() {
        let named = default_roles(Thing::SharedPlan).iter().map(|role| format!("'{}'", role.slug())).collect::<Vec<_>>().join(", ");
        assert_eq!(plan_readers!(), named);
        let migration = include_str!("../migrations/postgres/0025_plan_parts_of_wholes.sql");
        assert!(migration.contains(&format!("IN ({named})")), "row-level security names other roles");
    }
}
