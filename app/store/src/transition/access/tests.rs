use model::role::Role;
use model::transition::TransitionPart;
use model::transition::part::{may_be_released_to, reads_required};

fn quoted(slugs: impl Iterator<Item = &'static str>) -> String {
    slugs
        .map(|slug| format!("'{slug}'"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn the_statements_name_the_parts_and_roles_of_the_policy() {
    let parts = TransitionPart::ALL.iter().copied();
    let required = quoted(
        parts
            .filter(|part| part.is_required())
            .map(TransitionPart::slug),
    );
    assert_eq!(required_parts!(), required);
    let roles = || Role::ALL.iter().copied();
    let by_law = quoted(roles().filter(|role| reads_required(*role)).map(Role::slug));
    // A mentor has a condition of their own.
    let is_adult = |role: &Role| may_be_released_to(*role) && *role != Role::Mentor;
    let adults = quoted(roles().filter(is_adult).map(Role::slug));
    let condition = visible_part!("x.owner_id", "x.part");
    assert!(condition.contains(&format!("serving.role IN ({by_law})")));
    assert!(actor_reads_required!("x").contains(&format!("helping.role IN ({by_law})")));
    assert_eq!(adult_roles!(), adults);
    // Row-level security repeats them in SQL, where nothing else compares them with the policy.
    let migration = include_str!("../../../migrations/postgres/0032_transition_base.sql");
    assert_eq!(migration.matches(&format!("IN ({required})")).count(), 3);
    assert_eq!(
        migration.matches(&format!("m.role IN ({adults})")).count(),
        1
    );
    let by_law = by_law.replace('\'', "").replace(", ", ",");
    assert_eq!(migration.matches(&format!("'{{{by_law}}}'")).count(), 3);
}
