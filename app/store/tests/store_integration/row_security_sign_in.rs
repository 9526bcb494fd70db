//! Attacks on accounts, invitations and sessions with a stolen portal login on PostgreSQL.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, expiry_after_hours};
use crate::support::{TestDatabase, demo_postgres, owner_pool};
use model::account::SignInName;
use model::id::PersonId;
use store::authentication;

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn accounts_are_read_by_their_name_and_written_by_a_good_code() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
        .await
        .unwrap();
    let name = SignInName::parse("maria").unwrap();
    let digest: String = sqlx::query_scalar("SELECT code_hash FROM invitation")
        .fetch_one(owner_pool(&database))
        .await
        .unwrap();
    authentication::redeem_invitation(&database.db, &code, &name, "her hash")
        .await
        .unwrap();
    // Accounts and invitations are readable only without an actor (before sign-in), and only by the
    // exact key.
    // María herself included: a signed-in request needs no hash.
    for person in ["maria-luna", "luis-luna", "dana-fox"] {
        for key in ["", "maria", digest.as_str()] {
            let mut attacker = Attacker::acting_for(&database, person, key).await;
            assert_eq!(
                attacker.count_rows("account").await + attacker.count_rows("invitation").await,
                0,
                "{person}, {key}"
            );
        }
    }
    // A prefix of a name must not match, or names could be found letter by letter.
    for (key, accounts) in [("maria", 1), ("mari", 0)] {
        assert_eq!(
            Attacker::acting_for(&database, "", key)
                .await
                .count_rows("account")
                .await,
            accounts,
            "{key}"
        );
    }
    assert_used_code_writes_no_account(&database, &digest).await;
}

/// A person who finds the paper with a used code cannot take over the account that was made with
/// it.
async fn assert_used_code_writes_no_account(database: &TestDatabase, digest: &str) {
    let mut attacker = Attacker::acting_for(database, "", digest).await;
    for again in [
        "UPDATE invitation SET used_at = NULL",
        "UPDATE account SET passphrase_hash = 'mine'",
        "DELETE FROM account",
        "INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) SELECT \
            person_id, 'me', 'mine', now() FROM invitation",
        "INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) SELECT \
            person_id, 'me', 'mine', now() FROM invitation ON CONFLICT (person_id) DO UPDATE SET \
            passphrase_hash = 'mine'",
    ] {
        assert_eq!(attacker.count_affected_rows(again).await, 0, "{again}");
    }
    assert_eq!(
        attacker
            .call_function::<uuid::Uuid>(&format!(
                "SELECT \
            alongside_redeem_invitation('{digest}', 'me', 'mine', '2026-11-23T18:00:00Z')"
            ))
            .await,
        None
    );
    assert_eq!(
        database
            .query_number(
                "SELECT count(*) FROM account WHERE sign_in_name = 'maria' \
        AND passphrase_hash = 'her hash'"
            )
            .await,
        1
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn session_belongs_to_a_person_only_once_they_sign_in() {
    let database = demo_postgres().await;
    let (maria, luis) = (
        database.person_id("maria-luna").await,
        database.person_id("luis-luna").await,
    );
    let expires = expiry_after_hours(&database, 24);
    for (key, name) in [("maria-luna", "maria"), ("luis-luna", "luis")] {
        create_account(&database, key, name, expires).await;
    }
    // A session may be assigned only within a minute of a sign-in, so an earlier one does not
    // count.
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    let mut attacker = Attacker::acting_for(&database, "", "token").await;
    assert_session_stays_without_a_person(&mut attacker, maria).await;
    // A sign-in is confirmed with the hash that belongs to the name, which only who knows the
    // passphrase has matched.
    assert_eq!(
        attacker
            .call_function::<bool>("SELECT alongside_confirm_sign_in('maria', 'guessed')")
            .await,
        Some(false)
    );
    assert_eq!(
        attacker.count_affected_rows(&insert_session(maria)).await,
        0,
        "with another hash"
    );
    authentication::confirm_sign_in(&database.db, &SignInName::parse("maria").unwrap(), "hash")
        .await
        .unwrap();
    assert_eq!(
        attacker.count_affected_rows(&insert_session(luis)).await,
        0,
        "as another one than who signed in"
    );
    assert_eq!(
        attacker.count_affected_rows(&insert_session(maria)).await,
        1
    );
    assert_eq!(
        attacker
            .count_affected_rows(&name_in_session_data(maria))
            .await,
        1,
        "as herself"
    );
    assert_eq!(
        attacker
            .count_affected_rows(&name_in_session_data(luis))
            .await,
        0
    );
}

fn insert_session(person: PersonId) -> String {
    insert_session_of(&format!("'{person}'"))
}

fn insert_session_of(person: &str) -> String {
    format!(
        "INSERT INTO session (token_hash, id, person_id, data, created_at, last_used_at, \
            expires_at) VALUES ('token', gen_random_uuid(), {person}, '{{}}', now(), now(), \
            now() + interval '1 hour')"
    )
}

/// A statement that names the person in the session's data. The portal reads the signed-in person
/// from there, so the column `person_id` alone would not protect.
fn name_in_session_data(person: PersonId) -> String {
    let named = format!(r#"data = '{{"person": {{"id": "{person}"}}}}'"#);
    format!("UPDATE session SET {named}")
}

/// Without a sign-in the attacker gets a session without a person under their own token, and no
/// statement makes it a session of that person.
async fn assert_session_stays_without_a_person(attacker: &mut Attacker, maria: PersonId) {
    assert_eq!(
        attacker.count_affected_rows(&insert_session(maria)).await,
        0,
        "without signing in"
    );
    assert_eq!(
        attacker
            .count_affected_rows(&insert_session_of("NULL").replace("'token'", "'another token'"))
            .await,
        0,
        "under a token that is not one's own"
    );
    assert_eq!(
        attacker
            .count_affected_rows(&insert_session_of("NULL"))
            .await,
        1
    );
    for change in [
        format!("person_id = '{maria}'"),
        // A stolen token must not outlive the session.
        "expires_at = now() + interval '1 year'".to_owned(),
        "token_hash = 'another token'".to_owned(),
    ] {
        assert_eq!(
            attacker
                .count_affected_rows(&format!("UPDATE session SET {change}"))
                .await,
            0,
            "{change}"
        );
    }
    assert_eq!(
        attacker
            .count_affected_rows(&name_in_session_data(maria))
            .await,
        0,
        "in what the portal reads"
    );
    // Signing out deletes the row by its key.
    assert_eq!(attacker.count_affected_rows("DELETE FROM session").await, 1);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn recovery_codes_are_made_only_by_a_person_who_has_just_signed_in() {
    let database = demo_postgres().await;
    let expires = expiry_after_hours(&database, 24);
    for key in ["tasha-carter", "ben-ortiz"] {
        create_account(&database, key, key, expires).await;
    }
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    let family = database.family_id("carter").await;
    let tasha = database.person_id("tasha-carter").await;
    let card =
        "SELECT alongside_make_recovery_codes('a b c d e f g h i j', '2026-11-23T18:00:00Z')";
    let voucher =
        format!("SELECT alongside_vouch('x', '{family}', '{tasha}', '2026-11-23T18:00:00Z')");
    // A stolen login can act for any person, but it has no passphrase.
    let mut attacker = Attacker::new(&database, "tasha-carter").await;
    assert_eq!(attacker.call_function::<bool>(card).await, None);
    assert_eq!(attacker.call_function::<String>(&voucher).await, None);
    let mut attacker = Attacker::new(&database, "ben-ortiz").await;
    assert_eq!(
        attacker.call_function::<String>(&voucher).await.as_deref(),
        Some("not_recent")
    );
    for write in [
        format!(
            "INSERT INTO recovery_code (code_hash, person_id, created_at) VALUES ('x', '{tasha}', \
                now())"
        ),
        "UPDATE recovery_code SET used_at = NULL".to_owned(),
        "DELETE FROM recovery_code".to_owned(),
    ] {
        assert_eq!(attacker.count_affected_rows(&write).await, 0, "{write}");
    }
    let name = SignInName::parse("ben-ortiz").unwrap();
    authentication::confirm_sign_in(&database.db, &name, "hash")
        .await
        .unwrap();
    assert_eq!(
        attacker.call_function::<String>(&voucher).await.as_deref(),
        Some("made")
    );
    // A login that can act for a person reads the digests of their card, and a digest is no code.
    assert_eq!(attacker.call_function::<bool>(card).await, Some(true));
    let mut thief = Attacker::acting_for(&database, "", "a").await;
    assert_eq!(
        thief
            .count_rows("alongside_redeem_recovery_code('a', 'mine', '2026-11-23T18:00:00Z')")
            .await,
        0
    );
    // A guess changes nothing, and the holder alone does not read the code that was vouched for.
    let mut guesser = Attacker::acting_for(&database, "", "y").await;
    assert_eq!(
        guesser
            .count_rows("alongside_redeem_recovery_code('y', 'mine', '2026-11-23T18:00:00Z')")
            .await,
        0
    );
    assert_eq!(guesser.count_rows("recovery_code").await, 0);
    let mut holder = Attacker::new(&database, "tasha-carter").await;
    assert_eq!(holder.count_rows("recovery_code").await, 0);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn an_account_is_locked_only_for_one_who_has_just_signed_in_to_it() {
    let database = demo_postgres().await;
    let maria = database.person_id("maria-luna").await;
    let expires = expiry_after_hours(&database, 24);
    create_account(&database, "maria-luna", "maria", expires).await;
    let hold = format!("SELECT alongside_hold_credential('{maria}', 0)");
    let mut visitor = Attacker::acting_for(&database, "", "").await;
    let mut luis = Attacker::new(&database, "luis-luna").await;
    assert_eq!(visitor.call_function::<bool>(&hold).await, Some(true));
    assert_eq!(luis.call_function::<bool>(&hold).await, Some(false));
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '2 minutes'")
        .await
        .unwrap();
    assert_eq!(visitor.call_function::<bool>(&hold).await, Some(false));
}
