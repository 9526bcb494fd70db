//! Throttle counters: exact under concurrency, shared between servers, and protected from the
//! portal's login.
#![allow(clippy::unwrap_used)]

use std::net::IpAddr;

use crate::support::{OwnerPool, TestDatabase, on_each_engine};
use jiff::SignedDuration;
use sqlx::{Connection, PgConnection};
use store::Db;
use store::throttle::{self, GuessTarget, ThrottleVerdict};

fn client_address() -> Option<IpAddr> {
    Some([127, 0, 0, 2].into())
}

async fn is_allowed(db: &Db, guess: GuessTarget<'_>) -> bool {
    matches!(
        throttle::count_attempt(db, client_address(), guess)
            .await
            .unwrap(),
        ThrottleVerdict::Allowed(_)
    )
}

on_each_engine! {
    async fn attempts_at_once_are_counted_exactly(database: TestDatabase) {
        let tries = (0..40).map(|_| {
            let db = database.db.clone();
            tokio::spawn(async move { is_allowed(&db, GuessTarget::InvitationCode).await })
        });
        let mut passed = 0;
        // Collected first, because spawning and awaiting one by one would run them one after
        // another.
        for one in tries.collect::<Vec<_>>() {
            passed += i32::from(one.await.unwrap());
        }
        assert_eq!(passed, 10);
    }
}

on_each_engine! {
    async fn codes_to_one_address_do_not_tell_who_else_asks_for_them(database: TestDatabase) {
        let contact = "luna@example.org";
        for key in ["maria-luna", "luis-luna"] {
            let person = database.person_id(key).await;
            let guess = GuessTarget::ConfirmationCode { person, contact };
            for _ in 0..5 {
                assert!(is_allowed(&database.db, guess).await, "{key}");
            }
            // The limit of the person, whichever address it is.
            let contact = "other@example.org";
            let guess = GuessTarget::ConfirmationCode { person, contact };
            assert!(!is_allowed(&database.db, guess).await, "{key}");
        }
        // From here the address has its own limit: it is not flooded by many people.
        let person = database.person_id("dana-fox").await;
        let guess = GuessTarget::ConfirmationCode { person, contact };
        assert!(!is_allowed(&database.db, guess).await);
    }
}

on_each_engine! {
    async fn refused_attempts_do_not_prolong_the_wait(database: TestDatabase) {
        for _ in 0..10 {
            assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        }
        // Otherwise a person behind the same address as a guesser would never be let in.
        for _ in 0..100 {
            let ThrottleVerdict::Refused(wait) = throttle::count_attempt(
                &database.db,
                client_address(),
                GuessTarget::InvitationCode,
            )
            .await
            .unwrap() else {
                panic!()
            };
            assert_eq!(wait, SignedDuration::from_mins(1));
        }
        database.clock.advance(SignedDuration::from_secs(59));
        assert!(!is_allowed(&database.db, GuessTarget::InvitationCode).await);
        database.clock.advance(SignedDuration::from_secs(1));
        assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        assert!(!is_allowed(&database.db, GuessTarget::InvitationCode).await);
        database.clock.advance(SignedDuration::from_mins(10));
        for _ in 0..10 {
            assert!(
                is_allowed(&database.db, GuessTarget::InvitationCode).await,
                "the whole burst is there again"
            );
        }
        assert!(!is_allowed(&database.db, GuessTarget::InvitationCode).await);
    }
}

on_each_engine! {
    async fn a_clock_set_back_does_not_prolong_throttling(database: TestDatabase) {
        for _ in 0..10 {
            assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        }
        assert!(!is_allowed(&database.db, GuessTarget::InvitationCode).await);
        database.clock.advance(SignedDuration::from_hours(-2));
        assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        assert!(!is_allowed(&database.db, GuessTarget::InvitationCode).await, "no new burst");
        database.clock.advance(SignedDuration::from_mins(1));
        assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
    }
}

on_each_engine! {
    async fn searches_by_an_agencys_key_are_counted_for_the_worker_and_not_for_the_office(
        database: TestDatabase,
    ) {
        let [dana, ben] = [
            database.person_id("dana-fox").await,
            database.person_id("ben-ortiz").await,
        ]
        .map(|searcher| GuessTarget::AgencyKey { searcher });
        for _ in 0..30 {
            assert!(is_allowed(&database.db, dana).await);
        }
        assert!(!is_allowed(&database.db, dana).await);
        assert!(is_allowed(&database.db, ben).await, "from the same address");
        database.clock.advance(SignedDuration::from_mins(1));
        assert!(is_allowed(&database.db, dana).await);
        assert!(!is_allowed(&database.db, dana).await);
    }
}

on_each_engine! {
    async fn an_attempt_that_succeeds_is_given_back(database: TestDatabase) {
        // Three times the burst: many people behind one address, such as a shelter's, who all know
        // their passphrases.
        for _ in 0..30 {
            let ThrottleVerdict::Allowed(attempt) = throttle::count_attempt(
                &database.db,
                client_address(),
                GuessTarget::SignIn { name: "maria" },
            )
            .await
            .unwrap() else {
                panic!()
            };
            attempt.refund_succeeded(&database.db).await;
        }
        // A success refunds only its own attempt.
        for _ in 0..9 {
            assert!(is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await);
        }
        let ThrottleVerdict::Allowed(attempt) = throttle::count_attempt(
            &database.db,
            client_address(),
            GuessTarget::SignIn { name: "maria" },
        )
        .await
        .unwrap() else {
            panic!()
        };
        assert!(!is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await);
        attempt.refund_succeeded(&database.db).await;
        assert!(is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await);
        assert!(!is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await);
    }
}

on_each_engine! {
    async fn a_name_counts_however_it_is_typed(database: TestDatabase) {
        // From many addresses, so that only the limit of the name counts: 100 attempts from
        // anywhere, and a few more from each address, so that no one can lock the owner out. Other
        // blanks or capitals must not give a guesser a second counter.
        for n in 0..103 {
            let name = if n % 2 == 0 {
                "Mar\u{ed}a  Luna"
            } else {
                " mar\u{ed}a luna"
            };
            let from: IpAddr = [127, 0, 1, n].into();
            assert!(
                matches!(
                    throttle::count_attempt(&database.db, Some(from), GuessTarget::SignIn { name })
                        .await
                        .unwrap(),
                    ThrottleVerdict::Allowed(_)
                ),
                "{n}"
            );
        }
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter WHERE wait > 0")
                .await,
            1,
            "the account's own"
        );
    }
}

on_each_engine! {
    async fn a_throttle_counter_contains_no_address_and_no_name(database: TestDatabase) {
        assert!(
            is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await
                && is_allowed(&database.db, GuessTarget::NewAccount { code: "ABC" }).await
        );
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter")
                .await,
            4
        );
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM throttle_counter WHERE length(key) \
            = 64 AND key NOT LIKE '%maria%' AND key NOT LIKE '%127.0%'"
                )
                .await,
            4
        );
    }
}

on_each_engine! {
    async fn drained_counters_are_removed_and_no_others(database: TestDatabase) {
        // A counter that is deleted while it still counts would give a guesser a new burst.
        assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        database.clock.advance(SignedDuration::from_secs(50));
        assert!(is_allowed(&database.db, GuessTarget::SignIn { name: "maria" }).await);
        throttle::delete_full_buckets(&database.db).await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter")
                .await,
            3
        );
        database.clock.advance(SignedDuration::from_secs(25));
        throttle::delete_full_buckets(&database.db).await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter")
                .await,
            1,
            "the account's drains more slowly"
        );
        database.clock.advance(SignedDuration::from_mins(1));
        throttle::delete_full_buckets(&database.db).await.unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter")
                .await,
            0
        );
    }
}

async fn connect_with_role(login: &Option<String>, role: &str) -> PgConnection {
    let mut connection = PgConnection::connect(login.as_deref().unwrap())
        .await
        .unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("SET ROLE {role}")))
        .execute(&mut connection)
        .await
        .unwrap();
    connection
}

/// Neither login writes a counter except through the functions, which can only count.
async fn assert_counters_cannot_be_written(database: &TestDatabase) {
    for (login, role) in [
        (&database.portal_url, "alongside_app"),
        (&database.system_url, "alongside_system"),
    ] {
        let mut connection = connect_with_role(login, role).await;
        for refused in [
            "UPDATE throttle_counter SET empty_at = 0",
            "UPDATE throttle_counter SET empty_at = 0 WHERE key = 'x'",
            "INSERT INTO throttle_counter VALUES (repeat('0', 64), 0, 0)",
            "TRUNCATE throttle_counter",
        ] {
            assert!(
                sqlx::query(refused).execute(&mut connection).await.is_err(),
                "{role}: {refused}"
            );
        }
    }
}

on_each_engine! {
    async fn the_portals_role_cannot_read_or_reset_a_counter(database: TestDatabase) {
        let OwnerPool::Postgres(_) = &database.owner_pool else {
            continue;
        };
        assert!(is_allowed(&database.db, GuessTarget::InvitationCode).await);
        assert_counters_cannot_be_written(&database).await;
        // The system's login deletes drained counters; the portal's, which answers requests, may
        // not even list them.
        let mut portal = connect_with_role(&database.portal_url, "alongside_app").await;
        for refused in [
            "SELECT * FROM throttle_counter",
            "SELECT count(*) FROM throttle_counter",
            "DELETE FROM throttle_counter",
        ] {
            assert!(
                sqlx::query(refused).execute(&mut portal).await.is_err(),
                "{refused}"
            );
        }
        // A temporary table of the caller does not shadow the counters that the function uses.
        let _ = sqlx::raw_sql(
            "CREATE TEMP TABLE throttle_counter (key text PRIMARY KEY, empty_at \
            bigint, wait bigint)",
        )
        .execute(&mut portal)
        .await;
        sqlx::query("SELECT alongside_throttle($1, 0, 1, 1)")
            .bind("0".repeat(64))
            .execute(&mut portal)
            .await
            .unwrap();
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM throttle_counter")
                .await,
            2
        );
        // No other login may execute the throttle functions either.
        let free = "SELECT count(*) FROM pg_proc p WHERE p.proname LIKE 'alongside_throttle%' AND \
            has_function_privilege('public', p.oid, 'EXECUTE')";
        assert_eq!(database.query_number(free).await, 0);
    }
}
