//! What the buttons of the notices take back: a change of a series, and a cancellation.

use model::calendar::series::MAX_SERIES_EVENTS;
use model::id::{EventId, FamilyId};
use store::Intent;
use store::calendar::series;
use store::plan::working_copy::SaveOutcome;

use super::saved::answer_saved;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::retry_on_race;
use crate::request::notice::PageNotice;
use crate::request::stored_forms::refuse;

/// Takes back a change of a series. `changed` is the field of `saved::undo_button`.
pub(super) async fn undo_change(
    context: &RequestContext,
    (family, id): (FamilyId, EventId),
    changed: &str,
) -> Result<(), AppError> {
    let changed = parse_changed(changed);
    let undone = retry_on_race!({
        let mut tx = context.begin_transaction(Intent::Write).await?;
        let undone = series::undo_later(&mut tx, family, &changed).await?;
        tx.commit().await?;
        Ok(undone)
    })?;
    match undone {
        SaveOutcome::Saved(()) => {
            let notice = PageNotice::new("calendar-notice-series-undone");
            answer_saved(context, (family, id), notice, &[]).await
        }
        // On the page with the form, where the worker can change it by hand.
        SaveOutcome::Stale => {
            let late = vec![("", "calendar-undo-late")];
            let page = paths::edit_calendar_event(family, id);
            refuse(context, late, &page).await
        }
    }
}

/// The events of the field, each with the revision that the change gave it. What is no event is
/// left out.
fn parse_changed(typed: &str) -> Vec<(EventId, i32)> {
    typed
        .split(',')
        .filter_map(|one| {
            let (id, revision) = one.split_once(':')?;
            Some((id.parse().ok()?, revision.parse().ok()?))
        })
        .take(MAX_SERIES_EVENTS)
        .collect()
}

/// Lets an event take place after all, and with it those of `also`, ids with commas between them.
pub(super) async fn restore_events(
    context: &RequestContext,
    (family, id): (FamilyId, EventId),
    also: &str,
) -> Result<(), AppError> {
    let also: Vec<EventId> = also.split(',').filter_map(|id| id.parse().ok()).collect();
    let language = context.submitted_language();
    retry_on_race!({
        let mut tx = context.begin_transaction(Intent::Write).await?;
        series::restore_later(&mut tx, family, id, &also, &language).await?;
        tx.commit().await?;
        Ok(())
    })?;
    let notice = PageNotice::new(if also.is_empty() {
        "calendar-notice-restored"
    } else {
        "calendar-notice-series-restored"
    });
    answer_saved(context, (family, id), notice, &[]).await
}
