//! Getting back in: recovery cards, and codes for which a member of the team has vouched.
#![allow(clippy::unwrap_used)]

use crate::authentication::{create_account, expiry_after_hours};
use crate::support::{TestDatabase, on_each_engine};
use jiff::SignedDuration;
use model::account::staff::StaffSignInRule;
use model::account::{ClientDevice, RECOVERY_CARD_CODES, SignInName};
use model::id::FormId;
use model::messages::ContactKind;
use store::Error;
use store::authentication;
use store::authentication::recovery::{self, RecoveredAccount, RecoveryCard};
use store::authentication::staff::set_staff_sign_in;
use store::authentication::totp::{TotpSecret, add_totp, find_totp_secret};
use store::messages::staff;
use store::notifications::outbox::claim_due;

/// Creates an account for each person, with their key as the sign-in name. Creating one counts as a
/// recent sign-in.
async fn give_accounts(database: &TestDatabase, keys: &[&str]) {
    let expires = expiry_after_hours(database, 24);
    for key in keys {
        create_account(database, key, key, expires).await;
    }
}

async fn send_card_form(
    database: &TestDatabase,
    key: &str,
    form: FormId,
) -> Result<Vec<String>, Error> {
    let codes = recovery::derive_codes("session token", form, RECOVERY_CARD_CODES);
    let mut tx = database.begin_as(key).await;
    recovery::make_card(&mut tx, &codes, ClientDevice::default()).await?;
    tx.commit().await?;
    Ok(codes)
}

async fn make_card(database: &TestDatabase, key: &str) -> Vec<String> {
    send_card_form(database, key, database.clock.new_id())
        .await
        .unwrap()
}

async fn read_card(database: &TestDatabase, key: &str) -> Option<RecoveryCard> {
    let mut tx = database.begin_as(key).await;
    recovery::read_card(&mut tx).await.unwrap()
}

async fn vouch(database: &TestDatabase, who: &str, holder: &str) -> Result<String, Error> {
    let form = database.clock.new_id();
    let code = recovery::derive_codes("session token", form, 1).remove(0);
    let family = database.family_id("carter").await;
    let holder = database.person_id(holder).await;
    let mut tx = database.begin_as(who).await;
    recovery::vouch(&mut tx, family, holder, &code).await?;
    tx.commit().await?;
    Ok(code)
}

async fn redeem(database: &TestDatabase, code: &str) -> Result<RecoveredAccount, Error> {
    let device = ClientDevice::default();
    recovery::redeem_code(&database.db, code, "new hash", false, device).await
}

async fn assert_refused(database: &TestDatabase, code: &str) {
    assert!(matches!(
        recovery::check_code(&database.db, code).await,
        Err(Error::NotFound)
    ));
    assert!(matches!(redeem(database, code).await, Err(Error::NotFound)));
}

on_each_engine! {
    async fn each_code_of_the_newest_card_opens_the_account_once(database: TestDatabase) {
        give_accounts(&database, &["maria-luna"]).await;
        let old = make_card(&database, "maria-luna").await;
        let new = make_card(&database, "maria-luna").await;
        assert_refused(&database, &old[0]).await;
        for code in &new[..2] {
            recovery::check_code(&database.db, code).await.unwrap();
            let account = redeem(&database, code).await.unwrap();
            assert_eq!(account.person, database.person_id("maria-luna").await);
            assert_eq!(account.sign_in_name, "maria-luna");
            assert_eq!(account.vouched_by, None);
            assert_refused(&database, code).await;
        }
        let name = SignInName::parse("maria-luna").unwrap();
        let credentials = authentication::find_credentials(&database.db, &name).await.unwrap();
        assert_eq!(credentials.passphrase_hash, "new hash");
        assert_eq!(read_card(&database, "maria-luna").await.unwrap().unused, 8);
        assert_eq!(read_card(&database, "luis-luna").await, None);
        // Only digests are stored, and every act is told to the person.
        for (sql, count) in [
            ("SELECT count(*) FROM recovery_code WHERE length(code_hash) = 64", 10),
            ("SELECT count(*) FROM account_event WHERE kind = 'recovery_codes_made'", 2),
            ("SELECT count(*) FROM account_event WHERE kind = 'recovery_code_used'", 2),
        ] {
            assert_eq!(database.query_number(sql).await, count, "{sql}");
        }
        // The agency invites the person again, who has lost the card.
        give_accounts(&database, &["maria-luna"]).await;
        assert_refused(&database, &new[2]).await;
        assert_refused(&database, &"A".repeat(16)).await;
        assert_refused(&database, "").await;
    }
}

on_each_engine! {
    async fn a_card_form_that_is_sent_twice_makes_one_card(database: TestDatabase) {
        give_accounts(&database, &["maria-luna"]).await;
        let form = database.clock.new_id();
        let first = send_card_form(&database, "maria-luna", form).await.unwrap();
        assert_eq!(send_card_form(&database, "maria-luna", form).await.unwrap(), first);
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM account_event WHERE kind = 'recovery_codes_made'")
                .await,
            1
        );
        // A page that a browser has kept does not show its card a second time.
        database.clock.advance(SignedDuration::from_mins(6));
        assert!(matches!(
            send_card_form(&database, "maria-luna", form).await,
            Err(Error::Conflict)
        ));
        // A person of the demo who has no account has nothing to get back into.
        assert!(matches!(
            send_card_form(&database, "luis-luna", database.clock.new_id()).await,
            Err(Error::Invalid("account-recovery-no-account"))
        ));
    }
}

on_each_engine! {
    async fn a_vouched_code_opens_once_within_half_an_hour(database: TestDatabase) {
        give_accounts(&database, &["tasha-carter", "ben-ortiz"]).await;
        let card = make_card(&database, "tasha-carter").await;
        database
            .execute_sql(
                "INSERT INTO notification_channel (person_id, channel, address) SELECT id, 'email', \
                    'tasha@example.org' FROM person WHERE key = 'tasha-carter'",
            )
            .await
            .unwrap();
        let replaced = vouch(&database, "ben-ortiz", "tasha-carter").await.unwrap();
        // Told by every channel at once, because another person may read one of them.
        let told = claim_due(&database.db).await.unwrap();
        let everywhere = told.iter().filter(|one| one.is_for_every_channel());
        assert_eq!(everywhere.count(), 1);
        let late = vouch(&database, "ben-ortiz", "tasha-carter").await.unwrap();
        assert_refused(&database, &replaced).await;
        database.clock.advance(SignedDuration::from_mins(30));
        assert_refused(&database, &late).await;
        let code = vouch(&database, "ben-ortiz", "tasha-carter").await.unwrap();
        database.clock.advance(SignedDuration::from_mins(29));
        let account = redeem(&database, &code).await.unwrap();
        assert_eq!(account.vouched_by, Some(database.person_id("ben-ortiz").await));
        assert_refused(&database, &code).await;
        // The card may be in the hands of the person who also has the phone.
        assert_refused(&database, &card[0]).await;
        assert_eq!(read_card(&database, "tasha-carter").await, None);
        for (sql, count) in [
            (
                "SELECT count(*) FROM account_event e JOIN person p ON p.id = e.acted_by_id WHERE \
                    e.kind = 'voucher_made' AND p.key = 'ben-ortiz'",
                3,
            ),
            ("SELECT count(*) FROM account_event WHERE kind = 'voucher_used'", 1),
        ] {
            assert_eq!(database.query_number(sql).await, count, "{sql}");
        }
        assert!(matches!(
            vouch(&database, "ben-ortiz", "marcus-reed").await,
            Err(Error::Invalid("account-recovery-no-account"))
        ));
    }
}

on_each_engine! {
    async fn a_vouched_code_is_used_with_the_lost_app_or_not_at_all(database: TestDatabase) {
        give_accounts(&database, &["june-bell", "alma-brooks"]).await;
        let secret = TotpSecret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ".to_owned());
        let device = ClientDevice::default();
        let mut tx = database.begin_as("june-bell").await;
        add_totp(&mut tx, &secret, 100, device).await.unwrap();
        tx.commit().await.unwrap();
        let code = vouch(&database, "alma-brooks", "june-bell").await.unwrap();
        let holder = recovery::check_code(&database.db, &code).await.unwrap();
        assert!(holder.may_lose_app);
        // The database refuses the second half.
        let (refuse, allow) = if database.db.is_postgres() {
            ("REVOKE DELETE ON totp FROM alongside_app", "GRANT DELETE ON totp TO alongside_app")
        } else {
            (
                "CREATE TRIGGER refuse BEFORE DELETE ON totp BEGIN SELECT RAISE(ABORT, 'no'); END",
                "DROP TRIGGER refuse",
            )
        };
        let redeem = async || {
            recovery::redeem_code(&database.db, &code, "new hash", true, device).await
        };
        database.execute_sql(refuse).await.unwrap();
        assert!(redeem().await.is_err());
        assert_eq!(recovery::check_code(&database.db, &code).await.unwrap(), holder);
        let hash = "SELECT count(*) FROM account WHERE passphrase_hash = 'new hash'";
        assert_eq!(database.query_number(hash).await, 0);
        database.execute_sql(allow).await.unwrap();
        assert!(redeem().await.unwrap().lost_app);
        let mut tx = database.begin_as("june-bell").await;
        assert_eq!(find_totp_secret(&mut tx).await.unwrap(), None);
        let told = "SELECT count(*) FROM account_event WHERE kind = 'totp_removed'";
        assert_eq!(database.query_number(told).await, 1);
    }
}

on_each_engine! {
    async fn a_code_of_staff_is_of_no_use_while_only_their_provider_signs_them_in(
        database: TestDatabase,
    ) {
        give_accounts(&database, &["ben-ortiz"]).await;
        let code = make_card(&database, "ben-ortiz").await.remove(0);
        for (rule, opens) in [
            (StaffSignInRule::IdentityProvider, false),
            (StaffSignInRule::SecondFactor, true),
        ] {
            set_staff_sign_in(&database.db, Some("lakeside"), rule).await.unwrap();
            let checked = recovery::check_code(&database.db, &code).await;
            assert_eq!(checked.is_ok(), opens, "{rule:?}");
        }
    }
}

on_each_engine! {
    async fn people_of_the_demo_vouch_and_make_cards_without_a_credential(database: TestDatabase) {
        give_accounts(&database, &["tasha-carter"]).await;
        database.execute_sql("UPDATE account SET signed_in_at = NULL").await.unwrap();
        // Elsewhere PostgreSQL asks for a sign-in of the last quarter of an hour.
        if database.portal_url.is_some() {
            assert!(matches!(
                vouch(&database, "ben-ortiz", "tasha-carter").await,
                Err(Error::Invalid("account-recovery-not-recent"))
            ));
        }
        database
            .execute_sql("INSERT INTO installation_flag (name, value) VALUES ('demo', 'today')")
            .await
            .unwrap();
        vouch(&database, "ben-ortiz", "tasha-carter").await.unwrap();
        assert_eq!(make_card(&database, "tasha-carter").await.len(), RECOVERY_CARD_CODES);
    }
}

/// Who asks, for whom on the Carter family's team, and whether they may vouch.
const VOUCHING: [(&str, &str, bool); 15] = [
    ("ben-ortiz", "tasha-carter", true),
    ("ben-ortiz", "marcus-reed", true),
    ("ben-ortiz", "nora-price", true),
    // The account of a parent partner opens the conversations of other parents.
    ("ben-ortiz", "june-bell", false),
    ("ben-ortiz", "pat-nguyen", false),
    ("ben-ortiz", "ben-ortiz", false),
    ("ben-ortiz", "maria-luna", false),
    ("alma-brooks", "june-bell", true),
    ("alma-brooks", "tasha-carter", true),
    // Who has no parent partner is unknown to their coordinator.
    ("alma-brooks", "marcus-reed", false),
    ("alma-brooks", "ben-ortiz", false),
    ("tasha-carter", "marcus-reed", false),
    ("pat-nguyen", "tasha-carter", false),
    ("june-bell", "tasha-carter", false),
    ("dana-fox", "tasha-carter", false),
];

async fn may_vouch(database: &TestDatabase, who: &str, holder: &str) -> bool {
    let family = database.family_id("carter").await;
    let holder = database.person_id(holder).await;
    let mut tx = database.begin_as(who).await;
    match recovery::find_holder(&mut tx, family, holder).await {
        Ok(name) => !name.is_empty(),
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

on_each_engine! {
    async fn only_workers_and_coordinators_vouch_and_never_for_staff(database: TestDatabase) {
        for (who, holder, may) in VOUCHING {
            assert_eq!(may_vouch(&database, who, holder).await, may, "{who} for {holder}");
            if !may {
                let refused = vouch(&database, who, holder).await;
                assert!(matches!(refused, Err(Error::NotFound)), "{who} for {holder}");
            }
        }
        // The caregiver becomes the worker of another family, whose record the code would open.
        database
            .execute_sql(
                "UPDATE membership SET person_id = (SELECT id FROM person WHERE key = 'nora-price') \
                    WHERE person_id = (SELECT id FROM person WHERE key = 'dana-fox') AND \
                    family_id = (SELECT id FROM family WHERE key = 'luna')",
            )
            .await
            .unwrap();
        assert!(!may_vouch(&database, "ben-ortiz", "nora-price").await);
        // Today is the first day on which the worker is not on the team any more.
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE role = 'worker' AND family_id = \
                    (SELECT id FROM family WHERE key = 'carter')",
            )
            .await
            .unwrap();
        assert!(!may_vouch(&database, "ben-ortiz", "tasha-carter").await);
    }
}

async fn contacted_holders(database: &TestDatabase, who: &str, since: &str) -> Vec<String> {
    let mut tx = database.begin_as(who).await;
    let found = recovery::list_contacted_holders(&mut tx, since.parse().unwrap()).await;
    found.unwrap().into_iter().map(|one| one.name).collect()
}

on_each_engine! {
    async fn a_coordinator_finds_the_parents_of_the_contact_record_and_no_others(
        database: TestDatabase,
    ) {
        // Without a record a coordinator knows no parent.
        let none: [&str; 0] = [];
        assert_eq!(contacted_holders(&database, "alma-brooks", "2026-11-01").await, none);
        let tasha = database.person_id("tasha-carter").await;
        for _ in 0..2 {
            let mut tx = database.begin_as("june-bell").await;
            staff::add_contact(&mut tx, database.clock.new_id(), tasha, ContactKind::Visit)
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(
            contacted_holders(&database, "alma-brooks", "2026-11-01").await,
            ["Tasha Carter"]
        );
        assert_eq!(contacted_holders(&database, "alma-brooks", "2026-11-24").await, none);
        for who in ["june-bell", "tasha-carter", "ben-ortiz", "pat-nguyen", "dana-fox"] {
            assert_eq!(contacted_holders(&database, who, "2026-11-01").await, none, "{who}");
        }
        for has_account in [false, true] {
            if has_account {
                let expires = expiry_after_hours(&database, 24);
                create_account(&database, "tasha-carter", "tasha", expires).await;
            }
            let mut tx = database.begin_as("alma-brooks").await;
            let since = "2026-11-01".parse().unwrap();
            let found = recovery::list_contacted_holders(&mut tx, since).await.unwrap();
            assert_eq!(found[0].has_account, has_account);
        }
        // A parent whom no mentor supports any more is on no list, as on the page that vouches.
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor' AND family_id = \
                    (SELECT id FROM family WHERE key = 'carter')",
            )
            .await
            .unwrap();
        assert_eq!(contacted_holders(&database, "alma-brooks", "2026-11-01").await, none);
    }
}

on_each_engine! {
    async fn a_code_of_the_agency_ends_the_card_that_was_made_before_it_was_used(
        database: TestDatabase,
    ) {
        give_accounts(&database, &["luis-luna"]).await;
        let expires = expiry_after_hours(&database, 1);
        let code = authentication::create_invitation(&database.db, Some("lakeside"), "luis-luna", expires)
            .await
            .unwrap();
        // By a person who knows the old passphrase, which works until the code is used.
        let card = make_card(&database, "luis-luna").await;
        let name = SignInName::parse("luis-luna").unwrap();
        authentication::redeem_invitation(&database.db, &code, &name, "new hash").await.unwrap();
        assert_refused(&database, &card[0]).await;
    }
}
