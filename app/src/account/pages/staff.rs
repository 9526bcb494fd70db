//! `/sign-in/staff`, which leads to the identity provider of the agency, and
//! `/sign-in/staff/return`, to which the provider leads back.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::account::DeviceUse;

use crate::account::staff::{self, ProviderAnswer, StaffProblem, StaffRequest};
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::see_other;
use crate::request::host::{is_from_another_site, is_from_own_page};

/// `/sign-in/staff`
#[component]
pub fn StaffSignIn() -> impl IntoView {
    let query = use_query_map().read_untracked();
    let asked = StaffRequest {
        device: DeviceUse::from_slug(&query.get("device").unwrap_or_default()),
        code: query.get("code").unwrap_or_default(),
        from: query.get("from").unwrap_or_default(),
    };
    // A link with a code in an e-mail would connect the identity of its reader to the person of its
    // writer.
    let is_elsewhere = is_from_another_site() || !(asked.code.is_empty() || is_from_own_page());
    render_page(async move |context: RequestContext| {
        // The provider may ask nothing, so another site could begin the session of a person.
        if is_elsewhere {
            see_other(paths::SIGN_IN);
            return Ok(().into_any());
        }
        let problem = staff::begin_staff_sign_in(&context, asked).await?;
        Ok(problem_page(&context, problem))
    })
}

/// `/sign-in/staff/return`
#[component]
pub fn StaffSignInReturn() -> impl IntoView {
    let query = use_query_map().read_untracked();
    let answer = ProviderAnswer {
        code: query.get("code").unwrap_or_default(),
        state: query.get("state").unwrap_or_default(),
    };
    render_page(async move |context: RequestContext| {
        let problem = staff::finish_staff_sign_in(&context, answer).await?;
        Ok(problem_page(&context, problem))
    })
}

/// Says what to do next; nothing where the response is a redirect.
fn problem_page(context: &RequestContext, problem: Option<StaffProblem>) -> AnyView {
    let Some(problem) = problem else {
        return ().into_any();
    };
    let text = context.localizer();
    let title = text.get("account-staff-problem-title");
    let body = view! {
        <h1>{title.clone()}</h1>
        <p>{problem_words(text, problem)}</p>
        <p>
            <a class="btn" href=paths::SIGN_IN>
                {text.get("error-again")}
            </a>
        </p>
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    html_document(context, layout, body.into_any())
}

fn problem_words(text: Localizer, problem: StaffProblem) -> String {
    match problem {
        StaffProblem::Unavailable => text.get("account-staff-unavailable"),
        StaffProblem::Stale => text.get("account-staff-stale"),
        StaffProblem::Refused => text.get("account-staff-refused"),
        StaffProblem::Unknown => text.get("account-staff-unknown"),
        StaffProblem::Code => text.get("account-staff-code"),
    }
}
