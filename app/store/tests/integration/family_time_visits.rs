//! Visits of family time: what may be recorded of them, until when a caregiver cancels one, and events
//! that become visits.
#![allow(clippy::unwrap_used)]

use crate::family_time::{UNTOUCHED, cancel, owed, record, save_record, visit_of_tasha};
use crate::support::{TestDatabase, on_each_engine};
use model::calendar::NewEventAnswer;
use store::Error;
use store::calendar::answers;

on_each_engine! {
    async fn a_visit_that_the_parent_confirmed_is_not_recorded_as_unconfirmed(
        database: TestDatabase
    ) {
        let (carter, visit) = (
            database.family_id("carter").await,
            visit_of_tasha(&database).await,
        );
        let accept = NewEventAnswer::parse("accept", "", "en").unwrap();
        let mut tx = database.begin_as("tasha-carter").await;
        answers::save_answer(&mut tx, carter, visit, &accept).await.unwrap();
        tx.commit().await.unwrap();
        let unconfirmed = record("unconfirmed", "");
        let refused = save_record(&database, "ben-ortiz", visit, UNTOUCHED, &unconfirmed).await;
        assert!(matches!(refused, Err(Error::Invalid("calendar-visit-was-confirmed"))));
        // It was called off all the same, and another one is owed.
        let off = record("cancelled", "agency");
        save_record(&database, "ben-ortiz", visit, UNTOUCHED, &off).await.unwrap();
        assert_eq!(owed(&database, "tasha-carter").await, 1);
    }
}

on_each_engine! {
    async fn a_caregiver_cancels_no_visit_that_is_over(database: TestDatabase) {
        let visit = visit_of_tasha(&database).await;
        // The visit is on November 25.
        database.clock.advance(jiff::SignedDuration::from_hours(4 * 24));
        let late = cancel(&database, "nora-price", visit).await;
        assert!(matches!(late, Err(Error::Invalid("calendar-visit-over"))), "{late:?}");
        let off = "SELECT count(*) FROM event WHERE cancelled";
        assert_eq!(database.query_number(off).await, 0);
    }
}
