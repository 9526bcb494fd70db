//! Invitation codes, sign-in names and sessions.
#![allow(clippy::unwrap_used)]

use crate::support::on_both;
use jiff::SignedDuration;
use model::account::SignInName;
use store::Error;
use store::door::{self, Session};

on_both! {
    async fn a_code_works_once_and_not_for_long(house: House) {
        let name = SignInName::parse("maria").unwrap();
        let expires = house.clock.now().checked_add(SignedDuration::from_hours(24)).unwrap();
        let code = door::invite(&house.db, None, "maria-luna", expires).await.unwrap();
        assert_eq!(code.len(), 20);
        assert_eq!(door::invited(&house.db, &code).await.unwrap(), house.person("maria-luna").await);
        door::accept(&house.db, &code, &name, "hash").await.unwrap();
        assert!(matches!(door::accept(&house.db, &code, &name, "hash").await, Err(Error::NotFound)));
        assert!(matches!(door::invited(&house.db, &code).await, Err(Error::NotFound)));
        let late = door::invite(&house.db, None, "maria-luna", expires).await.unwrap();
        house.clock.advance(SignedDuration::from_hours(25));
        assert!(matches!(door::invited(&house.db, &late).await, Err(Error::NotFound)));
        assert!(matches!(door::invited(&house.db, "AAAAAAAAAAAAAAAAAAAA").await, Err(Error::NotFound)));
    }
}

on_both! {
    async fn codes_and_tokens_are_kept_only_as_hashes(house: House) {
        let expires = house.clock.now().checked_add(SignedDuration::from_hours(24)).unwrap();
        let code = door::invite(&house.db, None, "maria-luna", expires).await.unwrap();
        door::create_session(&house.db, "a-token", None, &Session { data: serde_json::json!({}), expires }).await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM session WHERE token_hash = 'a-token'").await, 0);
        assert_eq!(house.number("SELECT count(*) FROM invitation WHERE length(code_hash) = 64").await, 1);
        assert_ne!(code.len(), 64);
    }
}

on_both! {
    async fn a_name_belongs_to_one_person(house: House) {
        let expires = house.clock.now().checked_add(SignedDuration::from_hours(24)).unwrap();
        let name = SignInName::parse("sunflower").unwrap();
        let first = door::invite(&house.db, None, "maria-luna", expires).await.unwrap();
        door::accept(&house.db, &first, &name, "hash-1").await.unwrap();
        let second = door::invite(&house.db, None, "tasha-carter", expires).await.unwrap();
        assert!(matches!(door::accept(&house.db, &second, &name, "hash-2").await, Err(Error::Invalid("account-name-taken"))));
        // A refused sign-in name does not use up the code.
        door::accept(&house.db, &second, &SignInName::parse("tulip").unwrap(), "hash-2").await.unwrap();
        assert_eq!(door::account(&house.db, &name).await.unwrap(), (house.person("maria-luna").await, "hash-1".into()));
    }
}

on_both! {
    async fn a_new_invitation_ends_every_session_of_the_person(house: House) {
        let expires = house.clock.now().checked_add(SignedDuration::from_hours(1)).unwrap();
        let session = Session { data: serde_json::json!({"x": 1}), expires };
        for (key, name) in [("maria-luna", "maria"), ("luis-luna", "luis")] {
            let code = door::invite(&house.db, None, key, expires).await.unwrap();
            door::accept(&house.db, &code, &SignInName::parse(name).unwrap(), "hash").await.unwrap();
        }
        door::create_session(&house.db, "hers", Some(house.person("maria-luna").await), &session).await.unwrap();
        door::create_session(&house.db, "theirs", Some(house.person("luis-luna").await), &session).await.unwrap();
        door::invite(&house.db, Some("lakeside"), "maria-luna", expires).await.unwrap();
        assert!(door::session(&house.db, "hers").await.unwrap().is_none());
        assert!(door::session(&house.db, "theirs").await.unwrap().is_some());
        house.clock.advance(SignedDuration::from_hours(2));
        assert!(door::session(&house.db, "theirs").await.unwrap().is_none());
    }
}

on_both! {
    async fn nobody_under_fourteen_has_an_account(house: House) {
        let expires = house.clock.now().checked_add(SignedDuration::from_hours(24)).unwrap();
        let name = SignInName::parse("nora").unwrap();
        let zone = jiff::tz::TimeZone::get("America/Chicago").unwrap();
        // Invited as an adult; then the birth date is corrected: she is 13 until tomorrow.
        let code = door::invite(&house.db, None, "nora-price", expires).await.unwrap();
        house.run("UPDATE person SET born = '2012-11-24' WHERE key = 'nora-price'").await.unwrap();
        assert!(matches!(door::invited(&house.db, &code).await, Err(Error::NotFound)));
        assert!(matches!(door::accept(&house.db, &code, &name, "hash").await, Err(Error::NotFound)));
        assert!(matches!(door::invite(&house.db, None, "nora-price", expires).await, Err(Error::Refused(words)) if words.contains("under 14")));
        assert_eq!(house.number("SELECT count(*) FROM account").await, 0);
        assert!(matches!(house.db.frame(house.person("nora-price").await, &zone).await, Err(Error::NotFound)), "nor does a session open anything");
        house.clock.advance(SignedDuration::from_hours(20));
        assert_eq!(door::accept(&house.db, &code, &name, "hash").await.unwrap(), house.person("nora-price").await, "on her birthday she may");
        assert!(house.db.frame(house.person("nora-price").await, &zone).await.is_ok());
    }
}
