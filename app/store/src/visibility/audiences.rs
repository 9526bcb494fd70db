//! SQL conditions for audiences: the rule that decides who is in one, for the audience of one row
//! or for all audiences of a family at once. As in `visibility`, `$1` is the actor and `$2` today's
//! date.

/// SQL condition: the audience with the id `$audience`, of the family `$family`, includes this
/// person, by role or by name, and does not exclude them. The arguments are SQL expressions. The
/// only definition of the rule in the store; `alongside_can_view` repeats it for row-level
/// security.
///
/// The aliases are words, because a statement that uses one of them for its own row would compare
/// the inner row with itself.
macro_rules! audience_names_person {
    ($audience:expr, $family:expr, $person:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM membership reading JOIN audience_entry allowed ON \
                allowed.audience_id = ",
            $audience,
            " WHERE reading.family_id = ",
            $family,
            " AND reading.person_id = ",
            $person,
            " AND reading.since <= $2 AND (reading.until IS NULL OR reading.until > $2) AND NOT \
                allowed.denied AND (allowed.role = reading.role OR allowed.person_id = \
                reading.person_id)) ",
            "AND NOT EXISTS (SELECT 1 FROM audience_entry excluded_by WHERE \
                excluded_by.audience_id = ",
            $audience,
            " AND excluded_by.person_id = ",
            $person,
            " AND excluded_by.denied))"
        )
    };
}

/// SQL condition: the row's own audience includes this person (`audience_names_person!`). `$person`
/// is an SQL expression. Ignores the row's parent.
macro_rules! audience_includes_person {
    ($row:literal, $person:literal) => {
        $crate::visibility::audience_names_person!(
            concat!($row, ".audience_id"),
            concat!($row, ".family_id"),
            $person
        )
    };
}

/// `audience_includes_person!` for the actor.
macro_rules! audience_includes_actor {
    ($row:literal) => {
        $crate::visibility::audience_includes_person!($row, "$1")
    };
}

/// The beginning of a statement or subquery that uses `audience_is_readable!`: a WITH clause with
/// the audiences of the family `$family` that include the actor. The engines evaluate it once, and
/// `audience_includes_person!` once for each row: it is worth it where many rows share few
/// audiences, as in a plan.
macro_rules! readable_audiences {
    ($family:literal) => {
        concat!(
            "WITH readable AS MATERIALIZED (SELECT shared.id FROM audience shared WHERE \
                shared.family_id = ",
            $family,
            " AND ",
            $crate::visibility::audience_names_person!("shared.id", "shared.family_id", "$1"),
            ") "
        )
    };
}

/// SQL condition: the row's own audience is one of `readable_audiences!`. Takes the arguments of
/// `audience_includes_person!`, so that a macro can be given either; `$person` must be the actor,
/// because `readable_audiences!` are the actor's, and the row must be of that family.
macro_rules! audience_is_readable {
    ($row:literal, $person:literal) => {
        concat!($row, ".audience_id IN (SELECT readable.id FROM readable)")
    };
}

/// SQL condition: the audience of the parent row `$whole` includes this person. Equal audience ids
/// are a shortcut, so use it only together with a check of the audience of `$part`. `$includes` is
/// the macro that checks an audience, `audience_includes_person` when left out.
macro_rules! parent_includes_person {
    ($whole:literal, $part:literal, $person:literal) => {
        $crate::visibility::parent_includes_person!(
            audience_includes_person,
            $whole,
            $part,
            $person
        )
    };
    ($includes:ident, $whole:literal, $part:literal, $person:literal) => {
        concat!(
            "(",
            $whole,
            ".audience_id = ",
            $part,
            ".audience_id OR ",
            $crate::visibility::$includes!($whole, $person),
            ")"
        )
    };
}

/// `parent_includes_person!` for the actor.
macro_rules! parent_includes_actor {
    ($whole:literal, $part:literal) => {
        $crate::visibility::parent_includes_person!($whole, $part, "$1")
    };
}

pub(crate) use {
    audience_includes_actor, audience_includes_person, audience_is_readable, audience_names_person,
    parent_includes_actor, parent_includes_person, readable_audiences,
};
