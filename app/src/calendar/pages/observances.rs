//! `/family/{id}/calendar/days`: a family member names days that they keep, and removes them.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::policy::may_name_observances;
use store::calendar::days_off::{DayOff, list_own_observances};

use crate::calendar::forms::days_off::{AddObservance, RemoveObservance};
use crate::calendar::view::days_off::days_text;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;
use crate::ui::link_list::{ListRow, link_list};

/// `/family/{id}/calendar/days`
#[component]
pub fn ObservancesPage() -> impl IntoView {
    let family = use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse::<FamilyId>().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        context.require_role(family, may_name_observances)?;
        let state = context.stored_form(AddObservance::PATH).await?;
        let mut tx = context.begin_record_read(family).await?;
        let days = list_own_observances(&mut tx, family).await?;
        tx.commit().await?;
        let rows: Vec<ListRow> = days
            .iter()
            .filter_map(|one| day_row(text, family, one))
            .collect();
        let title = text.get("calendar-days-title");
        let body = view! {
            <p>
                <a href=paths::calendar(family)>{text.get("calendar-back")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("calendar-days-intro")}</p>
            {link_list(rows)}
            {add_form(&context, family, state.as_ref())}
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

/// One entry, with the button that removes it.
fn day_row(text: Localizer, family: FamilyId, one: &DayOff) -> Option<ListRow> {
    let fields = vec![
        ("family", family.to_string()),
        ("observance", one.observance_id?.to_string()),
    ];
    let label = text.get("calendar-days-remove");
    let button = view! {
        <div class="row-action">
            {button_form(RemoveObservance::PATH, fields, "btn secondary small", label)}
        </div>
    };
    Some(ListRow {
        title: Some(isolate_bidi(one.name(text.0.language_tag())).into_any()),
        small: days_text(text, one),
        below: Some(button.into_any()),
        ..ListRow::default()
    })
}

fn add_form(context: &RequestContext, family: FamilyId, state: Option<&FormState>) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let field = |name: &'static str, kind: &'static str, label: &str| InputField {
        name,
        kind,
        label: text.get(label),
        value: filled.value_or_stored(name, None),
        error: filled.field_error_message(name),
        autocomplete: "off",
        ..InputField::default()
    };
    let last = InputField {
        hint: text.get("calendar-days-last-hint"),
        ..field("last_day", "date", "calendar-last-label")
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        <input type="hidden" name="family" value=family.to_string() />
        {field("name", "text", "calendar-days-name").view()}
        {field("first_day", "date", "calendar-day-label").view()}
        {last.view()}
        <button class="btn">{text.get("calendar-days-add")}</button>
    };
    page_form(context, AddObservance::PATH, fields.into_any())
}
