//! `/transition/release/{part}`: who sees a part of one's own plan, and who could see it when.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::transition::{Release, TransitionPart};
use store::Intent;
use store::transition::release::{
    PartRelease, PastRelease, ReaderCandidate, list_candidates, load_history, load_release,
};
use store::transition::{OwnTransition, own_transition};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::release::SetRelease;
use crate::transition::view::plan_links::part_link;
use crate::transition::view::release_line::{release_words, required_note};
use crate::ui::banner::info_notice;
use crate::ui::error_summary::{error_summary, field_error_message};
use crate::ui::field::RadioGroup;

/// The part that the address names.
pub(super) fn part_from_path() -> Option<TransitionPart> {
    let slug = use_params_map().read_untracked().get("part")?;
    TransitionPart::parse(&slug)
}

/// What the page shows.
struct ReleasePage<'a> {
    context: &'a RequestContext,
    text: Localizer,
    part: TransitionPart,
    own: &'a OwnTransition,
    current: &'a PartRelease,
    candidates: &'a [ReaderCandidate],
    state: Option<&'a FormState>,
}

/// `/transition/release/{part}`
#[component]
pub fn TransitionReleasePage() -> impl IntoView {
    let part = part_from_path();
    render_page(async move |context: RequestContext| {
        let (text, part) = (context.localizer(), part.ok_or(AppError::NotFound)?);
        let state = context.stored_form(SetRelease::PATH).await?;
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        let current = load_release(&mut tx, &own, part).await?;
        let candidates = list_candidates(&mut tx, &own).await?;
        let history = load_history(&mut tx, &own, part).await?;
        tx.commit().await?;
        let page = ReleasePage {
            context: &context,
            text,
            part,
            own: &own,
            current: &current,
            candidates: &candidates,
            state: state.as_ref(),
        };
        let title = text.format(
            "transition-release-title",
            &[("part", text.get_value(part).into())],
        );
        let history = history_section(&context, part, &history)?;
        let body = view! {
            {part_link(text, part)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p>
                <b>{release_words(text, part, &current)}</b>
            </p>
            {page.departed_readers()}
            {page.take_back()}
            {required_note(text, part)}
            {page.form()}
            {info_notice(text.get("transition-release-safety"))}
            <p>
                <a href=paths::transition_note(part)>{text.get("transition-note-open")}</a>
            </p>
            {history}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()),
                has_main_form: true,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

impl ReleasePage<'_> {
    /// Whether the form came back because the choice was changed meanwhile.
    fn is_stale(&self) -> bool {
        let error = self.state.and_then(|state| state.field_error("release"));
        error == Some("transition-release-stale")
    }

    fn hidden_fields(&self, state: Option<&FormState>) -> [(&'static str, String); 3] {
        let filled = FormValues {
            text: self.text,
            state,
        };
        let current = self.current.revision.to_string();
        [
            ("form", self.context.form_id(state)),
            ("part", self.part.slug().to_owned()),
            (
                "revision",
                filled.value_or_stored("revision", Some(current)),
            ),
        ]
    }

    /// One button that leaves the fewest readers.
    fn take_back(&self) -> Option<AnyView> {
        let least = self.part.least_release();
        if self.current.release == least {
            return None;
        }
        let mut fields = self.hidden_fields(None).to_vec();
        fields.push(("release", least.slug().to_owned()));
        let label = self.text.get("transition-release-take-back");
        let button = button_form(SetRelease::PATH, fields, "btn secondary", label);
        // Apart from the form below it, which has another choice of its own.
        Some(view! { <div class="take-back">{button}</div> }.into_any())
    }

    /// People who were named, and have left the team since.
    fn departed_readers(&self) -> Option<AnyView> {
        let is_here = |person| self.candidates.iter().any(|one| one.person_id == person);
        let readers = self.current.readers.iter();
        let names: Vec<String> = readers
            .filter(|one| !is_here(one.person))
            .map(|one| one.name.clone())
            .collect();
        (self.own.is_on_team && !names.is_empty()).then(|| {
            let names = self.text.format_list(&names);
            let words = self
                .text
                .format("transition-release-left", &[("names", names.into())]);
            view! { <p>{words}</p> }.into_any()
        })
    }

    fn form(&self) -> AnyView {
        let text = self.text;
        // Without a team there is no one to choose. Taking a release back has a button of its own.
        if !self.own.is_on_team {
            return view! { <p>{text.get("transition-release-no-team")}</p> }.into_any();
        }
        // A choice that was changed meanwhile is made again, from what holds now.
        let state = self.state.filter(|_| !self.is_stale());
        let filled = FormValues { text, state };
        let hidden = self
            .hidden_fields(state)
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
            .collect_view();
        let release = RadioGroup {
            name: "release",
            legend: text.get("transition-release-choose"),
            options: Release::choices(self.part)
                .into_iter()
                .map(|one| (one.slug().to_owned(), text.get_value(one)))
                .collect(),
            chosen: filled.value_or_stored("release", Some(self.current.release.slug().to_owned())),
            // Also of a form whose choice is dropped, because the error says why it has to be made
            // again.
            error: field_error_message(text, self.state, "release"),
            ..RadioGroup::default()
        };
        let fields = view! {
            {hidden}
            {release.view()}
            {self.reader_boxes(state)}
            <button class="btn">{text.get("transition-save")}</button>
        };
        page_form(self.context, SetRelease::PATH, fields.into_any())
    }

    /// The adults of the team, for the choice of people.
    fn reader_boxes(&self, state: Option<&FormState>) -> AnyView {
        let text = self.text;
        let boxes = self.candidates.iter().map(|one| {
            let id = format!("reader-{}", one.person_id);
            let is_chosen = self
                .current
                .readers
                .iter()
                .any(|reader| reader.person == one.person_id);
            let checked = state.map_or(is_chosen, |state| !state.field_value(&id).is_empty());
            let label = text.format(
                "messages-name-role",
                &[
                    ("name", one.name.clone().into()),
                    ("role", text.role_name(one.role).into()),
                ],
            );
            view! {
                <label class="choice" for=id.clone()>
                    <input
                        type="checkbox"
                        id=id.clone()
                        name=id.clone()
                        value="yes"
                        checked=checked
                    />
                    <span>{label}</span>
                </label>
            }
        });
        let others = if self.part.is_required() {
            "transition-release-others-required"
        } else {
            "transition-release-others"
        };
        view! {
            <fieldset class="field choices">
                <legend>{text.get("transition-release-people")}</legend>
                <p class="hint">{text.get(others)}</p>
                {boxes.collect_view()}
            </fieldset>
        }
        .into_any()
    }
}

/// Who could see the part when, the newest first.
fn history_section(
    context: &RequestContext,
    part: TransitionPart,
    history: &[PastRelease],
) -> Result<Option<AnyView>, AppError> {
    let (text, zone) = (context.localizer(), &context.actor()?.zone);
    let moment = |at: jiff::Timestamp| {
        let at = at.to_zoned(zone.clone()).datetime();
        text.format(
            "transition-release-moment",
            &[
                ("day", text.format_date(at.date()).into()),
                ("time", text.format_time(at).into()),
            ],
        )
    };
    let rows = history.iter().map(|one| {
        let when = match one.until {
            Some(until) => text.format(
                "transition-release-from-until",
                &[
                    ("from", moment(one.from).into()),
                    ("until", moment(until).into()),
                ],
            ),
            None => text.format(
                "transition-release-from",
                &[("from", moment(one.from).into())],
            ),
        };
        let who = if one.names.is_empty() {
            text.get_value(one.release)
        } else {
            text.format_list(&one.names)
        };
        view! {
            <li>
                <b>{who}</b>
                <br />
                <small>{when}</small>
            </li>
        }
    });
    let rows = rows.collect_view();
    let least = text.get_value(part.least_release());
    // What held before the first choice has no row in the history.
    let first = text.format("transition-release-at-first", &[("release", least.into())]);
    Ok((!history.is_empty()).then(|| {
        view! {
            <details class="card">
                <summary>{text.get("transition-release-history")}</summary>
                <ul>{rows} <li>{first}</li></ul>
            </details>
        }
        .into_any()
    }))
}
