//! Rules of accounts: what needs a recent sign-in, what is recorded, and who is named.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, expiry_after_hours};
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use jiff::SignedDuration;
use model::account::{AccountEventKind, ClientDevice, CredentialKind, DeviceUse};
use store::account::{
    count_unseen_events, list_account_events, mark_events_seen, record_account_event,
    record_new_device,
};
use store::authentication::{self, SessionSignIn, StoredSession};
use store::notifications::outbox::{
    NotificationSubject, ReadState, claim_due, delete_earlier_addresses, load_recipient,
};

on_each_engine! {
    async fn a_new_passphrase_by_a_code_of_the_agency_is_an_event(database: TestDatabase) {
        let expires = expiry_after_hours(&database, 24);
        let told = "SELECT count(*) FROM account_event WHERE kind = 'passphrase_set'";
        for events in 0..2 {
            create_account(&database, "maria-luna", "maria", expires).await;
            assert_eq!(database.query_number(told).await, events, "not of the first one");
        }
        assert!(AccountEventKind::PassphraseSet.is_told_by_every_channel());
    }
}

/// The name of who vouched for Maria, as she reads it.
async fn named_voucher(database: &TestDatabase) -> Option<String> {
    let mut tx = database.begin_as("maria-luna").await;
    let events = list_account_events(&mut tx).await.unwrap();
    assert!(events[0].is_by_other);
    events[0].acted_by.clone()
}

on_each_engine! {
    async fn who_did_it_is_named_while_the_person_may_know_them(database: TestDatabase) {
        let maria = database.person_id("maria-luna").await;
        let mut tx = database.begin_as("dana-fox").await;
        let (kind, device) = (AccountEventKind::VoucherMade, ClientDevice::default());
        record_account_event(&mut tx, maria, kind, device).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(named_voucher(&database).await.as_deref(), Some("Dana Fox"));
        // Who was on the team is known to those who are on it.
        database.end_membership("dana-fox").await;
        assert_eq!(named_voucher(&database).await.as_deref(), Some("Dana Fox"));
        database.end_membership("maria-luna").await;
        assert_eq!(named_voucher(&database).await, None);
    }
}

on_each_engine! {
    async fn a_session_cannot_hide_the_sign_in_that_began_it(database: TestDatabase) {
        database.execute_sql("DELETE FROM notification_channel").await.unwrap();
        let address = "INSERT INTO notification_channel (person_id, channel, address) SELECT id, \
            'email', 'maria@example.org' FROM person WHERE key = 'maria-luna'";
        database.execute_sql(address).await.unwrap();
        let mut tx = database.begin_as("maria-luna").await;
        let device = ClientDevice::default();
        let hers = record_new_device(&mut tx, device).await.unwrap();
        let strangers = record_new_device(&mut tx, device).await.unwrap();
        mark_events_seen(&mut tx, Some(strangers)).await.unwrap();
        let events = list_account_events(&mut tx).await.unwrap();
        let unseen: Vec<_> = events
            .iter()
            .filter(|event| !event.is_seen)
            .map(|event| event.id)
            .collect();
        assert_eq!(unseen, [strangers]);
        assert_eq!(count_unseen_events(&mut tx, Some(strangers)).await.unwrap(), 0);
        assert_eq!(count_unseen_events(&mut tx, Some(hers)).await.unwrap(), 1);
        // The stranger signs in once more, and marks it in that session.
        mark_events_seen(&mut tx, Some(hers)).await.unwrap();
        assert_eq!(count_unseen_events(&mut tx, None).await.unwrap(), 0);
        tx.commit().await.unwrap();
        let mut told = 0;
        for notice in claim_due(&database.db).await.unwrap() {
            if matches!(notice.subject, NotificationSubject::AccountEvent(_)) {
                let recipient = load_recipient(&database.db, &notice).await.unwrap();
                assert_eq!(recipient.read_state, ReadState::Unread);
                told += 1;
            }
        }
        assert_eq!(told, 2, "she is told of both all the same");
    }
}

/// What needs a recent sign-in, each for the actor.
const GUARDED: [&str; 3] = [
    "INSERT INTO notification_channel (person_id, channel, address) VALUES (alongside_person(), \
        'sms', '2')",
    "DELETE FROM notification_channel WHERE channel = 'email'",
    "INSERT INTO notification_preference (person_id, mode, safe_from, safe_until) VALUES \
        (alongside_person(), 'off', 0, 0)",
];

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn the_database_asks_for_a_recent_sign_in_too() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    create_account(&database, "maria-luna", "maria", expires).await;
    let sign_in = SessionSignIn {
        person: database.person_id("maria-luna").await,
        device_use: DeviceUse::Own,
        client: ClientDevice::default(),
        credential: CredentialKind::Passphrase,
        credential_version: None,
        replaces: None,
    };
    let session = StoredSession {
        data: serde_json::json!({}),
        expires,
    };
    authentication::create_session(&database.db, "phone", Some(sign_in), &session)
        .await
        .unwrap();
    for sql in [
        "INSERT INTO notification_channel (person_id, channel, address) SELECT id, 'email', \
            'maria@example.org' FROM person WHERE key = 'maria-luna'",
        "UPDATE account SET signed_in_at = now() - interval '16 minutes'",
    ] {
        database.execute_sql(sql).await.unwrap();
    }
    let mut attacker = Attacker::new(&database, "maria-luna").await;
    for sql in GUARDED {
        assert_eq!(attacker.count_affected_rows(sql).await, 0, "{sql}");
    }
    let mut tx = database.begin_as("maria-luna").await;
    let ended = authentication::end_other_sessions(&mut tx, "another").await;
    assert_eq!(ended.unwrap(), 0);
    tx.commit().await.unwrap();
    // A browser is none of it: notices on it are turned off at once. They end with a session of
    // their person.
    for (sql, rows) in [
        (
            "INSERT INTO notification_channel (person_id, channel, address, session_id) VALUES \
                (alongside_person(), 'push', '3', gen_random_uuid())",
            0,
        ),
        (
            "INSERT INTO notification_channel (person_id, channel, address, session_id) SELECT \
                alongside_person(), 'push', '3', id FROM alongside_own_sessions('')",
            1,
        ),
    ] {
        assert_eq!(attacker.count_affected_rows(sql).await, rows, "{sql}");
    }
    // A server of an older version names no session. Its person is told to try again.
    let refused = sqlx::query(
        "INSERT INTO notification_channel (person_id, channel, address) VALUES \
            (alongside_person(), 'push', '4')",
    )
    .execute(&mut attacker.0)
    .await
    .unwrap_err();
    let code = refused.as_database_error().and_then(|error| error.code());
    assert_eq!(code.as_deref(), Some("40001"), "{refused}");
    database
        .execute_sql("UPDATE account SET signed_in_at = now()")
        .await
        .unwrap();
    for sql in GUARDED {
        assert_eq!(attacker.count_affected_rows(sql).await, 1, "{sql}");
    }
    let mut tx = database.begin_as("maria-luna").await;
    let ended = authentication::end_other_sessions(&mut tx, "another").await;
    assert_eq!(ended.unwrap(), 1);
}

on_each_engine! {
    async fn a_change_of_contact_is_queued_for_each_address_of_before(database: TestDatabase) {
        database
            .execute_sql(
                "INSERT INTO notification_channel (person_id, channel, address) SELECT id, 'email', \
                    'maria@example.org' FROM person WHERE key = 'maria-luna'",
            )
            .await
            .unwrap();
        let maria = database.person_id("maria-luna").await;
        let device = ClientDevice::default();
        // Another kind has one row, and a change of the contact one more for the address.
        for (kind, rows) in [
            (AccountEventKind::DetailsChanged, 1),
            (AccountEventKind::ContactChanged, 3),
        ] {
            database.clock.advance(SignedDuration::from_secs(1));
            let mut tx = database.begin_as("maria-luna").await;
            record_account_event(&mut tx, maria, kind, device).await.unwrap();
            tx.commit().await.unwrap();
            let queued = "SELECT count(*) FROM account_event_notification";
            assert_eq!(database.query_number(queued).await, rows);
        }
        let earlier = "SELECT count(*) FROM account_event_notification WHERE channel = 'email' AND \
            address = 'maria@example.org'";
        assert_eq!(database.query_number(earlier).await, 1);
        // The address may be one that she took away because another person reads it.
        for (days, kept) in [(29, 1), (2, 0)] {
            database.clock.advance(SignedDuration::from_hours(24 * days));
            delete_earlier_addresses(&database.db).await.unwrap();
            assert_eq!(database.query_number(earlier).await, kept);
        }
        let others = "SELECT count(*) FROM account_event_notification";
        assert_eq!(database.query_number(others).await, 2, "what went to the address of now");
    }
}
