//! `/family/{id}/calendar/{event}/words`: a person brings their own words to an event.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::calendar::{EventWordsKind, WordsReaders};
use model::id::{EventId, EventWordsId, FamilyId};
use store::calendar::words::{EventForWords, OwnEventWords, read_words};
use strum::VariantArray;

use crate::calendar::forms::words::{RemoveEventWords, SaveEventWords};
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::calendar::view::words::brought_words;
use crate::error::AppError;
use crate::page::form::{button_form, page_form};
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::field::{RadioGroup, TextAreaField};
use crate::ui::writing_language::writing_language_select;

/// `/family/{id}/calendar/{event}/words`
#[component]
pub fn EventWordsPage() -> impl IntoView {
    let map = use_params_map();
    let params = map.read_untracked();
    let family: Option<FamilyId> = params.get("id").and_then(|id| id.parse().ok());
    let event: Option<EventId> = params.get("event").and_then(|id| id.parse().ok());
    let query = use_query_map().read_untracked().get("change");
    let changed: Option<EventWordsId> = query.and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, today) = (context.localizer(), context.actor()?.today);
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let found = read_words(&mut tx, family, event, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let page = WordsPage {
            context: &context,
            family,
            found: &found,
            changed: changed.and_then(|id| found.own.iter().find(|one| one.id == id)),
        };
        let state = page.stored_state().await?;
        let state = state.as_ref();
        let title = text.get("calendar-words-title");
        let when = format!(
            "{} · {} · {}",
            event_name(text, &found.event),
            event_day(text, today, &found.event),
            event_time(text, &found.event)
        );
        let body = view! {
            <p>
                <a href=paths::calendar_event(family, event)>{text.get("calendar-back-event")}</a>
            </p>
            <h1>{title.clone()}</h1>
            <p>
                <b>{when}</b>
            </p>
            {error_summary(text, state)}
            {page.stored_card(state)}
            {if found.is_open { page.form(state) } else { page.closed(state) }}
            {page.own_words()}
            {page.earlier_words()}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            has_errors: is_rejected(state),
            has_main_form: found.is_open,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

struct WordsPage<'a> {
    context: &'a RequestContext,
    family: FamilyId,
    found: &'a EventForWords,
    /// The words that the form changes; `None` for new words.
    changed: Option<&'a OwnEventWords>,
}

impl WordsPage<'_> {
    /// The form that is shown again, if it is the one that this page shows.
    async fn stored_state(&self) -> Result<Option<FormState>, AppError> {
        let page = paths::event_words(self.family, self.found.event.id);
        let changed = self.changed.map(|one| one.id.to_string());
        self.context
            .stored_form_where(SaveEventWords::PATH, |form| {
                // The same path has the form for new words and, with a query, the one for each
                // stored text.
                let is_here = form.page.split('?').next() == Some(page.as_str());
                let is_change = !form.field_value("revision").is_empty();
                is_here
                    && match &changed {
                        Some(id) => form.field_value("form") == *id,
                        None => !is_change,
                    }
            })
            .await
    }

    fn form(&self, state: Option<&FormState>) -> AnyView {
        let (context, text) = (self.context, self.context.localizer());
        let filled = FormValues { text, state };
        let changed = self.changed;
        // The reader has words of each kind, and changes those in the list below.
        if changed.is_none() && self.found.kinds().is_empty() {
            return ().into_any();
        }
        // Stored words keep their id: with a new one, a change would be stored as other words.
        let id = changed.map_or_else(|| context.form_id(state), |one| one.id.to_string());
        let revision = changed
            .map(|one| base_revision(state, "revision", one.revision))
            .unwrap_or_default();
        let words = TextAreaField {
            name: "words",
            label: text.get("calendar-words-label"),
            hint: text.get("calendar-words-hint"),
            value: filled.value_or_stored("words", changed.map(|one| one.words.body.clone())),
            error: filled.field_error_message("words"),
        };
        let language = changed.map(|one| one.words.language.as_str());
        let fields = view! {
            <input type="hidden" name="form" value=id />
            <input type="hidden" name="family" value=self.family.to_string() />
            <input type="hidden" name="event" value=self.found.event.id.to_string() />
            <input type="hidden" name="revision" value=revision />
            {self.kind_choice(&filled)}
            {words.view()}
            {writing_language_select(context, state, language)}
            {self.readers_choice(&filled)}
            <button class="btn">{text.get("calendar-words-save")}</button>
        };
        view! {
            <p>{text.get("calendar-words-note")}</p>
            {page_form(context, SaveEventWords::PATH, fields.into_any())}
        }
        .into_any()
    }

    /// What the words are for. Words that are stored stay what they are.
    fn kind_choice(&self, filled: &FormValues<'_>) -> AnyView {
        let text = filled.text;
        if let Some(changed) = self.changed {
            return view! { <input type="hidden" name="kind" value=changed.kind.slug() /> }
                .into_any();
        }
        let kinds = self.found.kinds();
        let first = kinds
            .first()
            .map(|kind: &EventWordsKind| kind.slug().to_owned());
        RadioGroup {
            name: "kind",
            legend: text.get("calendar-words-what"),
            options: kinds
                .iter()
                .map(|kind| (kind.slug().to_owned(), text.get_value(*kind)))
                .collect(),
            chosen: filled.value_or_stored("kind", first),
            error: filled.field_error_message("kind"),
            ..RadioGroup::default()
        }
        .view()
    }

    fn readers_choice(&self, filled: &FormValues<'_>) -> AnyView {
        let text = filled.text;
        // The narrowest that is no draft: the other parent reads what everyone reads.
        let readers = self
            .changed
            .map_or(WordsReaders::Workers, |one| one.readers);
        RadioGroup {
            name: "who",
            legend: text.get("plan-who"),
            hint: text.get("calendar-readers-hint"),
            options: WordsReaders::VARIANTS
                .iter()
                .map(|one| (one.slug().to_owned(), text.get_value(*one)))
                .collect(),
            chosen: filled.value_or_stored("who", Some(readers.slug().to_owned())),
            error: filled.field_error_message("who"),
        }
        .view()
    }

    /// Once the event has started: that the words stay as they are, and what was typed too late.
    fn closed(&self, state: Option<&FormState>) -> AnyView {
        let text = self.context.localizer();
        let typed = state.map(|state| state.field_value("words"));
        let typed = typed.filter(|typed| !typed.is_empty()).map(|typed| {
            view! {
                <div class="card" id="words">
                    <h2>{text.get("calendar-words-typed")}</h2>
                    <p>
                        <bdi dir="auto">{typed}</bdi>
                    </p>
                </div>
            }
        });
        view! {
            <p>{text.get("calendar-words-closed")}</p>
            {typed}
        }
        .into_any()
    }

    /// After an edit conflict: what is stored, above what was typed.
    fn stored_card(&self, state: Option<&FormState>) -> Option<AnyView> {
        state?.field_error("stale")?;
        let view = view! {
            <div class="card" id="stale">
                <h2>{self.context.localizer().get("team-stored")}</h2>
                {brought_words(self.context, &self.changed?.words)}
            </div>
        };
        Some(view.into_any())
    }

    fn own_words(&self) -> Option<AnyView> {
        let rows: Vec<AnyView> = self
            .found
            .own
            .iter()
            .filter(|one| !one.removed)
            .map(|one| self.own_row(one))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{self.context.localizer().get("calendar-words-own")}</h2>
                <ul class="card stack" role="list">
                    {rows}
                </ul>
            }
            .into_any()
        })
    }

    fn own_row(&self, one: &OwnEventWords) -> AnyView {
        let text = self.context.localizer();
        let event = self.found.event.id;
        let actions = self.found.is_open.then(|| {
            let fields = vec![
                ("family", self.family.to_string()),
                ("event", event.to_string()),
                ("words", one.id.to_string()),
            ];
            let remove = text.get("calendar-words-remove");
            view! {
                <div class="row">
                    <a
                        class="btn secondary small"
                        href=paths::change_event_words(self.family, event, one.id)
                    >
                        {text.get("calendar-words-change")}
                    </a>
                    {button_form(RemoveEventWords::PATH, fields, "btn secondary small", remove)}
                </div>
            }
        });
        view! {
            <li>
                <p>
                    <b>{text.get_value(one.kind)}</b>
                </p>
                {brought_words(self.context, &one.words)}
                <p class="muted">{text.get_value(one.readers)}</p>
                {actions}
            </li>
        }
        .into_any()
    }

    /// Words that were replaced or removed, for their author alone.
    fn earlier_words(&self) -> Option<AnyView> {
        let removed = self.found.own.iter().filter(|one| one.removed);
        let texts = removed.map(|one| &one.words).chain(&self.found.earlier);
        let rows = texts
            .map(|words| view! { <li>{brought_words(self.context, words)}</li> })
            .collect::<Vec<_>>();
        (!rows.is_empty()).then(|| {
            view! {
                <details class="disclosure">
                    <summary>{self.context.localizer().get("calendar-words-earlier")}</summary>
                    <ul class="stack" role="list">
                        {rows}
                    </ul>
                </details>
            }
            .into_any()
        })
    }
}
