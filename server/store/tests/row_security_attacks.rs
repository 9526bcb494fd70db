//! What a stolen login of the portal cannot do on PostgreSQL: it says who it acts for, and row-level security must hold alone. Each
//! test is one way that was open once.
#![allow(clippy::unwrap_used)]

#[path = "support/attacker.rs"]
mod attacker;
mod support;

use attacker::{Attacker, TODAY, house, raw, with_real_clock};
use model::account::SignInName;
use model::messages::To;
use sqlx::AssertSqlSafe;
use store::door;

#[tokio::test]
async fn temporary_tables_shadow_no_function() {
    let Some(house) = house().await else { return };
    let luna = house.family("luna").await;
    let mut tasha = Attacker::new(&house, "tasha-carter").await;
    let before = (tasha.counts("plan_item").await, tasha.counts("access_log").await, tasha.counts("message").await);
    // This database was copied from another one, and PostgreSQL copies no right to make temporary tables, nor its absence.
    for shadow in [
        "CREATE TEMPORARY TABLE membership AS SELECT gen_random_uuid() AS id, {f}::uuid AS family_id, alongside_person() AS person_id, r AS role, date '2000-01-01' AS since, NULL::date AS until, NULL::uuid AS walks_with FROM unnest('{worker,supervisor,parent}'::text[]) r",
        "CREATE TEMPORARY TABLE reader AS SELECT gen_random_uuid() AS thread_id, alongside_person() AS person_id, 0::bigint AS from_seq, NULL::timestamptz AS left_at",
        "CREATE DOMAIN pg_temp.date AS text",
        "GRANT SELECT ON pg_temp.membership, pg_temp.reader TO PUBLIC",
    ] {
        let made = shadow.replace("{f}", &format!("'{luna}'"));
        sqlx::query(AssertSqlSafe(made)).execute(&mut tasha.0).await.unwrap();
    }
    let after = (tasha.counts("public.plan_item").await, tasha.counts("public.access_log").await, tasha.counts("public.message").await);
    assert_eq!(after, before);
}

