//! `/transition/ninety-days/health-decisions`: whether one wants to name a person who decides about
//! one's health care. The law says that it is offered (42 U.S.C. 675(5)(H)); in Wisconsin the form
//! is a power of attorney for health care (Wis. Stat. ch. 155), which this page is not.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::TransitionPart;
use model::transition::agreed_plan::ProxyWish;
use store::Intent;
use store::transition::ninety_day_changes::load_proxy_wish;
use store::transition::own_transition;
use store::transition::release::load_release;

use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::transition::forms::ninety_day::SaveProxyWish;
use crate::transition::view::plan_links::ninety_days_link;
use crate::transition::view::release_line::release_line;

/// The laws that the page explains.
const LAW: &str = "42 U.S.C. § 675(5)(H); Wis. Stat. ch. 155";

/// `/transition/ninety-days/health-decisions`
#[component]
pub fn ProxyWishPage() -> impl IntoView {
    render_page(async |context: RequestContext| proxy_wish_page(&context).await)
}

async fn proxy_wish_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let said = load_proxy_wish(&mut tx, &own).await?;
    let release = load_release(&mut tx, &own, TransitionPart::Health).await?;
    tx.commit().await?;
    let title = text.get("transition-ninety-wish-title");
    let buttons = ProxyWish::ALL
        .iter()
        .map(|wish| {
            let pressed = if said == Some(*wish) { "true" } else { "false" };
            view! {
                <button
                    class="btn secondary wide"
                    name="wish"
                    value=wish.slug()
                    aria-pressed=pressed
                >
                    {text.get_value(*wish)}
                </button>
            }
        })
        .collect_view();
    let fields = view! {
        <h2 id="wish-question">{text.get("transition-ninety-wish-question")}</h2>
        <div class="stack" role="group" aria-labelledby="wish-question">
            {buttons}
        </div>
    };
    let body = view! {
        {ninety_days_link(text)}
        <h1>{title.clone()}</h1>
        <p>{text.get("transition-ninety-wish-why")}</p>
        <p>{text.get("transition-ninety-wish-how")}</p>
        {release_line(text, TransitionPart::Health, &release)}
        {page_form(context, SaveProxyWish::PATH, fields.into_any())}
        <p>
            <b>{text.get("transition-ninety-wish-not-form")}</b>
        </p>
        <p class="muted">
            <small>{text.format("transition-law", &[("law", LAW.into())])}</small>
        </p>
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}
