//! What each role on the team reads, and which audiences it may make, with a stolen portal login on
//! PostgreSQL.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::{demo_postgres, owner_pool};
use sqlx::AssertSqlSafe;

#[tokio::test]
async fn access_log_is_read_by_the_family_and_its_supervisor() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let mut tx = database.begin_as("dana-fox").await;
    store::plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        Attacker::new(&database, "maria-luna")
            .await
            .count_rows("access_log")
            .await,
        1
    );
    for (role, reads) in [
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
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = (SELECT \
                id FROM person WHERE key = 'rosa-jimenez')"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
        assert_eq!(
            Attacker::new(&database, "rosa-jimenez")
                .await
                .count_rows("access_log")
                .await
                > 0,
            reads,
            "{role}"
        );
    }
}

#[tokio::test]
async fn audiences_are_made_by_who_needs_them() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let (luna, rosa, luis) = (
        database.family_id("luna").await,
        database.person_id("rosa-jimenez").await,
        database.person_id("luis-luna").await,
    );
    let stranger = database.person_id("tasha-carter").await;
    let makes = async |key: &str, entries: String| {
        let asked = format!("SELECT alongside_audience(gen_random_uuid(), '{luna}', '{entries}')");
        Attacker::new(&database, key)
            .await
            .call_function::<uuid::Uuid>(&asked)
            .await
            .is_some()
    };
    for (role, answers) in [
        ("caregiver", true),
        ("mentor", true),
        ("tribal_representative", true),
        ("supervisor", true),
        ("interpreter", false),
        ("administrator", false),
        ("mentor_coordinator", false),
    ] {
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = '{rosa}'"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
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
    assert!(makes("dana-fox", "caregiver worker".to_owned()).await);
    for odd in ["nobody", "", "worker; parent"] {
        assert!(!makes("dana-fox", odd.to_owned()).await, "{odd}");
    }
    assert!(!makes("tasha-carter", "parent".to_owned()).await);
}

#[tokio::test]
async fn each_role_reads_the_audiences_places_and_questions_it_needs() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    database
        .execute_sql(
            "UPDATE membership SET until = '2026-01-01' WHERE person_id = (SELECT id \
        FROM person WHERE key = 'luis-luna')",
        )
        .await
        .unwrap();
    let counts =
        async |key: &str, what: &str| Attacker::new(&database, key).await.count_rows(what).await;
    let rosa = database.person_id("rosa-jimenez").await;
    let audiences = database
        .query_number(
            "SELECT count(*) FROM audience a JOIN family f ON f.id \
        = a.family_id WHERE f.key = 'luna'",
        )
        .await;
    database
        .execute_sql(
            "INSERT INTO plan_asked (id, family_id, section, by_id, at) SELECT \
        gen_random_uuid(), f.id, 'needs', p.id, now() FROM family f, person p WHERE f.key = \
        'luna' AND p.key = 'dana-fox'",
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
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = '{rosa}'"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
        assert!(
            counts("rosa-jimenez", "audience").await < audiences,
            "{role}"
        );
        assert_eq!(
            counts(
                "rosa-jimenez",
                "audience a WHERE NOT alongside_sees(a.family_id, a.id)"
            )
            .await,
            0,
            "{role}"
        );
        assert_eq!(
            counts("rosa-jimenez", "membership WHERE until IS NOT NULL").await,
            0,
            "{role}: who is not on the team any more"
        );
        assert_eq!(counts("rosa-jimenez", "plan_asked").await, 0, "{role}");
        let others = counts(
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
    assert!(counts("dana-fox", "membership WHERE until IS NOT NULL").await > 0);
    assert_eq!(counts("maria-luna", "plan_asked").await, 1);
    assert_eq!(
        Attacker::new(&database, "dana-fox")
            .await
            .count_affected_rows("SELECT * FROM _sqlx_migrations")
            .await,
        0
    );
}
