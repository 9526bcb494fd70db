//! `/family/{id}/calendar/{event}/needs`: what the reader needs to come to an event, each with one
//! tap.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::calendar::needs::EventNeed;
use model::id::{EventId, FamilyId};
use model::language::Language;
use store::calendar::needs::{OwnNeeds, PersonNeed, read_own_needs};

use crate::calendar::forms::needs::AskForNeed;
use crate::calendar::pages::event::is_over;
use crate::calendar::view::event_kind::event_name;
use crate::calendar::view::event_row::{event_day, event_time};
use crate::calendar::view::needs::{
    has_words_about, need_label, need_words, state_tag, words_area,
};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::return_fields;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::ui::error_summary::error_summary;
use crate::ui::field::SelectField;

/// `/family/{id}/calendar/{event}/needs`
#[component]
pub fn EventNeedsPage() -> impl IntoView {
    let map = use_params_map();
    let params = map.read_untracked();
    let family: Option<FamilyId> = params.get("id").and_then(|id| id.parse().ok());
    let event: Option<EventId> = params.get("event").and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, actor) = (context.localizer(), context.actor()?);
        let (family, event) = family.zip(event).ok_or(AppError::NotFound)?;
        let mut tx = context.begin_record_read(family).await?;
        let language = context.language.language_tag();
        let found = read_own_needs(&mut tx, family, event, language).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let state = context.stored_form(AskForNeed::PATH).await?;
        // What was asked for stays readable then, without the forms.
        let is_closed = found.event.cancelled || is_over(&context, actor, &found.event);
        let when = format!(
            "{} · {} · {}",
            event_name(text, &found.event),
            event_day(text, actor.today, &found.event),
            event_time(text, &found.event)
        );
        let forms = NeedForms {
            context: &context,
            family,
            found: &found,
            state: state.as_ref(),
        };
        let title = text.get("calendar-need-title");
        let body = view! {
            <p>
                <a href=paths::calendar_event(family, event)>{text.get("calendar-back-event")}</a>
            </p>
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>
                <bdi>{when}</bdi>
            </p>
            <p class="muted">{text.get("calendar-need-readers")}</p>
            {is_closed.then(|| view! { <p>{text.get("calendar-need-closed")}</p> })}
            {forms.asked_list(is_closed)}
            {(!is_closed).then(|| forms.same_card())}
            {(!is_closed).then(|| forms.ask_buttons())}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Calendar,
            has_errors: is_rejected(state.as_ref()),
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// The parts of the page.
struct NeedForms<'a> {
    context: &'a RequestContext,
    family: FamilyId,
    found: &'a OwnNeeds,
    state: Option<&'a FormState>,
}

impl NeedForms<'_> {
    fn text(&self) -> Localizer {
        self.context.localizer()
    }

    /// A form of the page with these further fields. `need` is the slug of what it is about.
    fn form(&self, act: &'static str, need: Option<EventNeed>, fields: AnyView) -> AnyView {
        let event = self.found.event.id.to_string();
        view! {
            <form method="post" action=AskForNeed::PATH novalidate>
                {return_fields(self.context, AskForNeed::PATH)}
                <input type="hidden" name="family" value=self.family.to_string() />
                <input type="hidden" name="event" value=event />
                <input type="hidden" name="act" value=act />
                {need.map(|need| view! { <input type="hidden" name="need" value=need.slug() /> })}
                {fields}
            </form>
        }
        .into_any()
    }

    fn asked(&self) -> impl Iterator<Item = &PersonNeed> {
        self.found.needs.iter().filter(|one| !one.withdrawn)
    }

    /// What the reader asked for, and what came of it.
    fn asked_list(&self, is_closed: bool) -> Option<AnyView> {
        let rows = self
            .asked()
            .map(|one| self.asked_row(one, is_closed))
            .collect::<Vec<_>>();
        (!rows.is_empty()).then(|| {
            view! {
                <h2>{self.text().get("calendar-need-asked")}</h2>
                <ul class="card stack" role="list">
                    {rows}
                </ul>
            }
            .into_any()
        })
    }

    fn asked_row(&self, one: &PersonNeed, is_closed: bool) -> AnyView {
        let text = self.text();
        let tag = format!("tag {}", state_tag(one.state()));
        view! {
            <li>
                <p class="row">
                    <b>{need_label(text, one.need, one.language.as_deref())}</b>
                    <span class=tag>{text.get_value(one.state())}</span>
                </p>
                {need_words(self.context, one.words.as_ref())}
                {self.later_note(one)}
                {one
                    .answer
                    .as_ref()
                    .map(|answer| {
                        view! {
                            <p class="muted">{text.get("calendar-need-answered")}</p>
                            {need_words(self.context, Some(answer))}
                        }
                    })}
                {(!is_closed)
                    .then(|| {
                        view! {
                            {self.words_form(one)}
                            {self.withdraw_form(one)}
                        }
                    })}
            </li>
        }
        .into_any()
    }

    /// That the reader asks for it at later events of the series, too.
    fn later_note(&self, one: &PersonNeed) -> Option<AnyView> {
        (one.later > 0).then(|| {
            let words = self
                .text()
                .format("calendar-need-later", &[("count", one.later.into())]);
            view! { <p class="muted">{words}</p> }.into_any()
        })
    }

    /// Takes the need back: at this event, or at the later ones of the series, too.
    fn withdraw_form(&self, one: &PersonNeed) -> AnyView {
        let text = self.text();
        let later = (one.later > 0).then(|| {
            view! {
                <button class="btn secondary small" name="dates" value="later">
                    {text.get("calendar-need-withdraw-later")}
                </button>
            }
        });
        let buttons = view! {
            <div class="row">
                <button class="btn secondary small">{text.get("calendar-need-withdraw")}</button>
                {later}
            </div>
        };
        self.form("withdraw", Some(one.need), buttons.into_any())
    }

    /// The form for a few words about a need, folded: the tap alone is enough.
    fn words_form(&self, one: &PersonNeed) -> AnyView {
        let text = self.text();
        let slug = one.need.slug();
        let is_open = has_words_about(slug, self.state);
        let stored = one.words.as_ref().map(|words| words.body.as_str());
        let hint = if one.need == EventNeed::Accommodation {
            "calendar-need-words-rights"
        } else {
            "calendar-need-words-hint"
        };
        let labels = ("calendar-need-words", hint);
        let fields = view! {
            {self.language_select(one)}
            {words_area(text, slug, labels, stored, self.state)}
            <button class="btn secondary small">{text.get("calendar-need-save")}</button>
        };
        view! {
            <details class="disclosure" open=is_open>
                <summary>{text.get("calendar-need-more")}</summary>
                {self.form("words", Some(one.need), fields.into_any())}
            </details>
        }
        .into_any()
    }

    /// For an interpreter: the languages that the reader speaks, and those of the portal.
    fn language_select(&self, one: &PersonNeed) -> Option<AnyView> {
        let text = self.text();
        // Only an interpreter has a language.
        let chosen = one.language.clone()?;
        let spoken = self.found.languages_spoken.iter().map(String::as_str);
        let portal = Language::ALL.iter().map(|known| known.language_tag());
        let mut tags: Vec<&str> = Vec::new();
        for tag in std::iter::once(chosen.as_str()).chain(spoken).chain(portal) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        let typed = self.state.map(|state| state.field_value("language"));
        // For a language that is no option, the browser would show the first one as if it were
        // chosen.
        let typed = typed.filter(|typed| tags.contains(&typed.as_str()));
        let options = tags
            .into_iter()
            .map(|tag| (tag.to_owned(), text.language_name(tag)))
            .collect();
        let field = SelectField {
            name: "language",
            label: text.get("calendar-need-which-language"),
            options,
            chosen: typed.unwrap_or(chosen),
            ..SelectField::default()
        };
        Some(field.view())
    }

    /// One tap for what the reader asked for last time, without what they have asked for here.
    fn same_card(&self) -> Option<AnyView> {
        let text = self.text();
        // Also what was withdrawn: the button leaves that as it is, so the sentence must not name
        // it.
        let is_known = |need: &&EventNeed| self.found.needs.iter().any(|one| one.need == **need);
        let names: Vec<String> = self
            .found
            .last
            .iter()
            .filter(|need| !is_known(need))
            .map(|need| text.get_value(*need))
            .collect();
        if names.is_empty() {
            return None;
        }
        let names = text.format_list(&names);
        let button = view! { <button class="btn">{text.get("calendar-need-same")}</button> };
        Some(
            view! {
                <div class="card stack">
                    <p>{text.format("calendar-need-last", &[("needs", names.into())])}</p>
                    {self.form("same", None, button.into_any())}
                </div>
            }
            .into_any(),
        )
    }

    /// A button for each need that the reader has not asked for.
    fn ask_buttons(&self) -> Option<AnyView> {
        let text = self.text();
        let open = EventNeed::ALL
            .iter()
            .filter(|need| !self.asked().any(|one| one.need == **need))
            .map(|need| {
                view! {
                    <button class="btn secondary" name="need" value=need.slug()>
                        {text.get_value(*need)}
                    </button>
                }
            })
            .collect::<Vec<_>>();
        (!open.is_empty()).then(|| {
            let buttons = view! { <div class="stack">{open}</div> };
            view! {
                <h2>{text.get("calendar-need-ask")}</h2>
                <p>{text.get("calendar-need-tap")}</p>
                {self.form("ask", None, buttons.into_any())}
            }
            .into_any()
        })
    }
}
