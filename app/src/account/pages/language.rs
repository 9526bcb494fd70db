//! `/language`, and the buttons that choose a language.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::language::Language;

use crate::account::forms::SetLanguage;
use crate::i18n::Localizer;
use crate::page::{PageLayout, html_document, render_page};
use crate::request::context::RequestContext;
use crate::request::local_path::local_path_or_root;
use crate::ui::banner::info_notice;
use crate::ui::icon::Icon;

/// The question for the language, in every language: before a choice, that of the page is only the
/// first that the browser asked for.
pub(super) fn language_question() -> AnyView {
    let questions = Language::ALL
        .iter()
        .copied()
        .map(|language| {
            view! {
                <p lang=language.language_tag() dir=language.writing_direction()>
                    {Localizer(language).get("account-choose-language")}
                </p>
            }
        })
        .collect_view();
    questions.into_any()
}

/// A button for each language. `from` is the page to return to.
pub(super) fn language_buttons(context: &RequestContext, from: &str) -> AnyView {
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
                <form method="post" action=SetLanguage::PATH>
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
            {language_question()}
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
