//! Macros for the SQL that reads the plan items of the working copy and of published versions, and
//! that copies the working copy into a version.

/// The content columns that `plan_item` (the working copy) and `plan_version_item` (a published
/// version) share, selected from the table alias `$t`.
// A macro and not a function: sqlx accepts only SQL that is a constant, so that no value can be
// formatted into a statement.
macro_rules! item_columns {
    ($t:literal) => {
        concat!(
            $t,
            ".text_id, ",
            $t,
            ".goal_id, ",
            $t,
            ".order_id, ",
            $t,
            ".prerequisite_id, ",
            $t,
            ".child_id, ",
            $t,
            ".area, ",
            $t,
            ".benchmark_text_id, ",
            $t,
            ".progress_text_id, ",
            $t,
            ".owner_id, ",
            $t,
            ".owed_by_agency, ",
            $t,
            ".due, ",
            $t,
            ".minutes, ",
            $t,
            ".trips, ",
            $t,
            ".weekday, ",
            $t,
            ".starts, ",
            $t,
            ".ends"
        )
    };
}

/// The beginning of a statement that adds items to a version: `item_columns!` are a part of the
/// columns, in its order.
macro_rules! insert_version_items {
    () => {
        concat!(
            // Publishing on PostgreSQL runs the function `alongside_snapshot_plan` instead, which
            // repeats these columns: a new column must be added there too.
            "INSERT INTO plan_version_item (family_id, version, item_id, audience_id, kind, \
                position, text_id, goal_id, order_id, prerequisite_id, child_id, area, ",
            "benchmark_text_id, progress_text_id, owner_id, owed_by_agency, due, minutes, trips, \
                weekday, starts, ends, why_id) "
        )
    };
}

/// The statement that copies the working copy of the family `$1` into its newest version. `$why` is
/// the SQL expression for the reason stored with each item.
macro_rules! snapshot_items {
    ($why:literal) => {
        concat!(
            $crate::plan::insert_version_items!(),
            "SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, ",
            $crate::plan::item_columns!("i"),
            ", ",
            $why,
            " FROM plan_item i JOIN plan p ON p.family_id = i.family_id WHERE i.family_id = $1 \
                AND NOT i.removed"
        )
    };
}

/// A subquery for the text ids of one version of the family `$4`, and of the current own words of
/// the family. `$version` is the SQL expression for the version number.
macro_rules! version_text_ids {
    ($version:literal) => {
        concat!(
            // Not limited to what the actor may see, because the statement around it checks the
            // audience of every text.
            "SELECT l.text_id FROM plan_version_item l WHERE l.family_id = $4 AND l.version = ",
            $version,
            " UNION SELECT l.benchmark_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
                l.version = ",
            $version,
            " UNION SELECT l.progress_text_id FROM plan_version_item l WHERE l.family_id = $4 AND \
                l.version = ",
            $version,
            " UNION SELECT o.text_id FROM plan_item o WHERE o.family_id = $4 AND o.kind = \
                'own_words'",
            " UNION SELECT v.permanency_why FROM plan_version v WHERE v.family_id = $4 AND \
                v.version = ",
            $version,
            " UNION SELECT v.concurrent_why FROM plan_version v WHERE v.family_id = $4 AND \
                v.version = ",
            $version,
        )
    };
}

/// A query for the items of the newest version that are visible to the actor, and the current own
/// words of the family. `$line` and `$own` are additional conditions for each. A published item
/// must be visible under its audience at publication and under its current audience.
macro_rules! published_items {
    ($line:expr, $own:expr) => {
        concat!(
            // A plan has a hundred items and a few audiences, and each item has up to six checks.
            $crate::visibility::readable_audiences!("$3"),
            "SELECT x.id, x.audience_id, x.kind, ",
            $crate::plan::item_columns!("x"),
            ", coalesce(o.chosen_name, o.name) AS owner, x.state, x.revision FROM (",
            "SELECT l.item_id AS id, i.audience_id, l.kind, ",
            $crate::plan::item_columns!("l"),
            // The state is not that of the version: it is the last report of the person who does
            // the step, and is visible without publishing. `plan_current_version` shows the version
            // number also to those who are not in the audience of the plan.
            ", i.state, i.revision, l.position FROM plan_current_version h JOIN \
                plan_version_item l ON l.family_id = h.family_id AND l.version = h.version JOIN \
                plan_item i ON i.id = l.item_id ",
            // A version contains copies of the own words too. They are left out, because the second
            // SELECT reads the current ones.
            "WHERE h.family_id = $3 AND l.kind <> 'own_words' AND ",
            $crate::visibility::visible_to_actor!(
                plan_version_item "l",
                plan_item "i",
                audience_is_readable
            ),
            " ",
            $line,
            "UNION ALL SELECT i.id, i.audience_id, i.kind, ",
            $crate::plan::item_columns!("i"),
            ", i.state, i.revision, i.position FROM plan_item i WHERE i.family_id = $3 AND i.kind \
                = 'own_words' AND NOT i.removed AND ",
            $crate::visibility::visible_to_actor!(plan_item "i", audience_is_readable),
            $own,
            ") x LEFT JOIN person o ON o.id = x.owner_id "
        )
    };
}

pub(crate) use {
    insert_version_items, item_columns, published_items, snapshot_items, version_text_ids,
};
