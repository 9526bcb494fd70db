//! `/family/{id}/calendar/clocks/held`: a worker notes that a permanency review or hearing was
//! held, or corrects what was noted.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::case_clock::{ALL_CHILDREN, CaseDateKind};
use model::id::{CaseDateId, ChildId, FamilyId};
use model::policy::may_note_held_dates;
use store::calendar::held_dates::{CaseDateRow, CaseDates, read_case_dates};

use crate::calendar::forms::held_date::NoteHeldDate;
use crate::calendar::view::held_dates::held_kind_name;
use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, SelectField};

/// `/family/{id}/calendar/clocks/held`
#[component]
pub fn HeldDatePage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse::<FamilyId>().ok());
    let corrected = use_query_map().read_untracked().get("correct");
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, may_note_held_dates)?;
        let state = context.stored_form(NoteHeldDate::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let dates = read_case_dates(&mut tx, family).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let corrected = match corrected {
            Some(id) => {
                let id: CaseDateId = id.parse().map_err(|_| AppError::NotFound)?;
                // A date that an import brought, or that was taken back, cannot be corrected here.
                let row = dates.find(id).filter(|row| row.may_be_withdrawn());
                Some(row.ok_or(AppError::NotFound)?)
            }
            None => None,
        };
        // The same path has a form for each date that is corrected.
        let replaces = corrected.map(|row| row.id.to_string()).unwrap_or_default();
        let state = state.filter(|state| state.field_value("replaces") == replaces);
        // Reviews and hearings are due after a removal from home: without one there is no child to
        // choose.
        let form = if dates.cases().is_empty() {
            empty_state(text.get("calendar-held-no-case"), None)
        } else {
            held_form(&context, family, &dates, corrected, state.as_ref())
        };
        let title = text.get(if corrected.is_some() {
            "calendar-held-correct"
        } else {
            "calendar-held-note"
        });
        let body = view! {
            <p>
                <a href=paths::calendar_clocks(family)>{text.get("calendar-clocks-title")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("calendar-held-intro")}</p>
            {form}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

fn held_form(
    context: &RequestContext,
    family: FamilyId,
    dates: &CaseDates,
    corrected: Option<&CaseDateRow>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let replaces = corrected.map(|row| row.id.to_string());
    let day = InputField {
        name: "day",
        kind: "date",
        label: text.get("calendar-held-day"),
        value: filled.value_or_stored("day", corrected.map(|row| row.day.to_jiff().to_string())),
        error: filled.field_error_message("day"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="replaces" value=replaces.unwrap_or_default() />
        {kind_select(&filled, corrected)}
        {child_select(&filled, dates, corrected)}
        {day.view()}
        <button class="btn">{text.get("calendar-held-save")}</button>
    };
    page_form(context, NoteHeldDate::PATH, fields.into_any())
}

fn kind_select(filled: &FormValues<'_>, corrected: Option<&CaseDateRow>) -> AnyView {
    let text = filled.text;
    // Reviews are due twice as often as hearings.
    let stored = corrected.map_or(CaseDateKind::ReviewHeld, |row| row.kind);
    SelectField {
        name: "kind",
        label: text.get("calendar-held-kind"),
        options: CaseDateKind::HELD
            .map(|kind| (kind.slug().to_owned(), held_kind_name(text, kind)))
            .to_vec(),
        chosen: filled.value_or_stored("kind", Some(stored.slug().to_owned())),
        error: filled.field_error_message("kind"),
        ..SelectField::default()
    }
    .view()
}

/// The children who were removed from home.
fn child_select(
    filled: &FormValues<'_>,
    dates: &CaseDates,
    corrected: Option<&CaseDateRow>,
) -> AnyView {
    let text = filled.text;
    let value =
        |child: Option<ChildId>| child.map_or_else(|| ALL_CHILDREN.to_owned(), |id| id.to_string());
    let options: Vec<(String, String)> = dates
        .cases()
        .into_iter()
        .map(|(child, name)| {
            let label = name.map_or_else(|| text.get("calendar-held-all"), str::to_owned);
            (value(child), label)
        })
        .collect();
    let first = options.first().map(|(value, _)| value.clone());
    let stored = corrected.map(|row| value(row.child_id)).or(first);
    SelectField {
        name: "child",
        label: text.get("calendar-held-child"),
        options,
        chosen: filled.value_or_stored("child", stored),
        error: filled.field_error_message("child"),
        ..SelectField::default()
    }
    .view()
}
