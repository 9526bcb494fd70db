//! `/family/{id}/plan/edit/{item}`: one line of the working copy, or a family member's own words.
//! Also what the page to add a line shares with it.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::{FamilyId, ItemId};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use store::Tx;
use store::plan::form_options::Assignee;
use store::plan::working_copy::{self, WorkingItem};
use store::plan::workload;

use super::item::{family_id_from_path, plan_link, viewer_list};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::stored_record::is_stale;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::edit::SaveItem;
use crate::plan::view::form_values::base_revision;
use crate::plan::view::item_fields::item_fields;
use crate::plan::view::reader::{PlanReader, item_title_key};
use crate::plan::view::working_item::{earlier_wordings, stored_words_card, wording_hints};
use crate::plan::view::workload::workload_warnings_view;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::writing_language::writing_language_select;

/// The warnings and the checkbox to save anyway, for a form that was refused because of the owner's
/// week; `None` for any other form. `except` is the step being edited.
pub(super) async fn workload_confirmation(
    tx: &mut Tx,
    family: FamilyId,
    text: Localizer,
    state: Option<&FormState>,
    members: &[Assignee],
    except: Option<ItemId>,
) -> Result<Option<AnyView>, AppError> {
    let Some(state) = state.filter(|state| state.field_error("load").is_some()) else {
        return Ok(None);
    };
    let value = |name: &str| state.field_value(name);
    // Does not fail: the error `load` is only given to a form whose fields are all valid.
    let Ok(load) = Effort::parse(
        &value("hours"),
        &value("trips"),
        &value("weekday"),
        &value("starts"),
        &value("ends"),
    ) else {
        return Ok(None);
    };
    // The person may have left the team since the form was submitted.
    let Some(owner) = members
        .iter()
        .find(|one| one.person_id.to_string() == value("owner"))
    else {
        return Ok(None);
    };
    // The stored form has only the submitted fields, so the warnings are computed again.
    let warnings = workload::workload_warnings(tx, family, owner.person_id, &load, except).await?;
    Ok(Some(workload_warnings_view(text, &owner.name, &warnings)))
}

/// A link back to the plan editor.
pub(super) fn edit_plan_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::edit_plan(family)>{text.get("plan-edit")}</a>
        </p>
    }
    .into_any()
}

/// What the form to edit a line shows.
struct EditItemPage {
    working_item: WorkingItem,
    state: Option<FormState>,
    confirmation: Option<AnyView>,
}

async fn load_edit_item_page(
    context: &RequestContext,
    family: FamilyId,
    item: ItemId,
) -> Result<EditItemPage, AppError> {
    let state = context.stored_form(SaveItem::PATH).await?;
    let language = context.language.language_tag();
    let mut tx = context.begin_record_read(family).await?;
    let working_item = working_copy::read_working_item(&mut tx, family, item, language).await?;
    let confirmation = workload_confirmation(
        &mut tx,
        family,
        context.localizer(),
        state.as_ref(),
        &working_item.options.assignees,
        Some(item),
    )
    .await?;
    tx.commit().await?;
    Ok(EditItemPage {
        working_item,
        state,
        confirmation,
    })
}

/// `/family/{id}/plan/edit/{item}`: a worker edits a line, a family member their own words.
#[component]
pub fn EditPlanItem() -> impl IntoView {
    let (family, item) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("item")
            .and_then(|id| id.parse::<ItemId>().ok()),
    );
    render_page(async move |context: RequestContext| {
        let (text, family, id) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            item.ok_or(AppError::NotFound)?,
        );
        let EditItemPage {
            working_item,
            state,
            confirmation,
        } = load_edit_item_page(&context, family, id).await?;
        let kind = working_item.item.kind;
        // After an edit conflict the page shows both texts: the stored one above the form, and the
        // one that was typed in it.
        let is_stale = is_stale(state.as_ref());
        let reader = PlanReader::of(&context, family);
        let title = text.get(reader.heading_key(item_title_key(kind)));
        // Own words are edited by a family member, to whom the plan editor answers 404.
        let back = if kind == PlanItemKind::OwnWords {
            plan_link(text, family)
        } else {
            edit_plan_link(text, family)
        };
        let body = view! {
            {back}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {working_item.removed.then(|| info_notice(text.get(removed_key(kind))))}
            {stored_words_card(&context, &working_item, is_stale)}
            {wording_hints(text, &working_item)}
            {(!working_item.viewers.is_empty())
                .then(|| viewer_list(text, text.get("plan-seen-now"), &working_item.viewers))}
            {edit_item_form(&context, family, &working_item, state.as_ref(), confirmation)}
            {earlier_wordings(&context, &working_item)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The key of what is said above a line that was taken out.
const fn removed_key(kind: PlanItemKind) -> &'static str {
    // Own words are read without publishing, and so are gone at once.
    if matches!(kind, PlanItemKind::OwnWords) {
        "plan-own-taken-out"
    } else {
        "plan-taken-out"
    }
}

fn edit_item_form(
    context: &RequestContext,
    family: FamilyId,
    working_item: &WorkingItem,
    state: Option<&FormState>,
    confirmation: Option<AnyView>,
) -> AnyView {
    let (text, item) = (context.localizer(), &working_item.item);
    // Preselects the language of the stored words, so that saving them does not give them the
    // language of the page.
    let language = working_item
        .texts
        .get(&item.text_id)
        .map(|wording| wording.language.as_str());
    // The kind is sent, because the server function validates the fields before it reads the stored
    // line.
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        <input type="hidden" name="item" value=item.id.to_string() />
        <input type="hidden" name="kind" value=item.kind.slug() />
        <input
            type="hidden"
            name="revision"
            value=base_revision(state, "revision", item.revision)
        />
        // The child and the area never change, but the validation of the form requires them.
        {(item.kind == PlanItemKind::WellBeing)
            .then(|| {
                view! {
                    <input
                        type="hidden"
                        name="child"
                        value=item.child_id.map(|id| id.to_string())
                    />
                    <input type="hidden" name="area" value=item.area.map(AreaOf::slug) />
                }
            })}
        {item_fields(text, item.kind, Some(working_item), &working_item.options, state)}
        {writing_language_select(context, state, language)}
        {confirmation}
        {save_and_remove_buttons(text, working_item)}
    };
    page_form(context, SaveItem::PATH, fields.into_any())
}

/// The buttons to save the line, and to remove it or put it back.
fn save_and_remove_buttons(text: Localizer, working_item: &WorkingItem) -> AnyView {
    let save = if working_item.item.kind == PlanItemKind::OwnWords {
        "plan-save-own"
    } else {
        "plan-save-draft"
    };
    let (action, label) = if working_item.removed {
        ("back", "plan-put-back")
    } else {
        ("remove", "plan-take-out")
    };
    view! {
        <div class="row">
            <button class="btn" name="act" value="save">
                {text.get(save)}
            </button>
            <button class="btn secondary" name="act" value=action>
                {text.get(label)}
            </button>
        </div>
    }
    .into_any()
}
