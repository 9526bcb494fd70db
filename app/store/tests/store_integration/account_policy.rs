//! Who invites, vouches, and reads and answers what a young person says about their rights: for
//! each role the database decides as `model::policy` says, on PostgreSQL without the gates of the
//! first layer.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::support::{OwnerPool, TestDatabase, on_each_engine};
use model::account::SignInName;
use model::id::{FamilyId, PersonId, RightQuestionId};
use model::policy::{
    may_answer_right_questions, may_be_invited_by, may_be_invited_by_worker, may_be_vouched_for,
    may_invite, may_read_right_questions, may_vouch,
};
use model::role::Role;
use model::transition::part::reads_required;
use model::transition::rights::YouthRight;
use store::Error;
use store::authentication::{recovery, redeem_invitation};
use store::team::invitations::{list_invitable, make_invitation};
use store::transition::right_questions::{
    answer_question, ask_about_right, list_questions, save_question_words,
};
use store::transition::rights::{list_marks, set_understood};

/// Gives the person this role in the place of their only one. Without `mentee_id`, which gives a
/// mentor access besides the role.
async fn place(database: &TestDatabase, key: &str, role: Role) {
    let sql = "UPDATE membership SET role = $1, mentee_id = NULL WHERE person_id = (SELECT id FROM \
        person WHERE key = $2)";
    let placed = match &database.owner_pool {
        OwnerPool::Sqlite(pool) => sqlx::query(sql)
            .bind(role.slug())
            .bind(key)
            .execute(pool)
            .await
            .map(|done| done.rows_affected()),
        OwnerPool::Postgres(pool) => sqlx::query(sql)
            .bind(role.slug())
            .bind(key)
            .execute(pool)
            .await
            .map(|done| done.rows_affected()),
    };
    assert_eq!(placed.unwrap(), 1, "{key} has one role");
}

async fn finds_holder(database: &TestDatabase, who: &str, holder: PersonId) -> bool {
    let family = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    match recovery::find_holder(&mut tx, family, holder).await {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

on_each_engine! {
    async fn each_role_vouches_as_the_policy_says(database: TestDatabase) {
        let nora = database.person_id("nora-price").await;
        // A coordinator of mentors vouches only for mentors and for whom they support.
        database
            .execute_sql(
                "UPDATE membership SET mentee_id = (SELECT id FROM person WHERE key = \
                    'nora-price') WHERE role = 'mentor' AND family_id = (SELECT id FROM family \
                    WHERE key = 'carter')",
            )
            .await
            .unwrap();
        for &voucher in Role::ALL {
            place(&database, "marcus-reed", voucher).await;
            let mut found_any = false;
            for &holder in Role::ALL {
                place(&database, "nora-price", holder).await;
                let finds = finds_holder(&database, "marcus-reed", nora).await;
                assert_eq!(
                    finds,
                    may_be_vouched_for(voucher, holder),
                    "{voucher:?} for {holder:?}"
                );
                found_any |= finds;
            }
            assert_eq!(found_any, may_vouch(voucher), "{voucher:?}");
        }
    }
}

/// Whether the database itself makes an invitation of this person for this actor, on PostgreSQL
/// with the login of the portal alone.
async fn login_invites(
    database: &TestDatabase,
    who: &str,
    (family, invited): (FamilyId, PersonId),
) -> bool {
    let mut attacker = Attacker::new(database, who).await;
    let sql = format!(
        "SELECT alongside_make_invitation('{family}', '{invited}', gen_random_uuid()::text, now(), \
            now() + interval '1 day')"
    );
    attacker.call_function::<bool>(&sql).await == Some(true)
}

on_each_engine! {
    async fn each_role_invites_and_is_invited_as_the_policy_says(database: TestDatabase) {
        let carter = database.family_id("carter").await;
        let nora = database.person_id("nora-price").await;
        for &role in Role::ALL {
            place(&database, "marcus-reed", role).await;
            let mut tx = database.begin_as("marcus-reed").await;
            let lists = list_invitable(&mut tx, carter).await.is_ok();
            drop(tx);
            assert_eq!(lists, may_invite(role), "{role:?}");
            for invited in [Role::Parent, Role::Mentor, Role::Supervisor] {
                place(&database, "nora-price", invited).await;
                let may = may_be_invited_by(role, invited);
                let mut tx = database.begin_as("marcus-reed").await;
                let makes = make_invitation(&mut tx, carter, nora).await.is_ok();
                drop(tx);
                assert_eq!(makes, may, "{role:?} for {invited:?}");
                if database.portal_url.is_some() {
                    let made = login_invites(&database, "marcus-reed", (carter, nora)).await;
                    assert_eq!(made, may, "{role:?} for {invited:?}");
                }
            }
        }
        for &role in Role::ALL {
            // The code is made while the worker may invite them, and used in their later role.
            place(&database, "nora-price", Role::Caregiver).await;
            let mut tx = database.begin_as("ben-ortiz").await;
            let made = make_invitation(&mut tx, carter, nora).await.unwrap().unwrap();
            tx.commit().await.unwrap();
            place(&database, "nora-price", role).await;
            if database.portal_url.is_some() {
                let made = login_invites(&database, "ben-ortiz", (carter, nora)).await;
                assert_eq!(made, may_be_invited_by_worker(role), "{role:?}");
            }
            let may = may_be_invited_by_worker(role);
            assert_eq!(redeems(&database, &made.code).await, may, "{role:?}");
        }
    }
}

/// Whether the code makes an account, which is then deleted.
async fn redeems(database: &TestDatabase, code: &str) -> bool {
    // On PostgreSQL the attempt above has replaced the code.
    for sql in [
        "UPDATE invitation SET revoked_at = NULL, expires_at = '2027-01-01T00:00:00Z'",
        "DELETE FROM account",
    ] {
        database.execute_sql(sql).await.unwrap();
    }
    let name = SignInName::parse("nora").unwrap();
    let redeemed = redeem_invitation(&database.db, code, &name, "hash").await;
    for sql in ["DELETE FROM account", "DELETE FROM invitation"] {
        database.execute_sql(sql).await.unwrap();
    }
    match redeemed {
        Ok(_) => true,
        Err(Error::NotFound) => false,
        Err(other) => panic!("{other}"),
    }
}

/// Jay has understood a right, and asks about another one.
async fn ask_about_health(database: &TestDatabase) -> RightQuestionId {
    let form = database.clock.new_id();
    let mut tx = database.begin_as("jay-riley").await;
    set_understood(&mut tx, YouthRight::Court, true)
        .await
        .unwrap();
    let (id, _) = ask_about_right(&mut tx, form, YouthRight::Health, "en")
        .await
        .unwrap();
    save_question_words(&mut tx, id, "Who pays?", "en")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    id
}

/// Whether the database itself stores an answer of this actor, on PostgreSQL with the login of the
/// portal alone. The answer is deleted.
async fn login_answers(database: &TestDatabase, who: &str, id: RightQuestionId) -> bool {
    let mut attacker = Attacker::new(database, who).await;
    let sql = format!(
        "INSERT INTO transition_right_answer (question_id, owner_id, family_id, language, body, \
            answered_by_id, answered_at) SELECT '{id}', y.owner_id, y.family_id, 'en', 'Yes', \
            alongside_person(), now() FROM transition_youth y WHERE y.family_id = '{}'",
        database.family_id("riley").await
    );
    let stored = attacker.count_affected_rows(&sql).await > 0;
    database
        .execute_sql("DELETE FROM transition_right_answer")
        .await
        .unwrap();
    stored
}

on_each_engine! {
    async fn each_role_reads_and_answers_about_rights_as_the_policy_says(database: TestDatabase) {
        let id = ask_about_health(&database).await;
        let (riley, jay) = (
            database.family_id("riley").await,
            database.person_id("jay-riley").await,
        );
        for &role in Role::ALL {
            place(&database, "denise-riley", role).await;
            let mut tx = database.begin_as("denise-riley").await;
            let marks = list_marks(&mut tx, jay).await.unwrap().len();
            assert_eq!(marks > 0, reads_required(role), "{role:?}");
            let questions = list_questions(&mut tx, jay).await.unwrap().len();
            assert_eq!(questions > 0, may_read_right_questions(role), "{role:?}");
            // Not committed, so that each role finds a question without an answer.
            let answered = answer_question(&mut tx, (riley, jay), id, ("Yes", "en")).await;
            drop(tx);
            assert_eq!(answered.is_ok(), may_answer_right_questions(role), "{role:?}");
            if database.portal_url.is_some() {
                let stored = login_answers(&database, "denise-riley", id).await;
                assert_eq!(stored, may_answer_right_questions(role), "{role:?}");
            }
        }
    }
}
