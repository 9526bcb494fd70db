//! `/transition/stay/letter`, `/transition/stay/print` and `/transition/stay/pdf`: the letter that
//! asks to stay in care or to come back, for its owner to change, print and save.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::stay::stay_terms;
use store::Intent;
use store::transition::release::list_candidates;
use store::transition::stay::{OwnLetter, load_letter};
use store::transition::{OwnTransition, own_transition};

use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::pdf_export::render_pdf_export;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::concurrency_limits::EXPORTS;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::stay::SaveLetter;
use crate::transition::view::plan_links::back_link;
use crate::transition::view::stay_letter::{LetterFacts, letter_title, own_language, worker_names};
use crate::ui::error_summary::error_summary;
use crate::ui::field::TextAreaField;
use crate::ui::print_view::print_view;

/// What the pages of the letter read.
struct LoadedLetter {
    own: OwnTransition,
    letter: Option<OwnLetter>,
    workers: Vec<String>,
}

impl LoadedLetter {
    /// The actor's own plan, the stored letter and the names of the workers to address it to.
    ///
    /// # Errors
    /// `NotFound` for anyone without a plan of their own, and from the 21st birthday on.
    async fn load(context: &RequestContext) -> Result<Self, AppError> {
        let today = context.actor()?.today;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        let terms = stay_terms(own.born, &own.dates, today).ok_or(AppError::NotFound)?;
        let letter = load_letter(&mut tx, &own, terms.kind).await?;
        let workers = worker_names(&list_candidates(&mut tx, &own).await?);
        tx.commit().await?;
        Ok(Self {
            own,
            letter,
            workers,
        })
    }

    fn facts<'a>(&'a self, context: &'a RequestContext) -> Result<LetterFacts<'a>, AppError> {
        let profile = context.profile()?;
        let today = profile.actor.today;
        let terms = stay_terms(self.own.born, &self.own.dates, today);
        Ok(LetterFacts {
            own: &self.own,
            terms: terms.ok_or(AppError::NotFound)?,
            agency: &profile.agency,
            workers: self.workers.clone(),
            today,
        })
    }
}

/// `/transition/stay/letter`
#[component]
pub fn StayLetterPage() -> impl IntoView {
    render_page(async |context: RequestContext| letter_page(&context).await)
}

async fn letter_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let state = context.stored_form(SaveLetter::PATH).await?;
    let loaded = LoadedLetter::load(context).await?;
    let facts = loaded.facts(context)?;
    let title = letter_title(text, facts.terms.kind);
    let body = view! {
        {back_link(paths::TRANSITION_STAY, text.get("transition-stay-title"))}
        <h1>{title.clone()}</h1>
        {error_summary(text, state.as_ref())}
        <p>{text.get("transition-letter-lead")}</p>
        {stale_card(context, &loaded, state.as_ref())}
        {letter_form(context, &facts, loaded.letter.as_ref(), state.as_ref())}
        {print_links(context, true)}
    };
    Ok(html_document(
        context,
        PageLayout {
            title,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            ..PageLayout::default()
        },
        body.into_any(),
    ))
}

/// The links to print the letter and to save it.
fn print_links(context: &RequestContext, with_print: bool) -> AnyView {
    let text = context.localizer();
    let print = with_print.then(|| {
        view! {
            <a class="btn secondary" href=paths::PRINT_STAY_LETTER>
                {text.get("transition-letter-print")}
            </a>
        }
    });
    // Without fonts there is no PDF.
    let pdf = context.config.pdf_fonts.is_some().then(|| {
        view! {
            <a class="btn secondary" href=paths::STAY_LETTER_PDF>
                {text.get("plan-print-pdf")}
            </a>
        }
    });
    view! { <p class="row no-print">{print} {pdf}</p> }.into_any()
}

fn letter_form(
    context: &RequestContext,
    facts: &LetterFacts<'_>,
    letter: Option<&OwnLetter>,
    state: Option<&FormState>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let language = state
        .map(|state| state.field_value("own_language"))
        .filter(|language| !language.is_empty())
        .unwrap_or_else(|| own_language(letter, text));
    let own_label = text.format(
        "transition-letter-own",
        &[("language", text.language_name(&language).into())],
    );
    let own = (language != "en").then(|| {
        TextAreaField {
            name: "own",
            label: own_label,
            hint: text.get("transition-letter-own-hint"),
            value: filled.value_or_stored("own", Some(facts.own_words(letter, text))),
            error: filled.field_error_message("own"),
        }
        .view()
    });
    let revision = letter.map_or(0, |letter| letter.revision);
    let fields = view! {
        <input type="hidden" name="kind" value=facts.terms.kind.slug() />
        <input type="hidden" name="own_language" value=language />
        <input type="hidden" name="revision" value=base_revision(state, "revision", revision) />
        {filled.text_area("english", "transition-letter-english", Some(facts.english(letter)))}
        {own}
        <p class="muted">{text.get("transition-letter-empty-hint")}</p>
        <button class="btn">{text.get("transition-save")}</button>
    };
    page_form(context, SaveLetter::PATH, fields.into_any())
}

/// After an edit in another tab: what is stored, above what was typed.
fn stale_card(
    context: &RequestContext,
    loaded: &LoadedLetter,
    state: Option<&FormState>,
) -> Option<AnyView> {
    let letter = loaded.letter.as_ref().filter(|_| is_stale(state))?;
    let words = [&letter.english, &letter.own_words]
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(|words| {
            view! {
                <p class="typed-words">
                    <bdi dir="auto">{words.clone()}</bdi>
                </p>
            }
        })
        .collect_view();
    Some(stored_card(context, None, words.into_any()))
}

/// `/transition/stay/print`
#[component]
pub fn PrintStayLetter() -> impl IntoView {
    render_page(async |context: RequestContext| {
        let text = context.localizer();
        let loaded = LoadedLetter::load(&context).await?;
        let facts = loaded.facts(&context)?;
        let blocks = facts.document_blocks(loaded.letter.as_ref(), text);
        let title = letter_title(text, facts.terms.kind);
        let body = view! {
            {back_link(paths::STAY_LETTER, title.clone())}
            <p class="no-print muted">{text.get("plan-print-how")}</p>
            {print_links(&context, false)}
            {print_view(blocks)}
        };
        let layout = PageLayout {
            title,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The letter as a tagged PDF.
///
/// # Errors
/// `NotFound` for anyone without a plan of their own, from the 21st birthday on, and without fonts;
/// `Busy` while another export of this person runs, or when too many wait; `Internal` when
/// rendering fails; `SignedOut` without a signed-in person.
pub async fn stay_letter_pdf(context: RequestContext) -> Result<Vec<u8>, AppError> {
    let fonts = context.config.pdf_fonts.clone().ok_or(AppError::NotFound)?;
    // Before the letter is read, so that a request that waits for its turn holds no transaction.
    let permit = EXPORTS.acquire_permit(context.actor()?.person).await?;
    let loaded = LoadedLetter::load(&context).await?;
    let text = context.localizer();
    let facts = loaded.facts(&context)?;
    let blocks = facts.document_blocks(loaded.letter.as_ref(), text);
    let title = letter_title(text, facts.terms.kind);
    render_pdf_export(
        fonts,
        permit,
        blocks,
        title,
        context.language.language_tag(),
    )
    .await
}
