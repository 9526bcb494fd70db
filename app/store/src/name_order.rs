//! The order of names in lists. Not that of SQL: SQLite compares bytes, by which "Zoe" comes before
//! "ana" and both before "Álvaro", and PostgreSQL compares as its cluster was set up.

use model::text::sort_key;

/// Sorts rows by a name. Rows of equal names keep their order.
pub(crate) fn sort_by_name<T>(rows: &mut [T], name: impl Fn(&T) -> &str) {
    rows.sort_by_cached_key(|row| sort_key(name(row)));
}

/// Sorts the rows of each group by a name, where the rows of a group are adjacent.
pub(crate) fn sort_groups_by_name<T, G: PartialEq>(
    rows: &mut [T],
    group: impl Fn(&T) -> G,
    name: impl Fn(&T) -> &str,
) {
    for rows in rows.chunk_by_mut(|one, next| group(one) == group(next)) {
        sort_by_name(rows, &name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_by_letter_and_not_by_byte() {
        let mut names = [
            "مريم", "Zoe", "Ñandú", "Óscar", "ana", "nz", "Álvaro", "Nora", "Mai",
        ];
        sort_by_name(&mut names, |name| name);
        assert_eq!(
            names,
            [
                "Álvaro", "ana", "Mai", "Nora", "nz", "Ñandú", "Óscar", "Zoe", "مريم"
            ]
        );
        let mut families = ["المريمي", "أحمد", "إبراهيم", "باسم"];
        sort_by_name(&mut families, |name| name);
        assert_eq!(families, ["إبراهيم", "أحمد", "المريمي", "باسم"]);
    }

    #[test]
    fn groups_stay_apart() {
        let mut rows = [(1, "Zoe"), (1, "ana"), (2, "Éva"), (2, "Ben")];
        sort_groups_by_name(&mut rows, |row| row.0, |row| row.1);
        assert_eq!(rows, [(1, "ana"), (1, "Zoe"), (2, "Ben"), (2, "Éva")]);
    }
}
