//! A new token for a session whose person ends it at the same moment: whichever is first, it ends.
#![allow(clippy::unwrap_used)]

use std::time::Duration;

use model::account::{ClientDevice, SignInName};
use store::authentication::{self, StoredSession};

use crate::attacker::Attacker;
use crate::authentication::{create_account, create_session_of, expiry_after_hours, has_session};
use crate::outage_scenario::GENEROUS_TIMEOUT;
use crate::support::{TestDatabase, demo_postgres, on_each_engine, owner_pool};

/// Signs María in on her phone, and on a computer in the library.
async fn sign_in_twice(database: &TestDatabase) {
    let expires = expiry_after_hours(database, 24);
    create_account(database, "maria-luna", "maria", expires).await;
    let session = StoredSession {
        data: serde_json::json!({}),
        expires,
    };
    for token in ["phone", "library"] {
        create_session_of(database, token, "maria-luna", &session).await;
    }
}

/// Gives the session in the library the token `renewed`. Returns false when it has ended.
async fn renew_library(database: &TestDatabase) -> bool {
    let data = serde_json::json!({});
    authentication::renew_session(&database.db, "library", "renewed", &data)
        .await
        .unwrap()
}

on_each_engine! {
    async fn session_that_ends_gets_no_new_token(database: TestDatabase) {
        sign_in_twice(&database).await;
        let mut ending = database.begin_as("maria-luna").await;
        authentication::end_other_sessions(&mut ending, "phone").await.unwrap();
        // The new token waits for it.
        let committed = async {
            tokio::time::sleep(Duration::from_millis(300)).await;
            ending.commit().await.unwrap();
        };
        let (renewed, ()) = tokio::join!(renew_library(&database), committed);
        assert!(!renewed);
        for (token, open) in [("phone", true), ("library", false), ("renewed", false)] {
            assert_eq!(has_session(&database, token).await, open, "{token}");
        }
    }
}

on_each_engine! {
    async fn session_with_a_new_token_is_the_same_session(database: TestDatabase) {
        sign_in_twice(&database).await;
        let mut tx = database.begin_as("maria-luna").await;
        let before = authentication::list_own_sessions(&mut tx, "library").await.unwrap();
        drop(tx);
        assert!(renew_library(&database).await);
        assert!(!renew_library(&database).await, "the former token is of no use");
        let mut tx = database.begin_as("maria-luna").await;
        let after = authentication::list_own_sessions(&mut tx, "renewed").await.unwrap();
        assert!(after[0].is_current && after[0].id == before[0].id);
        assert_eq!(authentication::end_other_sessions(&mut tx, "phone").await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert!(!has_session(&database, "renewed").await);
    }
}

/// What ends the session in the library.
#[derive(Debug, Clone, Copy)]
enum Ender {
    AllOthers,
    ThisOne,
    NewPassphrase,
    NewInvitation,
}

async fn end_library(database: &TestDatabase, ender: Ender) {
    let mut tx = database.begin_as("maria-luna").await;
    match ender {
        Ender::AllOthers => {
            authentication::end_other_sessions(&mut tx, "phone")
                .await
                .unwrap();
        }
        Ender::ThisOne => {
            let own = authentication::list_own_sessions(&mut tx, "phone").await;
            let own = own.unwrap();
            let library = own.iter().find(|session| !session.is_current).unwrap();
            authentication::end_own_session(&mut tx, library.id)
                .await
                .unwrap();
        }
        Ender::NewPassphrase => {
            let device = ClientDevice::default();
            authentication::replace_passphrase(&mut tx, "hash", "new hash", "phone", device)
                .await
                .unwrap();
        }
        Ender::NewInvitation => {
            let expires = expiry_after_hours(database, 24);
            authentication::create_invitation(&database.db, None, "maria-luna", expires)
                .await
                .unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// Makes a transaction that has written a session wait for the lock 1 before it commits.
pub(crate) const WAIT_BEFORE_COMMIT: &str = "CREATE FUNCTION wait_before_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END $$;
    CREATE TRIGGER wait_before_commit AFTER INSERT OR UPDATE ON session FOR EACH ROW EXECUTE FUNCTION wait_before_commit()";

/// Waits until so many statements wait for a lock of another transaction.
pub(crate) async fn wait_until_blocked(database: &TestDatabase, count: i64) {
    let blocked = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND \
        wait_event_type = 'Lock'";
    let reached = async { while database.query_number(blocked).await < count {} };
    tokio::time::timeout(GENEROUS_TIMEOUT, reached)
        .await
        .expect("a statement waits");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn session_that_is_getting_a_new_token_ends_with_the_others() {
    for ender in [
        Ender::AllOthers,
        Ender::ThisOne,
        Ender::NewPassphrase,
        Ender::NewInvitation,
    ] {
        let database = demo_postgres().await;
        sign_in_twice(&database).await;
        sqlx::raw_sql(WAIT_BEFORE_COMMIT)
            .execute(owner_pool(&database))
            .await
            .unwrap();
        let mut gate = owner_pool(&database).begin().await.unwrap();
        sqlx::query("SELECT pg_advisory_xact_lock(1)")
            .execute(&mut *gate)
            .await
            .unwrap();
        let ended = async {
            // The session has its new token, and nothing is committed.
            wait_until_blocked(&database, 1).await;
            let opened = async {
                // What ends the sessions waits for the row.
                wait_until_blocked(&database, 2).await;
                gate.rollback().await.unwrap();
            };
            tokio::join!(end_library(&database, ender), opened);
        };
        let (renewed, ()) = tokio::join!(renew_library(&database), ended);
        assert!(renewed, "{ender:?}");
        assert!(!has_session(&database, "renewed").await, "{ender:?}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn stolen_login_moves_no_session_to_a_token_of_its_own() {
    let database = demo_postgres().await;
    sign_in_twice(&database).await;
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    let former: String = sqlx::query_scalar("SELECT min(token_hash) FROM session")
        .fetch_one(owner_pool(&database))
        .await
        .unwrap();
    let renew = |former: &str, data: &str| {
        format!("SELECT alongside_renew_session('{former}', 'mine', '{data}')")
    };
    let mut attacker = Attacker::acting_for(&database, "", "mine").await;
    let moved = attacker.call_function::<bool>(&renew(&former, "{}")).await;
    assert_eq!(moved, None, "without a proof");
    let name = SignInName::parse("maria").unwrap();
    authentication::confirm_sign_in(&database.db, &name, "hash")
        .await
        .unwrap();
    let luis = database.person_id("luis-luna").await;
    let another = format!(r#"{{"person": {{"id": "{luis}"}}}}"#);
    let moved = attacker
        .call_function::<bool>(&renew(&former, &another))
        .await;
    assert_eq!(moved, None, "to another person");
    let moved = attacker
        .call_function::<bool>(&renew("a guess", "{}"))
        .await;
    assert_eq!(moved, Some(false));
    let mine = "SELECT count(*) FROM session WHERE token_hash = 'mine'";
    assert_eq!(database.query_number(mine).await, 0);
}
