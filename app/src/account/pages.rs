//! `/sign-in`, `/welcome`, `/welcome/{code}`, `/language`, `/exit`.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::account::normalize_code;
use model::language::Language;
use store::authentication::{self, DemoPerson};

use crate::account::throttle;
use crate::account::view::form_fields::{code_field, new_account_fields, sign_in_fields};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::local_path::local_path_or_root;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::icon::Icon;

/// `/sign-in`
#[component]
pub fn SignIn() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form("account/sign-in").await?;
        // The page says only that there is a form: anyone who reads it may be another person than
        // the one who filled it in.
        let has_form = context.has_form_for_sign_in().await?;
        let people = if context.config.demo {
            authentication::list_demo_people(&context.db).await?
        } else {
            Vec::new()
        };
        let fields = sign_in_fields(
            text,
            state
                .as_ref()
                .map(|s| s.field_value("name"))
                .unwrap_or_default(),
            field_error_message(text, state.as_ref(), "name"),
        );
        let body = view! {
            <h1>{text.get("account-sign-in-title")}</h1>
            {error_summary(text, state.as_ref())}
            {has_form.then(|| info_notice(text.get("account-kept")))}
            {demo_people_view(text, people)}
            {page_form(&context, "/api/account/sign-in", fields)}
            <h2>{text.get("account-first-title")}</h2>
            <p>{text.get("account-first-body")}</p>
            <p>
                <a class="btn secondary" href=paths::WELCOME>
                    {text.get("account-first-link")}
                </a>
            </p>
            <p class="muted">{text.get("account-lost")}</p>
        };
        let layout = PageLayout {
            title: text.get("account-sign-in-title"),
            has_errors: state.is_some_and(|s| !s.errors.is_empty()),
            has_main_form: true,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// Demo people, grouped by family.
fn demo_people_view(text: Localizer, people: Vec<DemoPerson>) -> AnyView {
    if people.is_empty() {
        return ().into_any();
    }
    let mut families: Vec<(String, Vec<AnyView>)> = Vec::new();
    for person in people {
        // The query lists people without a team too. They would see empty pages.
        let (Some(family), Some(role)) = (person.family, person.role) else {
            continue;
        };
        let label = text.format(
            "account-demo-person",
            &[
                ("name", person.name.into()),
                ("role", text.role_name(role).into()),
            ],
        );
        let button = button_form(
            "/api/account/look-around",
            vec![("person", person.id.to_string())],
            "btn secondary",
            label,
        );
        match families.last_mut().filter(|(name, _)| *name == family) {
            Some((_, buttons)) => buttons.push(button),
            None => families.push((family, vec![button])),
        }
    }
    let families = families
        .into_iter()
        .map(|(name, buttons)| {
            view! {
                <details class="card">
                    <summary lang="en">{name}</summary>
                    <div class="row">{buttons}</div>
                </details>
            }
        })
        .collect_view();
    view! {
        <section class="demo" aria-labelledby="demo">
            <h2 id="demo">{text.get("account-demo-title")}</h2>
            <p>{text.get("account-demo-body")}</p>
            {families}
        </section>
    }
    .into_any()
}

/// `/welcome`
#[component]
pub fn Welcome() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let state = context.stored_form("account/code").await?;
        let fields = view! {
            {code_field(text, field_error_message(text, state.as_ref(), "code"))}
            <button class="btn">{text.get("account-code-go")}</button>
        };
        let body = view! {
            <h1>{text.get("account-welcome-title")}</h1>
            {error_summary(text, state.as_ref())}
            {page_form(&context, "/api/account/code", fields.into_any())}
            <p>
                <a href=paths::SIGN_IN>{text.get("account-have-name")}</a>
            </p>
        };
        // `has_main_form` stays false: the code is the only field, and its value is never stored,
        // so there is nothing to preserve while the language changes.
        let layout = PageLayout {
            title: text.get("account-welcome-title"),
            has_errors: state.is_some(),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// `/welcome/{code}`: first the language, then a name and a passphrase.
#[component]
pub fn WelcomeCode() -> impl IntoView {
    let code = normalize_code(
        &use_params_map()
            .read_untracked()
            .get("code")
            .unwrap_or_default(),
    );
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        if let Err(error) = throttle::invited_person(&context, &code).await {
            return if error == AppError::NotFound {
                Ok(invalid_code_page(&context))
            } else {
                Err(error)
            };
        }
        // Before the fields: the language of the page is only a guess from the browser's settings
        // so far.
        if !context.language_chosen {
            let body = view! {
                <h1>{text.get("account-welcome-title")}</h1>
                <p>{text.get("account-choose-language")}</p>
                {language_buttons(&context, &paths::welcome_code(&code))}
            };
            return Ok(html_document(
                &context,
                PageLayout {
                    title: text.get("account-welcome-title"),
                    ..PageLayout::default()
                },
                body.into_any(),
            ));
        }
        let state = context.stored_form("account/accept").await?;
        let fields = view! {
            <input type="hidden" name="code" value=code />
            {new_account_fields(text, state.as_ref())}
        };
        let body = view! {
            <h1>{text.get("account-welcome-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.get("account-welcome-body")}</p>
            {page_form(&context, "/api/account/accept", fields.into_any())}
        };
        let refused = state.is_some_and(|s| !s.errors.is_empty());
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("account-welcome-title"),
                has_errors: refused,
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// The page of a code that is used, expired or wrong: the same answer for all three.
fn invalid_code_page(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    AppError::NotFound.set_status();
    let body = view! {
        <h1>{text.get("account-spent-title")}</h1>
        <p>{text.get("account-spent-body")}</p>
        <div class="row">
            <a class="btn" href=paths::SIGN_IN>
                {text.get("account-sign-in")}
            </a>
            <a class="btn secondary" href=paths::WELCOME>
                {text.get("account-other-code")}
            </a>
        </div>
    };
    html_document(
        context,
        PageLayout {
            title: text.get("account-spent-title"),
            ..PageLayout::default()
        },
        body.into_any(),
    )
}

fn language_buttons(context: &RequestContext, from: &str) -> AnyView {
    // Before a first choice no language is marked as the current one.
    let current_language = context.language_chosen.then_some(context.language);
    let from = from.to_owned();
    // Each button is in its own language, for people who cannot read the language of the page.
    let buttons = Language::ALL
        .iter()
        .copied()
        .map(move |language| {
            let current = current_language == Some(language);
            view! {
                <form method="post" action="/api/account/language">
                    <input type="hidden" name="language" value=language.language_tag() />
                    <input type="hidden" name="from" value=from.clone() />
                    <button
                        class="btn secondary wide"
                        lang=language.language_tag()
                        dir=language.writing_direction()
                        aria-current=current.then_some("true")
                    >
                        {current.then(|| Icon::Check.view())}
                        <span>{language.endonym()}</span>
                    </button>
                </form>
            }
        })
        .collect_view();
    view! { <div class="languages">{buttons}</div> }.into_any()
}

/// `/language`
#[component]
pub fn LanguagePage() -> impl IntoView {
    // A parameter that anyone can set, and that becomes a link here and a redirect after the
    // choice.
    let from = local_path_or_root(
        &use_query_map()
            .read_untracked()
            .get("from")
            .unwrap_or_default(),
    );
    render_page(async move |context: RequestContext| {
        let text = context.localizer();
        let body = view! {
            <h1>{text.get("account-language-title")}</h1>
            {language_buttons(&context, &from)}
            {info_notice(text.get("common-reviewed"))}
            <p>{text.get("account-language-other")}</p>
            <p>
                <a href=from>{text.get("common-back")}</a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("account-language-title"),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/exit`: what quick exit does, and what it cannot do.
#[component]
pub fn Exit() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let on = if context.profile.is_some() {
            paths::HOME
        } else {
            paths::SIGN_IN
        };
        // Three limits are named, so that no one relies on the button for more: the browser's
        // history, what was typed, and software that watches the phone.
        let body = view! {
            <h1>{text.get("account-exit-title")}</h1>
            <p>{text.get("account-exit-does")}</p>
            <ul>
                <li>{text.get("account-exit-history")}</li>
                <li>{text.get("account-exit-typed")}</li>
                <li>{text.get("account-exit-watch")}</li>
            </ul>
            <p>
                <a class="btn" href=on>
                    {text.get("account-exit-on")}
                </a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title: text.get("account-exit-title"),
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

/// `/cookies`: what to do in a browser that rejects cookies and therefore cannot sign in.
#[component]
pub fn Cookies() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let title = text.get("account-cookies-title");
        let body = view! {
            <h1>{title.clone()}</h1>
            <p>{text.get("account-cookies-body")}</p>
            <ul>
                <li>{text.get("account-cookies-settings")}</li>
                <li>{text.get("account-cookies-app")}</li>
                <li>{text.get("account-cookies-call")}</li>
            </ul>
            <p>
                <a class="btn" href=paths::SIGN_IN>
                    {text.get("error-again")}
                </a>
            </p>
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}
