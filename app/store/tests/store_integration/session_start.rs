//! A session that begins while the passphrase of its person is replaced: whichever is first, it
//! does not go on.
#![allow(clippy::unwrap_used)]

use model::account::{ClientDevice, CredentialKind, DeviceUse, SignInName};
use store::Error;
use store::authentication::{self, SessionSignIn, StoredSession};

use crate::authentication::{create_account, expiry_after_hours, has_session};
use crate::session_renewal::{WAIT_BEFORE_COMMIT, wait_until_blocked};
use crate::support::{TestDatabase, demo_postgres, on_each_engine, owner_pool};

fn name_of_maria() -> SignInName {
    SignInName::parse("maria").unwrap()
}

/// Checks the passphrase with this hash. Returns the version of the credentials.
async fn check_passphrase(database: &TestDatabase, hash: &str) -> i64 {
    let name = name_of_maria();
    let found = authentication::find_credentials(&database.db, &name).await;
    let found = found.unwrap();
    assert_eq!(found.passphrase_hash, hash);
    authentication::confirm_sign_in(&database.db, &name, hash)
        .await
        .unwrap();
    found.credential_version
}

/// Stores the session of a sign-in that was checked with this version.
async fn begin_session(database: &TestDatabase, token: &str, version: i64) -> Result<(), Error> {
    let sign_in = SessionSignIn {
        person: database.person_id("maria-luna").await,
        device_use: DeviceUse::Own,
        client: ClientDevice::default(),
        credential: CredentialKind::Passphrase,
        credential_version: Some(version),
        replaces: None,
    };
    let session = StoredSession {
        data: serde_json::json!({}),
        expires: expiry_after_hours(database, 24),
    };
    authentication::create_session(&database.db, token, Some(sign_in), &session).await
}

async fn replace_passphrase(database: &TestDatabase) {
    let mut tx = database.begin_as("maria-luna").await;
    let device = ClientDevice::default();
    authentication::replace_passphrase(&mut tx, "hash", "new hash", "phone", device)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_each_engine! {
    async fn passphrase_that_was_checked_before_a_new_one_opens_no_session(
        database: TestDatabase,
    ) {
        let expires = expiry_after_hours(&database, 24);
        create_account(&database, "maria-luna", "maria", expires).await;
        let hers = check_passphrase(&database, "hash").await;
        begin_session(&database, "phone", hers).await.unwrap();
        let theirs = check_passphrase(&database, "hash").await;
        replace_passphrase(&database).await;
        let begun = begin_session(&database, "theirs", theirs).await;
        assert!(matches!(begun, Err(Error::NotFound)), "{begun:?}");
        assert!(!has_session(&database, "theirs").await);
        assert!(has_session(&database, "phone").await);
        let new = check_passphrase(&database, "new hash").await;
        begin_session(&database, "tablet", new).await.unwrap();
        assert!(has_session(&database, "tablet").await);
    }
}

on_each_engine! {
    async fn code_that_was_redeemed_before_another_one_opens_no_session(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let name = name_of_maria();
        let mut versions = Vec::new();
        for hash in ["hash", "new hash"] {
            let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
                .await
                .unwrap();
            let account = authentication::redeem_invitation(&database.db, &code, &name, hash)
                .await
                .unwrap();
            versions.push(account.credential_version.unwrap());
        }
        let begun = begin_session(&database, "theirs", versions[0]).await;
        assert!(matches!(begun, Err(Error::NotFound)), "{begun:?}");
        begin_session(&database, "phone", versions[1]).await.unwrap();
        assert!(has_session(&database, "phone").await);
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn session_that_is_being_stored_ends_with_the_passphrase_of_before() {
    for by_code_of_the_agency in [false, true] {
        let database = demo_postgres().await;
        let expires = expiry_after_hours(&database, 24);
        create_account(&database, "maria-luna", "maria", expires).await;
        let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        let version = check_passphrase(&database, "hash").await;
        sqlx::raw_sql(WAIT_BEFORE_COMMIT)
            .execute(owner_pool(&database))
            .await
            .unwrap();
        let mut gate = owner_pool(&database).begin().await.unwrap();
        sqlx::query("SELECT pg_advisory_xact_lock(1)")
            .execute(&mut *gate)
            .await
            .unwrap();
        let replaced = async {
            // The session is inserted, and not committed.
            wait_until_blocked(&database, 1).await;
            let opened = async {
                // What replaces the passphrase waits for the account.
                wait_until_blocked(&database, 2).await;
                gate.rollback().await.unwrap();
            };
            let replacing = async {
                if by_code_of_the_agency {
                    let name = name_of_maria();
                    authentication::redeem_invitation(&database.db, &code, &name, "new hash")
                        .await
                        .unwrap();
                } else {
                    replace_passphrase(&database).await;
                }
            };
            tokio::join!(replacing, opened);
        };
        let (begun, ()) = tokio::join!(begin_session(&database, "theirs", version), replaced);
        begun.unwrap();
        assert!(
            !has_session(&database, "theirs").await,
            "by a code: {by_code_of_the_agency}"
        );
    }
}
