//! Identities of staff and authenticator apps: linking, the sessions that depend on the provider,
//! and attacks with a stolen portal login.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, expiry_after_hours};
use crate::passkeys::add_passkey;
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use model::account::{AccountEventKind, ClientDevice, CredentialKind, DeviceUse, SignInName};
use store::authentication::staff::{
    StaffIdentity, claim_identity_check, confirm_identity, confirm_staff_sign_in,
    create_staff_session, find_staff_person, link_staff_identity,
};
use store::authentication::totp::{TotpSecret, add_totp, find_totp_secret, use_totp_step};
use store::authentication::{self, SessionSignIn, StoredSession};
use store::{Error, Intent, account};

const BEN: StaffIdentity<'static> = StaffIdentity {
    issuer: "https://login.example.org",
    subject: "ben",
};

async fn invite(database: &TestDatabase, key: &str) -> String {
    let expires = expiry_after_hours(database, 24);
    authentication::create_invitation(&database.db, None, key, expires)
        .await
        .unwrap()
}

async fn link(
    database: &TestDatabase,
    code: &str,
    identity: StaffIdentity<'_>,
) -> Result<(), Error> {
    link_staff_identity(&database.db, code, identity, ClientDevice::default())
        .await
        .map(|_| ())
}

on_each_engine! {
    async fn a_good_code_links_one_identity_to_one_member_of_staff(database: TestDatabase) {
        let db = &database.db;
        let found = find_staff_person(db, BEN).await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        let found = confirm_staff_sign_in(db, BEN).await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        let code = invite(&database, "ben-ortiz").await;
        link(&database, &code, BEN).await.unwrap();
        let ben = database.person_id("ben-ortiz").await;
        assert_eq!(find_staff_person(db, BEN).await.unwrap(), ben);
        confirm_staff_sign_in(db, BEN).await.unwrap();
        let profile = db.load_profile(ben, &TimeZone::UTC).await.unwrap();
        let mut tx = db.acting_as(&profile.actor, Intent::Read).await.unwrap();
        let events = account::list_account_events(&mut tx).await.unwrap();
        assert!(events.iter().any(|event| event.kind == AccountEventKind::StaffIdentityLinked));
        drop(tx);
        // The same subject from another issuer is a different identity.
        let elsewhere = StaffIdentity { issuer: "https://elsewhere.example", ..BEN };
        assert!(find_staff_person(db, elsewhere).await.is_err());
        // A used code, a code of a parent, and an identity that is taken.
        let used = link(&database, &code, elsewhere).await;
        assert!(matches!(used, Err(Error::NotFound)), "{used:?}");
        let parents = invite(&database, "tasha-carter").await;
        let refused = link(&database, &parents, elsewhere).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let pats = invite(&database, "pat-nguyen").await;
        let taken = link(&database, &pats, BEN).await;
        assert!(matches!(taken, Err(Error::Conflict)), "{taken:?}");
        for code in [parents, pats] {
            assert!(authentication::invited_person(db, &code).await.is_ok(), "not spent");
        }
        // Only the agency says who its staff are.
        let code = invite(&database, "ben-ortiz").await;
        let by_a_worker = "UPDATE invitation SET made_by_id = (SELECT p.id FROM person p WHERE \
            p.key = 'pat-nguyen')";
        database.execute_sql(by_a_worker).await.unwrap();
        let refused = link(&database, &code, elsewhere).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let by_the_agency = "UPDATE invitation SET made_by_id = NULL";
        database.execute_sql(by_the_agency).await.unwrap();
        // A newer invitation replaces the identity.
        link(&database, &code, elsewhere).await.unwrap();
        assert!(find_staff_person(db, BEN).await.is_err());
    }
}

on_each_engine! {
    async fn a_link_ends_the_passphrase_and_the_app_of_before(database: TestDatabase) {
        let db = &database.db;
        let expires = expiry_after_hours(&database, 24);
        create_account(&database, "ben-ortiz", "ben-ortiz", expires).await;
        let code = invite(&database, "ben-ortiz").await;
        // One who knows the passphrase adds an app before the code is used.
        let ben = database.person_id("ben-ortiz").await;
        let profile = db.load_profile(ben, &TimeZone::UTC).await.unwrap();
        let secret = TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let mut tx = db.acting_as(&profile.actor, Intent::Write).await.unwrap();
        add_totp(&mut tx, &secret, 100, ClientDevice::default()).await.unwrap();
        tx.commit().await.unwrap();
        let name = SignInName::parse("ben-ortiz").unwrap();
        authentication::confirm_sign_in(db, &name, "hash").await.unwrap();

        link(&database, &code, BEN).await.unwrap();
        let found = authentication::find_credentials(db, &name).await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        let found = authentication::confirm_sign_in(db, &name, "hash").await;
        assert!(matches!(found, Err(Error::NotFound)), "{found:?}");
        let mut tx = db.acting_as(&profile.actor, Intent::Read).await.unwrap();
        assert_eq!(find_totp_secret(&mut tx).await.unwrap(), None);
        drop(tx);
        // Another invitation lets him choose a passphrase, and leaves the link.
        create_account(&database, "ben-ortiz", "ben-ortiz", expires).await;
        authentication::confirm_sign_in(db, &name, "hash").await.unwrap();
        assert_eq!(find_staff_person(db, BEN).await.unwrap(), ben);
    }
}

on_each_engine! {
    async fn one_of_several_requests_asks_the_provider(database: TestDatabase) {
        let db = &database.db;
        let code = invite(&database, "ben-ortiz").await;
        link(&database, &code, BEN).await.unwrap();
        let sign_in = SessionSignIn {
            person: database.person_id("ben-ortiz").await,
            device_use: DeviceUse::Own,
            client: ClientDevice::default(),
            credential: CredentialKind::StaffIdentity,
            credential_version: None,
            replaces: None,
        };
        let session = StoredSession {
            data: serde_json::json!({}),
            expires: expiry_after_hours(&database, 2),
        };
        create_staff_session(db, "token", sign_in, &session, Some("first"))
            .await
            .unwrap();
        let found = authentication::find_session(db, "token").await.unwrap().unwrap();
        let before = found.identity.unwrap();
        database.clock.advance(SignedDuration::from_secs(61));
        let claim = || claim_identity_check(db, "token", before.checked);
        assert_eq!(claim().await.unwrap().as_deref(), Some("first"));
        assert_eq!(claim().await.unwrap(), None, "another request was first");
        confirm_identity(db, "token", Some("second")).await.unwrap();
        confirm_identity(db, "token", None).await.unwrap();
        let found = authentication::find_session(db, "token").await.unwrap().unwrap();
        let after = found.identity.unwrap();
        assert!(after.checked > before.checked && after.confirmed > before.confirmed);
        // A session that gets a new token depends on the provider as before.
        let data = serde_json::json!({ "kept": true });
        let renew = |new: &'static str| authentication::renew_session(db, "token", new, &data);
        assert!(renew("new").await.unwrap());
        assert!(!renew("newer").await.unwrap(), "the session has another token");
        assert!(authentication::find_session(db, "token").await.unwrap().is_none());
        let renewed = authentication::find_session(db, "new").await.unwrap().unwrap();
        assert_eq!((renewed.identity, renewed.expires), (Some(after), found.expires));
        assert_eq!(renewed.data, data);
        let claimed = claim_identity_check(db, "new", after.checked).await.unwrap();
        assert_eq!(claimed.as_deref(), Some("second"), "the newer token stays");
    }
}

on_each_engine! {
    async fn a_code_of_an_app_counts_once_and_an_invitation_removes_the_app(database: TestDatabase) {
        let db = &database.db;
        let ben = database.person_id("ben-ortiz").await;
        let profile = db.load_profile(ben, &TimeZone::UTC).await.unwrap();
        let secret = TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let mut tx = db.acting_as(&profile.actor, Intent::Write).await.unwrap();
        add_totp(&mut tx, &secret, 100, ClientDevice::default()).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.acting_as(&profile.actor, Intent::Write).await.unwrap();
        for (step, counts) in [(100, false), (99, false), (101, true), (101, false)] {
            assert_eq!(use_totp_step(&mut tx, step).await.unwrap(), counts, "{step}");
        }
        assert_eq!(find_totp_secret(&mut tx).await.unwrap(), Some(secret));
        tx.commit().await.unwrap();
        invite(&database, "ben-ortiz").await;
        let mut tx = db.acting_as(&profile.actor, Intent::Read).await.unwrap();
        assert_eq!(find_totp_secret(&mut tx).await.unwrap(), None);
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_stolen_login_links_no_identity_and_makes_no_code_valid_again() {
    let database = demo_postgres().await;
    let code = invite(&database, "ben-ortiz").await;
    link(&database, &code, BEN).await.unwrap();
    for person in ["", "ben-ortiz", "pat-nguyen"] {
        let mut attacker = Attacker::acting_for(&database, person, "").await;
        assert_eq!(attacker.count_rows("staff_identity").await, 0, "{person}");
        for attack in [
            "INSERT INTO staff_identity (person_id, identity_hash, created_at) SELECT id, 'mine', \
                now() FROM person",
            "UPDATE staff_identity SET identity_hash = 'mine'",
            "DELETE FROM staff_identity",
            "UPDATE totp SET last_step = 0",
            "UPDATE totp SET secret = 'mine'",
            "UPDATE agency SET staff_sign_in = 'passphrase'",
        ] {
            assert_eq!(
                attacker.count_affected_rows(attack).await,
                0,
                "{person}: {attack}"
            );
        }
        let linked = attacker
            .call_function::<uuid::Uuid>(
                "SELECT alongside_link_staff_identity('a guess', 'mine', '2026-11-23T18:00:00Z')",
            )
            .await;
        assert_eq!(linked, None);
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_sign_in_with_an_identity_counts_as_recent_for_a_quarter_of_an_hour() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    create_account(&database, "tasha-carter", "tasha-carter", expires).await;
    let code = invite(&database, "ben-ortiz").await;
    link(&database, &code, BEN).await.unwrap();
    // He has a passphrase, too, which he has not typed for long.
    create_account(&database, "ben-ortiz", "ben-ortiz", expires).await;
    for an_hour_ago in [
        "UPDATE staff_identity SET signed_in_at = now() - interval '1 hour'",
        "UPDATE account SET signed_in_at = now() - interval '1 hour'",
    ] {
        database.execute_sql(an_hour_ago).await.unwrap();
    }
    let family = database.family_id("carter").await;
    let tasha = database.person_id("tasha-carter").await;
    let voucher =
        format!("SELECT alongside_vouch('x', '{family}', '{tasha}', '2026-11-23T18:00:00Z')");
    let mut ben = Attacker::acting_for(&database, "ben-ortiz", "").await;
    let vouched = ben.call_function::<String>(&voucher).await;
    assert_eq!(vouched.as_deref(), Some("not_recent"));
    let refused = add_passkey(&database, "ben-ortiz", b"his phone").await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    confirm_staff_sign_in(&database.db, BEN).await.unwrap();
    let vouched = ben.call_function::<String>(&voucher).await;
    assert_eq!(vouched.as_deref(), Some("made"));
    add_passkey(&database, "ben-ortiz", b"his phone")
        .await
        .unwrap();
}
