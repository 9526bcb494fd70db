//! The page of one section with its replies, and the page to propose something.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::FamilyId;
use model::plan::PlanItemKind;
use model::plan::reply::{PlanSection, ReplyKind};
use model::policy::may_reply;
use model::role::Role;
use store::plan::replies::RepliesWithTexts;
use store::plan::{Consultation, PlanItem, SectionDetail};

use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::AddReply;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::replies::{ReplyList, section_title};
use crate::plan::view::reply_forms::{ReplyFormSpec, reply_form, reply_form_section};
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::error_summary::error_summary;

/// `/family/{id}/plan/section/{section}`
#[component]
pub fn SectionPage() -> impl IntoView {
    let (family, part) = (
        family_id_from_path(),
        use_params_map()
            .read_untracked()
            .get("section")
            .and_then(|slug| PlanSection::parse(&slug)),
    );
    render_page(async move |context: RequestContext| {
        let (text, family, part) = (
            context.localizer(),
            family.ok_or(AppError::NotFound)?,
            part.ok_or(AppError::NotFound)?,
        );
        let mut tx = context.begin_record_read(family).await?;
        let SectionDetail {
            items,
            replies_with_texts: talk,
            consultation,
        } = store::plan::read_section(&mut tx, family, part, context.language.language_tag())
            .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        // Three pages have this form. Only one that was submitted on this page comes back here.
        let state = context.stored_form(AddReply::PATH).await?;
        // Outside the family, a comment is the only kind that is left.
        let kinds: Vec<ReplyKind> = ReplyKind::FOR_SECTION
            .into_iter()
            .filter(|kind| may_reply(talk.role, *kind))
            .collect();
        let spec = section_reply_form(family, part, &kinds, talk.role);
        let reader = PlanReader::from_role(talk.role);
        let title = section_title(text, reader, part);
        // The note on the consultation asks the family to object below if it is wrong, so it is
        // above the form and the replies.
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {section_items(&context, family, &items, &talk)}
            {consultation.map(|asked| consultation_note(&context, reader, asked)).transpose()?}
            {reply_form_section(&context, &spec, state.as_ref(), None)}
            {section_replies(&context, family, &talk)}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: !kinds.is_empty(),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The lines of a section; `None` for a section without lines.
fn section_items(
    context: &RequestContext,
    family: FamilyId,
    items: &[PlanItem],
    talk: &RepliesWithTexts,
) -> Option<AnyView> {
    let text = context.localizer();
    // Steps are left out: the plan page lists them under their goals.
    let lines = items
        .iter()
        .filter(|item| item.kind != PlanItemKind::Step)
        .map(|item| {
            let wording = talk.texts.get(&item.text_id).map(to_translated_text)?;
            Some(view! {
                <li>
                    <a class="item-link" href=paths::plan_item(family, item.id)>
                        {wording.inline_text(text)}
                    </a>
                    {wording.translation_details(text, &context.path_and_query)}
                </li>
            })
        })
        .collect::<Vec<_>>();
    (!lines.is_empty()).then(|| {
        view! {
            <ul class="stack card" role="list">
                {lines}
            </ul>
        }
        .into_any()
    })
}

/// Which worker recorded that the family was asked about the section, and when.
fn consultation_note(
    context: &RequestContext,
    reader: PlanReader,
    asked: Consultation,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    // In the agency's time zone: an evening there can already be the next day in UTC.
    let zone = context.actor()?.zone.clone();
    let day = text.format_day(asked.created_at.to_jiff().to_zoned(zone).date());
    // The family can object below; the rest of the team cannot speak for it.
    let key = if reader == PlanReader::Team {
        "plan-was-asked-team"
    } else {
        "plan-was-asked"
    };
    let note = text.format(key, &[("name", asked.by_name.into()), ("day", day.into())]);
    Ok(view! { <p class="muted">{note}</p> }.into_any())
}

fn section_replies(context: &RequestContext, family: FamilyId, talk: &RepliesWithTexts) -> AnyView {
    ReplyList {
        context,
        text: context.localizer(),
        family,
        texts: &talk.texts,
        can_answer: talk.role == Role::Worker,
        shows_target: false,
    }
    .reply_section(&talk.replies)
}

fn section_reply_form(
    family: FamilyId,
    section: PlanSection,
    kinds: &[ReplyKind],
    role: Role,
) -> ReplyFormSpec<'_> {
    ReplyFormSpec {
        family,
        section: Some(section),
        item: None,
        kinds,
        legend: "plan-think",
        label: "plan-words",
        shared_label: "plan-who-wide",
        // Only family members choose with whom they share a reply. Everyone who sees the plan reads
        // what others say.
        offers_audience: role.is_family(),
    }
}

/// `/family/{id}/plan/propose`
#[component]
pub fn ProposalPage() -> impl IntoView {
    let family = family_id_from_path();
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        // Only the family makes proposals. Refused looks like absent: 404 for everyone else.
        if !context.actor()?.membership_in(family)?.role.is_family() {
            return Err(AppError::NotFound);
        }
        let state = context.stored_form(AddReply::PATH).await?;
        let spec = ReplyFormSpec {
            family,
            section: None,
            item: None,
            kinds: &ReplyKind::PROPOSALS,
            legend: "plan-propose-what",
            label: "plan-propose-words",
            // A proposal concerns no single part, so it can only be shared with all who see the
            // plan.
            shared_label: "plan-who-plan",
            offers_audience: true,
        };
        let title = text.get("plan-propose");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("plan-propose-next")}</p>
            {reply_form(&context, &spec, state.as_ref())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}
