//! Throttle counters: exact under concurrency, shared between servers, and protected from the
//! portal's login.
#![allow(clippy::unwrap_used)]

use std::net::IpAddr;

use crate::support::{Raw, on_both};
use jiff::SignedDuration;
use sqlx::{Connection, PgConnection};
use store::Db;
use store::throttle::{self, Guess, Verdict};

fn address() -> Option<IpAddr> {
    Some([127, 0, 0, 2].into())
}

async fn allowed(db: &Db, guess: Guess<'_>) -> bool {
    matches!(throttle::attempt(db, address(), guess).await.unwrap(), Verdict::Allowed(_))
}

on_both! {
    async fn attempts_at_once_are_counted_exactly(house: House) {
        let tries = (0..40).map(|_| {
            let db = house.db.clone();
            tokio::spawn(async move { allowed(&db, Guess::WelcomeCode).await })
        });
        let mut passed = 0;
        for one in tries.collect::<Vec<_>>() {
            passed += i32::from(one.await.unwrap());
        }
        assert_eq!(passed, 10);
    }
}

on_both! {
    async fn refused_attempts_do_not_prolong_the_wait(house: House) {
        for _ in 0..10 {
            assert!(allowed(&house.db, Guess::WelcomeCode).await);
        }
        for _ in 0..100 {
            let Verdict::Refused(wait) = throttle::attempt(&house.db, address(), Guess::WelcomeCode).await.unwrap() else { panic!() };
            assert_eq!(wait, SignedDuration::from_mins(1));
        }
        house.clock.advance(SignedDuration::from_secs(59));
        assert!(!allowed(&house.db, Guess::WelcomeCode).await);
        house.clock.advance(SignedDuration::from_secs(1));
        assert!(allowed(&house.db, Guess::WelcomeCode).await);
        assert!(!allowed(&house.db, Guess::WelcomeCode).await);
        house.clock.advance(SignedDuration::from_mins(10));
        for _ in 0..10 {
            assert!(allowed(&house.db, Guess::WelcomeCode).await, "the whole burst is there again");
        }
        assert!(!allowed(&house.db, Guess::WelcomeCode).await);
    }
}

on_both! {
    async fn an_attempt_that_succeeds_is_given_back(house: House) {
        for _ in 0..30 {
            let Verdict::Allowed(attempt) = throttle::attempt(&house.db, address(), Guess::SignIn { name: "maria" }).await.unwrap() else { panic!() };
            attempt.succeeded(&house.db).await;
        }
        // A success refunds only its own attempt.
        for _ in 0..9 {
            assert!(allowed(&house.db, Guess::SignIn { name: "maria" }).await);
        }
        let Verdict::Allowed(attempt) = throttle::attempt(&house.db, address(), Guess::SignIn { name: "maria" }).await.unwrap() else { panic!() };
        assert!(!allowed(&house.db, Guess::SignIn { name: "maria" }).await);
        attempt.succeeded(&house.db).await;
        assert!(allowed(&house.db, Guess::SignIn { name: "maria" }).await);
        assert!(!allowed(&house.db, Guess::SignIn { name: "maria" }).await);
    }
}

on_both! {
    async fn a_name_counts_however_it_is_typed(house: House) {
        for n in 0..103 {
            let name = if n % 2 == 0 { "Mar\u{ed}a  Luna" } else { " mar\u{ed}a luna" };
            let from: IpAddr = [127, 0, 1, n].into();
            assert!(matches!(throttle::attempt(&house.db, Some(from), Guess::SignIn { name }).await.unwrap(), Verdict::Allowed(_)), "{n}");
        }
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter WHERE wait > 0").await, 1, "the account's own");
    }
}

on_both! {
    async fn no_address_and_no_name_stands_in_a_counter(house: House) {
        assert!(allowed(&house.db, Guess::SignIn { name: "maria" }).await && allowed(&house.db, Guess::NewAccount { code: "ABC" }).await);
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter").await, 4);
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter WHERE length(key) = 64 AND key NOT LIKE '%maria%' AND key NOT LIKE '%127.0%'").await, 4);
    }
}

on_both! {
    async fn drained_counters_are_removed_and_no_others(house: House) {
        assert!(allowed(&house.db, Guess::WelcomeCode).await);
        house.clock.advance(SignedDuration::from_secs(50));
        assert!(allowed(&house.db, Guess::SignIn { name: "maria" }).await);
        throttle::remove_drained(&house.db).await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter").await, 3);
        house.clock.advance(SignedDuration::from_secs(25));
        throttle::remove_drained(&house.db).await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter").await, 1, "the account's drains more slowly");
        house.clock.advance(SignedDuration::from_mins(1));
        throttle::remove_drained(&house.db).await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter").await, 0);
    }
}

on_both! {
    async fn the_portals_role_cannot_read_or_reset_a_counter(house: House) {
        let Raw::Postgres(_) = &house.raw else { continue };
        assert!(allowed(&house.db, Guess::WelcomeCode).await);
        for (login, role) in [(&house.portal, "alongside_app"), (&house.system, "alongside_system")] {
            let mut connection = PgConnection::connect(login.as_deref().unwrap()).await.unwrap();
            sqlx::raw_sql(sqlx::AssertSqlSafe(format!("SET ROLE {role}"))).execute(&mut connection).await.unwrap();
            for refused in [
                "UPDATE throttle_counter SET empty_at = 0",
                "UPDATE throttle_counter SET empty_at = 0 WHERE key = 'x'",
                "INSERT INTO throttle_counter VALUES (repeat('0', 64), 0, 0)",
                "TRUNCATE throttle_counter",
            ] {
                assert!(sqlx::query(refused).execute(&mut connection).await.is_err(), "{role}: {refused}");
            }
        }
        let mut portal = PgConnection::connect(house.portal.as_deref().unwrap()).await.unwrap();
        sqlx::raw_sql("SET ROLE alongside_app").execute(&mut portal).await.unwrap();
        for refused in ["SELECT * FROM throttle_counter", "SELECT count(*) FROM throttle_counter", "DELETE FROM throttle_counter"] {
            assert!(sqlx::query(refused).execute(&mut portal).await.is_err(), "{refused}");
        }
        // A temporary table of the caller does not shadow the counters that the function uses.
        let _ = sqlx::raw_sql("CREATE TEMP TABLE throttle_counter (key text PRIMARY KEY, empty_at bigint, wait bigint)").execute(&mut portal).await;
        sqlx::query("SELECT alongside_throttle($1, 0, 1, 1)").bind("0".repeat(64)).execute(&mut portal).await.unwrap();
        assert_eq!(house.number("SELECT count(*) FROM throttle_counter").await, 2);
        // No other login may execute the throttle functions either.
        let free = "SELECT count(*) FROM pg_proc p WHERE p.proname LIKE 'alongside_throttle%' AND has_function_privilege('public', p.oid, 'EXECUTE')";
        assert_eq!(house.number(free).await, 0);
    }
}
