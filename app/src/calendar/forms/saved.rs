//! The notice after an event was saved, with the names of invited people who have a clash.

use model::calendar::EventInput;
use model::id::{EventId, FamilyId};
use store::Tx;
use store::calendar::clashes::{EventTime, PersonClash, find_clashes};

use crate::calendar::view::clashes::names_of_clashes;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::notice::{NoticeSentence, PageNotice};

/// What keeps those who are invited from coming. They can be invited all the same.
pub(super) async fn clashes_of(
    tx: &mut Tx,
    (family, id): (FamilyId, EventId),
    input: &EventInput,
    language: &str,
) -> Result<Vec<PersonClash>, store::Error> {
    let time = EventTime {
        starts: input.starts,
        ends: input.ends,
        id: Some(id),
    };
    find_clashes(tx, family, &time, &input.people, language).await
}

/// Ends a form that was saved, on the page of the event. Says who has something else then.
pub(super) async fn answer_saved(
    context: &RequestContext,
    (family, event): (FamilyId, EventId),
    notice: PageNotice,
    clashes: &[PersonClash],
) -> Result<(), AppError> {
    let notice = if clashes.is_empty() {
        notice
    } else {
        notice.with_sentence(NoticeSentence {
            key: "calendar-notice-clash".to_owned(),
            names: names_of_clashes(clashes),
            ..NoticeSentence::default()
        })
    };
    context
        .answer_with_notice(&paths::calendar_event(family, event), notice)
        .await
}
