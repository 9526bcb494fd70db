//! Attacks on PostgreSQL with a stolen portal login, which can act for any person: row-level
//! security alone must hold. Each test covers an attack that was possible once.
#![allow(clippy::unwrap_used)]

use crate::attacker;

use attacker::{Attacker, SET_TODAY_SQL, demo_postgres, owner_pool, restore_clock_tolerance};
use model::account::SignInName;
use model::messages::MessageDestination;
use sqlx::AssertSqlSafe;
use store::authentication;

#[tokio::test]
async fn temporary_tables_shadow_no_function() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let luna = database.family_id("luna").await;
    let mut tasha = Attacker::new(&database, "tasha-carter").await;
    let before = (
        tasha.count_rows("plan_item").await,
        tasha.count_rows("access_log").await,
        tasha.count_rows("message").await,
    );
    // CREATE DATABASE does not copy database privileges from its template, so temporary tables are
    // allowed here although the migrations revoke that privilege.
    for shadow in [
        "CREATE TEMPORARY TABLE membership AS SELECT gen_random_uuid() AS id, {f}::uuid AS \
            family_id, alongside_person() AS person_id, r AS role, date '2000-01-01' AS since, \
            NULL::date AS until, NULL::uuid AS walks_with FROM \
            unnest('{worker,supervisor,parent}'::text[]) r",
        "CREATE TEMPORARY TABLE reader AS SELECT gen_random_uuid() AS thread_id, \
            alongside_person() AS person_id, 0::bigint AS from_seq, NULL::timestamptz AS left_at",
        "CREATE DOMAIN pg_temp.date AS text",
        "GRANT SELECT ON pg_temp.membership, pg_temp.reader TO PUBLIC",
    ] {
        let made = shadow.replace("{f}", &format!("'{luna}'"));
        sqlx::query(AssertSqlSafe(made))
            .execute(&mut tasha.0)
            .await
            .unwrap();
    }
    let after = (
        tasha.count_rows("public.plan_item").await,
        tasha.count_rows("public.access_log").await,
        tasha.count_rows("public.message").await,
    );
    assert_eq!(after, before);
}

#[tokio::test]
async fn removed_reader_stays_removed() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    database
        .send_message("maria-luna", rosa, "from before")
        .await
        .unwrap();
    database
        .execute_sql(
            "UPDATE reader SET from_seq = 2, read_seq = 1 WHERE person_id = (SELECT \
        id FROM person WHERE key = 'rosa-jimenez')",
        )
        .await
        .unwrap();
    let mut attacker = Attacker::new(&database, "rosa-jimenez").await;
    assert_eq!(
        attacker
            .count_affected_rows("UPDATE reader SET from_seq = 0")
            .await,
        0,
        "reads what came before"
    );
    assert_eq!(
        attacker
            .count_affected_rows("UPDATE reader SET read_seq = 99")
            .await,
        0,
        "has read what is not written"
    );
    assert_eq!(
        attacker
            .count_affected_rows(
                "UPDATE reader SET receipts = true WHERE person_id = alongside_person()"
            )
            .await,
        1,
        "shows what was read"
    );
    database
        .execute_sql(
            "UPDATE reader SET left_at = now() WHERE person_id = (SELECT id FROM \
        person WHERE key = 'rosa-jimenez')",
        )
        .await
        .unwrap();
    for back in [
        "UPDATE reader SET left_at = NULL",
        "UPDATE reader SET read_seq = 1",
        "UPDATE reader SET receipts = true",
        "INSERT INTO reader (thread_id, person_id, from_seq, read_seq) SELECT thread_id, \
            person_id, 1, 0 FROM reader",
    ] {
        assert_eq!(attacker.count_affected_rows(back).await, 0, "{back}");
    }
    let thread = "(SELECT thread_id FROM reader WHERE person_id = alongside_person() LIMIT 1)";
    assert_eq!(
        attacker
            .call_function::<i64>(&format!(
                "SELECT alongside_add_participant({thread}, \
                alongside_person(), gen_random_uuid(), gen_random_uuid(), now(), 0, 0)"
            ))
            .await,
        None
    );
    assert_eq!(attacker.count_rows("message").await, 0);
}

#[tokio::test]
async fn access_log_is_read_by_the_family_and_its_supervisor() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let mut tx = database.begin_as("dana-fox").await;
    store::plan::read_plan(&mut tx, database.family_id("luna").await, "en")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        Attacker::new(&database, "maria-luna")
            .await
            .count_rows("access_log")
            .await,
        1
    );
    for (role, reads) in [
        ("caregiver", false),
        ("tribal_representative", false),
        ("mentor_coordinator", false),
        ("interpreter", false),
        ("administrator", false),
        ("worker", false),
        ("mentor", false),
        ("supervisor", true),
        ("guardian", true),
        ("indian_custodian", true),
        ("youth", true),
    ] {
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = (SELECT \
                id FROM person WHERE key = 'rosa-jimenez')"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
        assert_eq!(
            Attacker::new(&database, "rosa-jimenez")
                .await
                .count_rows("access_log")
                .await
                > 0,
            reads,
            "{role}"
        );
    }
}

#[tokio::test]
async fn nobody_forges_plan_items_translations_or_log_entries() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let thread = database.thread_id("maria-dana").await;
    let said = database
        .send_message(
            "dana-fox",
            MessageDestination::Thread(thread),
            "The hearing is on Friday.",
        )
        .await
        .unwrap()
        .seq;
    let mut maria = Attacker::new(&database, "maria-luna").await;
    for forged in [
        format!(
            "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, \
            language, body, entered_by_agency, at) SELECT gen_random_uuid(), '{thread}', 99, \
            alongside_person(), gen_random_uuid(), 'taken_off', p.id, 'en', '', false, \
            '2020-01-01' FROM person p WHERE p.key = 'dana-fox'"
        ),
        format!(
            "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, \
            entered_by_agency, at) SELECT gen_random_uuid(), '{thread}', 99, alongside_person(), \
            gen_random_uuid(), 'en', 'forged', false, '2020-01-01'"
        ),
        format!("UPDATE thread SET last_seq = 99 WHERE id = '{thread}'"),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, at) VALUES ('{thread}', {said}, 'es', true, 'forged', 'Elena Ruiz', now())"
        ),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, by_id, at) VALUES ('{thread}', {said}, 'es', true, 'forged', 'Elena Ruiz', \
            alongside_person(), now())"
        ),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, \
            made_by, by_id, at) VALUES ('{thread}', {said}, 'es', false, 'forged', 'Elena Ruiz', \
            alongside_person(), now())"
        ),
        "INSERT INTO access_log (id, family_id, person_id, role, what, at) SELECT \
            gen_random_uuid(), f.id, alongside_person(), 'supervisor', 'plan', now() FROM family f"
            .to_owned(),
        "INSERT INTO outbox (thread_id, seq, person_id, by_id, urgent, at, state, told_by, tries, \
            next_at) SELECT thread_id, seq, author_id, alongside_person(), true, 0, 'waiting', \
            '', 0, 0 FROM message"
            .to_owned(),
    ] {
        assert_eq!(maria.count_affected_rows(&forged).await, 0, "{forged}");
    }
    // A thread of two has no removals and no additions.
    for function in ["alongside_remove_participant", "alongside_add_participant"] {
        let asked = format!(
            "SELECT {function}('{thread}', (SELECT id FROM person WHERE key = 'dana-fox'), \
                gen_random_uuid(), gen_random_uuid(), now(), 0, 0)"
        );
        assert_eq!(maria.call_function::<i64>(&asked).await, None, "{function}");
    }
    assert_eq!(
        maria
            .call_function::<i64>(
                "SELECT 1::bigint FROM (SELECT \
        alongside_add_notice(gen_random_uuid(), 1, gen_random_uuid(), gen_random_uuid(), 'left', \
        gen_random_uuid(), now(), 0, 0)) x"
            )
            .await,
        None
    );
    restore_clock_tolerance(&database).await;
    let mut maria = Attacker::new(&database, "maria-luna").await;
    sqlx::query(SET_TODAY_SQL)
        .execute(&mut maria.0)
        .await
        .unwrap();
    for (at, says) in [
        ("'2020-01-01'", false),
        ("now() + interval '1 hour'", false),
        ("now()", true),
    ] {
        let asked = format!(
            "SELECT alongside_say('{thread}', gen_random_uuid(), gen_random_uuid(), '{thread}', \
                'en', 'dated', NULL, {at}, false, 0, 0)"
        );
        assert_eq!(
            maria.call_function::<i64>(&asked).await.is_some(),
            says,
            "{at}"
        );
        let look = format!(
            "INSERT INTO access_log (id, family_id, person_id, role, what, at) SELECT \
                gen_random_uuid(), f.id, alongside_person(), 'parent', 'plan', {at} FROM family f"
        );
        assert_eq!(maria.count_affected_rows(&look).await > 0, says, "{at}");
    }
}

#[tokio::test]
async fn ended_membership_is_not_acted_on_by_naming_an_earlier_day() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    restore_clock_tolerance(&database).await;
    database
        .execute_sql(
            "UPDATE membership SET until = current_date - 30 WHERE person_id = \
        (SELECT id FROM person WHERE key = 'dana-fox')",
        )
        .await
        .unwrap();
    let mut dana = Attacker::new(&database, "dana-fox").await;
    for (day, families) in [
        ("current_date - 40", 0),
        ("date '2001-01-01'", 0),
        ("current_date + 40", 0),
    ] {
        sqlx::query(AssertSqlSafe(format!(
            "SELECT set_config('alongside.today', ({day})::text, false)"
        )))
        .execute(&mut dana.0)
        .await
        .unwrap();
        assert_eq!(dana.count_rows("family").await, families, "{day}");
    }
    let mut maria = Attacker::new(&database, "maria-luna").await;
    sqlx::query(SET_TODAY_SQL)
        .execute(&mut maria.0)
        .await
        .unwrap();
    assert_eq!(maria.count_rows("family").await, 1);
}

#[tokio::test]
async fn owner_of_a_step_updates_its_progress_and_nothing_else() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let mut luis = Attacker::new(&database, "luis-luna").await;
    for change in [
        "due = '2030-01-01'",
        "owed = NOT owed",
        "gone = true",
        "owner_id = NULL",
        "state = 'done', due = NULL",
        "revision = 9",
        "text_id = (SELECT id FROM text LIMIT 1)",
        "minutes = 0",
    ] {
        assert_eq!(
            luis.count_affected_rows(&format!(
                "UPDATE plan_item SET {change} WHERE owner_id = alongside_person()"
            ))
            .await,
            0,
            "{change}"
        );
    }
    assert_eq!(luis.count_affected_rows("DELETE FROM plan_item").await, 0);
    assert!(
        luis.count_affected_rows(
            "UPDATE plan_item SET state = 'done' WHERE owner_id = alongside_person()"
        )
        .await
            > 0
    );
}

#[tokio::test]
async fn audiences_are_made_by_who_needs_them() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let (luna, rosa, luis) = (
        database.family_id("luna").await,
        database.person_id("rosa-jimenez").await,
        database.person_id("luis-luna").await,
    );
    let stranger = database.person_id("tasha-carter").await;
    let makes = async |key: &str, entries: String| {
        let asked = format!("SELECT alongside_audience(gen_random_uuid(), '{luna}', '{entries}')");
        Attacker::new(&database, key)
            .await
            .call_function::<uuid::Uuid>(&asked)
            .await
            .is_some()
    };
    for (role, answers) in [
        ("caregiver", true),
        ("mentor", true),
        ("tribal_representative", true),
        ("supervisor", true),
        ("interpreter", false),
        ("administrator", false),
        ("mentor_coordinator", false),
    ] {
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = '{rosa}'"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
        for wider in [
            "parent".to_owned(),
            format!("{rosa} caregiver"),
            format!("{rosa} parent worker supervisor"),
            format!("{luis} worker supervisor"),
        ] {
            assert!(
                !makes("rosa-jimenez", wider.clone()).await,
                "{role}: {wider}"
            );
        }
        assert_eq!(
            makes("rosa-jimenez", format!("{rosa} worker supervisor")).await,
            answers,
            "{role}: what they say to the plan"
        );
    }
    assert!(makes("luis-luna", format!("{luis} worker")).await);
    assert!(
        !makes("luis-luna", "parent worker".to_owned()).await,
        "without himself"
    );
    assert!(
        !makes("luis-luna", format!("{luis} {stranger}")).await,
        "with a stranger"
    );
    assert!(makes("dana-fox", "caregiver worker".to_owned()).await);
    for odd in ["nobody", "", "worker; parent"] {
        assert!(!makes("dana-fox", odd.to_owned()).await, "{odd}");
    }
    assert!(!makes("tasha-carter", "parent".to_owned()).await);
}

#[tokio::test]
async fn accounts_are_read_by_their_name_and_written_by_a_good_code() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let expires = database
        .clock
        .now()
        .checked_add(jiff::SignedDuration::from_hours(24))
        .unwrap();
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
    assert_eq!(
        Attacker::acting_for(&database, "", "maria")
            .await
            .count_rows("account")
            .await,
        1
    );
    assert_eq!(
        Attacker::acting_for(&database, "", "mari")
            .await
            .count_rows("account")
            .await,
        0
    );
    let mut attacker = Attacker::acting_for(&database, "", &digest).await;
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
async fn session_becomes_somebodys_only_when_they_sign_in() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    let (maria, luis) = (
        database.person_id("maria-luna").await,
        database.person_id("luis-luna").await,
    );
    let expires = database
        .clock
        .now()
        .checked_add(jiff::SignedDuration::from_hours(24))
        .unwrap();
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
    database
        .execute_sql("UPDATE account SET signed_in_at = now() - interval '1 hour'")
        .await
        .unwrap();
    let mut attacker = Attacker::acting_for(&database, "", "token").await;
    let start = |person: &str| {
        format!(
            "INSERT INTO session (token_hash, person_id, data, expires_at) VALUES ('token', \
                {person}, '{{}}', now() + interval '1 hour')"
        )
    };
    let (hers, his) = (format!("'{maria}'"), format!("'{luis}'"));
    assert_eq!(
        attacker.count_affected_rows(&start(&hers)).await,
        0,
        "without signing in"
    );
    assert_eq!(
        attacker
            .count_affected_rows(&start("NULL").replace("'token'", "'another token'"))
            .await,
        0,
        "under a token that is not one's own"
    );
    assert_eq!(attacker.count_affected_rows(&start("NULL")).await, 1);
    for change in [
        format!("person_id = {hers}"),
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
    let named = format!(r#"data = '{{"person": {{"id": "{maria}"}}}}'"#);
    assert_eq!(
        attacker
            .count_affected_rows(&format!("UPDATE session SET {named}"))
            .await,
        0,
        "in what the portal reads"
    );
    assert_eq!(attacker.count_affected_rows("DELETE FROM session").await, 1);
    assert_eq!(
        attacker
            .call_function::<bool>("SELECT alongside_confirm_sign_in('maria', 'guessed')")
            .await,
        Some(false)
    );
    assert_eq!(
        attacker.count_affected_rows(&start(&hers)).await,
        0,
        "with another hash"
    );
    authentication::confirm_sign_in(&database.db, &SignInName::parse("maria").unwrap(), "hash")
        .await
        .unwrap();
    assert_eq!(
        attacker.count_affected_rows(&start(&his)).await,
        0,
        "as another one than who signed in"
    );
    assert_eq!(attacker.count_affected_rows(&start(&hers)).await, 1);
    assert_eq!(
        attacker
            .count_affected_rows(&format!("UPDATE session SET {named}"))
            .await,
        1,
        "as herself"
    );
    assert_eq!(
        attacker
            .count_affected_rows(&format!(
                "UPDATE session SET {}",
                named.replace(&maria.to_string(), &luis.to_string())
            ))
            .await,
        0
    );
}

#[tokio::test]
async fn each_role_reads_the_audiences_places_and_questions_it_needs() {
    let Some(database) = demo_postgres().await else {
        return;
    };
    database
        .execute_sql(
            "UPDATE membership SET until = '2026-01-01' WHERE person_id = (SELECT id \
        FROM person WHERE key = 'luis-luna')",
        )
        .await
        .unwrap();
    let counts =
        async |key: &str, what: &str| Attacker::new(&database, key).await.count_rows(what).await;
    let rosa = database.person_id("rosa-jimenez").await;
    let audiences = database
        .query_number(
            "SELECT count(*) FROM audience a JOIN family f ON f.id \
        = a.family_id WHERE f.key = 'luna'",
        )
        .await;
    database
        .execute_sql(
            "INSERT INTO plan_asked (id, family_id, section, by_id, at) SELECT \
        gen_random_uuid(), f.id, 'needs', p.id, now() FROM family f, person p WHERE f.key = \
        'luna' AND p.key = 'dana-fox'",
        )
        .await
        .unwrap();
    for role in [
        "caregiver",
        "tribal_representative",
        "interpreter",
        "administrator",
        "mentor_coordinator",
    ] {
        let placed = format!(
            "UPDATE membership SET role = '{role}', walks_with = NULL WHERE person_id = '{rosa}'"
        );
        sqlx::query(AssertSqlSafe(placed))
            .execute(owner_pool(&database))
            .await
            .unwrap();
        assert!(
            counts("rosa-jimenez", "audience").await < audiences,
            "{role}"
        );
        assert_eq!(
            counts(
                "rosa-jimenez",
                "audience a WHERE NOT alongside_sees(a.family_id, a.id)"
            )
            .await,
            0,
            "{role}"
        );
        assert_eq!(
            counts("rosa-jimenez", "membership WHERE until IS NOT NULL").await,
            0,
            "{role}: who is not on the team any more"
        );
        assert_eq!(counts("rosa-jimenez", "plan_asked").await, 0, "{role}");
        let others = counts(
            "rosa-jimenez",
            "membership WHERE person_id <> alongside_person()",
        )
        .await;
        assert_eq!(
            others > 0,
            matches!(role, "caregiver" | "tribal_representative"),
            "{role}: the team list"
        );
    }
    assert!(counts("dana-fox", "membership WHERE until IS NOT NULL").await > 0);
    assert_eq!(counts("maria-luna", "plan_asked").await, 1);
    assert_eq!(
        Attacker::new(&database, "dana-fox")
            .await
            .count_affected_rows("SELECT * FROM _sqlx_migrations")
            .await,
        0
    );
}
