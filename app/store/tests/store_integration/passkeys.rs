//! Passkeys: who may add and remove one, and that each of its answers is accepted once.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, expiry_after_hours};
use crate::support::{TestDatabase, demo_postgres, on_each_engine, owner_pool};
use model::account::{ClientDevice, MAX_PASSKEYS, SignInName};
use serde_json::{Value, json};
use store::authentication::passkeys::{self, NewPasskey};
use store::authentication::{confirm_sign_in, create_invitation, redeem_invitation};
use store::{Error, Tx};

/// A stored passkey in the shape that the WebAuthn library gives it.
fn credential(key: &str, counter: u32) -> Value {
    json!({"cred": {"cred": {"key": key}, "counter": counter}})
}

async fn add_in(tx: &mut Tx, who: &str, credential_id: &[u8]) -> Result<(), Error> {
    let new = NewPasskey {
        credential_id,
        credential: &credential(who, 0),
        name: "My phone",
    };
    passkeys::add_passkey(tx, new, ClientDevice::default()).await
}

pub(crate) async fn add_passkey(
    database: &TestDatabase,
    who: &str,
    credential_id: &[u8],
) -> Result<(), Error> {
    let mut tx = database.begin_as(who).await;
    add_in(&mut tx, who, credential_id).await?;
    tx.commit().await
}

async fn names_of(database: &TestDatabase, who: &str) -> Vec<String> {
    let mut tx = database.begin_as(who).await;
    let own = passkeys::list_own_passkeys(&mut tx).await.unwrap();
    own.into_iter().map(|passkey| passkey.name).collect()
}

/// Has an answer of the passkey accepted, after which it has this counter.
async fn answer(
    database: &TestDatabase,
    credential_id: &[u8],
    counter: u32,
    challenge: &str,
) -> Result<(), Error> {
    let used = credential("maria-luna", counter);
    let maria = database.person_id("maria-luna").await;
    passkeys::use_passkey(&database.db, credential_id, &used, challenge, maria)
        .await
        .map(|_| ())
}

on_each_engine! {
    async fn a_passkey_answers_each_challenge_once_until_its_person_removes_it(
        database: TestDatabase,
    ) {
        let expires = expiry_after_hours(&database, 24);
        for key in ["maria-luna", "luis-luna"] {
            create_account(&database, key, key, expires).await;
        }
        add_passkey(&database, "maria-luna", b"her phone").await.unwrap();
        assert!(matches!(
            add_passkey(&database, "luis-luna", b"her phone").await,
            Err(Error::Raced)
        ));
        assert_eq!(names_of(&database, "maria-luna").await, ["My phone"]);
        assert_eq!(names_of(&database, "luis-luna").await, Vec::<String>::new());

        let mut tx = database.begin_as("maria-luna").await;
        let known = passkeys::list_own_credentials(&mut tx).await.unwrap();
        assert_eq!(
            known,
            [credential("maria-luna", 0)],
            "sent as excludeCredentials, so the device makes no second passkey"
        );
        drop(tx);
        let found = passkeys::find_passkey(&database.db, b"her phone").await.unwrap();
        assert_eq!(found.person, database.person_id("maria-luna").await);
        assert_eq!(found.credential, credential("maria-luna", 0));
        assert!(matches!(
            passkeys::find_passkey(&database.db, b"her").await,
            Err(Error::NotFound)
        ));
        answer(&database, b"her phone", 0, "one").await.unwrap();
        // A synced passkey has no counter: only the challenge tells an answer that is sent twice.
        assert!(matches!(
            answer(&database, b"her phone", 0, "one").await,
            Err(Error::NotFound)
        ));
        answer(&database, b"her phone", 7, "two").await.unwrap();
        let found = passkeys::find_passkey(&database.db, b"her phone").await.unwrap();
        assert_eq!(found.credential, credential("maria-luna", 7));

        let mut tx = database.begin_as("maria-luna").await;
        let id = passkeys::list_own_passkeys(&mut tx).await.unwrap()[0].id;
        drop(tx);
        for (who, removes) in [("luis-luna", false), ("maria-luna", true), ("maria-luna", false)] {
            let mut tx = database.begin_as(who).await;
            let removed = passkeys::remove_passkey(&mut tx, id, ClientDevice::default()).await;
            assert_eq!(removed.unwrap(), removes, "{who}");
            tx.commit().await.unwrap();
        }
        assert!(matches!(
            answer(&database, b"her phone", 8, "three").await,
            Err(Error::NotFound)
        ));
        for (sql, count) in [
            ("SELECT count(*) FROM account_event WHERE kind = 'passkey_added'", 1),
            ("SELECT count(*) FROM account_event WHERE kind = 'passkey_removed'", 1),
        ] {
            assert_eq!(database.query_number(sql).await, count, "{sql}");
        }
    }
}

on_each_engine! {
    async fn passkeys_need_an_account_and_end_with_its_passphrase(database: TestDatabase) {
        assert!(matches!(
            add_passkey(&database, "maria-luna", b"early").await,
            Err(Error::NotFound)
        ));
        let expires = expiry_after_hours(&database, 24);
        create_account(&database, "maria-luna", "maria", expires).await;
        for number in 0..MAX_PASSKEYS {
            let credential_id = format!("phone {number}");
            add_passkey(&database, "maria-luna", credential_id.as_bytes()).await.unwrap();
        }
        assert!(matches!(
            add_passkey(&database, "maria-luna", b"one more").await,
            Err(Error::Conflict)
        ));
        // A sign-in changes the account, too, and ends none of them.
        let name = SignInName::parse("maria").unwrap();
        confirm_sign_in(&database.db, &name, "hash").await.unwrap();
        assert_eq!(names_of(&database, "maria-luna").await.len(), MAX_PASSKEYS);
        // The agency gives her a new code, because another person has used her account.
        let code = create_invitation(&database.db, None, "maria-luna", expires).await.unwrap();
        assert_eq!(names_of(&database, "maria-luna").await, Vec::<String>::new());
        // That person may add one again before she uses the code.
        add_passkey(&database, "maria-luna", b"phone 0").await.unwrap();
        redeem_invitation(&database.db, &code, &name, "new hash").await.unwrap();
        assert_eq!(names_of(&database, "maria-luna").await, Vec::<String>::new());
        assert!(matches!(
            passkeys::find_passkey(&database.db, b"phone 0").await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_stolen_login_adds_no_passkey_and_changes_no_key() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    create_account(&database, "maria-luna", "maria", expires).await;
    add_passkey(&database, "maria-luna", b"her phone")
        .await
        .unwrap();
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    // A stolen login can act for any person, but it has no passphrase.
    let mut attacker = Attacker::new(&database, "maria-luna").await;
    let add = "SELECT alongside_add_passkey(gen_random_uuid(), 'x', '{}', 'x', \
        '2026-11-23T18:00:00Z')";
    assert_eq!(attacker.call_function::<bool>(add).await, Some(false));
    let maria = database.person_id("maria-luna").await;
    for write in [
        format!(
            "INSERT INTO passkey (id, person_id, credential_hash, credential, name, created_at) \
                VALUES (gen_random_uuid(), '{maria}', 'x', '{{}}', 'x', now())"
        ),
        "UPDATE passkey SET credential = '{}'".to_owned(),
    ] {
        assert_eq!(attacker.count_affected_rows(&write).await, 0, "{write}");
    }
    let mut husband = Attacker::new(&database, "luis-luna").await;
    assert_eq!(husband.count_rows("passkey").await, 0);
    assert_eq!(
        husband.count_affected_rows("DELETE FROM passkey").await,
        0,
        "he removes none of hers"
    );
    // Acting as her it reads what she called it, and nothing with which it could be used.
    assert_eq!(attacker.count_rows("passkey").await, 1);
    for column in ["credential", "credential_hash", "last_challenge_hash"] {
        let read = format!("SELECT {column} FROM passkey");
        assert_eq!(attacker.count_affected_rows(&read).await, 0, "{column}");
    }
    let known = "SELECT alongside_own_credentials()::text";
    assert_eq!(attacker.call_function::<String>(known).await, None);
    let digest: String = sqlx::query_scalar("SELECT credential_hash FROM passkey")
        .fetch_one(owner_pool(&database))
        .await
        .unwrap();
    let mut visitor = Attacker::acting_for(&database, "", &digest).await;
    assert_eq!(visitor.count_rows("passkey").await, 0);
    // Only the device has the credential id. The public key stays what it is.
    for (id, key, accepted) in [
        (digest.as_str(), "maria-luna", false),
        ("her phone", "mine", false),
        ("her phone", "maria-luna", true),
    ] {
        let changed = credential(key, 1);
        let used = format!(
            "SELECT alongside_use_passkey(convert_to('{id}', 'UTF8'), '{changed}', 'challenge', \
                '2026-11-23T18:00:00Z')"
        );
        let used = visitor.call_function::<bool>(&used).await;
        assert_eq!(used, Some(accepted), "{id}, {key}");
        let found = format!("alongside_find_passkey(convert_to('{id}', 'UTF8'))");
        let found = visitor.count_rows(&found).await;
        assert_eq!(found, i64::from(id == "her phone"), "{id}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn two_devices_at_once_add_no_passkey_too_many() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    create_account(&database, "maria-luna", "maria", expires).await;
    for number in 1..MAX_PASSKEYS {
        let credential_id = format!("phone {number}");
        add_passkey(&database, "maria-luna", credential_id.as_bytes())
            .await
            .unwrap();
    }
    let mut last = database.begin_as("maria-luna").await;
    add_in(&mut last, "maria-luna", b"last").await.unwrap();
    // The other one waits for it, and then counts it.
    let committed = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        last.commit().await.unwrap();
    };
    let (refused, ()) = tokio::join!(add_passkey(&database, "maria-luna", b"one more"), committed);
    assert!(matches!(refused, Err(Error::Conflict)), "{refused:?}");
}
