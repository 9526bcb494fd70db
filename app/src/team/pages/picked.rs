//! `/family/{id}/team/picked`: the two people whom a youth picks for the work on their plan.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::{FamilyId, TeamPickId};
use model::policy::may_keep_memberships;
use model::team::membership::MAX_PICKS;
use store::team::picks::{PickCandidate, PicksPage, TeamPick, read_picks};

use super::{family_from_path, team_link};
use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::{button_form, page_form, return_fields};
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::team::forms::picked::{AddPick, EndPick, RefusePick};
use crate::team::view::person_card::quoted_text;
use crate::team::view::picked::pick_sentence;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{RadioGroup, SelectField};
use crate::ui::writing_language::writing_language_select;

/// What the page shows.
struct PickedView<'a> {
    context: &'a RequestContext,
    text: Localizer,
    family: FamilyId,
    page: &'a PicksPage,
    /// The pick that the worker is about to refuse.
    refused: Option<TeamPickId>,
    refuse_state: Option<&'a FormState>,
}

/// `/family/{id}/team/picked`
#[component]
pub fn PickedPage() -> impl IntoView {
    let family = family_from_path();
    let refused: Option<TeamPickId> = use_query_map()
        .read_untracked()
        .get("pick")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let (state, refuse_state) = (
            context.stored_form(AddPick::PATH).await?,
            context.stored_form(RefusePick::PATH).await?,
        );
        // What was typed about another pick is not its reason.
        let refuse_state = refuse_state
            .filter(|state| refused.is_some_and(|id| state.field_value("pick") == id.to_string()));
        let mut tx = context.begin_record_read(family).await?;
        let page = read_picks(&mut tx, family, context.language.language_tag()).await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        let view = PickedView {
            context: &context,
            text,
            family,
            page: &page,
            refused,
            refuse_state: refuse_state.as_ref(),
        };
        let title = text.get(if page.may_pick {
            "team-picked-mine"
        } else {
            "team-picked"
        });
        let body = view! {
            {team_link(&context, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            {error_summary(text, refuse_state.as_ref())}
            {page.may_pick.then(|| view! { <p>{text.get("team-picked-note")}</p> })}
            {view.list()}
            {view.form(state.as_ref())}
        };
        Ok(html_document(
            &context,
            PageLayout {
                title,
                has_errors: is_rejected(state.as_ref()) || is_rejected(refuse_state.as_ref()),
                has_main_form: page.may_pick,
                ..PageLayout::default()
            },
            body.into_any(),
        ))
    })
}

impl PickedView<'_> {
    fn list(&self) -> AnyView {
        let rows: Vec<AnyView> = self.page.picks.iter().map(|pick| self.card(pick)).collect();
        if rows.is_empty() {
            return empty_state(self.text.get("team-picked-none"), None);
        }
        view! { <ul role="list">{rows}</ul> }.into_any()
    }

    fn card(&self, pick: &TeamPick) -> AnyView {
        let text = self.text;
        let refused = pick.refused_by.as_ref().map(|by| {
            let by = text.format("team-pick-refused-by", &[("name", by.clone().into())]);
            view! {
                <p>{by}</p>
                {quoted_text(self.context, &self.page.texts, pick.refusal_id)}
            }
        });
        let fields = || {
            vec![
                ("family", self.family.to_string()),
                ("pick", pick.id.to_string()),
            ]
        };
        // A refusal stays until the youth has talked about it with the worker.
        let may_take_back = self.page.may_pick && self.is_own(pick) && !pick.is_refused();
        let take_back = may_take_back.then(|| {
            let label = text.get("team-pick-end");
            button_form(EndPick::PATH, fields(), "btn secondary", label)
        });
        // A refused pick has its reason already.
        let may_refuse = may_keep_memberships(self.page.role) && !pick.is_refused();
        view! {
            <li class="card">
                <p>
                    <b>{pick_sentence(self.context, pick)}</b>
                </p>
                {refused}
                {take_back}
                {may_refuse.then(|| self.refuse_form(pick))}
            </li>
        }
        .into_any()
    }

    /// Another youth of the family may let the team see theirs.
    fn is_own(&self, pick: &TeamPick) -> bool {
        let profile = self.context.profile.as_ref();
        profile.is_some_and(|profile| profile.actor.person == pick.youth_id)
    }

    /// One form at a time, because the fields of two would have the same ids.
    fn refuse_form(&self, pick: &TeamPick) -> AnyView {
        let text = self.text;
        if self.refused != Some(pick.id) {
            return view! {
                <p>
                    <a class="btn link" href=paths::refuse_pick(self.family, pick.id)>
                        {text.get("team-pick-refuse")}
                    </a>
                </p>
            }
            .into_any();
        }
        let filled = FormValues {
            text,
            state: self.refuse_state,
        };
        view! {
            <p>{text.get("team-pick-refuse-note")}</p>
            <form method="post" action=RefusePick::PATH novalidate>
                {return_fields(self.context, RefusePick::PATH)}
                <input type="hidden" name="family" value=self.family.to_string() />
                <input type="hidden" name="pick" value=pick.id.to_string() />
                {filled.text_area("words", "team-why-youth", None)}
                {writing_language_select(self.context, self.refuse_state, None)}
                <button class="btn secondary">{text.get("team-pick-refuse-now")}</button>
            </form>
        }
        .into_any()
    }

    /// The form to pick someone, while fewer than two are picked.
    fn form(&self, state: Option<&FormState>) -> Option<AnyView> {
        let text = self.text;
        let own = self.page.picks.iter().filter(|pick| self.is_own(pick));
        // For a pick that was refused the youth can pick another person.
        let picked = own.filter(|pick| !pick.is_refused());
        if !self.page.may_pick || picked.count() >= MAX_PICKS {
            return None;
        }
        let filled = FormValues { text, state };
        let mut options = vec![(String::new(), text.get("team-choose"))];
        options.extend(self.page.candidates.iter().map(|one| {
            let (name, what) = match one {
                PickCandidate::Member(member) => (&member.name, text.role_name(member.role)),
                PickCandidate::Contact(contact) => (&contact.name, text.get_value(contact.kind)),
            };
            let label = text.format(
                "messages-name-role",
                &[("name", name.clone().into()), ("role", what.into())],
            );
            (one.who().to_string(), label)
        }));
        let who = SelectField {
            name: "who",
            label: text.get("team-pick-who"),
            options,
            chosen: filled.value_or_stored("who", None),
            error: filled.field_error_message("who"),
            ..SelectField::default()
        };
        let seen_by = RadioGroup {
            name: "seen_by",
            legend: text.get("team-pick-seen"),
            options: vec![
                ("own".into(), text.get("team-pick-own")),
                ("team".into(), text.get("team-pick-team")),
            ],
            // The narrower choice, so that a youth shows a pick to the team only on purpose.
            chosen: filled.value_or_stored("seen_by", Some("own".into())),
            ..RadioGroup::default()
        };
        let fields = view! {
            <input type="hidden" name="form" value=self.context.form_id(state) />
            <input type="hidden" name="family" value=self.family.to_string() />
            {who.view()}
            {seen_by.view()}
            <button class="btn">{text.get("team-pick-now")}</button>
        };
        Some(page_form(self.context, AddPick::PATH, fields.into_any()))
    }
}
