//! What the pages of a ninety-day plan share: how a page stands, what it lacks, and by when the
//! plan is due.

use documents::DocumentBlock;
use jiff::ToSpan;
use jiff::civil::Date;
use model::transition::TransitionPart;
use model::transition::agreed_plan::{Lack, RightsProgress};
use model::transition::area::AreaQuestion;
use model::transition::clock::{PLAN_DAYS, care_ends};
use store::transition::OwnTransition;
use store::transition::ninety_day::{OwnPlanPage, PageStanding};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::paths;
use crate::request::context::RequestContext;
use crate::transition::archive_section::own_run;

/// The day of a time, where the reader's agency is.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub(in crate::transition) fn local_day(
    context: &RequestContext,
    at: jiff_sqlx::Timestamp,
) -> Result<Date, AppError> {
    let zone = context.actor()?.zone.clone();
    Ok(at.to_jiff().to_zoned(zone).date())
}

/// The day on which the owner agreed with a page, also one that has changed since.
pub(in crate::transition) fn agreed_day(
    context: &RequestContext,
    page: &OwnPlanPage,
) -> Result<Option<Date>, AppError> {
    if page.standing() == PageStanding::Open {
        return Ok(None);
    }
    let said = page.agreement.as_ref();
    said.map(|said| local_day(context, said.said_at))
        .transpose()
}

/// By when the plan is due. `None` at the end of the calendar.
pub(in crate::transition) fn due_sentence(
    text: Localizer,
    own: &OwnTransition,
    today: Date,
) -> Option<String> {
    let ends = care_ends(own.born, &own.dates)?;
    let starts = ends.checked_sub(PLAN_DAYS.days()).ok()?;
    let key = if ends <= today {
        "transition-ninety-due-after"
    } else if starts <= today {
        "transition-ninety-due-now"
    } else {
        return Some(text.format(
            "transition-ninety-due-later",
            &[
                ("start", text.format_date(starts).into()),
                ("end", text.format_date(ends).into()),
            ],
        ));
    };
    Some(text.format(key, &[("end", text.format_date(ends).into())]))
}

/// How far the list of rights has come. It is a page of the plan without an agreement: what a young
/// person says about the list is on the page of the list.
pub(in crate::transition) fn rights_lines(text: Localizer, rights: &RightsProgress) -> [String; 2] {
    let signed = rights.signed_on.map_or_else(
        || text.get("transition-rights-unsigned-short"),
        |day| {
            text.format(
                "transition-rights-signature-short",
                &[("day", text.format_date(day).into())],
            )
        },
    );
    let understood = text.format(
        "transition-rights-count",
        &[
            ("understood", rights.understood.into()),
            ("all", rights.all.into()),
        ],
    );
    [signed, understood]
}

/// The same as the last page of a document, below a heading of this level.
pub(in crate::transition) fn rights_blocks(
    text: Localizer,
    rights: &RightsProgress,
    level: u8,
) -> Vec<DocumentBlock> {
    let title = own_run(text, text.get("transition-rights-title"));
    let lines = rights_lines(text, rights).map(|line| DocumentBlock::Text(own_run(text, line)));
    let mut blocks = vec![DocumentBlock::Heading(level, title)];
    blocks.extend(lines);
    blocks
}

/// What a page lacks, in a sentence, and where it is written.
pub(in crate::transition) fn lack_link(
    text: Localizer,
    part: TransitionPart,
    lack: Lack,
) -> (String, String) {
    let key = match lack {
        Lack::Area => "transition-ninety-lacks-area",
        Lack::Now => "transition-ninety-lacks-now",
        Lack::Goal => "transition-ninety-lacks-goal",
        Lack::Steps => "transition-ninety-lacks-steps",
        Lack::Proxy => "transition-ninety-lacks-wish",
        Lack::Documents => "transition-ninety-lacks-documents",
        Lack::People => "transition-ninety-lacks-people",
    };
    let href = match lack {
        Lack::Now => paths::area_question(part, AreaQuestion::Now),
        Lack::Goal => paths::area_question(part, AreaQuestion::Goal),
        Lack::Steps => paths::area_step(part),
        Lack::Proxy => paths::PROXY_WISH.to_owned(),
        Lack::Area | Lack::Documents | Lack::People => paths::transition_part(part),
    };
    let words = text.format(key, &[("part", text.get_value(part).into())]);
    (words, href)
}
