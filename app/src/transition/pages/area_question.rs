//! `/transition/area/{part}/{question}`: one question about an area, with one field. What is typed
//! is stored as a draft, which no one else sees, until it is saved.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::transition::TransitionPart;
use model::transition::area::AreaQuestion;
use store::Intent;
use store::transition::area_answers::{AnswerRevision, OwnAnswer, read_own_answer};
use store::transition::area_drafts::AreaDraft;
use store::transition::own_transition;
use store::transition::release::{PartRelease, load_release};

use super::area::area_from_path;
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::page_form;
use crate::page::stored_record::{is_stale, stored_card};
use crate::page::team_answer::local_day;
use crate::page::{PageLayout, PageScript, html_document, render_page};
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::area::{SaveAreaAnswer, SaveAreaDraft};
use crate::transition::view::area::own_words;
use crate::transition::view::area_ideas::{IdeaSubject, idea_buttons};
use crate::transition::view::plan_links::part_link;
use crate::transition::view::release_line::release_line;
use crate::ui::banner::info_notice;
use crate::ui::error_summary::error_summary;
use crate::ui::field::TextAreaField;
use crate::ui::writing_language::writing_language_select;

/// `/transition/area/{part}/{question}`
#[component]
pub fn AreaQuestionPage() -> impl IntoView {
    let slug = use_params_map().read_untracked().get("question");
    let question = slug.and_then(|slug| AreaQuestion::parse(&slug));
    let subject = area_from_path().zip(question);
    render_page(async move |context: RequestContext| {
        let (part, question) = subject.ok_or(AppError::NotFound)?;
        question_page(&context, part, question).await
    })
}

async fn question_page(
    context: &RequestContext,
    part: TransitionPart,
    question: AreaQuestion,
) -> Result<AnyView, AppError> {
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, part).await?;
    let answer = read_own_answer(&mut tx, &own, part, question).await?;
    tx.commit().await?;
    let state = context.stored_form(SaveAreaAnswer::PATH).await?;
    let page = QuestionView {
        context,
        text: context.localizer(),
        part,
        question,
        release: &release,
        answer: &answer,
        state: state.as_ref(),
    };
    let title = page.text.get_value(question);
    let body = page.body(&title);
    Ok(html_document(
        context,
        PageLayout {
            // Each area has the same questions: without its name, several tabs would have one
            // title.
            title: format!("{title} · {}", page.text.get_value(part)),
            has_errors: is_rejected(state.as_ref()),
            has_main_form: true,
            script: Some(PageScript::Autosave),
            ..PageLayout::default()
        },
        body,
    ))
}

/// What the page shows.
struct QuestionView<'a> {
    context: &'a RequestContext,
    text: Localizer,
    part: TransitionPart,
    question: AreaQuestion,
    release: &'a PartRelease,
    answer: &'a OwnAnswer,
    state: Option<&'a FormState>,
}

impl QuestionView<'_> {
    fn body(&self, title: &str) -> AnyView {
        let text = self.text;
        view! {
            {part_link(text, self.part)}
            <h1>{title.to_owned()}</h1>
            {release_line(text, self.part, self.release)}
            {error_summary(text, self.state)}
            {self.stored_words()}
            {self.filled_draft().map(|_| info_notice(text.get("transition-area-draft")))}
            {self.form()}
            {self.earlier_words()}
        }
        .into_any()
    }

    /// The draft that fills the field; none when a form came back, which is newer.
    fn filled_draft(&self) -> Option<&AreaDraft> {
        self.answer.drafts.first().filter(|_| self.state.is_none())
    }

    /// The drafts of other pages.
    fn other_drafts(&self) -> impl Iterator<Item = &AreaDraft> {
        let form = self.state.map(|state| state.field_value("form"));
        let filled = self.filled_draft().map(|draft| draft.id);
        self.answer.drafts.iter().filter(move |draft| {
            Some(draft.id) != filled && form.as_ref() != Some(&draft.id.to_string())
        })
    }

    fn current_revision(&self) -> i32 {
        self.answer.current().map_or(0, |current| current.revision)
    }

    /// Whether the answer was saved elsewhere after the words in the field were begun.
    fn is_behind(&self) -> bool {
        let draft = self.filled_draft();
        is_stale(self.state)
            || draft.is_some_and(|draft| draft.base_revision != self.current_revision())
    }

    /// What is saved, above the words of a form that was begun before it.
    fn stored_words(&self) -> Option<AnyView> {
        let current = self.answer.current().filter(|_| self.is_behind())?;
        let words = own_words(self.text, &current.language, &current.body);
        Some(stored_card(self.context, None, words))
    }

    fn form(&self) -> AnyView {
        let (text, state) = (self.text, self.state);
        let draft = self.filled_draft();
        let current = self.answer.current();
        let (stored, language) = match (draft, current) {
            (Some(draft), _) => (Some(draft.body.clone()), Some(draft.language.as_str())),
            (None, Some(current)) => (Some(current.body.clone()), Some(current.language.as_str())),
            (None, None) => (None, None),
        };
        let filled = FormValues { text, state };
        let words = TextAreaField {
            name: "words",
            label: text.get("transition-area-words"),
            value: filled.value_or_stored("words", stored),
            error: filled.field_error_message("words"),
            ..TextAreaField::default()
        };
        let fields = view! {
            {self.hidden_fields(draft)}
            {words.view()}
            {self.autosave_status()}
            {writing_language_select(self.context, state, language)}
            {idea_buttons(text, self.part, IdeaSubject::Question(self.question))}
            {self.draft_cards()}
            <div class="row">
                <button class="btn">{text.get("transition-area-save")}</button>
                <button class="btn secondary" name="act" value="skip">
                    {text.get("transition-area-skip")}
                </button>
                <button class="btn link" name="act" value="back">
                    {text.get("transition-area-back")}
                </button>
            </div>
        };
        page_form(self.context, SaveAreaAnswer::PATH, fields.into_any())
    }

    fn hidden_fields(&self, draft: Option<&AreaDraft>) -> AnyView {
        // Both texts are on the page of a draft that is behind, so saving it replaces the other.
        let revision = base_revision(self.state, "revision", self.current_revision());
        let sequence = self.state.map(|state| state.field_value("sequence"));
        // A form that came back goes on with its numbers: drafts with lower ones are refused as
        // late.
        let sequence = sequence.filter(|typed| !typed.is_empty());
        let (id, number) = match (self.state, draft) {
            (Some(state), _) => (
                state.field_value("draft"),
                state.field_value("draft_sequence"),
            ),
            (None, Some(draft)) => (draft.id.to_string(), draft.sequence.to_string()),
            (None, None) => (String::new(), String::new()),
        };
        view! {
            <input type="hidden" name="form" value=self.context.form_id(self.state) />
            <input type="hidden" name="part" value=self.part.slug() />
            <input type="hidden" name="question" value=self.question.slug() />
            <input type="hidden" name="revision" value=revision />
            <input type="hidden" name="sequence" value=sequence.unwrap_or_else(|| "0".to_owned()) />
            <input type="hidden" name="draft" value=id />
            <input type="hidden" name="draft_sequence" value=number />
        }
        .into_any()
    }

    /// Where the script says whether the words are stored. Empty without script.
    fn autosave_status(&self) -> AnyView {
        let text = self.text;
        view! {
            <p
                class="muted"
                id="autosave"
                role="status"
                data-to=SaveAreaDraft::PATH
                data-saved=text.get("transition-area-draft-saved")
                data-unsaved=text.get("transition-area-draft-unsaved")
            ></p>
        }
        .into_any()
    }

    /// The words of other pages, which are deleted when their box is checked.
    fn draft_cards(&self) -> AnyView {
        let text = self.text;
        self.other_drafts()
            .map(|draft| {
                let id = format!("drop-{}", draft.id);
                let state = self.state;
                let checked = state.is_some_and(|state| !state.field_value(&id).is_empty());
                view! {
                    <div class="card">
                        <h2>{text.get("transition-area-other")}</h2>
                        {own_words(text, &draft.language, &draft.body)}
                        <label class="choice" for=id.clone()>
                            <input
                                type="checkbox"
                                id=id.clone()
                                name=id.clone()
                                value="yes"
                                checked=checked
                            />
                            <span>{text.get("transition-area-drop")}</span>
                        </label>
                    </div>
                }
            })
            .collect_view()
            .into_any()
    }

    /// Every wording that was replaced, for the owner alone.
    fn earlier_words(&self) -> Option<AnyView> {
        let text = self.text;
        let rows: Vec<AnyView> = self
            .answer
            .earlier()
            .map(|one| self.earlier_row(one))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <details class="disclosure">
                    <summary>{text.get("calendar-words-earlier")}</summary>
                    <ul class="stack" role="list">
                        {rows}
                    </ul>
                </details>
            }
            .into_any()
        })
    }

    fn earlier_row(&self, one: &AnswerRevision) -> AnyView {
        view! {
            <li>
                <p class="muted">{local_day(self.context, &one.written_at)}</p>
                {own_words(self.text, &one.language, &one.body)}
            </li>
        }
        .into_any()
    }
}
