//! Which roles a worker can give, and that a family keeps a worker.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use crate::team_memberships::{TODAY, add, end, input, read_record};
use jiff::civil::date;
use model::role::Role;
use store::Error;
use store::team::membership_changes;

on_each_engine! {
    async fn no_worker_gives_themselves_a_role_and_some_roles_exclude_each_other(
        database: TestDatabase,
    ) {
        let maria = database.person_id("maria-luna").await;
        for (person, input, code) in [
            ("dana-fox", input(Role::Supervisor, None, TODAY, None), "team-own-role"),
            ("dana-fox", input(Role::MentorCoordinator, None, TODAY, None), "team-own-role"),
            ("dana-fox", input(Role::Parent, None, TODAY, None), "team-own-role"),
            // What one parent shares with a mentor, or asks an interpreter, is not for the other.
            ("luis-luna", input(Role::Mentor, Some(maria), TODAY, None), "team-roles-apart"),
            ("luis-luna", input(Role::Interpreter, None, TODAY, None), "team-roles-apart"),
            ("pat-nguyen", input(Role::MentorCoordinator, None, TODAY, None), "team-roles-apart"),
            ("rosa-jimenez", input(Role::Worker, None, TODAY, None), "team-roles-apart"),
        ] {
            let form = database.clock.new_id();
            let refused = add(&database, "dana-fox", form, person, &input).await;
            assert!(
                matches!(refused, Err(Error::Invalid(found)) if found == code),
                "{person} {code}: {refused:?}"
            );
        }
    }
}

on_each_engine! {
    async fn of_two_workers_who_leave_the_second_hands_over(database: TestDatabase) {
        let worker = input(Role::Worker, None, TODAY, None);
        let form = database.clock.new_id();
        add(&database, "dana-fox", form, "kou-lee", &worker).await.unwrap();
        database
            .execute_sql(
                "UPDATE membership SET coordinator = FALSE, until = '2026-12-31' WHERE role = \
                    'worker' AND person_id = (SELECT id FROM person WHERE key = 'dana-fox')",
            )
            .await
            .unwrap();
        // On December 1 there is another one, and on December 31 there is none.
        let form = database.clock.new_id();
        let of = ("kou-lee", Role::Worker);
        let refused = end(&database, "dana-fox", form, of, date(2026, 12, 1)).await;
        assert!(
            matches!(refused, Err(Error::Invalid("team-hand-over-first"))),
            "{refused:?}"
        );
        let dana = ("dana-fox", Role::Worker);
        end(&database, "kou-lee", database.clock.new_id(), dana, date(2026, 12, 1))
            .await
            .unwrap();
    }
}

on_each_engine! {
    async fn another_role_of_someone_who_has_left_leaves_the_earlier_end(database: TestDatabase) {
        let (luna, rosa) = (
            database.family_id("luna").await,
            database.person_id("rosa-jimenez").await,
        );
        database
            .execute_sql(
                "UPDATE membership SET until = '2026-10-01' WHERE role = 'mentor' AND person_id = \
                    (SELECT id FROM person WHERE key = 'rosa-jimenez')",
            )
            .await
            .unwrap();
        let mut tx = database.begin_as("dana-fox").await;
        let of = (rosa, Role::Mentor, 1);
        let caregiver = input(Role::Caregiver, None, TODAY, None);
        let form = database.clock.new_id();
        membership_changes::change_membership(&mut tx, luna, form, of, &caregiver)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let record = read_record(&database, "dana-fox", "rosa-jimenez").await.unwrap();
        let mentor = record.memberships.iter().find(|one| one.role == Role::Mentor);
        assert_eq!(mentor.unwrap().end(), Some(date(2026, 10, 1)));
    }
}
