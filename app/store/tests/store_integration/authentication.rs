//! Invitation codes, sign-in names and sessions.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use jiff::{SignedDuration, Timestamp};
use model::account::{
    AccountEventKind, BrowserFamily, ClientDevice, CredentialKind, DeviceKind, DeviceUse,
    SignInName,
};
use store::authentication::{self, SessionSignIn, StoredSession};
use store::{Error, Intent, account};

pub(crate) fn expiry_after_hours(database: &TestDatabase, hours: i64) -> Timestamp {
    database
        .clock
        .now()
        .checked_add(SignedDuration::from_hours(hours))
        .unwrap()
}

/// Invites a person and redeems the code; the passphrase hash is `hash`.
pub(crate) async fn create_account(
    database: &TestDatabase,
    key: &str,
    name: &str,
    expires: Timestamp,
) {
    let code = authentication::create_invitation(&database.db, None, key, expires)
        .await
        .unwrap();
    authentication::redeem_invitation(
        &database.db,
        &code,
        &SignInName::parse(name).unwrap(),
        "hash",
    )
    .await
    .unwrap();
}

const ANDROID_CHROME: ClientDevice = ClientDevice {
    browser: Some(BrowserFamily::Chrome),
    device: Some(DeviceKind::AndroidPhone),
};

pub(crate) async fn create_session_of(
    database: &TestDatabase,
    token: &str,
    key: &str,
    session: &StoredSession,
) {
    let sign_in = SessionSignIn {
        person: database.person_id(key).await,
        device_use: DeviceUse::Own,
        client: ANDROID_CHROME,
        credential: CredentialKind::Passphrase,
        credential_version: None,
        replaces: None,
    };
    authentication::create_session(&database.db, token, Some(sign_in), session)
        .await
        .unwrap();
}

pub(crate) async fn has_session(database: &TestDatabase, token: &str) -> bool {
    authentication::find_session(&database.db, token)
        .await
        .unwrap()
        .is_some()
}

on_each_engine! {
    async fn a_code_works_once_and_not_for_long(database: TestDatabase) {
        let name = SignInName::parse("maria").unwrap();
        let expires = expiry_after_hours(&database, 24);
        let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        assert_eq!(code.len(), 20);
        assert_eq!(
            authentication::invited_person(&database.db, &code)
                .await
                .unwrap()
                .person,
            database.person_id("maria-luna").await
        );
        authentication::redeem_invitation(&database.db, &code, &name, "hash")
            .await
            .unwrap();
        assert!(matches!(
            authentication::redeem_invitation(&database.db, &code, &name, "hash").await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            authentication::invited_person(&database.db, &code).await,
            Err(Error::NotFound)
        ));
        // The error of a code that never existed, so that a guess learns nothing about codes.
        let late = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        database.clock.advance(SignedDuration::from_hours(25));
        assert!(matches!(
            authentication::invited_person(&database.db, &late).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            authentication::invited_person(&database.db, "AAAAAAAAAAAAAAAAAAAA").await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn a_newer_code_replaces_an_unused_one(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let mut codes = Vec::new();
        for _ in 0..2 {
            codes.push(
                authentication::create_invitation(&database.db, None, "maria-luna", expires)
                    .await
                    .unwrap(),
            );
        }
        let [old, new] = codes.as_slice() else {
            unreachable!()
        };
        let name = SignInName::parse("maria").unwrap();
        assert!(matches!(
            authentication::redeem_invitation(&database.db, old, &name, "hash").await,
            Err(Error::NotFound)
        ));
        authentication::redeem_invitation(&database.db, new, &name, "hash")
            .await
            .unwrap();
        // The agency revokes a code without making another.
        let lost = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        for _ in 0..2 {
            authentication::revoke_invitations(&database.db, None, "maria-luna")
                .await
                .unwrap();
        }
        assert!(matches!(
            authentication::redeem_invitation(&database.db, &lost, &name, "hash").await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn codes_and_tokens_are_kept_only_as_hashes(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        authentication::create_session(
            &database.db,
            "a-token",
            None,
            &StoredSession {
                data: serde_json::json!({}),
                expires,
            },
        )
        .await
        .unwrap();
        // A copy of the database must not contain anything that opens a session or an account.
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM session WHERE token_hash = 'a-token'")
                .await,
            0
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM invitation WHERE length(code_hash) = 64")
                .await,
            1
        );
        assert_ne!(code.len(), 64);
    }
}

on_each_engine! {
    async fn a_name_belongs_to_one_person(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let name = SignInName::parse("sunflower").unwrap();
        let first = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        authentication::redeem_invitation(&database.db, &first, &name, "hash-1")
            .await
            .unwrap();
        let second = authentication::create_invitation(&database.db, None, "tasha-carter", expires)
            .await
            .unwrap();
        assert!(matches!(
            authentication::redeem_invitation(&database.db, &second, &name, "hash-2").await,
            Err(Error::Invalid("account-name-taken"))
        ));
        // A refused sign-in name does not use up the code.
        authentication::redeem_invitation(
            &database.db,
            &second,
            &SignInName::parse("tulip").unwrap(),
            "hash-2",
        )
        .await
        .unwrap();
        let credentials = authentication::find_credentials(&database.db, &name)
            .await
            .unwrap();
        assert_eq!(
            (credentials.person_id, credentials.passphrase_hash.as_str()),
            (database.person_id("maria-luna").await, "hash-1")
        );
    }
}

on_each_engine! {
    async fn a_new_invitation_ends_every_session_of_the_person(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 1);
        let session = StoredSession {
            data: serde_json::json!({"x": 1}),
            expires,
        };
        for (key, name) in [("maria-luna", "maria"), ("luis-luna", "luis")] {
            create_account(&database, key, name, expires).await;
        }
        create_session_of(&database, "hers", "maria-luna", &session).await;
        create_session_of(&database, "theirs", "luis-luna", &session).await;
        // It recovers an account, so sessions by the old passphrase must not stay signed in.
        authentication::create_invitation(&database.db, Some("lakeside"), "maria-luna", expires)
            .await
            .unwrap();
        assert!(!has_session(&database, "hers").await);
        assert!(has_session(&database, "theirs").await);
        // The session ends at its own expiry, even when no job has deleted its row yet.
        database.clock.advance(SignedDuration::from_hours(2));
        assert!(!has_session(&database, "theirs").await);
    }
}

on_each_engine! {
    async fn a_person_under_fourteen_has_no_account(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let name = SignInName::parse("nora").unwrap();
        let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
        // Invited as an adult; then the birth date is corrected: she is 13 until tomorrow.
        let code = authentication::create_invitation(&database.db, None, "nora-price", expires)
            .await
            .unwrap();
        database
            .execute_sql("UPDATE person SET date_of_birth = '2012-11-24' WHERE key = 'nora-price'")
            .await
            .unwrap();
        assert!(matches!(
            authentication::invited_person(&database.db, &code).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(
            authentication::redeem_invitation(&database.db, &code, &name, "hash").await,
            Err(Error::NotFound)
        ));
        assert!(
            matches!(authentication::create_invitation(&database.db, None, "nora-price", expires).await, Err(Error::Refused(words)) if words.contains("under 14"))
        );
        assert_eq!(
            database.query_number("SELECT count(*) FROM account").await,
            0
        );
        assert!(
            matches!(
                database
                    .db
                    .load_profile(database.person_id("nora-price").await, &zone)
                    .await,
                Err(Error::NotFound)
            ),
            "nor does a session open anything"
        );
        // 20 hours after noon in Lakeside County is the morning of her birthday there; the age is
        // that of the date in the agency's time zone.
        database.clock.advance(SignedDuration::from_hours(20));
        assert_eq!(
            authentication::redeem_invitation(&database.db, &code, &name, "hash")
                .await
                .unwrap()
                .person,
            database.person_id("nora-price").await,
            "on her birthday she may"
        );
        assert!(
            database
                .db
                .load_profile(database.person_id("nora-price").await, &zone)
                .await
                .is_ok()
        );
    }
}

on_each_engine! {
    async fn a_person_lists_and_ends_only_their_own_sessions(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let session = StoredSession {
            data: serde_json::json!({}),
            expires,
        };
        for (key, name) in [("maria-luna", "maria"), ("luis-luna", "luis")] {
            create_account(&database, key, name, expires).await;
        }
        for (token, key) in [("phone", "maria-luna"), ("library", "maria-luna"), ("his", "luis-luna")] {
            create_session_of(&database, token, key, &session).await;
        }
        let luis = database.load_actor("luis-luna").await;
        let mut tx = database.db.acting_as(&luis, Intent::Write).await.unwrap();
        let his = authentication::list_own_sessions(&mut tx, "his").await.unwrap();
        assert_eq!(his.len(), 1, "her husband sees none of hers");
        tx.commit().await.unwrap();

        let maria = database.load_actor("maria-luna").await;
        let mut tx = database.db.acting_as(&maria, Intent::Write).await.unwrap();
        let hers = authentication::list_own_sessions(&mut tx, "phone").await.unwrap();
        assert_eq!(hers.len(), 2);
        assert!(hers[0].is_current && !hers[1].is_current, "the current one first");
        assert_eq!(hers[0].client, ANDROID_CHROME);
        assert!(
            !authentication::end_own_session(&mut tx, his[0].id).await.unwrap(),
            "another person's looks like one that has ended"
        );
        assert!(authentication::end_own_session(&mut tx, hers[1].id).await.unwrap());
        assert_eq!(
            authentication::end_other_sessions(&mut tx, "phone").await.unwrap(),
            0
        );
        tx.commit().await.unwrap();
        for (token, open) in [("phone", true), ("library", false), ("his", true)] {
            assert_eq!(has_session(&database, token).await, open, "{token}");
        }
        let mut tx = database.db.acting_as(&luis, Intent::Write).await.unwrap();
        let ended = authentication::end_other_sessions(&mut tx, "another token").await.unwrap();
        assert_eq!(ended, 1, "of his, and none of hers");
        tx.commit().await.unwrap();
        assert!(has_session(&database, "phone").await);
    }
}

on_each_engine! {
    async fn account_events_are_read_by_their_person_and_name_who_did_it(database: TestDatabase) {
        let maria = database.load_actor("maria-luna").await;
        let told = "SELECT count(*) FROM account_event_notification";
        database.execute_sql("DELETE FROM notification_channel").await.unwrap();
        let worker = database.load_actor("dana-fox").await;
        let mut tx = database.db.acting_as(&worker, Intent::Write).await.unwrap();
        let made = AccountEventKind::VoucherMade;
        account::record_account_event(&mut tx, maria.person, made, ClientDevice::default())
            .await
            .unwrap();
        assert_eq!(
            account::list_account_events(&mut tx).await.unwrap().len(),
            0,
            "the worker reads none of hers"
        );
        tx.commit().await.unwrap();
        // Ids of one millisecond have no order.
        database.clock.advance(SignedDuration::from_secs(1));
        let mut tx = database.db.acting_as(&maria, Intent::Write).await.unwrap();
        let set = AccountEventKind::PassphraseSet;
        account::record_account_event(&mut tx, maria.person, set, ANDROID_CHROME)
            .await
            .unwrap();
        let events = account::list_account_events(&mut tx).await.unwrap();
        let kinds: Vec<_> = events.iter().map(|event| (event.kind, event.is_by_other)).collect();
        assert_eq!(kinds, [(set, false), (made, true)]);
        assert!(events[1].acted_by.is_some(), "the name of her worker");
        assert_eq!(account::count_unseen_events(&mut tx, None).await.unwrap(), 2);
        account::mark_events_seen(&mut tx, None).await.unwrap();
        assert_eq!(account::count_unseen_events(&mut tx, None).await.unwrap(), 0);
        assert_eq!(account::list_account_events(&mut tx).await.unwrap().len(), 2);
        tx.commit().await.unwrap();
        assert_eq!(database.query_number(told).await, 0, "she has no address");
        database
            .execute_sql(
                "INSERT INTO notification_channel (person_id, channel, address) SELECT id, 'email', \
                    'maria@example.org' FROM person WHERE key = 'maria-luna'",
            )
            .await
            .unwrap();
        let mut tx = database.db.acting_as(&maria, Intent::Write).await.unwrap();
        account::record_account_event(&mut tx, maria.person, set, ANDROID_CHROME)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(database.query_number(told).await, 1);
    }
}
