use model::policy::{ResourceKind, default_roles};
use model::role::Role;

use super::{audience_includes_person, readable_audiences};

#[test]
fn the_audiences_of_a_statement_are_listed_by_the_rule_for_one_row() {
    let rule = audience_includes_person!("shared", "$1").replace("shared.audience_id", "shared.id");
    assert!(readable_audiences!("$3").contains(&rule));
}

#[test]
fn family_roles_are_the_roles_of_the_model() {
    let named = Role::ALL
        .iter()
        .filter(|role| role.is_family())
        .map(|role| format!("'{}'", role.slug()))
        .collect::<Vec<_>>()
        .join(", ");
    assert_eq!(family_roles!(), named);
}

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
