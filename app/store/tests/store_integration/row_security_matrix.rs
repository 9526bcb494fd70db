//! Tests row-level security against `row_rules.rs`: every table, operation and column, as every
//! role and as outsiders. An operation that no rule allows must be refused to everyone, and a new
//! table without a rule fails the test.
#![allow(clippy::unwrap_used)]

use crate::row_rules;
use crate::support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::row_security_actors::all_actors;
use crate::support::{TestDatabase, owner_pool};
use row_rules::{AccessRule, ActorSet, NOBODY, all_rules};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Families as (family, agency): two families of agency `a`, and one of agency `d`.
const PROBE_FAMILIES: [(&str, &str); 3] = [("a", "a"), ("b", "a"), ("d", "d")];

async fn create_probe_database() -> TestDatabase {
    let database = support::empty_postgres().await;
    for (family, agency) in PROBE_FAMILIES {
        let made = include_str!("support/probe.sql")
            .replace("{p}", family)
            .replace("{agency}", agency);
        sqlx::raw_sql(AssertSqlSafe(made))
            .execute(owner_pool(&database))
            .await
            .unwrap();
    }
    database
}

/// A SET expression that changes the column, by its type. Columns that only change together with
/// others are listed first.
fn set_expression(table: &str, column: &str, kind: &str) -> String {
    match (table, column) {
        (
            "text" | "plan_item" | "plan_rating" | "team_contact" | "event" | "event_words"
            | "family_time_plan",
            "audience_id",
        ) => "audience_id = '{audience 2}'".into(),
        ("event_notes_promise" | "family_time_outcome", "created_by_id") => {
            "created_by_id = '{me}'".into()
        }
        (
            "plan_item" | "event_answer" | "event_need" | "event_words" | "family_time_outcome",
            "text_id",
        ) => "text_id = '{mine}'".into(),
        ("plan_item", "goal_id") => "goal_id = '{item 50}'".into(),
        ("thread_participant", "read_seq" | "delivered_seq") => format!("{column} = 9"),
        ("interpretation_request" | "text_interpretation", "claimed_by") => {
            "claimed_by = '{me}'".into()
        }
        ("interpretation_request", "done_at") => "claimed_by = '{me}', done_at = now()".into(),
        ("plan_reply" | "team_request", "outcome" | "answered_by" | "answered_at") => {
            "outcome = 'kept', answered_by = '{me}', answered_at = now()".into()
        }
        ("plan_reply" | "team_request", "answer_id") => {
            "outcome = 'kept', answered_by = '{me}', answered_at = now(), answer_id = '{mine}'"
                .into()
        }
        ("team_pick", "refusal_id" | "refused_by_id" | "refused_at") => {
            "refusal_id = '{mine}', refused_by_id = '{me}', refused_at = now()".into()
        }
        ("child_tribe", "good_cause_id") => "good_cause_id = '{mine}'".into(),
        ("child_tribe", "written_by_id") => "written_by_id = '{me}'".into(),
        ("tribe_entry" | "case_date", "withdrawn_at" | "withdrawn_by_id") => {
            "withdrawn_at = now(), withdrawn_by_id = '{me}'".into()
        }
        ("team_contact", "changed_by_id") => "changed_by_id = '{me}'".into(),
        ("transition_youth" | "transition_part", "family_id") => "family_id = '{family}'".into(),
        // Another choice of the same part.
        ("transition_part", "release" | "release_id") => {
            "release = 'team', release_id = 'af000000-0000-7000-8000-000000000002'".into()
        }
        ("transition_skill" | "transition_right", "family_id") => "family_id = '{family}'".into(),
        ("transition_service" | "transition_credit", "removed_at" | "removed_by_id") => {
            "removed_at = now(), removed_by_id = '{me}'".into()
        }
        ("session", "person_id") => "person_id = NULL".into(),
        _ => match kind {
            "boolean" => format!("{column} = NOT coalesce({column}, false)"),
            "integer" | "bigint" => format!("{column} = coalesce({column}, 0) + 1"),
            "text" => format!("{column} = coalesce({column}, '') || 'x'"),
            "uuid" => format!("{column} = gen_random_uuid()"),
            "date" => format!("{column} = coalesce({column}, current_date) + 1"),
            "timestamp with time zone" | "timestamp without time zone" => {
                format!("{column} = now()")
            }
            "jsonb" => format!("{column} = '{{\"x\": 1}}'"),
            "bytea" => format!("{column} = 'x'"),
            other => {
                panic!("say in `set_expression` how a {other} becomes another: {table}.{column}")
            }
        },
    }
}

/// Whether row-level security allows the statement: it affects a row, or fails for another reason
/// than a missing privilege.
async fn is_allowed(connection: &mut PgConnection, sql: String) -> bool {
    // A savepoint in the transaction of the rule: after a refused statement PostgreSQL accepts no
    // other one, and an allowed one must not change the rows of the next.
    let mut attempt = connection.begin().await.unwrap();
    let tried = sqlx::query(AssertSqlSafe(sql.clone()))
        .persistent(false)
        .execute(&mut *attempt)
        .await;
    attempt.rollback().await.unwrap();
    match tried {
        Ok(done) => done.rows_affected() > 0,
        Err(error) => {
            let code = error
                .as_database_error()
                .and_then(|error| error.code())
                .unwrap_or_default()
                .into_owned();
            // A constraint (class 23) is checked after row-level security, so the statement had
            // passed it. Any other error is a mistake in a rule.
            assert!(code == "42501" || code.starts_with("23"), "{sql}: {error}");
            code != "42501"
        }
    }
}

/// The columns of every table and view, with their types.
async fn table_columns(database: &TestDatabase) -> BTreeMap<String, Vec<(String, String)>> {
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
         ORDER BY 1, a.attnum")
        .fetch_all(owner_pool(database)).await.unwrap();
    let mut all: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (table, column, kind) in rows {
        all.entry(table).or_default().push((column, kind));
    }
    all
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn every_role_does_what_the_rules_say_and_nothing_else() {
    let database = create_probe_database().await;
    let (columns, rules) = (table_columns(&database).await, all_rules());
    let named: BTreeSet<&str> = rules.iter().map(|rule| rule.table).collect();
    let there: BTreeSet<&str> = columns.keys().map(String::as_str).collect();
    assert_eq!(
        named, there,
        "decide in row_rules.rs who reads and writes a new table"
    );
    let mut connection = PgConnection::connect(database.portal_url.as_deref().unwrap())
        .await
        .unwrap();
    let mut wrong = Vec::new();
    for actor in all_actors() {
        for rule in &rules {
            let mut tx = connection.begin().await.unwrap();
            // The key opens one row, so each table that is read before sign-in needs its own.
            let key = match rule.table {
                "account" => "a 1",
                "invitation" | "recovery_code" => "code a",
                _ => "token a",
            };
            sqlx::query(
                "SELECT set_config('role', 'alongside_app', true), set_config('alongside.person', $1, true), set_config('alongside.key', $2, true),
                    set_config('alongside.today', to_char(now(), 'YYYY-MM-DD'), true)",
            )
            .bind(actor.person.clone().unwrap_or_default())
            .bind(if actor.key { key } else { "" })
            .execute(&mut *tx)
            .await
            .unwrap();
            for (verb, who, sql) in rule_attempts(rule, &columns[rule.table]) {
                if is_allowed(&mut tx, actor.fill_placeholders(&sql)).await
                    != who.1.contains(&actor.name)
                {
                    let expected = if who.1.contains(&actor.name) {
                        "is refused"
                    } else {
                        "passes"
                    };
                    wrong.push(format!(
                        "{} {expected}: {verb} {} ({})",
                        actor.name, rule.table, rule.rows
                    ));
                }
            }
            tx.rollback().await.unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Every operation that is attempted on the rows of a rule.
fn rule_attempts(
    rule: &AccessRule,
    columns: &[(String, String)],
) -> Vec<(String, ActorSet, String)> {
    let AccessRule {
        table, condition, ..
    } = rule;
    let mut all = vec![
        (
            "select".to_owned(),
            rule.select,
            format!("SELECT 1 FROM {table} WHERE {condition}"),
        ),
        (
            "delete".to_owned(),
            rule.delete,
            format!("DELETE FROM {table} WHERE {condition}"),
        ),
    ];
    let (who, values) = rule.insert;
    // Tables into which no rule allows an insert are tried as well, with whatever their columns
    // default to.
    let values = if values.is_empty() {
        "DEFAULT VALUES"
    } else {
        values
    };
    all.push((
        "insert".to_owned(),
        who,
        format!("INSERT INTO {table} {values}"),
    ));
    for (column, kind) in columns {
        let who = rule
            .update
            .iter()
            .find(|(columns, _)| columns.split(' ').any(|one| one == column))
            .map_or(NOBODY, |(_, who)| *who);
        // Columns one at a time: a grant on one column too many shows only so.
        all.push((
            format!("update {column} of"),
            who,
            format!(
                "UPDATE {table} SET {} WHERE {condition}",
                set_expression(table, column, kind)
            ),
        ));
    }
    all
}

/// Rules name only existing columns, and each privilege that `alongside_app` holds is used by at
/// least one rule (least privilege).
#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn rules_name_what_exists() {
    let database = support::empty_postgres().await;
    let columns = table_columns(&database).await;
    for rule in all_rules() {
        for (names, _) in &rule.update {
            for name in names.split(' ') {
                assert!(
                    columns[rule.table].iter().any(|(column, _)| column == name),
                    "{}.{name}",
                    rule.table
                );
            }
        }
    }
    let granted: Vec<(String, String)> = sqlx::query_as(
        "SELECT table_name::text, privilege_type::text FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee = 'alongside_app'
         AND privilege_type <> 'SELECT'",
    )
    .fetch_all(owner_pool(&database))
    .await
    .unwrap();
    for (table, verb) in granted {
        let used = all_rules()
            .iter()
            .filter(|rule| rule.table == table)
            .any(|rule| match verb.as_str() {
                "INSERT" => !rule.insert.0.1.is_empty(),
                "UPDATE" => !rule.update.is_empty(),
                "DELETE" => !rule.delete.1.is_empty(),
                other => panic!("alongside_app has {other} on {table}"),
            });
        assert!(used, "alongside_app needs no {verb} on {table}");
    }
}

#[test]
fn the_printed_rules_are_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/row-security.md");
    let text = std::fs::read_to_string(path).unwrap();
    // What stands before the table is written by hand.
    let (before, _) = text.split_once("| table |").unwrap();
    let mut printed = format!(
        "{before}| table | rows | read by | added by | changed by | removed by \
            |\n|---|---|---|---|---|---|\n"
    );
    // A rule with the condition `false` is about an insert alone, and has no rows to list.
    for rule in all_rules().iter().filter(|rule| rule.condition != "false") {
        let update: Vec<String> = rule
            .update
            .iter()
            .map(|(columns, who)| format!("{}: {}", who.0, columns.replace(' ', ", ")))
            .collect();
        let update = if update.is_empty() {
            NOBODY.0.to_owned()
        } else {
            update.join("; ")
        };
        let (insert, delete) = (rule.insert.0.0, rule.delete.0);
        writeln!(
            printed,
            "| `{}` | {} | {} | {insert} | {update} | {delete} |",
            rule.table, rule.rows, rule.select.0
        )
        .unwrap();
    }
    if text != printed {
        std::fs::write(path, printed).unwrap();
        panic!(
            "docs/row-security.md was out of date and has been regenerated; read it and commit it"
        );
    }
}
