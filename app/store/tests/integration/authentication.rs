//! Invitation codes, sign-in names and sessions.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use jiff::SignedDuration;
use model::account::SignInName;
use store::Error;
use store::authentication::{self, StoredSession};

on_each_engine! {
    async fn a_code_works_once_and_not_for_long(database: TestDatabase) {
        let name = SignInName::parse("maria").unwrap();
        let expires = database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
        let code = authentication::create_invitation(&database.db, None, "maria-luna", expires)
            .await
            .unwrap();
        assert_eq!(code.len(), 20);
        assert_eq!(
            authentication::invited_person(&database.db, &code)
                .await
                .unwrap(),
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
    async fn codes_and_tokens_are_kept_only_as_hashes(database: TestDatabase) {
        let expires = database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
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
        let expires = database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
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
        assert_eq!(
            authentication::find_credentials(&database.db, &name)
                .await
                .unwrap(),
            (database.person_id("maria-luna").await, "hash-1".into())
        );
    }
}

on_each_engine! {
    async fn a_new_invitation_ends_every_session_of_the_person(database: TestDatabase) {
        let expires = database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(1))
            .unwrap();
        let session = StoredSession {
            data: serde_json::json!({"x": 1}),
            expires,
        };
        for (key, name) in [("maria-luna", "maria"), ("luis-luna", "luis")] {
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
        authentication::create_session(
            &database.db,
            "hers",
            Some(database.person_id("maria-luna").await),
            &session,
        )
        .await
        .unwrap();
        authentication::create_session(
            &database.db,
            "theirs",
            Some(database.person_id("luis-luna").await),
            &session,
        )
        .await
        .unwrap();
        authentication::create_invitation(&database.db, Some("lakeside"), "maria-luna", expires)
            .await
            .unwrap();
        assert!(
            authentication::find_session(&database.db, "hers")
                .await
                .unwrap()
                .is_none()
        );
        assert!(
            authentication::find_session(&database.db, "theirs")
                .await
                .unwrap()
                .is_some()
        );
        database.clock.advance(SignedDuration::from_hours(2));
        assert!(
            authentication::find_session(&database.db, "theirs")
                .await
                .unwrap()
                .is_none()
        );
    }
}

on_each_engine! {
    async fn nobody_under_fourteen_has_an_account(database: TestDatabase) {
        let expires = database
            .clock
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
        let name = SignInName::parse("nora").unwrap();
        let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
        // Invited as an adult; then the birth date is corrected: she is 13 until tomorrow.
        let code = authentication::create_invitation(&database.db, None, "nora-price", expires)
            .await
            .unwrap();
        database
            .execute_sql("UPDATE person SET born = '2012-11-24' WHERE key = 'nora-price'")
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
        database.clock.advance(SignedDuration::from_hours(20));
        assert_eq!(
            authentication::redeem_invitation(&database.db, &code, &name, "hash")
                .await
                .unwrap(),
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
