//! `/sign-in`, `/welcome`, `/welcome/{code}`, `/language`, `/exit`.

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::account::{PASSPHRASE_MIN, welcome_code};
use model::language::Language;
use store::door::{self, DemoPerson};

use crate::account::throttle;
use crate::actor::Visit;
use crate::error::Error;
use crate::form::{FormState, own_path};
use crate::text::Text;
use crate::ui::banner::calm;
use crate::ui::error_summary::{error, error_summary};
use crate::ui::field::Field;
use crate::ui::form::{button_form, main_form};
use crate::ui::icon::Icon;
use crate::ui::page::{Layout, document, draw};

/// `/sign-in`
#[component]
pub fn SignIn() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let state = visit.kept_form("account/sign-in").await?;
        let kept = visit.keeps_forms().await?;
        let people = if visit.site.demo { door::demo_people(&visit.db).await? } else { Vec::new() };
        let fields = sign_in_fields(text, state.as_ref().map(|s| s.value("name")).unwrap_or_default(), error(text, state.as_ref(), "name"));
        let body = view! {
            <h1>{text.say("account-sign-in-title")}</h1>
            {error_summary(text, state.as_ref())}
            {kept.then(|| calm(text.say("account-kept")))}
            {demo(text, people)}
            {main_form(&visit, "/api/account/sign-in", fields)}
            <h2>{text.say("account-first-title")}</h2>
            <p>{text.say("account-first-body")}</p>
            <p><a class="btn plain" href="/welcome">{text.say("account-first-link")}</a></p>
            <p class="soft">{text.say("account-lost")}</p>
        };
        let layout = Layout { title: text.say("account-sign-in-title"), refused: state.is_some_and(|s| !s.errors.is_empty()), form: true, ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}

fn sign_in_fields(text: Text, name: String, error: Option<String>) -> AnyView {
    let name = Field { name: "name", label: text.say("account-name-label"), value: name, error, autocomplete: "username", ..Field::default() };
    let passphrase =
        Field { name: "passphrase", kind: "password", label: text.say("account-passphrase-label"), autocomplete: "current-password", ..Field::default() };
    view! { {name.view()}{passphrase.view()}<button class="btn">{text.say("account-sign-in")}</button> }.into_any()
}

fn code_field(text: Text, error: Option<String>) -> AnyView {
    let (label, hint) = (text.say("account-code-label"), text.say("account-code-hint"));
    Field { name: "code", label, hint, error, autocomplete: "one-time-code", ..Field::default() }.view()
}

/// Fields to choose a sign-in name and a passphrase.
fn choose_fields(text: Text, state: Option<&FormState>) -> AnyView {
    let name = Field {
        name: "name",
        label: text.say("account-choose-name"),
        hint: text.say("account-choose-name-hint"),
        value: state.map(|s| s.value("name")).unwrap_or_default(),
        error: error(text, state, "name"),
        autocomplete: "username",
        ..Field::default()
    };
    let passphrase = Field {
        name: "passphrase",
        kind: "password",
        label: text.say("account-choose-passphrase"),
        hint: text.with("account-choose-passphrase-hint", &[("count", PASSPHRASE_MIN.into())]),
        error: error(text, state, "passphrase"),
        autocomplete: "new-password",
        ..Field::default()
    };
    view! { {name.view()}{passphrase.view()}<button class="btn">{text.say("account-accept")}</button> }.into_any()
}

/// The account form with this `action`, to fill in again below an error: with the typed name, but
/// never a passphrase or code. `None` where `action` is no account form.
pub fn again(visit: &Visit, action: &str, name: &str) -> Option<AnyView> {
    let text = visit.text();
    let (action, fields) = match action {
        "/api/account/sign-in" => ("/api/account/sign-in", sign_in_fields(text, name.to_owned(), None)),
        "/api/account/code" => {
            let fields = view! { {code_field(text, None)}<button class="btn">{text.say("account-code-go")}</button> };
            ("/api/account/code", fields.into_any())
        }
        "/api/account/accept" => {
            let state = FormState::default().with_value("name", name);
            ("/api/account/accept", view! { {code_field(text, None)}{choose_fields(text, Some(&state))} }.into_any())
        }
        _ => return None,
    };
    Some(main_form(visit, action, fields))
}

/// Demo people, grouped by family.
fn demo(text: Text, people: Vec<DemoPerson>) -> AnyView {
    if people.is_empty() {
        return ().into_any();
    }
    let mut families: Vec<(String, Vec<AnyView>)> = Vec::new();
    for person in people {
        let (Some(family), Some(role)) = (person.family, person.role) else { continue };
        let label = text.with("account-demo-person", &[("name", person.name.into()), ("role", text.role(role).into())]);
        let button = button_form("/api/account/look-around", vec![("person", person.id.to_string())], "btn plain", label);
        match families.last_mut().filter(|(name, _)| *name == family) {
            Some((_, buttons)) => buttons.push(button),
            None => families.push((family, vec![button])),
        }
    }
    let families = families
        .into_iter()
        .map(|(name, buttons)| {
            view! { <details class="card"><summary lang="en">{name}</summary><div class="row">{buttons}</div></details> }
        })
        .collect_view();
    view! {
        <section class="demo" aria-labelledby="demo">
            <h2 id="demo">{text.say("account-demo-title")}</h2>
            <p>{text.say("account-demo-body")}</p>
            {families}
        </section>
    }
    .into_any()
}

/// `/welcome`
#[component]
pub fn Welcome() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let state = visit.kept_form("account/code").await?;
        let fields = view! { {code_field(text, error(text, state.as_ref(), "code"))}<button class="btn">{text.say("account-code-go")}</button> };
        let body = view! {
            <h1>{text.say("account-welcome-title")}</h1>
            {error_summary(text, state.as_ref())}
            {main_form(&visit, "/api/account/code", fields.into_any())}
            <p><a href="/sign-in">{text.say("account-have-name")}</a></p>
        };
        let layout = Layout { title: text.say("account-welcome-title"), refused: state.is_some(), ..Layout::default() };
        Ok(document(&visit, layout, body.into_any()))
    })
}

/// `/welcome/{code}`: first the language, then a name and a passphrase.
#[component]
pub fn WelcomeCode() -> impl IntoView {
    let code = welcome_code(&use_params_map().read_untracked().get("code").unwrap_or_default());
    draw(async move |visit: Visit| {
        let text = visit.text();
        if let Err(error) = throttle::invited(&visit, &code).await {
            return if error == Error::NotFound { Ok(spent(&visit)) } else { Err(error) };
        }
        if !visit.language_chosen {
            let body = view! {
                <h1>{text.say("account-welcome-title")}</h1>
                <p>{text.say("account-choose-language")}</p>
                {languages(&visit, &format!("/welcome/{code}"))}
            };
            return Ok(document(&visit, Layout { title: text.say("account-welcome-title"), ..Layout::default() }, body.into_any()));
        }
        let state = visit.kept_form("account/accept").await?;
        let fields = view! {
            <input type="hidden" name="code" value=code/>
            {choose_fields(text, state.as_ref())}
        };
        let body = view! {
            <h1>{text.say("account-welcome-title")}</h1>
            {error_summary(text, state.as_ref())}
            <p>{text.say("account-welcome-body")}</p>
            {main_form(&visit, "/api/account/accept", fields.into_any())}
        };
        let refused = state.is_some_and(|s| !s.errors.is_empty());
        Ok(document(&visit, Layout { title: text.say("account-welcome-title"), refused, form: true, ..Layout::default() }, body.into_any()))
    })
}

/// The page of a code that is used, expired or wrong: the same answer for all three.
fn spent(visit: &Visit) -> AnyView {
    let text = visit.text();
    crate::error::Error::NotFound.answer();
    let body = view! {
        <h1>{text.say("account-spent-title")}</h1>
        <p>{text.say("account-spent-body")}</p>
        <div class="row">
            <a class="btn" href="/sign-in">{text.say("account-sign-in")}</a>
            <a class="btn plain" href="/welcome">{text.say("account-other-code")}</a>
        </div>
    };
    document(visit, Layout { title: text.say("account-spent-title"), ..Layout::default() }, body.into_any())
}

fn languages(visit: &Visit, from: &str) -> AnyView {
    let here = visit.language_chosen.then_some(visit.language);
    let from = from.to_owned();
    let buttons = Language::ALL
        .into_iter()
        .map(move |language| {
            let current = here == Some(language);
            view! {
                <form method="post" action="/api/account/language">
                    <input type="hidden" name="language" value=language.code()/>
                    <input type="hidden" name="from" value=from.clone()/>
                    <button class="btn plain wide" lang=language.code() dir=language.dir() aria-current=current.then_some("true")>
                        {current.then(|| Icon::Check.view())}<span>{language.endonym()}</span>
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
    let from = own_path(&use_query_map().read_untracked().get("from").unwrap_or_default());
    draw(async move |visit: Visit| {
        let text = visit.text();
        let body = view! {
            <h1>{text.say("account-language-title")}</h1>
            {languages(&visit, &from)}
            {calm(text.say("common-reviewed"))}
            <p>{text.say("account-language-other")}</p>
            <p><a href=from>{text.say("common-back")}</a></p>
        };
        Ok(document(&visit, Layout { title: text.say("account-language-title"), ..Layout::default() }, body.into_any()))
    })
}

/// `/exit`: what quick exit does, and what it cannot do.
#[component]
pub fn Exit() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let on = if visit.frame.is_some() { "/" } else { "/sign-in" };
        let body = view! {
            <h1>{text.say("account-exit-title")}</h1>
            <p>{text.say("account-exit-does")}</p>
            <ul>
                <li>{text.say("account-exit-history")}</li>
                <li>{text.say("account-exit-typed")}</li>
                <li>{text.say("account-exit-watch")}</li>
            </ul>
            <p><a class="btn" href=on>{text.say("account-exit-on")}</a></p>
        };
        Ok(document(&visit, Layout { title: text.say("account-exit-title"), ..Layout::default() }, body.into_any()))
    })
}

/// `/cookies`: what to do in a browser that rejects cookies and therefore cannot sign in.
#[component]
pub fn Cookies() -> impl IntoView {
    draw(async |visit: Visit| {
        let text = visit.text();
        let title = text.say("account-cookies-title");
        let body = view! {
            <h1>{title.clone()}</h1>
            <p>{text.say("account-cookies-body")}</p>
            <ul>
                <li>{text.say("account-cookies-settings")}</li>
                <li>{text.say("account-cookies-app")}</li>
                <li>{text.say("account-cookies-call")}</li>
            </ul>
            <p><a class="btn" href="/sign-in">{text.say("error-again")}</a></p>
        };
        Ok(document(&visit, Layout { title, ..Layout::default() }, body.into_any()))
    })
}
