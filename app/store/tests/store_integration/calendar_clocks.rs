//! Statutory clocks, holidays, and days that family members keep: each is read by whom it concerns,
//! on both engines.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, OwnerPool, TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use model::calendar::{EventKind, ObservanceInput};
use model::case_clock::{CaseDateKind, ClockKind};
use model::id::{EventId, FormId, ObservanceId};
use store::Error;
use store::calendar::clocks::{self, FamilyClock, FamilyClocks};
use store::calendar::days_off::{self, DayOff};
use store::home;
use store::home::duties::{self, DutySubject};

async fn read(database: &TestDatabase, who: &str, family: &str) -> Result<FamilyClocks, Error> {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(who).await;
    clocks::read_clocks(&mut tx, family).await
}

fn due(clocks: &[FamilyClock]) -> Vec<(ClockKind, Date)> {
    clocks
        .iter()
        .map(|one| (one.clock.kind, one.clock.due))
        .collect()
}

async fn next_clock(database: &TestDatabase, who: &str) -> Option<(ClockKind, Date)> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = home::read_home(&mut tx, carter, "en").await.unwrap();
    let next = found.next_clock?;
    Some((next.clock.kind, next.clock.due))
}

async fn missed(database: &TestDatabase, who: &str) -> Vec<(ClockKind, Date)> {
    let mut tx = database.begin_as(who).await;
    let found = duties::list_duties(&mut tx, "en").await.unwrap();
    found
        .into_iter()
        .filter_map(|duty| match duty.subject {
            DutySubject::Clock(kind) => Some((kind, duty.day)),
            _ => None,
        })
        .collect()
}

/// The Carter file with this date of the case instead of the last review.
fn carter_file(kind: &str, day: &str) -> String {
    let mut file: serde_json::Value = serde_json::from_str(DEMO_FILES[2]).unwrap();
    let review = &mut file["families"][0]["case_dates"][0]["dates"][1];
    assert_eq!(review["kind"], "review_held");
    *review = serde_json::json!({"kind": kind, "day": day});
    file.to_string()
}

on_each_engine! {
    async fn the_clocks_of_a_case_are_read_by_those_who_read_its_plan(database: TestDatabase) {
        let expected = [
            (ClockKind::PermanencyReview, date(2027, 2, 26)),
            (ClockKind::PermanencyHearing, date(2027, 3, 2)),
        ];
        for who in ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"] {
            let found = read(&database, who, "carter").await.unwrap();
            assert_eq!(due(&found.clocks), expected, "{who}");
            assert_eq!(found.clocks[0].child.as_deref(), Some("Leo"), "{who}");
            assert_eq!(found.clocks[0].clock.from.kind, CaseDateKind::ReviewHeld);
            assert_eq!(next_clock(&database, who).await, Some(expected[0]), "{who}");
        }
        for other in ["nora-price", "june-bell", "lena-bird"] {
            let found = read(&database, other, "carter").await.unwrap();
            assert!(found.clocks.is_empty() && found.planned.is_empty(), "{other}");
            assert_eq!(next_clock(&database, other).await, None, "{other}");
        }
        for stranger in ["maria-luna", "alma-brooks", "dana-fox"] {
            let refused = read(&database, stranger, "carter").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{stranger}");
        }
        // Named in the audience.
        let jays = read(&database, "jay-riley", "riley").await.unwrap();
        assert_eq!(
            due(&jays.clocks),
            [
                (ClockKind::PermanencyReview, date(2027, 2, 12)),
                (ClockKind::PermanencyHearing, date(2027, 2, 18))
            ]
        );
        // Two children, each with a case.
        let siblings = read(&database, "mai-vang", "vang").await.unwrap();
        assert_eq!(siblings.clocks.len(), 4);
        assert_eq!(siblings.clocks[0].child, siblings.clocks[1].child);
        if let OwnerPool::Postgres(_) = &database.owner_pool {
            for (who, rows) in [("tasha-carter", 2), ("nora-price", 0), ("maria-luna", 0)] {
                let mut connection = crate::row_security::connect_as(&database, Some(who)).await;
                let found = crate::row_security::count_rows(&mut connection, "case_date").await;
                assert_eq!(found, rows, "{who}");
            }
        }
    }
}

on_each_engine! {
    async fn the_hearing_that_is_planned_is_told_with_the_day_for_comments(
        database: TestDatabase,
    ) {
        let found = read(&database, "tasha-carter", "carter").await.unwrap();
        let [hearing] = found.planned.as_slice() else {
            panic!("{:?}", found.planned);
        };
        assert_eq!(hearing.starts, date(2026, 12, 9).at(13, 30, 0, 0));
        // Ten working days, without Thanksgiving Day.
        let until = Some(date(2026, 11, 24));
        assert_eq!(hearing.comments_due, until);
        assert!(hearing.is_for(ClockKind::PermanencyHearing));
        assert!(!hearing.is_for(ClockKind::PermanencyReview));
        let carter = database.family_id("carter").await;
        let at = (EventKind::Hearing, date(2026, 12, 9));
        let comments = async |who: &str, event: EventId| {
            let mut tx = database.begin_as(who).await;
            clocks::find_comments_due(&mut tx, carter, event, at).await.unwrap()
        };
        assert_eq!(comments("tasha-carter", hearing.event).await, until);
        // Not in the audience of the hearing.
        assert_eq!(comments("nora-price", hearing.event).await, None);
        // A meeting is held for no clock.
        let at = (EventKind::Meeting, date(2026, 12, 9));
        let mut tx = database.begin_as("tasha-carter").await;
        let found = clocks::find_comments_due(&mut tx, carter, hearing.event, at).await;
        assert_eq!(found.unwrap(), None);
    }
}

on_each_engine! {
    async fn a_missed_clock_is_a_duty_of_the_worker_and_told_to_the_family(
        database: TestDatabase,
    ) {
        assert_eq!(missed(&database, "ben-ortiz").await, []);
        // No review was held: the first one was due six months after the removal.
        database.import_files(&[&carter_file("removal", "2026-03-09")]).await;
        let late = (ClockKind::PermanencyReview, date(2026, 9, 2));
        for who in ["ben-ortiz", "pat-nguyen"] {
            assert_eq!(missed(&database, who).await, [late], "{who}");
        }
        for other in ["dana-fox", "tasha-carter", "lena-bird", "alma-brooks"] {
            assert_eq!(missed(&database, other).await, [], "{other}");
        }
        assert_eq!(next_clock(&database, "tasha-carter").await, Some(late));
        // The child came home.
        database.import_files(&[&carter_file("care_ended", "2026-11-20")]).await;
        assert_eq!(missed(&database, "ben-ortiz").await, []);
        assert_eq!(next_clock(&database, "tasha-carter").await, None);
    }
}

async fn days(database: &TestDatabase, who: &str) -> Vec<DayOff> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let (first, last) = (date(2026, 12, 20), date(2026, 12, 31));
    days_off::list_days_off(&mut tx, carter, first, last)
        .await
        .unwrap()
}

fn names(days: &[DayOff], language: &str) -> Vec<String> {
    days.iter()
        .map(|one| one.name(language).to_owned())
        .collect()
}

async fn keep(database: &TestDatabase, who: &str, form: FormId) -> Result<(), Error> {
    keep_until(database, who, form, "2027-01-01").await
}

async fn keep_until(
    database: &TestDatabase,
    who: &str,
    form: FormId,
    last: &str,
) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let input = ObservanceInput::parse("canary-feast", "2026-12-26", last).unwrap();
    let mut tx = database.begin_as(who).await;
    days_off::add_observance(&mut tx, carter, form, &input).await?;
    tx.commit().await
}

on_each_engine! {
    async fn everyone_sees_the_holidays_in_their_language(database: TestDatabase) {
        let holidays = days(&database, "nora-price").await;
        assert_eq!(
            names(&holidays, "es"),
            ["Nochebuena", "Navidad", "Víspera de Año Nuevo"]
        );
        assert_eq!(names(&holidays, "so")[1], "Christmas Day");
        assert!(holidays.iter().all(|one| one.observance_id.is_none()));
        // Imported again, they are there once.
        database.import_files(&DEMO_FILES).await;
        assert_eq!(days(&database, "nora-price").await.len(), 3);
    }
}

on_each_engine! {
    async fn days_that_one_keeps_are_read_by_oneself_and_the_workers(database: TestDatabase) {
        let form: FormId = database.clock.new_id();
        keep(&database, "tasha-carter", form).await.unwrap();
        // The button is pressed twice.
        keep(&database, "tasha-carter", form).await.unwrap();
        // The page before, with another day: it would be lost without a message.
        let other_day = keep_until(&database, "tasha-carter", form, "2027-01-02").await;
        assert!(matches!(other_day, Err(Error::Conflict)));
        for who in ["tasha-carter", "ben-ortiz"] {
            let found = days(&database, who).await;
            assert_eq!(found.len(), 4, "{who}");
            assert_eq!(found[2].name("es"), "canary-feast", "{who}");
            assert_eq!(found[2].observance_id, Some(ObservanceId(form.0)));
        }
        for other in ["marcus-reed", "nora-price", "june-bell", "pat-nguyen", "lena-bird"] {
            assert_eq!(days(&database, other).await.len(), 3, "{other}");
        }
        for refused in ["ben-ortiz", "nora-price", "june-bell", "maria-luna"] {
            let kept = keep(&database, refused, database.clock.new_id()).await;
            assert!(matches!(kept, Err(Error::NotFound)), "{refused}");
        }
        if let OwnerPool::Postgres(_) = &database.owner_pool {
            for (who, rows) in [("tasha-carter", 1), ("ben-ortiz", 1), ("marcus-reed", 0)] {
                let mut connection = crate::row_security::connect_as(&database, Some(who)).await;
                let table = "family_observance";
                let found = crate::row_security::count_rows(&mut connection, table).await;
                assert_eq!(found, rows, "{who}");
            }
        }
    }
}

on_each_engine! {
    async fn observances_are_removed_only_by_their_owner(database: TestDatabase) {
        let form: FormId = database.clock.new_id();
        keep(&database, "tasha-carter", form).await.unwrap();
        let carter = database.family_id("carter").await;
        let remove = async |who: &str| {
            let mut tx = database.begin_as(who).await;
            let done = days_off::remove_observance(&mut tx, carter, ObservanceId(form.0)).await;
            tx.commit().await.unwrap();
            done
        };
        // The other parent does not learn that there is nothing of their own.
        remove("marcus-reed").await.unwrap();
        assert!(matches!(remove("ben-ortiz").await, Err(Error::NotFound)));
        assert_eq!(days(&database, "ben-ortiz").await.len(), 4);
        for _ in 0..2 {
            remove("tasha-carter").await.unwrap();
            assert_eq!(days(&database, "ben-ortiz").await.len(), 3);
        }
        let mut tx = database.begin_as("tasha-carter").await;
        let own = days_off::list_own_observances(&mut tx, carter).await.unwrap();
        assert!(own.is_empty());
    }
}
