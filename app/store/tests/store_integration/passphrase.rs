//! A new passphrase of a person who is signed in.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, create_session_of, expiry_after_hours, has_session};
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use model::account::{ClientDevice, SignInName};
use store::Error;
use store::authentication::{self, StoredSession};

async fn replace(database: &TestDatabase, key: &str, former: &str) -> Result<(), Error> {
    let mut tx = database.begin_as(key).await;
    let device = ClientDevice::default();
    authentication::replace_passphrase(&mut tx, former, "new hash", "phone", device).await?;
    tx.commit().await
}

async fn hash_of(database: &TestDatabase, name: &str) -> String {
    let name = SignInName::parse(name).unwrap();
    let found = authentication::find_credentials(&database.db, &name).await;
    found.unwrap().passphrase_hash
}

on_each_engine! {
    async fn a_new_passphrase_needs_the_hash_of_before_and_ends_other_sessions(
        database: TestDatabase
    ) {
        let expires = expiry_after_hours(&database, 24);
        let session = StoredSession {
            data: serde_json::json!({}),
            expires,
        };
        for key in ["maria-luna", "luis-luna"] {
            create_account(&database, key, key, expires).await;
        }
        for (token, key) in [("phone", "maria-luna"), ("library", "maria-luna"), ("his", "luis-luna")] {
            create_session_of(&database, token, key, &session).await;
        }
        for (key, expected) in [("maria-luna", true), ("dana-fox", false)] {
            let mut tx = database.begin_as(key).await;
            let found = authentication::has_passphrase(&mut tx).await.unwrap();
            assert_eq!(found, expected, "{key}");
        }
        for (key, former) in [("maria-luna", "another hash"), ("dana-fox", "hash")] {
            assert!(matches!(replace(&database, key, former).await, Err(Error::NotFound)), "{key}");
        }
        assert!(has_session(&database, "library").await, "a refusal ends nothing");
        replace(&database, "maria-luna", "hash").await.unwrap();
        for (token, open) in [("phone", true), ("library", false), ("his", true)] {
            assert_eq!(has_session(&database, token).await, open, "{token}");
        }
        assert_eq!(hash_of(&database, "maria-luna").await, "new hash");
        assert_eq!(hash_of(&database, "luis-luna").await, "hash", "his stays");
        let told = "SELECT count(*) FROM account_event WHERE kind = 'passphrase_set'";
        assert_eq!(database.query_number(told).await, 1);
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_stolen_login_sets_no_passphrase_that_was_not_just_proven() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    for key in ["maria-luna", "luis-luna"] {
        create_account(&database, key, key, expires).await;
    }
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    let set = "SELECT alongside_set_passphrase('hash', 'mine', 'token')";
    let mut attacker = Attacker::new(&database, "maria-luna").await;
    assert_eq!(attacker.call_function::<bool>(set).await, Some(false));
    // The sign-in of another person proves nothing about this one.
    let name = SignInName::parse("luis-luna").unwrap();
    authentication::confirm_sign_in(&database.db, &name, "hash")
        .await
        .unwrap();
    assert_eq!(attacker.call_function::<bool>(set).await, Some(false));
    let mut stranger = Attacker::acting_for(&database, "", "luis-luna").await;
    assert_eq!(stranger.call_function::<bool>(set).await, Some(false));
    let mut luis = Attacker::new(&database, "luis-luna").await;
    let guessed = "SELECT alongside_set_passphrase('guess', 'mine', 'token')";
    assert_eq!(luis.call_function::<bool>(guessed).await, Some(false));
    assert_eq!(luis.call_function::<bool>(set).await, Some(true));
    assert_eq!(hash_of(&database, "maria-luna").await, "hash");
    assert_eq!(hash_of(&database, "luis-luna").await, "mine");
}
