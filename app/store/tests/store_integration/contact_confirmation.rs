//! Confirmed e-mail addresses and telephone numbers: only the code that was sent to one's own
//! stored address confirms it, once and for a short time.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::{self, TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::account::ClientDevice;
use model::id::FormId;
use model::notify::{ConfirmationCode, NotificationChannel, NotificationPreferences};
use store::Error;
use store::notifications::confirmation::sending::{
    CodeOutcome, claim_requests, record_not_sent, start_code,
};
use store::notifications::confirmation::{
    ContactState, confirm_contact, find_contact, request_code,
};
use store::notifications::consent::{ConsentWording, opt_out_phone};
use store::notifications::{AddressUpdate, SettingsForm, save_settings};

const EMAIL: NotificationChannel = NotificationChannel::Email;
const SMS: NotificationChannel = NotificationChannel::Sms;

async fn save_addresses(database: &TestDatabase, who: &str, email: &str, phone: Option<&str>) {
    let wording = ConsentWording {
        words: "words",
        language: "en",
    };
    let mut tx = database.begin_as(who).await;
    let form = SettingsForm {
        choice: NotificationPreferences::default(),
        email: AddressUpdate::Replace(Some(email)),
        phone: AddressUpdate::Replace(phone),
    };
    save_settings(&mut tx, &form, wording, ClientDevice::default())
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn send_form(
    database: &TestDatabase,
    who: &str,
    channel: NotificationChannel,
    form: FormId,
) -> Result<bool, Error> {
    let mut tx = database.begin_as(who).await;
    let is_new = request_code(&mut tx, channel, form).await?;
    tx.commit().await?;
    Ok(is_new)
}

async fn ask(database: &TestDatabase, who: &str, channel: NotificationChannel) {
    let form = database.clock.new_id();
    assert!(send_form(database, who, channel, form).await.unwrap());
}

/// The one code that is due, as it is sent.
async fn send_code(database: &TestDatabase) -> ConfirmationCode {
    let requests = claim_requests(&database.db).await.unwrap();
    assert_eq!(requests.len(), 1);
    let started = start_code(&database.db, &requests[0]).await.unwrap();
    started.unwrap().0
}

async fn confirm(database: &TestDatabase, who: &str, code: &ConfirmationCode) -> bool {
    let mut tx = database.begin_as(who).await;
    let is_confirmed = confirm_contact(&mut tx, EMAIL, code).await.unwrap();
    tx.commit().await.unwrap();
    is_confirmed
}

async fn state(database: &TestDatabase, who: &str, channel: NotificationChannel) -> ContactState {
    let mut tx = database.begin_as(who).await;
    let contact = find_contact(&mut tx, channel).await.unwrap();
    contact.unwrap().state
}

fn other_than(code: &ConfirmationCode) -> ConfirmationCode {
    let other = if code.expose() == "000000" {
        "000001"
    } else {
        "000000"
    };
    ConfirmationCode::parse(other).unwrap()
}

const DIGESTS: &str = "SELECT count(*) FROM contact_confirmation WHERE code_hash IS NOT NULL";

on_each_engine! {
    async fn a_code_confirms_ones_own_address_once_and_for_as_long_as_it_stays(
        database: TestDatabase
    ) {
        // Both have the same address, as on a shared phone.
        for who in ["maria-luna", "luis-luna"] {
            save_addresses(&database, who, "luna@example.org", None).await;
        }
        ask(&database, "maria-luna", EMAIL).await;
        let marias = send_code(&database).await;
        assert_eq!(state(&database, "maria-luna", EMAIL).await, ContactState::CodeSent);
        ask(&database, "luis-luna", EMAIL).await;
        send_code(&database).await;
        assert!(!confirm(&database, "dana-fox", &marias).await, "without an address");
        assert!(!confirm(&database, "maria-luna", &other_than(&marias)).await);
        assert!(confirm(&database, "maria-luna", &marias).await);
        // A double tap gets the same answer.
        assert!(confirm(&database, "maria-luna", &marias).await);
        let now = database.clock.now();
        assert_eq!(state(&database, "maria-luna", EMAIL).await, ContactState::Confirmed(now));
        assert_eq!(state(&database, "luis-luna", EMAIL).await, ContactState::CodeSent);
        // The digest of a used code is gone; that of Luis's is left.
        assert_eq!(database.query_number(DIGESTS).await, 1);
        // A confirmed address gets no further code, and another person's code is not hers.
        let form = database.clock.new_id();
        assert!(!send_form(&database, "maria-luna", EMAIL, form).await.unwrap());
        save_addresses(&database, "maria-luna", "luna@example.org", None).await;
        assert_eq!(state(&database, "maria-luna", EMAIL).await, ContactState::Confirmed(now));
        for address in ["new@example.org", "luna@example.org"] {
            save_addresses(&database, "maria-luna", address, None).await;
            let state = state(&database, "maria-luna", EMAIL).await;
            assert_eq!(state, ContactState::Unconfirmed, "{address}");
        }
    }
}

on_each_engine! {
    async fn a_code_ends_after_five_tries_a_quarter_of_an_hour_or_a_newer_one(
        database: TestDatabase
    ) {
        save_addresses(&database, "maria-luna", "maria@example.org", None).await;
        let form = database.clock.new_id();
        assert!(send_form(&database, "maria-luna", EMAIL, form).await.unwrap());
        // A double tap sends one code.
        assert!(!send_form(&database, "maria-luna", EMAIL, form).await.unwrap());
        let first = send_code(&database).await;
        for _ in 0..5 {
            assert!(!confirm(&database, "maria-luna", &other_than(&first)).await);
        }
        assert!(!confirm(&database, "maria-luna", &first).await, "tried too often");
        ask(&database, "maria-luna", EMAIL).await;
        let second = send_code(&database).await;
        ask(&database, "maria-luna", EMAIL).await;
        assert!(!confirm(&database, "maria-luna", &second).await, "replaced");
        let third = send_code(&database).await;
        database.clock.advance(SignedDuration::from_mins(15));
        assert!(!confirm(&database, "maria-luna", &third).await, "expired");
        assert!(claim_requests(&database.db).await.unwrap().is_empty());
        assert_eq!(database.query_number(DIGESTS).await, 0, "erased");
        ask(&database, "maria-luna", EMAIL).await;
        let fourth = send_code(&database).await;
        // What was sent to an address does not confirm the next one.
        save_addresses(&database, "maria-luna", "new@example.org", None).await;
        assert!(!confirm(&database, "maria-luna", &fourth).await);
        assert!(matches!(
            send_form(&database, "dana-fox", EMAIL, form).await,
            Err(Error::NotFound)
        ));
    }
}

on_each_engine! {
    async fn a_code_that_cannot_be_sent_is_tried_again_and_never_to_a_stopped_phone(
        database: TestDatabase
    ) {
        save_addresses(&database, "maria-luna", "maria@example.org", Some("+16085550142")).await;
        ask(&database, "maria-luna", EMAIL).await;
        for attempt in 1..=4 {
            let requests = claim_requests(&database.db).await.unwrap();
            assert_eq!(requests.len(), 1, "{attempt}");
            // Another server does not send a second one meanwhile.
            assert!(claim_requests(&database.db).await.unwrap().is_empty());
            let (code, _) = start_code(&database.db, &requests[0]).await.unwrap().unwrap();
            let outcome = CodeOutcome::Retry;
            record_not_sent(&database.db, &requests[0], outcome).await.unwrap();
            assert!(!confirm(&database, "maria-luna", &code).await, "{attempt}");
            database.clock.advance(SignedDuration::from_secs(120));
        }
        assert_eq!(state(&database, "maria-luna", EMAIL).await, ContactState::NotSent);
        assert!(claim_requests(&database.db).await.unwrap().is_empty());
        ask(&database, "maria-luna", SMS).await;
        opt_out_phone(&database.db, "+16085550142", "STOP").await.unwrap();
        let requests = claim_requests(&database.db).await.unwrap();
        assert!(start_code(&database.db, &requests[0]).await.unwrap().is_none());
        // A code that no server could send for a quarter of an hour is not waited for any more.
        ask(&database, "maria-luna", EMAIL).await;
        database.clock.advance(SignedDuration::from_mins(15));
        for request in claim_requests(&database.db).await.unwrap() {
            assert!(start_code(&database.db, &request).await.unwrap().is_none());
        }
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn portals_login_reads_no_digest_and_confirms_no_address() {
    let database = support::demo_postgres().await;
    save_addresses(&database, "maria-luna", "maria@example.org", None).await;
    ask(&database, "maria-luna", EMAIL).await;
    send_code(&database).await;
    let mut attacker = Attacker::new(&database, "maria-luna").await;
    for refused in [
        "SELECT code_hash FROM contact_confirmation",
        "UPDATE contact_confirmation SET tries = 0",
        "UPDATE contact_confirmation SET state = 'confirmed', confirmed_at = now()",
        // An address that is not stored gets no code.
        "INSERT INTO contact_confirmation (person_id, channel, address, form_id, state, \
            created_at, attempts, next_attempt_at, tries) VALUES (alongside_person(), 'sms', '+16085550199', \
            gen_random_uuid(), 'waiting', floor(extract(epoch FROM now()))::bigint, 0, 0, 0)",
        "INSERT INTO contact_confirmation (person_id, channel, address, form_id, state, \
            created_at, attempts, next_attempt_at, tries, confirmed_at) VALUES (alongside_person(), 'email', \
            'maria@example.org', gen_random_uuid(), 'confirmed', \
            floor(extract(epoch FROM now()))::bigint, 0, 0, 0, now())",
    ] {
        assert_eq!(attacker.count_affected_rows(refused).await, 0, "{refused}");
    }
    assert_eq!(attacker.count_rows("contact_confirmation").await, 1);
    let mut other = Attacker::new(&database, "luis-luna").await;
    assert_eq!(other.count_rows("contact_confirmation").await, 0);
}
