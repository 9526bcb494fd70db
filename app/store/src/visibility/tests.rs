use model::policy::{ResourceKind, default_roles};

#[test]
fn plan_readers_are_the_policy_tables() {
    let named = default_roles(ResourceKind::SharedPlan)
        .iter()
        .map(|role| format!("'{}'", role.slug()))
        .collect::<Vec<_>>()
        .join(", ");
    assert_eq!(plan_reader_roles!(), named);
    // Row-level security repeats the roles in SQL, where nothing else compares them with the
    // policy.
    for migration in [
        include_str!("../../migrations/postgres/0001_access_rules.sql"),
        include_str!("../../migrations/postgres/0011_interpretation_plan_texts.sql"),
    ] {
        assert!(
            migration.contains(&format!("IN ({named})")),
            "row-level security names other roles"
        );
    }
}
