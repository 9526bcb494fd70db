//! `/transition/ninety-days`: one's own ninety-day plan: by when it is due, what is missing, its
//! pages, and the copies that one keeps.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::agreed_plan::Lack;
use model::transition::clock::TransitionDutyKind;
use store::Intent;
use store::transition::done::{Done, read_done};
use store::transition::ninety_day::{NinetyDayPlan, OwnPlanPage, PageStanding, read_own_plan};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::ninety_day::KeepPlan;
use crate::transition::view::ninety_day::{
    agreed_day, due_sentence, lack_link, local_day, rights_lines,
};
use crate::transition::view::plan_links::own_plan_link;
use crate::ui::error_summary::error_summary;
use crate::ui::link_list::{ListRow, RowTag, link_list};

/// `/transition/ninety-days`
#[component]
pub fn NinetyDaysPage() -> impl IntoView {
    render_page(async |context: RequestContext| ninety_days_page(&context).await)
}

async fn ninety_days_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let state = context.stored_form(KeepPlan::PATH).await?;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let plan = read_own_plan(&mut tx).await?;
    let done = read_done(&mut tx, plan.own.owner, plan.own.born).await?;
    tx.commit().await?;
    let title = text.get("transition-ninety-title");
    // Kept already, the same plan is not offered again: the number of copies would grow without a
    // change.
    let can_keep = plan.is_all_agreed() && plan.kept_copy().is_none();
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-ninety-lead")}</p>
        {due_sentence(text, &plan.own, today).map(|words| view! { <p>{words}</p> })}
        <h2>{text.get("transition-ninety-missing")}</h2>
        {missing_list(text, &plan)}
        <h2>{text.get("transition-ninety-pages")}</h2>
        {page_list(context, &plan, &done)?}
        <h2>{text.get("transition-ninety-keep-heading")}</h2>
        {keep_section(context, &plan, state.as_ref())?}
        {copies_section(context, &plan)?}
        <p>
            <a class="btn secondary" href=paths::print_ninety_days(None)>
                {text.get("transition-ninety-print")}
            </a>
        </p>
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: can_keep,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The first thing that each page lacks, with the link to write it, and the health care proxy,
/// which is offered to everyone.
fn missing_list(text: Localizer, plan: &NinetyDayPlan) -> AnyView {
    let mut links = Vec::new();
    for one in &plan.pages {
        let lacks = one.page.missing_content();
        let first = lacks.first().copied();
        // Besides the first thing that is missing: the law has the proxy offered to everyone (42
        // U.S.C. 675(5)(H)).
        let offered = lacks.contains(&Lack::Proxy) && first != Some(Lack::Proxy);
        let shown = first.into_iter().chain(offered.then_some(Lack::Proxy));
        links.extend(shown.map(|lack| lack_link(text, one.page.part, lack)));
    }
    if links.is_empty() {
        return view! { <p>{text.get("transition-ninety-none-missing")}</p> }.into_any();
    }
    let rows: Vec<ListRow> = links
        .into_iter()
        .map(|(words, href)| ListRow {
            href: Some(href),
            title: Some(words.into_any()),
            ..ListRow::default()
        })
        .collect();
    link_list(rows)
}

fn page_list(
    context: &RequestContext,
    plan: &NinetyDayPlan,
    done: &Done,
) -> Result<AnyView, AppError> {
    let rows: Result<Vec<ListRow>, AppError> = plan
        .pages
        .iter()
        .map(|one| page_row(context, one))
        .collect();
    let mut rows = rows?;
    rows.push(rights_row(context.localizer(), done));
    Ok(link_list(rows))
}

fn rights_row(text: Localizer, done: &Done) -> ListRow {
    let is_signed = done.find(TransitionDutyKind::RightsList).is_some();
    let tag = if is_signed {
        RowTag::done(text.get("transition-duty-done"))
    } else {
        RowTag::plain(text.get("transition-ninety-tag-open"))
    };
    ListRow {
        href: Some(paths::OWN_RIGHTS.to_owned()),
        title: Some(text.get("transition-rights-title").into_any()),
        small: rights_lines(text, &done.rights_progress()).join(" · "),
        tag: Some(tag),
        ..ListRow::default()
    }
}

fn page_row(context: &RequestContext, one: &OwnPlanPage) -> Result<ListRow, AppError> {
    let text = context.localizer();
    let (class, key) = match one.standing() {
        // An agreement with a page that has become empty says nothing any more.
        _ if !one.has_content() => ("", "transition-ninety-tag-empty"),
        PageStanding::Open => ("", "transition-ninety-tag-open"),
        PageStanding::Agreed => ("done", "transition-ninety-tag-agreed"),
        PageStanding::Changed => ("attention", "transition-ninety-tag-changed"),
    };
    let small = agreed_day(context, one)?.map(|day| text.format_date(day));
    Ok(ListRow {
        href: Some(paths::ninety_days_page(one.page.part)),
        title: Some(text.get_value(one.page.part).into_any()),
        small: small.unwrap_or_default(),
        tag: Some(RowTag {
            class,
            label: text.get(key),
        }),
        ..ListRow::default()
    })
}

/// "This is my plan", once every page is agreed with.
fn keep_section(
    context: &RequestContext,
    plan: &NinetyDayPlan,
    state: Option<&FormState>,
) -> Result<AnyView, AppError> {
    let text = context.localizer();
    if let Some(copy) = plan.kept_copy() {
        let day = text.format_date(local_day(context, copy.created_at)?);
        let words = text.format("transition-ninety-is-kept", &[("day", day.into())]);
        return Ok(view! {
            <p>{words}</p>
            <p>{text.get("transition-ninety-who-sees")}</p>
        }
        .into_any());
    }
    // With the digest of what is shown, so that a plan that was changed in another tab is not kept
    // unseen.
    let form = plan.is_all_agreed().then(|| {
        let fields = view! {
            <input type="hidden" name="form" value=context.form_id(state) />
            <input type="hidden" name="digest" value=plan.digest() />
            <button class="btn wide">{text.get("transition-ninety-keep")}</button>
        };
        page_form(context, KeepPlan::PATH, fields.into_any())
    });
    Ok(view! {
        <p>{text.get("transition-ninety-keep-how")}</p>
        <p>{text.get("transition-ninety-who-sees")}</p>
        {form}
    }
    .into_any())
}

fn copies_section(
    context: &RequestContext,
    plan: &NinetyDayPlan,
) -> Result<Option<AnyView>, AppError> {
    let text = context.localizer();
    let mut rows = Vec::new();
    for copy in &plan.copies {
        let day = text.format_date(local_day(context, copy.created_at)?);
        let label = text.format(
            "transition-ninety-copy",
            &[
                ("number", copy.number.to_string().into()),
                ("day", day.into()),
            ],
        );
        rows.push(ListRow {
            href: Some(paths::print_ninety_days(Some(copy.number))),
            title: Some(label.into_any()),
            ..ListRow::default()
        });
    }
    Ok((!rows.is_empty()).then(|| {
        view! {
            <h2>{text.get("transition-ninety-copies")}</h2>
            {link_list(rows)}
        }
        .into_any()
    }))
}
