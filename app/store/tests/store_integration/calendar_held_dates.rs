//! Reviews and hearings that a worker notes as held: they move the clocks without an import, and
//! the family sees what was noted, corrected and taken back.
#![allow(clippy::unwrap_used)]

use crate::support::{DEMO_FILES, TestDatabase, on_each_engine};
use jiff::civil::{Date, date};
use model::case_clock::{CaseDateKind, ClockKind, HeldDateInput};
use model::id::{CaseDateId, ChildId, FormId};
use store::Error;
use store::calendar::clocks;
use store::calendar::held_dates::{self, CaseDates};

async fn read(database: &TestDatabase, who: &str) -> CaseDates {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    held_dates::read_case_dates(&mut tx, carter).await.unwrap()
}

/// The day of the next review, as this person sees it.
async fn next_review(database: &TestDatabase, who: &str) -> Option<Date> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    let found = clocks::read_clocks(&mut tx, carter).await.unwrap();
    let all = found.clocks.into_iter().map(|one| one.clock);
    let mut reviews = all.filter(|clock| clock.kind == ClockKind::PermanencyReview);
    reviews.next().map(|clock| clock.due)
}

async fn leo(database: &TestDatabase) -> Option<ChildId> {
    read(database, "ben-ortiz").await.cases()[0].0
}

async fn note(
    database: &TestDatabase,
    who: &str,
    (form, replaces): (FormId, Option<CaseDateId>),
    (child, day): (Option<ChildId>, Date),
) -> Result<CaseDateId, Error> {
    let carter = database.family_id("carter").await;
    let input = HeldDateInput {
        kind: CaseDateKind::ReviewHeld,
        child,
        day,
    };
    let mut tx = database.begin_as(who).await;
    let noted = held_dates::note_held(&mut tx, carter, form, replaces, &input).await?;
    tx.commit().await?;
    Ok(noted)
}

async fn set_withdrawn(
    database: &TestDatabase,
    who: &str,
    id: CaseDateId,
    is_withdrawn: bool,
) -> Result<(), Error> {
    let carter = database.family_id("carter").await;
    let mut tx = database.begin_as(who).await;
    held_dates::set_withdrawn(&mut tx, carter, id, is_withdrawn).await?;
    tx.commit().await
}

/// From the review of August 26, which was imported.
const IMPORTED: Date = date(2027, 2, 26);

on_each_engine! {
    async fn what_a_worker_notes_moves_the_clock_for_everyone_until_it_is_taken_back(
        database: TestDatabase,
    ) {
        let child = leo(&database).await;
        let form = database.clock.new_id();
        let wrong = (child, date(2026, 11, 9));
        // The button is pressed twice.
        for _ in 0..2 {
            note(&database, "ben-ortiz", (form, None), wrong).await.unwrap();
        }
        let first = CaseDateId(form.0);
        let readers = ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"];
        for who in readers {
            assert_eq!(next_review(&database, who).await, Some(date(2027, 5, 9)), "{who}");
        }
        let right = (child, date(2026, 11, 16));
        let other = note(&database, "ben-ortiz", (form, None), right).await;
        assert!(matches!(other, Err(Error::Conflict)), "{other:?}");
        let correction = (database.clock.new_id(), Some(first));
        let second = note(&database, "ben-ortiz", correction, right).await.unwrap();
        // Another worker had the form open, too.
        let late = (database.clock.new_id(), Some(first));
        let late = note(&database, "ben-ortiz", late, wrong).await;
        assert!(matches!(late, Err(Error::Conflict)), "{late:?}");
        for who in readers {
            assert_eq!(next_review(&database, who).await, Some(date(2027, 5, 16)), "{who}");
            let dates = read(&database, who).await;
            let [counts, replaced, imported] = dates.held().collect::<Vec<_>>()[..] else {
                panic!("{who}: {dates:?}");
            };
            assert_eq!(counts.noted_by.as_deref(), Some("Ben Ortiz"), "{who}");
            assert!(replaced.is_corrected && replaced.withdrawn_at.is_some(), "{who}");
            assert_eq!(replaced.withdrawn_by.as_deref(), Some("Ben Ortiz"), "{who}");
            assert_eq!(imported.noted_at, None, "{who}");
        }
        // An import replaces what it brought.
        database.import_files(&[DEMO_FILES[2]]).await;
        assert_eq!(next_review(&database, "tasha-carter").await, Some(date(2027, 5, 16)));
        set_withdrawn(&database, "ben-ortiz", second, true).await.unwrap();
        assert_eq!(next_review(&database, "tasha-carter").await, Some(IMPORTED));
        set_withdrawn(&database, "ben-ortiz", second, false).await.unwrap();
        assert_eq!(next_review(&database, "tasha-carter").await, Some(date(2027, 5, 16)));
        let again = set_withdrawn(&database, "ben-ortiz", first, false).await;
        assert!(matches!(again, Err(Error::Conflict)), "{again:?}");
    }
}

on_each_engine! {
    async fn no_other_role_notes_a_review_and_none_is_before_the_removal(database: TestDatabase) {
        let child = leo(&database).await;
        let day = date(2026, 11, 16);
        for who in ["tasha-carter", "pat-nguyen", "nora-price", "lena-bird", "dana-fox"] {
            let form = (database.clock.new_id(), None);
            let refused = note(&database, who, form, (child, day)).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}: {refused:?}");
        }
        let form = (database.clock.new_id(), None);
        let early = note(&database, "ben-ortiz", form, (child, date(2026, 3, 1))).await;
        assert!(matches!(early, Err(Error::Invalid("calendar-held-early"))), "{early:?}");
        // The case is about Leo, not about all children.
        let form = (database.clock.new_id(), None);
        let of_all = note(&database, "ben-ortiz", form, (None, day)).await;
        assert!(matches!(of_all, Err(Error::NotFound)), "{of_all:?}");
        let imported = read(&database, "ben-ortiz").await.held().next().unwrap().id;
        let refused = set_withdrawn(&database, "ben-ortiz", imported, true).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        let form = (database.clock.new_id(), Some(imported));
        let refused = note(&database, "ben-ortiz", form, (child, day)).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        // In no audience of the case.
        assert_eq!(read(&database, "nora-price").await.held().count(), 0);
        assert_eq!(next_review(&database, "tasha-carter").await, Some(IMPORTED));
    }
}
