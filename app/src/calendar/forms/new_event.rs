//! What the form for a new event needs: the rules of its kind, and what the page says afterwards.

use model::calendar::EventKind;
use model::calendar::series::SeriesTimes;
use model::id::FamilyId;
use store::Intent;
use store::calendar::kinds;

use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::request::notice::{NoticeSentence, PageNotice};

/// The kind whose rules a kind follows that the agency added; `None` for any other.
pub(super) async fn find_rules(
    context: &RequestContext,
    family: FamilyId,
    slug: &str,
) -> Result<Option<EventKind>, AppError> {
    // The kinds that every agency has need no query.
    if slug.is_empty() || EventKind::parse(slug).is_some() {
        return Ok(None);
    }
    // Kinds belong to the agency and not to a family's record, so nothing is logged.
    let mut tx = context.begin_transaction(Intent::Read).await?;
    Ok(kinds::find_rules(&mut tx, family, slug).await?)
}

/// That the event is added, or all events of a series, and that months were left out.
pub(super) fn added_notice(repeated: Option<&SeriesTimes>) -> PageNotice {
    let Some(repeated) = repeated else {
        return PageNotice::new("calendar-notice-added");
    };
    let notice = PageNotice::new("calendar-notice-series-added");
    if repeated.skipped_months == 0 {
        return notice;
    }
    notice.with_sentence(NoticeSentence {
        key: "calendar-notice-series-skipped".to_owned(),
        ..NoticeSentence::default()
    })
}
