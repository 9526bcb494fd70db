//! What each role on the team reads, and which audiences it may make, with a stolen portal login on
//! PostgreSQL.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::{TestDatabase, demo_postgres, owner_pool};
use model::id::FamilyId;
use sqlx::AssertSqlSafe;

/// Gives Rosa another role on the Luna family's team. One person in every role in turn, so that
/// differences come from the role alone.
async fn place_rosa_as(database: &TestDatabase, role: &str) {
    // Without `mentee_id`, which gives a mentor access besides the role.
    let placed = format!(
        "UPDATE membership SET role = '{role}', mentee_id = NULL WHERE person_id = (SELECT \
                id FROM person WHERE key = 'rosa-jimenez')"
    );
    sqlx::query(AssertSqlSafe(placed))
        .execute(owner_pool(database))
        .await
        .unwrap();
}

async fn count_rows_as(database: &TestDatabase, key: &str, what: &str) -> i64 {
    Attacker::new(database, key).await.count_rows(what).await
}

/// Whether the database function makes this audience of the family for this person.
async fn makes_audience(
    database: &TestDatabase,
    luna: FamilyId,
    key: &str,
    entries: String,
) -> bool {
    let asked = format!("SELECT alongside_audience(gen_random_uuid(), '{luna}', '{entries}')");
    Attacker::new(database, key)
        .await
        .call_function::<uuid::Uuid>(&asked)
        .await
        .is_some()
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn access_log_is_read_by_the_family_and_its_supervisor() {
    let database = demo_postgres().await;
    let mut tx = database.begin_as("dana-fox").await;
    store::plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        count_rows_as(&database, "maria-luna", "access_log").await,
        1
    );
    for (role, reads) in [
        // Reading the record is no reason to learn who else reads it.
        ("caregiver", false),
        ("tribal_representative", false),
        ("mentor_coordinator", false),
        ("interpreter", false),
        ("administrator", false),
        ("worker", false),
        ("mentor", false),
        ("supervisor", true),
        ("guardian", true),
        ("indian_custodian", true),
        ("youth", true),
    ] {
        place_rosa_as(&database, role).await;
        assert_eq!(
            count_rows_as(&database, "rosa-jimenez", "access_log").await > 0,
            reads,
            "{role}"
        );
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn audiences_are_made_by_who_needs_them() {
    let database = demo_postgres().await;
    let (luna, rosa, luis) = (
        database.family_id("luna").await,
        database.person_id("rosa-jimenez").await,
        database.person_id("luis-luna").await,
    );
    let stranger = database.person_id("tasha-carter").await;
    let makes =
        async |key: &str, entries: String| makes_audience(&database, luna, key, entries).await;
    for (role, answers) in [
        ("caregiver", true),
        ("mentor", true),
        ("tribal_representative", true),
        ("supervisor", true),
        // These three do not open the record, so they have nothing to say to a plan.
        ("interpreter", false),
        ("administrator", false),
        ("mentor_coordinator", false),
    ] {
        place_rosa_as(&database, role).await;
        // Anyone who is not the worker makes an audience only for what they say themselves: with
        // themselves in it, and with no one besides worker and supervisor.
        for wider in [
            "parent".to_owned(),
            format!("{rosa} caregiver"),
            format!("{rosa} parent worker supervisor"),
            format!("{luis} worker supervisor"),
        ] {
            assert!(
                !makes("rosa-jimenez", wider.clone()).await,
                "{role}: {wider}"
            );
        }
        assert_eq!(
            makes("rosa-jimenez", format!("{rosa} worker supervisor")).await,
            answers,
            "{role}: what they say to the plan"
        );
    }
    assert!(makes("luis-luna", format!("{luis} worker")).await);
    assert!(
        !makes("luis-luna", "parent worker".to_owned()).await,
        "without himself"
    );
    assert!(
        !makes("luis-luna", format!("{luis} {stranger}")).await,
        "with a stranger"
    );
    // Only a worker makes audiences of other roles: those of the plan's items.
    assert!(makes("dana-fox", "caregiver worker".to_owned()).await);
    // The entries are one text that the function takes apart: what is neither a role nor a person
    // must be refused, not stored.
    for odd in ["nobody", "", "worker; parent"] {
        assert!(!makes("dana-fox", odd.to_owned()).await, "{odd}");
    }
    assert!(!makes("tasha-carter", "parent".to_owned()).await);
}

/// In this role Rosa reads fewer than all audiences, and who else is on the team only where the
/// role works with the team. An audience or an ended membership alone tells who is kept apart from
/// whom.
async fn assert_rosa_reads_only_her_own(database: &TestDatabase, role: &str, audiences: i64) {
    assert!(
        count_rows_as(database, "rosa-jimenez", "audience").await < audiences,
        "{role}"
    );
    assert_eq!(
        count_rows_as(
            database,
            "rosa-jimenez",
            "audience a WHERE NOT alongside_can_view(a.family_id, a.id)"
        )
        .await,
        0,
        "{role}"
    );
    assert_eq!(
        count_rows_as(
            database,
            "rosa-jimenez",
            "membership WHERE until IS NOT NULL"
        )
        .await,
        0,
        "{role}: who is not on the team any more"
    );
    assert_eq!(
        count_rows_as(database, "rosa-jimenez", "plan_consultation").await,
        0,
        "{role}"
    );
    let others = count_rows_as(
        database,
        "rosa-jimenez",
        "membership WHERE person_id <> alongside_person()",
    )
    .await;
    assert_eq!(
        others > 0,
        matches!(role, "caregiver" | "tribal_representative"),
        "{role}: the team list"
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn each_role_reads_the_audiences_places_and_questions_it_needs() {
    let database = demo_postgres().await;
    // An ended membership and, below, a question to the family, neither of which these roles may
    // see.
    database
        .execute_sql(
            "UPDATE membership SET until = '2026-01-01' WHERE person_id = (SELECT id \
        FROM person WHERE key = 'luis-luna')",
        )
        .await
        .unwrap();
    let audiences = database
        .query_number(
            "SELECT count(*) FROM audience a JOIN family f ON f.id \
        = a.family_id WHERE f.key = 'luna'",
        )
        .await;
    database
        .execute_sql(
            "INSERT INTO plan_consultation (id, family_id, section, created_by_id, created_at) \
                SELECT gen_random_uuid(), f.id, 'needs', p.id, now() FROM family f, person p WHERE \
                f.key = 'luna' AND p.key = 'dana-fox'",
        )
        .await
        .unwrap();
    for role in [
        "caregiver",
        "tribal_representative",
        "interpreter",
        "administrator",
        "mentor_coordinator",
    ] {
        place_rosa_as(&database, role).await;
        assert_rosa_reads_only_her_own(&database, role, audiences).await;
    }
    // The rows are there for those who may read them.
    assert!(count_rows_as(&database, "dana-fox", "membership WHERE until IS NOT NULL").await > 0);
    assert_eq!(
        count_rows_as(&database, "maria-luna", "plan_consultation").await,
        1
    );
    assert_eq!(
        Attacker::new(&database, "dana-fox")
            .await
            .count_affected_rows("SELECT * FROM _sqlx_migrations")
            .await,
        0
    );
}
