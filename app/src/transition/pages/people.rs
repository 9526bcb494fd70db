//! `/transition/people`: the adults who will be there, and the two people whom the young person
//! picked for their team. `/transition/people/add`: asking an adult.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::TransitionPart;
use model::transition::people::{CommitmentAct, CommitmentParty, WITHOUT_ACCOUNT};
use store::Intent;
use store::transition::people::{Commitment, OwnPick, list_own, list_own_picks};
use store::transition::release::{list_candidates, load_release};
use store::transition::{OwnTransition, own_transition};

use crate::error::AppError;
use crate::page::form::page_form;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::people::AddCommitment;
use crate::transition::view::commitment::commitment_row;
use crate::transition::view::commitment_forms::{said_on_field, terms_fields};
use crate::transition::view::plan_links::{own_plan_link, part_link};
use crate::transition::view::release_line::release_line;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::{InputField, SelectField};
use crate::ui::link_list::link_list;

/// `/transition/people`
#[component]
pub fn PeoplePage() -> impl IntoView {
    render_page(async |context: RequestContext| people_page(&context).await)
}

async fn people_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let part = TransitionPart::People;
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, part).await?;
    let commitments = list_own(&mut tx, &own).await?;
    let picks = list_own_picks(&mut tx, &own).await?;
    tx.commit().await?;
    // The picks and the meetings belong to the family's team, which the young person may have left.
    // The adults who said yes stay.
    let title = text.get_value(part);
    let body = view! {
        {own_plan_link(text)}
        <h1>{title.clone()}</h1>
        {release_line(text, part, &release)}
        <p>{text.get("transition-people-intro")}</p>
        {commitment_list(context, &commitments)}
        <p>
            <a class="btn" href=paths::ADD_COMMITMENT>
                {text.get("transition-people-add")}
            </a>
        </p>
        {own.is_on_team.then(|| picks_section(context, &own, &picks))}
        {own.is_on_team.then(|| say_section(context))}
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// Those that are over are folded.
fn commitment_list(context: &RequestContext, commitments: &[Commitment]) -> AnyView {
    let text = context.localizer();
    let row = |one: &Commitment| {
        let page = paths::transition_commitment(one.id);
        commitment_row(text, one, CommitmentParty::Owner, page)
    };
    let is_over = |one: &&Commitment| one.version.act == CommitmentAct::End;
    let (over, current): (Vec<&Commitment>, Vec<_>) = commitments.iter().partition(is_over);
    let current = if current.is_empty() {
        empty_state(text.get("transition-people-none"), None)
    } else {
        link_list(current.into_iter().map(row).collect())
    };
    let over = (!over.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("transition-people-over")}</summary>
                {link_list(over.into_iter().map(row).collect())}
            </details>
        }
    });
    view! {
        {current}
        {over}
    }
    .into_any()
}

/// The two people whom the young person picked, with the page on which that changes.
fn picks_section(context: &RequestContext, own: &OwnTransition, picks: &[OwnPick]) -> AnyView {
    let text = context.localizer();
    let rows = picks
        .iter()
        .map(|pick| {
            let refused = pick.is_refused.then(|| {
                view! { <p class="muted">{text.get("transition-people-pick-refused")}</p> }
            });
            view! {
                <li>
                    <bdi>{pick.name.clone()}</bdi>
                    {refused}
                </li>
            }
        })
        .collect_view();
    let none = picks
        .is_empty()
        .then(|| view! { <p>{text.get("team-picked-none")}</p> });
    view! {
        <h2>{text.get("team-picked-mine")}</h2>
        <p>{text.get("transition-people-picks")}</p>
        {none}
        <ul>{rows}</ul>
        <p>
            <a class="btn secondary" href=paths::team_picks(own.family)>
                {text.get("team-pick-change")}
            </a>
        </p>
    }
    .into_any()
}

fn say_section(context: &RequestContext) -> AnyView {
    let text = context.localizer();
    view! {
        <h2>{text.get("transition-say-title")}</h2>
        <p>
            <a class="btn secondary" href=paths::TRANSITION_SAY>
                {text.get("transition-say-open")}
            </a>
        </p>
    }
    .into_any()
}

/// `/transition/people/add`
#[component]
pub fn AddCommitmentPage() -> impl IntoView {
    render_page(async |context: RequestContext| add_page(&context).await)
}

async fn add_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let own = own_transition(&mut tx).await?;
    let release = load_release(&mut tx, &own, TransitionPart::People).await?;
    let candidates = list_candidates(&mut tx, &own).await?;
    tx.commit().await?;
    let state = context.stored_form(AddCommitment::PATH).await?;
    let state = state.as_ref();
    let people = candidates
        .iter()
        .map(|one| {
            let label = text.format(
                "messages-name-role",
                &[
                    ("name", one.name.clone().into()),
                    ("role", text.role_name(one.role).into()),
                ],
            );
            (one.person_id.to_string(), label)
        })
        .collect();
    let title = text.get("transition-people-add");
    let body = view! {
        {part_link(text, TransitionPart::People)}
        <h1>{title.clone()}</h1>
        {release_line(text, TransitionPart::People, &release)}
        {error_summary(text, state)}
        <p>{text.get("transition-people-add-note")}</p>
        {add_form(context, state, people)}
    };
    let layout = PageLayout {
        title,
        has_errors: is_rejected(state),
        has_main_form: true,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

fn add_form(
    context: &RequestContext,
    state: Option<&FormState>,
    people: Vec<(String, String)>,
) -> AnyView {
    let text = context.localizer();
    let filled = FormValues { text, state };
    let mut options = vec![(String::new(), text.get("team-choose"))];
    options.extend(people);
    // Last, because a commitment with a person on the team is answered by them, and one by name is
    // not.
    let other = text.get("transition-people-other");
    options.push((WITHOUT_ACCOUNT.to_owned(), other));
    let who = SelectField {
        name: "who",
        label: text.get("transition-people-who"),
        options,
        chosen: filled.value_or_stored("who", None),
        error: filled.field_error_message("who"),
        ..SelectField::default()
    };
    let name = InputField {
        name: "name",
        label: text.get("transition-people-name"),
        hint: text.get("transition-people-name-hint"),
        value: filled.value_or_stored("name", None),
        error: filled.field_error_message("name"),
        autocomplete: "off",
        ..InputField::default()
    };
    let fields = view! {
        <input type="hidden" name="form" value=context.form_id(state) />
        {who.view()}
        {name.view()}
        {said_on_field(text, state, "transition-people-said-on-hint")}
        {terms_fields(context, state, None)}
        <button class="btn">{text.get("transition-people-ask")}</button>
    };
    page_form(context, AddCommitment::PATH, fields.into_any())
}
