//! Reviews and hearings that were held, with who noted them: the same list for everyone who sees
//! the clocks.

use jiff_sqlx::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::case_clock::CaseDateKind;
use model::id::FamilyId;
use model::policy::may_note_held_dates;
use store::calendar::held_dates::{CaseDateRow, CaseDates};

use crate::calendar::forms::held_date::WithdrawHeldDate;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::form::button_form;
use crate::paths;
use crate::request::context::RequestContext;
use crate::ui::link_list::{ListRow, link_list};

/// What was held, by the name of its clock.
pub fn held_kind_name(text: Localizer, kind: CaseDateKind) -> String {
    kind.held_for()
        .map(|clock| text.get_value(clock))
        .unwrap_or_default()
}

/// The list, for the worker with the way to note another one. Nothing where there is no case.
///
/// # Errors
/// `SignedOut` without a signed-in person.
pub fn held_section(
    context: &RequestContext,
    family: FamilyId,
    dates: &CaseDates,
) -> Result<Option<AnyView>, AppError> {
    if dates.cases().is_empty() {
        return Ok(None);
    }
    let text = context.localizer();
    let may_note = may_note_held_dates(dates.role);
    let rows = dates
        .held()
        .map(|row| held_row(context, family, row, may_note))
        .collect::<Result<Vec<ListRow>, AppError>>()?;
    let list = if rows.is_empty() {
        view! { <p>{text.get("calendar-held-none")}</p> }.into_any()
    } else {
        link_list(rows)
    };
    let note = may_note.then(|| {
        view! {
            <p>
                <a class="btn secondary" href=paths::note_held_date(family)>
                    {text.get("calendar-held-note")}
                </a>
            </p>
        }
    });
    let section = view! {
        <h2>{text.get("calendar-held-list")}</h2>
        {list}
        {note}
    };
    Ok(Some(section.into_any()))
}

fn held_row(
    context: &RequestContext,
    family: FamilyId,
    row: &CaseDateRow,
    may_note: bool,
) -> Result<ListRow, AppError> {
    let text = context.localizer();
    let name = held_kind_name(text, row.kind);
    let title = match &row.child {
        Some(child) => format!("{name} · {}", isolate_bidi(child)),
        None => name,
    };
    let day = text.format_date(row.day.to_jiff());
    let held = text.format("calendar-held-on", &[("day", day.into())]);
    let noted = match &row.noted_at {
        Some(at) => by_line(context, "calendar-held-by", row.noted_by.as_ref(), at)?,
        None => text.get("calendar-held-imported"),
    };
    let withdrawn = match &row.withdrawn_at {
        Some(at) => {
            let key = if row.is_corrected {
                "calendar-held-corrected"
            } else {
                "calendar-held-withdrawn"
            };
            let words = by_line(context, key, row.withdrawn_by.as_ref(), at)?;
            Some(view! { <p>{words}</p> })
        }
        None => None,
    };
    let actions = (may_note && row.may_be_withdrawn()).then(|| row_actions(text, family, row));
    let below = view! {
        {withdrawn}
        {actions}
    };
    Ok(ListRow {
        title: Some(title.into_any()),
        small: format!("{held} · {noted}"),
        below: Some(below.into_any()),
        ..ListRow::default()
    })
}

/// Who did it, and on which day where the agency is.
fn by_line(
    context: &RequestContext,
    key: &str,
    name: Option<&String>,
    at: &Timestamp,
) -> Result<String, AppError> {
    let zone = context.actor()?.zone.clone();
    let text = context.localizer();
    let day = text.format_date(at.to_jiff().to_zoned(zone).date());
    let name = name.cloned().unwrap_or_default();
    Ok(text.format(key, &[("name", name.into()), ("day", day.into())]))
}

fn row_actions(text: Localizer, family: FamilyId, row: &CaseDateRow) -> AnyView {
    let fields = vec![
        ("family", family.to_string()),
        ("date", row.id.to_string()),
        ("act", "withdraw".to_owned()),
    ];
    let take_back = text.get("calendar-held-take-back");
    view! {
        <div class="row row-action">
            <a class="btn secondary small" href=paths::correct_held_date(family, row.id)>
                {text.get("calendar-held-correct")}
            </a>
            {button_form(WithdrawHeldDate::PATH, fields, "btn secondary small", take_back)}
        </div>
    }
    .into_any()
}
