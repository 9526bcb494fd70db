//! Attacks on PostgreSQL with a stolen portal login, which can act for any person: row-level
//! security alone must hold. Each test covers an attack that was possible once.
#![allow(clippy::unwrap_used)]

use crate::attacker::{Attacker, SET_TODAY_SQL, restore_clock_tolerance};
use crate::support::demo_postgres;
use model::id::ThreadId;
use model::messages::MessageDestination;
use sqlx::AssertSqlSafe;

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn temporary_tables_shadow_no_function() {
    let database = demo_postgres().await;
    let luna = database.family_id("luna").await;
    let mut tasha = Attacker::new(&database, "tasha-carter").await;
    // Her own family's rows, which she still reads.
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
            NULL::date AS until, NULL::uuid AS mentee_id FROM \
            unnest('{worker,supervisor,parent}'::text[]) r",
        "CREATE TEMPORARY TABLE thread_participant AS SELECT gen_random_uuid() AS thread_id, \
            alongside_person() AS person_id, 0::bigint AS visible_from_seq, NULL::timestamptz AS \
            left_at",
        // Types are found by the search path as well, and the functions use this one.
        "CREATE DOMAIN pg_temp.date AS text",
        "GRANT SELECT ON pg_temp.membership, pg_temp.thread_participant TO PUBLIC",
    ] {
        let made = shadow.replace("{f}", &format!("'{luna}'"));
        sqlx::query(AssertSqlSafe(made))
            .execute(&mut tasha.0)
            .await
            .unwrap();
    }
    // The schema is named here, because the attacker's own tables shadow the names for the attacker
    // as well.
    let after = (
        tasha.count_rows("public.plan_item").await,
        tasha.count_rows("public.access_log").await,
        tasha.count_rows("public.message").await,
    );
    assert_eq!(after, before);
}

/// A reader moves only their own read mark, and only to messages that exist: a lower
/// `visible_from_seq` would open what was written before they joined.
async fn assert_participant_keeps_limits(attacker: &mut Attacker) {
    for (change, rows, why) in [
        (
            "UPDATE thread_participant SET visible_from_seq = 0",
            0,
            "reads what came before",
        ),
        (
            "UPDATE thread_participant SET read_seq = 99",
            0,
            "has read what is not written",
        ),
        (
            "UPDATE thread_participant SET receipts = true WHERE person_id = alongside_person()",
            1,
            "shows what was read",
        ),
    ] {
        assert_eq!(attacker.count_affected_rows(change).await, rows, "{why}");
    }
}

/// Neither a write nor the function that adds participants brings the removed reader back.
async fn assert_participant_stays_removed(attacker: &mut Attacker) {
    for back in [
        "UPDATE thread_participant SET left_at = NULL",
        "UPDATE thread_participant SET read_seq = 1",
        "UPDATE thread_participant SET receipts = true",
        "INSERT INTO thread_participant (thread_id, person_id, visible_from_seq, read_seq) SELECT \
            thread_id, person_id, 1, 0 FROM thread_participant",
    ] {
        assert_eq!(attacker.count_affected_rows(back).await, 0, "{back}");
    }
    let thread = "(SELECT thread_id FROM thread_participant WHERE person_id = alongside_person() \
        LIMIT 1)";
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
#[ignore = "needs PostgreSQL: run script/test"]
async fn removed_participant_stays_removed() {
    let database = demo_postgres().await;
    let rosa = MessageDestination::Person(database.person_id("rosa-jimenez").await);
    database
        .send_message("maria-luna", rosa, "from before")
        .await
        .unwrap();
    // As if Rosa had been added after the first message.
    database
        .execute_sql(
            "UPDATE thread_participant SET visible_from_seq = 2, read_seq = 1 WHERE person_id = \
                (SELECT id FROM person WHERE key = 'rosa-jimenez')",
        )
        .await
        .unwrap();
    let mut attacker = Attacker::new(&database, "rosa-jimenez").await;
    assert_participant_keeps_limits(&mut attacker).await;
    database
        .execute_sql(
            "UPDATE thread_participant SET left_at = now() WHERE person_id = (SELECT id FROM \
                person WHERE key = 'rosa-jimenez')",
        )
        .await
        .unwrap();
    assert_participant_stays_removed(&mut attacker).await;
}

/// Statements that would insert or change rows which only the database's own functions write, or in
/// another person's name. `seq` is the number of a message that exists.
fn forging_statements(thread: ThreadId, seq: i64) -> [String; 8] {
    [
        format!(
            "INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, \
                language, body, entered_by_agency, created_at) SELECT gen_random_uuid(), \
                '{thread}', 99, alongside_person(), gen_random_uuid(), 'taken_off', p.id, 'en', \
                '', false, '2020-01-01' FROM person p WHERE p.key = 'dana-fox'"
        ),
        format!(
            "INSERT INTO message (id, thread_id, seq, author_id, form_id, language, body, \
                entered_by_agency, created_at) SELECT gen_random_uuid(), '{thread}', 99, \
                alongside_person(), gen_random_uuid(), 'en', 'forged', false, '2020-01-01'"
        ),
        format!("UPDATE thread SET last_seq = 99 WHERE id = '{thread}'"),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, \
                created_at) VALUES ('{thread}', {seq}, 'es', true, 'forged', 'Elena Ruiz', now())"
        ),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, \
                created_by_id, created_at) VALUES ('{thread}', {seq}, 'es', true, 'forged', \
                'Elena Ruiz', alongside_person(), now())"
        ),
        format!(
            "INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, \
                created_by_id, created_at) VALUES ('{thread}', {seq}, 'es', false, 'forged', \
                'Elena Ruiz', alongside_person(), now())"
        ),
        "INSERT INTO access_log (id, family_id, person_id, role, what, created_at) SELECT \
            gen_random_uuid(), f.id, alongside_person(), 'supervisor', 'plan', now() FROM family f"
            .to_owned(),
        "INSERT INTO notification_outbox (thread_id, seq, person_id, author_id, urgent, \
            created_at, state, delivered_channels, attempts, next_attempt_at) SELECT thread_id, \
            seq, author_id, alongside_person(), true, 0, 'waiting', '', 0, 0 FROM message"
            .to_owned(),
    ]
}

/// A thread of two has no removals and no additions, and the function that inserts system messages
/// is for other functions only.
async fn assert_no_forged_system_message(maria: &mut Attacker, thread: ThreadId) {
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
                "SELECT 1::bigint FROM (SELECT alongside_add_system_message(gen_random_uuid(), 1, \
                    gen_random_uuid(), gen_random_uuid(), 'left', gen_random_uuid(), now(), 0, 0)) \
                    x"
            )
            .await,
        None
    );
}

/// Messages and log entries carry the time of the database's clock, so that no person can back-date
/// what they wrote or looked at.
async fn assert_time_is_now(maria: &mut Attacker, thread: ThreadId) {
    for (at, says) in [
        ("'2020-01-01'", false),
        ("now() + interval '1 hour'", false),
        ("now()", true),
    ] {
        let asked = format!(
            "SELECT alongside_send_message('{thread}', gen_random_uuid(), gen_random_uuid(), \
                '{thread}', 'en', 'dated', NULL, {at}, false, 0, 0)"
        );
        assert_eq!(
            maria.call_function::<i64>(&asked).await.is_some(),
            says,
            "{at}"
        );
        let look = format!(
            "INSERT INTO access_log (id, family_id, person_id, role, what, created_at) SELECT \
                gen_random_uuid(), f.id, alongside_person(), 'parent', 'plan', {at} FROM family f"
        );
        assert_eq!(maria.count_affected_rows(&look).await > 0, says, "{at}");
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn an_attacker_forges_no_plan_item_translation_or_log_entry() {
    let database = demo_postgres().await;
    let thread = database.thread_id("maria-dana").await;
    let seq = database
        .send_message(
            "dana-fox",
            MessageDestination::Thread(thread),
            "The hearing is on Friday.",
        )
        .await
        .unwrap()
        .seq;
    let mut maria = Attacker::new(&database, "maria-luna").await;
    for forged in forging_statements(thread, seq) {
        assert_eq!(maria.count_affected_rows(&forged).await, 0, "{forged}");
    }
    assert_no_forged_system_message(&mut maria, thread).await;
    // Until here the template's tolerance is needed, because the demo is written for a mocked day.
    restore_clock_tolerance(&database).await;
    let mut maria = Attacker::new(&database, "maria-luna").await;
    sqlx::query(SET_TODAY_SQL)
        .execute(&mut maria.0)
        .await
        .unwrap();
    assert_time_is_now(&mut maria, thread).await;
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn ended_membership_is_not_acted_on_by_naming_an_earlier_day() {
    let database = demo_postgres().await;
    restore_clock_tolerance(&database).await;
    database
        .execute_sql(
            "UPDATE membership SET until = current_date - 30 WHERE person_id = \
        (SELECT id FROM person WHERE key = 'dana-fox')",
        )
        .await
        .unwrap();
    let mut dana = Attacker::new(&database, "dana-fox").await;
    // The transaction itself names the day, so a stolen login chooses it; the database must accept
    // only days near its own clock.
    for (day, families) in [
        // A day on which she was still on the team.
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
    // The day of the database itself is accepted.
    assert_eq!(maria.count_rows("family").await, 1);
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn owner_of_a_step_updates_its_progress_and_nothing_else() {
    let database = demo_postgres().await;
    let mut luis = Attacker::new(&database, "luis-luna").await;
    // Otherwise a step could be postponed, cleared of what the agency owes, or removed, by anyone
    // who owns it.
    for change in [
        "due = '2030-01-01'",
        "owed_by_agency = NOT owed_by_agency",
        "removed = true",
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
            // What the portal does when he reports that the step is done.
            "UPDATE plan_item SET state = 'done' WHERE owner_id = alongside_person()"
        )
        .await
            > 0
    );
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_caregiver_cancels_a_visit_until_it_is_over() {
    let database = demo_postgres().await;
    let mut nora = Attacker::new(&database, "nora-price").await;
    let visit = "(SELECT v.id FROM event v WHERE v.key = 'ft-tasha')";
    let cancel = format!("SELECT alongside_cancel_visit({visit}, 0, now())");
    for (move_visit, done) in [
        (
            "UPDATE event SET starts = now() AT TIME ZONE 'America/Chicago' - interval '3 hours', \
                ends = now() AT TIME ZONE 'America/Chicago' - interval '2 hours' WHERE key = \
                'ft-tasha'",
            false,
        ),
        (
            "UPDATE event SET ends = now() AT TIME ZONE 'America/Chicago' + interval '1 hour' \
                WHERE key = 'ft-tasha'",
            true,
        ),
    ] {
        database.execute_sql(move_visit).await.unwrap();
        let found = nora.call_function::<bool>(&cancel).await;
        assert_eq!(found, Some(done), "{move_visit}");
    }
}
