//! The page of one line with its replies.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::id::{FamilyId, ItemId, ReplyId};
use model::plan::PlanItemKind;
use model::plan::reply::ReplyKind;
use model::policy::{may_edit_plan, may_reply};
use model::role::Role;
use store::plan::replies::PlanReply;
use store::plan::{ItemDetail, Viewer};
use store::translations::{RequestedText, list_requested_texts};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::authored_text::to_translated_text;
use crate::page::notice::notice_about;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::{AddReply, ReportStep};
use crate::plan::view::item_facts::item_facts;
use crate::plan::view::reader::{PlanReader, item_title_key};
use crate::plan::view::replies::{ReplyList, reply_kind_label};
use crate::plan::view::reply_forms::{
    ReplyFormSpec, StepFormFields, named_step_form, reply_form_section,
};
use crate::plan::view::translation_requests::requested_section;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;

/// The family id in the path; `None` if it is not an id.
pub fn family_id_from_path() -> Option<FamilyId> {
    // Untracked: a page is rendered once, and Leptos warns of a tracked read outside a reactive
    // context.
    use_params_map()
        .read_untracked()
        .get("id")
        .and_then(|id| id.parse().ok())
}

/// A link back to the plan page.
pub fn plan_link(text: Localizer, family: FamilyId) -> AnyView {
    view! {
        <p>
            <a href=paths::plan(family)>{text.get("plan-back")}</a>
        </p>
    }
    .into_any()
}

/// The line with its replies, and the page's two forms if they came back.
struct ItemPage {
    detail: ItemDetail,
    /// For a worker: the texts of the line that wait for a translation.
    requested: Vec<RequestedText>,
    reply_state: Option<FormState>,
    step_state: Option<FormState>,
}

async fn load_item_page(
    context: &RequestContext,
    family: FamilyId,
    item: ItemId,
) -> Result<ItemPage, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let detail =
        store::plan::read_item(&mut tx, family, item, context.language.language_tag()).await?;
    let mut requested = Vec::new();
    if may_edit_plan(detail.replies_with_texts.role) {
        requested = list_requested_texts(&mut tx, family).await?;
        requested.retain(|one| one.item_id == Some(item));
    }
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    // The session is read after the commit, because a reader whose access is logged holds the write
    // lock of SQLite until then.
    Ok(ItemPage {
        detail,
        requested,
        reply_state: context.stored_form(AddReply::PATH).await?,
        step_state: context.stored_form(ReportStep::PATH).await?,
    })
}

/// `/family/{id}/plan/item/{item}`
#[component]
pub fn PlanItemPage() -> impl IntoView {
    let (family, item) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("item")
            .and_then(|id| id.parse::<ItemId>().ok()),
    );
    let said_id: Option<ReplyId> = use_query_map()
        .read_untracked()
        .get("reply")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family, id) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            item.ok_or(AppError::NotFound)?,
        );
        // For a worker too, this is the published wording. The working copy is on the page that
        // edits the line.
        let page = load_item_page(&context, family, id).await?;
        let (item, role) = (&page.detail.item, page.detail.replies_with_texts.role);
        // Not the words: the title of a page is in the history of the browser.
        let title = item_kind_label(text, &page.detail);
        let kinds = offered_reply_kinds(role, item.kind);
        let said = said_before(&context, &page, said_id);
        let reply_state = page.reply_state.clone().or_else(|| said.map(opinion_state));
        // One summary for two forms: of the reply form if it was rejected, else of the step form.
        let errors = page
            .reply_state
            .as_ref()
            .filter(|state| !state.errors.is_empty())
            .or(page.step_state.as_ref());
        let body = view! {
            {plan_link(text, family)}
            {item_heading(&context, &page.detail)}
            {error_summary(text, errors)}
            {item_card(&context, &page.detail)}
            {requested_section(text, context.actor()?.today, family, &page.requested)}
            {viewer_list(text, text.get("plan-seen-by"), &page.detail.viewers)}
            {step_section(&context, family, &page)?}
            {notice_about(&context, &item.id.to_string())}
            {reply_sections(&context, family, &page, &kinds, said, reply_state.as_ref())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(errors),
            // Must be false without the reply form: the language button submits the form with the
            // id of the main form, and does nothing where there is none.
            has_main_form: !kinds.is_empty(),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The kind of line, in the form for the reader.
fn item_kind_label(text: Localizer, detail: &ItemDetail) -> String {
    let reader = PlanReader::from_role(detail.replies_with_texts.role);
    text.get(reader.heading_key(item_title_key(detail.item.kind)))
}

/// The kind of line above its own words, which are the heading.
fn item_heading(context: &RequestContext, detail: &ItemDetail) -> AnyView {
    let (text, item) = (context.localizer(), &detail.item);
    let kind = item_kind_label(text, detail);
    // A text can have fewer readers than its line; the kind is then the heading.
    let Some(wording) = detail.replies_with_texts.texts.get(&item.text_id) else {
        return view! { <h1>{kind}</h1> }.into_any();
    };
    let wording = to_translated_text(wording);
    view! {
        <p class="item-kind">{kind}</p>
        <h1>{wording.inline_text(text)}</h1>
        {wording.translation_details(text, &context.path_and_query)}
    }
    .into_any()
}

/// What the line means: its facts. Empty for a line without facts.
fn item_card(context: &RequestContext, detail: &ItemDetail) -> Option<AnyView> {
    item_facts(context, detail).map(|facts| view! { <div class="card">{facts}</div> }.into_any())
}

/// The form to report how a step is going; `None` for readers who may not report it.
fn step_section(
    context: &RequestContext,
    family: FamilyId,
    page: &ItemPage,
) -> Result<Option<AnyView>, AppError> {
    let (text, item) = (context.localizer(), &page.detail.item);
    let me = context.actor()?.person;
    // A step that the agency owes is reported by its worker, even if it names another owner.
    let may_report = item.kind == PlanItemKind::Step
        && ((item.owner_id == Some(me) && !item.owed_by_agency)
            || page.detail.replies_with_texts.role == Role::Worker);
    let words = page.detail.replies_with_texts.texts.get(&item.text_id);
    // As the reader sees them first: for an accessible name.
    let words = words.map(|words| words.tr_body.as_ref().unwrap_or(&words.body).as_str());
    Ok(may_report.then(|| {
        view! {
            <h2>{text.get("plan-how-goes")}</h2>
            {named_step_form(
                context,
                family,
                item.id,
                words,
                StepFormFields::ButtonsAndReason,
                page.step_state.as_ref(),
            )}
        }
        .into_any()
    }))
}

/// The opinion of the reader that the address names, if they can still add words to it.
fn said_before<'a>(
    context: &RequestContext,
    page: &'a ItemPage,
    reply: Option<ReplyId>,
) -> Option<&'a PlanReply> {
    let me = context.actor().ok()?.person;
    page.detail
        .replies_with_texts
        .replies
        .iter()
        .find(|one| Some(one.id) == reply && one.author_id == me)
        // A new opinion replaces it, see `ReplyKind::OPINIONS`.
        .filter(|one| one.kind.is_opinion() && one.text_id.is_none() && one.outcome.is_none())
}

/// A reply form in which this opinion is chosen.
fn opinion_state(said: &PlanReply) -> FormState {
    FormState::default().with_value("kind", said.kind.slug())
}

/// The form to add a reply, and the replies to the line. `said` is what the reader adds words to.
fn reply_sections(
    context: &RequestContext,
    family: FamilyId,
    page: &ItemPage,
    kinds: &[ReplyKind],
    said: Option<&PlanReply>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let talk = &page.detail.replies_with_texts;
    let reply_list = ReplyList {
        context,
        text,
        family,
        texts: &talk.texts,
        can_answer: talk.role == Role::Worker,
        shows_target: false,
    };
    let spec = ReplyFormSpec {
        family,
        section: None,
        item: Some(page.detail.item.id),
        kinds,
        legend: "plan-think",
        label: "plan-words",
        shared_label: "plan-who-wide",
        offers_audience: talk.role.is_family(),
    };
    // Words go with the opinion that was sent, so the form says what becomes of that one.
    let context_note = said.map(|said| {
        let label = reply_kind_label(text, said.kind);
        info_notice(text.format("plan-say-more", &[("label", label.into())]))
    });
    view! {
        {reply_form_section(context, &spec, state, context_note)}
        {reply_list.reply_section(&talk.replies)}
    }
    .into_any()
}

/// The kinds of reply that a role is offered for a kind of line.
fn offered_reply_kinds(role: Role, line: PlanItemKind) -> Vec<ReplyKind> {
    // What is offered, not what is allowed: the store accepts each of these kinds from a role that
    // may send it, whatever the kind of line.
    ReplyKind::FOR_ITEM
        .into_iter()
        .filter(|kind| may_reply(role, *kind) && is_reply_offered(line, *kind))
        .collect()
}

/// Whether a kind of reply is offered for a line: `NotHelping` only for steps and agency goals, and
/// only comments on the family's own words.
const fn is_reply_offered(line: PlanItemKind, kind: ReplyKind) -> bool {
    match kind {
        ReplyKind::NotHelping => matches!(line, PlanItemKind::Step | PlanItemKind::AgencyGoal),
        ReplyKind::Comment => true,
        // No one agrees or disagrees with what the family says in its own words.
        _ => !matches!(line, PlanItemKind::OwnWords),
    }
}

/// Who can see a line, by name and role, below `title`; only people the reader may know of.
pub(super) fn viewer_list(text: Localizer, title: String, viewers: &[Viewer]) -> AnyView {
    // Complete only for staff: the mentor of one parent is not listed for the other parent.
    let names = viewers
        .iter()
        .map(|viewer| {
            text.format(
                "messages-name-role",
                &[
                    ("name", viewer.name.clone().into()),
                    ("role", text.role_name(viewer.role).into()),
                ],
            )
        })
        .map(|name| view! { <li>{name}</li> })
        .collect_view();
    view! {
        <details class="disclosure">
            <summary>{title}</summary>
            <ul>{names}</ul>
        </details>
    }
    .into_any()
}
