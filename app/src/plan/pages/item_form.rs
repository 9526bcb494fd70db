//! `/family/{id}/plan/add/{kind}` and `/family/{id}/plan/edit/{item}`: one line of the working
//! copy, or a family member's own words.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ItemId};
use model::plan::workload::Effort;
use model::plan::{PlanItemKind, WellBeingArea as AreaOf};
use store::Tx;
use store::plan::form_options::{self, Assignee, FormOptions};
use store::plan::working_copy::{self, WorkingItem};
use store::plan::workload;

use super::item::{family_id_from_path, plan_link, viewer_list};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::stored_record::is_stale;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::common_steps::{common_step_links, prefilled_form};
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
async fn workload_confirmation(
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

/// The line that the address asks to add. A step is always added to a goal, other lines never.
#[derive(Clone, Copy)]
struct NewLine {
    family: FamilyId,
    kind: PlanItemKind,
    goal: Option<ItemId>,
}

impl NewLine {
    /// Own words have a page of their own, and nobody but the family writes the family's goals.
    fn can_be_added(self) -> bool {
        !matches!(self.kind, PlanItemKind::OwnWords | PlanItemKind::FamilyGoal)
            && (self.kind == PlanItemKind::Step) == self.goal.is_some()
    }

    /// Whether a stored form is of such a line. Compared by these fields and not by the address,
    /// which can name a common step too.
    fn is_form_of(self, form: &FormState) -> bool {
        form.field_value("kind") == self.kind.slug()
            && form.field_value("family") == self.family.to_string()
            && form.field_value("goal")
                == self.goal.map(|goal| goal.to_string()).unwrap_or_default()
    }
}

/// What the form to add a line shows.
struct AddItemPage {
    choice: FormOptions,
    state: Option<FormState>,
    confirmation: Option<AnyView>,
}

/// `common` is the slug of a common step in the address.
async fn load_add_item_page(
    context: &RequestContext,
    line: NewLine,
    common: Option<&str>,
) -> Result<AddItemPage, AppError> {
    let text = context.localizer();
    // Before the transaction begins, because the warnings are computed from what was typed.
    let state = context
        .stored_form_where("plan/add", move |form| line.is_form_of(form))
        .await?;
    let language = context.language.language_tag();
    let mut tx = context.begin_record_read(line.family).await?;
    // Answers 404 to anyone but a worker. The page has no other check of the role.
    let choice = form_options::load_form_options(&mut tx, line.family, line.kind, language).await?;
    let confirmation = workload_confirmation(
        &mut tx,
        line.family,
        text,
        state.as_ref(),
        &choice.assignees,
        None,
    )
    .await?;
    tx.commit().await?;
    // The words of a common step are prefilled, unless a form came back to exactly this address.
    let state = state
        .filter(|state| common.is_none() || state.page == context.path_and_query)
        .or_else(|| prefilled_form(text, common?));
    Ok(AddItemPage {
        choice,
        state,
        confirmation,
    })
}

/// `/family/{id}/plan/add/{kind}`
#[component]
pub fn AddPlanItem() -> impl IntoView {
    let (family, kind) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("kind")
            .and_then(|slug| PlanItemKind::parse(&slug)),
    );
    let goal: Option<ItemId> = use_query_map()
        .read_untracked()
        .get("goal")
        .and_then(|id| id.parse().ok());
    let common_slug = use_query_map().read_untracked().get("common");
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let line = NewLine {
            family: family.ok_or(AppError::NotFound)?,
            kind: kind.ok_or(AppError::NotFound)?,
            goal,
        };
        // The store refuses these too. Refused here as well, so that no one fills in a form that
        // cannot be saved.
        if !line.can_be_added() {
            return Err(AppError::NotFound);
        }
        let page = load_add_item_page(&context, line, common_slug.as_deref()).await?;
        let title = text.get(PlanReader::Team.heading_key(item_title_key(line.kind)));
        // A form with the words of a common step has a state too, but no errors.
        let has_errors = is_rejected(page.state.as_ref());
        let body = view! {
            {edit_plan_link(text, line.family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, page.state.as_ref())}
            {(line.kind == PlanItemKind::WellBeing && page.choice.children.is_empty())
                .then(|| info_notice(text.get("plan-no-children")))}
            {line.goal.map(|goal| common_step_links(text, line.family, goal))}
            {add_item_form(&context, line, page)}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                nav_item: NavItem::Plan,
                has_errors,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

fn add_item_form(context: &RequestContext, line: NewLine, page: AddItemPage) -> AnyView {
    let text = context.localizer();
    let AddItemPage {
        choice,
        state,
        confirmation,
    } = page;
    let goal = line
        .goal
        .map(|goal| view! { <input type="hidden" name="goal" value=goal.to_string() /> });
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state.as_ref()) />
        <input type="hidden" name="family" value=line.family.to_string() />
        <input type="hidden" name="kind" value=line.kind.slug() />
        {goal}
        {item_fields(text, line.kind, None, &choice, state.as_ref())}
        {writing_language_select(context, state.as_ref(), None)}
        {confirmation}
        <button class="btn">{text.get("plan-save-draft")}</button>
    };
    page_form(context, "/api/plan/add", fields.into_any())
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
    let state = context.stored_form("plan/save").await?;
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
    page_form(context, "/api/plan/save", fields.into_any())
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
