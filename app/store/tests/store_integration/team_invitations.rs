//! Invitations that a worker or a coordinator of mentors makes: whom, by whom, and what a code can
//! do.
#![allow(clippy::unwrap_used)]

use crate::attacker::Attacker;
use crate::authentication::{create_account, expiry_after_hours};
use crate::support::{TestDatabase, demo_postgres, on_each_engine};
use jiff::SignedDuration;
use model::account::SignInName;
use model::id::PersonId;
use model::role::Role;
use sqlx::AssertSqlSafe;
use store::home::{SupervisedMentor, supervised_mentors};
use store::team::invitations::{
    InvitablePerson, list_invitable, make_invitation, revoke_invitation,
};
use store::{Error, Intent, authentication};

/// Makes an invitation of a person in the Luna family; `None` for someone with an account.
async fn invite_as(
    database: &TestDatabase,
    who: &str,
    person: PersonId,
) -> Result<Option<String>, Error> {
    let luna = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let made = make_invitation(&mut tx, luna, person).await?;
    tx.commit().await?;
    Ok(made.map(|one| one.code))
}

async fn find_as_dana(database: &TestDatabase, key: &str) -> InvitablePerson {
    let (luna, person) = (
        database.family_id("luna").await,
        database.person_id(key).await,
    );
    let mut tx = database.begin_as("dana-fox").await;
    let people = list_invitable(&mut tx, luna).await.unwrap();
    people
        .into_iter()
        .find(|one| one.person_id == person)
        .unwrap()
}

/// A mentor of the families that Alma Brooks coordinates, as her home page lists them.
async fn supervised_mentor(database: &TestDatabase, key: &str) -> SupervisedMentor {
    let person = database.person_id(key).await;
    let mut tx = database.begin_as("alma-brooks").await;
    let mentors = supervised_mentors(&mut tx).await.unwrap();
    mentors
        .into_iter()
        .find(|one| one.person_id == person)
        .unwrap()
}

async fn is_valid(database: &TestDatabase, code: &str) -> bool {
    authentication::invited_person(&database.db, code)
        .await
        .is_ok()
}

on_each_engine! {
    async fn a_worker_invites_replaces_and_revokes(database: TestDatabase) {
        let (luna, maria) = (
            database.family_id("luna").await,
            database.person_id("maria-luna").await,
        );
        let now = database.clock.now();
        assert!(find_as_dana(&database, "maria-luna").await.open_until(now).is_none());
        let first = invite_as(&database, "dana-fox", maria).await.unwrap().unwrap();
        let listed = find_as_dana(&database, "maria-luna").await;
        assert!(listed.open_until(now).is_some() && listed.made_by.is_some());
        let second = invite_as(&database, "dana-fox", maria).await.unwrap().unwrap();
        assert!(!is_valid(&database, &first).await, "a new code replaces the old one");
        assert!(is_valid(&database, &second).await);
        for _ in 0..2 {
            let mut tx = database.begin_as("dana-fox").await;
            revoke_invitation(&mut tx, luna, maria).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert!(!is_valid(&database, &second).await);
        assert!(find_as_dana(&database, "maria-luna").await.open_until(now).is_none());
        // Fourteen days after it was made a code has expired.
        let third = invite_as(&database, "dana-fox", maria).await.unwrap().unwrap();
        database.clock.advance(SignedDuration::from_hours(14 * 24 - 1));
        assert!(is_valid(&database, &third).await);
        database.clock.advance(SignedDuration::from_hours(2));
        assert!(!is_valid(&database, &third).await);
    }
}

on_each_engine! {
    async fn only_the_familys_worker_invites_people_without_other_access(database: TestDatabase) {
        let (maria, pat, tasha) = (
            database.person_id("maria-luna").await,
            database.person_id("pat-nguyen").await,
            database.person_id("tasha-carter").await,
        );
        // The supervisor, the family, a mentor, and the worker of another family.
        for who in ["pat-nguyen", "luis-luna", "rosa-jimenez", "ben-ortiz"] {
            let refused = invite_as(&database, who, maria).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
            let luna = database.family_id("luna").await;
            let mut tx = database.begin_as(who).await;
            let hidden = list_invitable(&mut tx, luna).await;
            assert!(matches!(hidden, Err(Error::NotFound)), "{who}");
        }
        // A supervisor reads more than the worker, and Tasha is on no team of the worker's.
        for person in [pat, tasha] {
            let refused = invite_as(&database, "dana-fox", person).await;
            assert!(matches!(refused, Err(Error::NotFound)));
        }
        assert_eq!(
            database.query_number("SELECT count(*) FROM invitation").await,
            0
        );
    }
}

on_each_engine! {
    async fn a_workers_code_never_replaces_an_account(database: TestDatabase) {
        let maria = database.person_id("maria-luna").await;
        let code = invite_as(&database, "dana-fox", maria).await.unwrap().unwrap();
        let name = SignInName::parse("maria").unwrap();
        // As if she had got an account in another way, with the code still unused.
        database
            .execute_sql(
                "INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at) SELECT \
                    id, 'hers', 'her hash', '2026-11-23T18:00:00Z' FROM person WHERE key = \
                    'maria-luna'",
            )
            .await
            .unwrap();
        let taken = authentication::redeem_invitation(&database.db, &code, &name, "mine").await;
        assert!(matches!(taken, Err(Error::NotFound)));
        assert_eq!(
            database
                .query_number("SELECT count(*) FROM account WHERE passphrase_hash = 'her hash'")
                .await,
            1
        );
        assert_eq!(invite_as(&database, "dana-fox", maria).await.unwrap(), None);
        assert!(find_as_dana(&database, "maria-luna").await.has_account);
    }
}

on_each_engine! {
    async fn a_coordinator_of_mentors_invites_only_mentors(database: TestDatabase) {
        let (luna, rosa) = (
            database.family_id("luna").await,
            database.person_id("rosa-jimenez").await,
        );
        invite_as(&database, "dana-fox", rosa).await.unwrap().unwrap();
        let mut tx = database.begin_as("alma-brooks").await;
        let listed = list_invitable(&mut tx, luna).await.unwrap();
        drop(tx);
        let [one] = listed.as_slice() else {
            panic!("more than the mentor: {listed:?}");
        };
        // A coordinator reads no team list, so the worker who invited has no name here.
        assert!(one.person_id == rosa && one.made_by.is_none());
        assert!(one.open_until(database.clock.now()).is_some());
        let first = invite_as(&database, "alma-brooks", rosa).await.unwrap().unwrap();
        let second = invite_as(&database, "alma-brooks", rosa).await.unwrap().unwrap();
        assert!(!is_valid(&database, &first).await && is_valid(&database, &second).await);
        let mentor = supervised_mentor(&database, "rosa-jimenez").await;
        assert!(!mentor.has_account && mentor.invited_until > Some(database.clock.now()));
        // Nor the record: its access log names no coordinator.
        assert_eq!(
            database
                .query_number(
                    "SELECT count(*) FROM access_log l JOIN person p ON p.id = l.person_id WHERE \
                        p.key = 'alma-brooks'"
                )
                .await,
            0
        );
        // The parent whom Rosa supports, the other parent, the worker, and a mentor of another
        // team.
        for key in ["maria-luna", "luis-luna", "dana-fox", "june-bell"] {
            let person = database.person_id(key).await;
            let refused = invite_as(&database, "alma-brooks", person).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{key}");
            let mut tx = database.begin_as("alma-brooks").await;
            let refused = revoke_invitation(&mut tx, luna, person).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{key}");
        }
        let mut tx = database.begin_as("alma-brooks").await;
        revoke_invitation(&mut tx, luna, rosa).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!is_valid(&database, &second).await);
        assert_eq!(supervised_mentor(&database, "rosa-jimenez").await.invited_until, None);
        // Who also works with families in another role is invited by the agency.
        database
            .execute_sql(
                "UPDATE membership SET person_id = (SELECT id FROM person WHERE key = \
                    'rosa-jimenez') WHERE role = 'worker' AND family_id = (SELECT id FROM family \
                    WHERE key = 'carter')",
            )
            .await
            .unwrap();
        let refused = invite_as(&database, "alma-brooks", rosa).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        assert!(supervised_mentor(&database, "rosa-jimenez").await.by_agency);
    }
}

on_each_engine! {
    async fn a_mentor_who_is_a_parent_elsewhere_has_one_account_and_shows_nothing_of_it(
        database: TestDatabase
    ) {
        let (luna, rosa) = (
            database.family_id("luna").await,
            database.person_id("rosa-jimenez").await,
        );
        database
            .execute_sql(
                "UPDATE membership SET person_id = (SELECT id FROM person WHERE key = \
                    'rosa-jimenez') WHERE role = 'parent' AND person_id = (SELECT id FROM person \
                    WHERE key = 'marcus-reed')",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("alma-brooks").await;
        let listed = list_invitable(&mut tx, luna).await.unwrap();
        drop(tx);
        let [one] = listed.as_slice() else {
            panic!("more than the mentor: {listed:?}");
        };
        assert!(one.role == Role::Mentor && !one.has_account);
        assert!(!supervised_mentor(&database, "rosa-jimenez").await.by_agency);
        let code = invite_as(&database, "alma-brooks", rosa).await.unwrap().unwrap();
        let name = SignInName::parse("rosa").unwrap();
        authentication::redeem_invitation(&database.db, &code, &name, "hash").await.unwrap();
        let actor = database.load_actor("rosa-jimenez").await;
        for role in [Role::Mentor, Role::Parent] {
            assert!(actor.teams.iter().any(|team| team.role == role), "{role:?}");
        }
        // Now that she has an account, as with every mentor who has one.
        assert_eq!(invite_as(&database, "alma-brooks", rosa).await.unwrap(), None);
        let mentor = supervised_mentor(&database, "rosa-jimenez").await;
        assert!(mentor.has_account && !mentor.by_agency);
    }
}

on_each_engine! {
    async fn a_coordinator_who_has_left_the_team_invites_no_one(database: TestDatabase) {
        let (luna, rosa) = (
            database.family_id("luna").await,
            database.person_id("rosa-jimenez").await,
        );
        // The request has read the memberships before this one ends.
        let alma = database.load_actor("alma-brooks").await;
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-11-23' WHERE role = 'mentor_coordinator' AND \
                    family_id = (SELECT id FROM family WHERE key = 'luna')",
            )
            .await
            .unwrap();
        let mut tx = database.db.acting_as(&alma, Intent::Write).await.unwrap();
        let refused = make_invitation(&mut tx, luna, rosa).await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
}

#[tokio::test]
#[ignore = "needs PostgreSQL: run script/test"]
async fn a_stolen_portal_login_invites_no_one() {
    let database = demo_postgres().await;
    let (luna, maria, pat) = (
        database.family_id("luna").await,
        database.person_id("maria-luna").await,
        database.person_id("pat-nguyen").await,
    );
    create_account(
        &database,
        "luis-luna",
        "luis",
        expiry_after_hours(&database, 24),
    )
    .await;
    let luis = database.person_id("luis-luna").await;
    // Who acts, and whom they invite: none of these may, the worker included.
    for (who, invited) in [
        ("maria-luna", maria),
        ("pat-nguyen", maria),
        ("ben-ortiz", maria),
        ("dana-fox", pat),
        ("dana-fox", luis),
        ("alma-brooks", maria),
        ("alma-brooks", pat),
    ] {
        let mut attacker = Attacker::new(&database, who).await;
        let sql = format!(
            "SELECT alongside_make_invitation('{luna}', '{invited}', 'digest', now(), now() + \
                interval '1 day')"
        );
        let made: Option<bool> = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut attacker.0)
            .await
            .unwrap();
        assert_eq!(made, Some(false), "{who}");
    }
    // A coordinator sees the one mentor of this team.
    for (who, count) in [("maria-luna", 0), ("pat-nguyen", 0), ("alma-brooks", 1)] {
        let mut attacker = Attacker::new(&database, who).await;
        let sql = format!("SELECT count(*) FROM alongside_team_invitations('{luna}')");
        let seen: i64 = sqlx::query_scalar(AssertSqlSafe(sql))
            .fetch_one(&mut attacker.0)
            .await
            .unwrap();
        assert_eq!(seen, count, "{who}");
    }
    let mut attacker = Attacker::new(&database, "dana-fox").await;
    let seen: i64 = sqlx::query_scalar("SELECT count(*) FROM alongside_mentor_accounts()")
        .fetch_one(&mut attacker.0)
        .await
        .unwrap();
    assert_eq!(seen, 0, "for coordinators of mentors alone");
}
