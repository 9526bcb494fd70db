//! The HTML document around every page: head, skip link, top bar with language and quick exit, help
//! line, navigation bar.

use http::request::Parts;
use http::{HeaderValue, header};
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use model::account::DeviceUse;
use model::id::FamilyId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::families::{family_above_heading, list_of_families, name_of_family};
use super::form::MAIN_FORM_ID;
use super::help_lines::{HelpLine, help_line_list};
use super::navigation::{NavItem, bottom_nav};
use super::notice::remaining_notice;
use super::side_list::{SideList, side_list_view};
use crate::i18n::{Localizer, isolate_bidi};
use crate::paths;
use crate::request::context::{IDLE_RELOAD, RequestContext};
use crate::ui::icon::Icon;
use crate::ui::phone::call_link;

/// What a page passes to `html_document`.
#[derive(Debug, Clone, Default)]
pub struct PageLayout {
    pub title: String,
    pub nav_item: NavItem,
    /// True when a form came back with errors: the title then begins with the word for error.
    pub has_errors: bool,
    /// True when the page has a main form. Changing the language stores its values and
    /// fills them in again.
    pub has_main_form: bool,
    /// True when the page has a Leptos island and so loads the WebAssembly module.
    pub has_island: bool,
    /// A small script to load on this page, for what needs no island.
    pub script: Option<PageScript>,
    /// The family that the page is about, where the address does not name it.
    pub family: Option<FamilyId>,
    /// The list beside the page in a wide window. Pages of families get that of the families.
    pub beside: Option<SideList>,
}

/// The small scripts. Each adds one browser-only feature to a page that is complete without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageScript {
    /// Subscribes this browser to push notifications.
    PushSubscribe,
    /// Reads messages aloud, and records voice messages.
    Speech,
    /// Stores what is typed as a draft.
    Autosave,
    /// Makes and uses passkeys.
    Passkey,
}

/// The whole HTML document. Also sets the content security policy of the response.
pub fn html_document(context: &RequestContext, mut layout: PageLayout, body: AnyView) -> AnyView {
    layout.beside = layout.beside.or_else(|| list_of_families(context));
    // After the page's own parts, which may show the notice beside what it is about.
    let notice = remaining_notice(context);
    let body = view! {
        {notice}
        {body}
    }
    .into_any();
    let Some(family) = family_name(context, layout.family) else {
        return document_without_family(context, layout, body);
    };
    // For readers of several families, who would otherwise have several tabs with one title.
    layout.title = format!("{} · {family}", layout.title);
    let body = view! {
        <p class="family-name">{family}</p>
        {body}
    };
    document_without_family(context, layout, body.into_any())
}

/// The name of the family that a page is about, for the line above its heading and for its title.
fn family_name(context: &RequestContext, family: Option<FamilyId>) -> Option<String> {
    let family = family.or_else(|| family_above_heading(context))?;
    name_of_family(context.actor().ok()?, family).map(isolate_bidi)
}

/// The classes of the body. A class instead of `:has()`: in browsers that lack it, a bar would
/// cover part of the page.
fn body_class(has_navigation: bool, has_side_list: bool) -> Option<&'static str> {
    match (has_navigation, has_side_list) {
        (false, _) => None,
        (true, false) => Some("with-bottom-nav"),
        (true, true) => Some("with-bottom-nav with-side-list"),
    }
}

/// Like `html_document`. For error pages: a page that is refused must not differ from one that does
/// not exist.
pub(super) fn document_without_family(
    context: &RequestContext,
    layout: PageLayout,
    body: AnyView,
) -> AnyView {
    let text = context.localizer();
    set_csp(context);
    leave_shared_screen(context, &layout);
    let (title, icon) = window_look(context, &layout);
    let class = body_class(context.profile.is_some(), layout.beside.is_some());
    let beside = layout.beside.map(side_list_view);
    let nonce = use_nonce();
    let small = layout.script.map(|script| page_script(context, script));
    // Only here, and not in every page: read-only pages load no WebAssembly on a slow connection.
    let scripts = layout.has_island.then(|| {
        let options = expect_context::<LeptosOptions>();
        view! { <HydrationScripts options islands=true /> }
    });
    view! {
        <!DOCTYPE html>
        <html lang=context.language.language_tag() dir=context.language.writing_direction()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                {theme_color("#faf6f0", "(prefers-color-scheme: light)")}
                {theme_color("#10181c", "(prefers-color-scheme: dark)")}
                <meta name="robots" content="noindex" />
                <title>{title}</title>
                <link rel="icon" href=icon type="image/svg+xml" />
                <link rel="manifest" href="/manifest.webmanifest" />
                <link rel="apple-touch-icon" href="/icons/icon-180.png" />
                // A neutral name: others may see the home screen of this phone.
                <meta name="apple-mobile-web-app-title" content="Notes" />
                <link rel="stylesheet" href=format!("/pkg/{}", context.config.style) />
            </head>
            <body class=class>
                <a class="skip-link" href="#main">
                    {text.get("common-skip")}
                </a>
                {top_bar(context, layout.has_main_form)}
                // Before the page, so that a keyboard reaches it without passing through the page;
                // phones show it at the bottom (style/ui.css).
                {bottom_nav(context, layout.nav_item)}
                {beside}
                <main id="main" tabindex="-1">
                    {body}
                    {help_footer(context)}
                </main>
                <script
                    src=format!("/pkg/{}", context.config.exit_script)
                    nonce=nonce
                    defer
                ></script>
                {small}
                {scripts}
            </body>
        </html>
    }
    .into_any()
}

/// The color of the browser's bar in a color scheme: `--paper` of style/tokens.css.
fn theme_color(color: &'static str, scheme: &'static str) -> AnyView {
    view! { <meta name="theme-color" {..leptos::attr::media(scheme)} content=color /> }.into_any()
}

/// The title and the icon of the window: those that the person has chosen, which are the same on
/// every page and tell others nothing, else those of the page.
fn window_look(context: &RequestContext, layout: &PageLayout) -> (String, String) {
    let text = context.localizer();
    let look = context
        .profile
        .as_ref()
        .and_then(|profile| profile.window_look);
    match look {
        Some(look) => (text.get_value(look), format!("/icons/{}.svg", look.slug())),
        None => (
            format!("{} · Alongside", document_title(text, layout)),
            "/icon.svg".to_owned(),
        ),
    }
}

/// The title of the page. It begins with the word for error when a form came back with errors, so
/// that a screen reader says so first.
fn document_title(text: Localizer, layout: &PageLayout) -> String {
    let title = layout.title.clone();
    if layout.has_errors {
        text.format("common-title-error", &[("title", title.into())])
    } else {
        title
    }
}

fn page_script(context: &RequestContext, script: PageScript) -> AnyView {
    let name = match script {
        PageScript::PushSubscribe => &context.config.push_subscribe_script,
        PageScript::Speech => &context.config.speech_script,
        PageScript::Autosave => &context.config.autosave_script,
        PageScript::Passkey => &context.config.passkey_script,
    };
    view! { <script src=format!("/pkg/{name}") nonce=use_nonce() defer></script> }.into_any()
}

fn top_bar(context: &RequestContext, has_form: bool) -> AnyView {
    let text = context.localizer();
    view! {
        // The exit button comes first: if space runs out, the other items wrap to the next row.
        <header class="top-bar">
            <form
                method="post"
                action=exit_action(context)
                id="exit"
                data-to=context.exit_address().to_owned()
            >
                <button class="btn exit small">
                    {Icon::Leave.view()}<span>{text.get("common-exit")}</span>
                </button>
            </form>
            {language_switch(context, has_form)}
            <a class="site-name" href=paths::HOME>
                "Alongside"
            </a>
        </header>
    }
    .into_any()
}

/// The button or link that changes the language, and that names the current one.
fn language_switch(context: &RequestContext, has_form: bool) -> AnyView {
    let text = context.localizer();
    let name = context.language.endonym();
    let lang = context.language.language_tag();
    let label = text.format("common-language-change", &[("language", name.into())]);
    if has_form {
        // Submits the page's main form to `/keep`, so that what was typed survives the change of
        // language. Enter in a one-line field presses the first submit button of the form in the
        // document, so one without an address of its own is before it. It is rendered, because
        // WebKit passes over buttons that are not.
        view! {
            <button
                form=MAIN_FORM_ID
                class="visually-hidden"
                tabindex="-1"
                aria-hidden="true"
            ></button>
            <button
                class="btn neutral small"
                form=MAIN_FORM_ID
                formaction=paths::PRESERVE_FORM
                formenctype="application/x-www-form-urlencoded"
                formnovalidate
                name="keep_for"
                value=paths::LANGUAGE
                aria-label=label
            >
                {Icon::Globe.view()}
                <span lang=lang>{name}</span>
            </button>
        }
        .into_any()
    } else {
        let href = format!(
            "{}?from={}",
            paths::LANGUAGE,
            percent_encode(&context.path_and_query)
        );
        view! {
            <a class="btn neutral small" href=href aria-label=label>
                {Icon::Globe.view()}
                <span lang=lang>{name}</span>
            </a>
        }
        .into_any()
    }
}

/// The form action of the quick exit. It carries the agency's neutral address in the query, because
/// `/exit` is answered without a database query.
fn exit_action(context: &RequestContext) -> String {
    let to = context.exit_address();
    if to == context.config.exit_address {
        paths::EXIT.to_owned()
    } else {
        format!("{}?to={}", paths::EXIT, percent_encode(to))
    }
}

/// That three presses of Shift leave too, for keyboards. Hidden until the exit script has started:
/// without it the keys do nothing.
pub fn exit_shortcut_hint(text: Localizer) -> AnyView {
    view! {
        <p id="exit-shortcut" hidden>
            {text.get("account-exit-shortcut")}
        </p>
    }
    .into_any()
}

/// The help phone number: its label and a link to call it.
pub fn phone_link(context: &RequestContext) -> AnyView {
    view! {
        {context.localizer().get("common-help-call")}
        " "
        {call_link(context.help_line())}
    }
    .into_any()
}

/// The numbers at the end of every page.
const FOOTER_LINES: [HelpLine; 4] = [
    HelpLine::Agency,
    HelpLine::Emergency,
    HelpLine::Crisis,
    HelpLine::Relay,
];

/// The help lines. Same content, same order on every page (consistent help, WCAG 3.2.6).
fn help_footer(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    let account = context.profile.as_ref().map(|profile| {
        view! {
            <form method="post" action=paths::SIGN_OUT class="sign-out">
                <span class="muted">
                    {text.format("common-signed-in", &[("name", profile.name.clone().into())])}
                </span>
                <button class="btn link">{text.get("common-sign-out")}</button>
            </form>
        }
    });
    view! {
        <footer class="help">
            <h2>{Icon::Phone.view()} " " {text.get("common-help-title")}</h2>
            {help_line_list(context, &FOOTER_LINES)}
            {account}
        </footer>
    }
    .into_any()
}

/// On a shared device the browser loads a page again when its session has locked, so that it does
/// not stay on the screen for the next person. Not a page with a form, whose text would be lost.
fn leave_shared_screen(context: &RequestContext, layout: &PageLayout) {
    if context.device_use != Some(DeviceUse::Shared) || layout.has_main_form {
        return;
    }
    if let Some(options) = use_context::<ResponseOptions>() {
        // A second later than the session locks. With a parameter that tells the middleware that no
        // person asked: two open pages would otherwise keep the session from locking.
        let seconds = DeviceUse::Shared.idle_minutes() * 60 + 1;
        let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned());
        let value = format!("{seconds}; url={}?{IDLE_RELOAD}", path.unwrap_or_default());
        if let Ok(value) = HeaderValue::from_str(&value) {
            options.insert_header(header::REFRESH, value);
        }
    }
}

/// Sets the content security policy of the response: only scripts with this response's nonce run.
fn set_csp(context: &RequestContext) {
    let Some(options) = use_context::<ResponseOptions>() else {
        return;
    };
    // `wasm-unsafe-eval` permits WebAssembly, but no evaluation of JavaScript.
    let script = use_nonce().map_or_else(
        || "script-src 'none'".to_owned(),
        |nonce| format!("script-src 'strict-dynamic' 'nonce-{nonce}' 'wasm-unsafe-eval'"),
    );
    // Chromium also applies `form-action` to redirects, so the exit's neutral sites must be
    // allowed.
    let origin = |address: &str| address.split('/').take(3).collect::<Vec<_>>().join("/");
    let mut away = origin(context.exit_address());
    let fallback = origin(&context.config.exit_address);
    if fallback != away {
        away = format!("{away} {fallback}");
    }
    let policy = format!(
        "default-src 'none'; {script}; style-src 'self'; img-src 'self'; media-src 'self'; \
            worker-src 'self'; manifest-src 'self'; connect-src 'self'; form-action 'self' \
            {away}; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(value) = HeaderValue::from_str(&policy) {
        options.insert_header(header::CONTENT_SECURITY_POLICY, value);
    }
}

/// What is encoded in a query value: all but the unreserved characters (RFC 3986) and the slash,
/// which keeps a path readable.
const QUERY_VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

/// Percent-encodes a path as a query value.
pub fn percent_encode(path: &str) -> String {
    utf8_percent_encode(path, QUERY_VALUE).to_string()
}
