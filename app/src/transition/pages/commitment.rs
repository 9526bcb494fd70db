//! `/transition/commitment/{id}`: a commitment, as the young person sees it, or the adult whom they
//! asked. `/transition/commitments`: what young people asked the reader for.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_params_map;
use model::id::CommitmentId;
use model::transition::TransitionPart;
use model::transition::people::{CommitmentAct, CommitmentParty};
use store::Intent;
use store::transition::own_transition;
use store::transition::people::{
    Commitment, CommitmentHistory, CommitmentVersion, list_for_adult, read_commitment,
};

use crate::error::AppError;
use crate::i18n::Localizer;
use crate::page::form::typed_words_card;
use crate::page::stored_record::is_stale;
use crate::page::{PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::{FormState, is_rejected};
use crate::transition::forms::people::StepCommitment;
use crate::transition::view::commitment::{
    commitment_row, earlier, reason, standing_for_adult, standing_for_owner, terms_list,
    version_day,
};
use crate::transition::view::commitment_forms::{
    folded_form, said_on_field, step_form, terms_fields,
};
use crate::transition::view::plan_links::{back_link, part_link};
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::link_list::link_list;

/// `/transition/commitments`
#[component]
pub fn CommitmentsPage() -> impl IntoView {
    render_page(async |context: RequestContext| commitments_page(&context).await)
}

async fn commitments_page(context: &RequestContext) -> Result<AnyView, AppError> {
    let text = context.localizer();
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let commitments = list_for_adult(&mut tx).await?;
    tx.commit().await?;
    let rows: Vec<_> = commitments
        .iter()
        .map(|one| {
            let page = paths::transition_commitment(one.id);
            commitment_row(text, one, CommitmentParty::Adult, page)
        })
        .collect();
    let list = if rows.is_empty() {
        empty_state(text.get("transition-people-for-none"), None)
    } else {
        link_list(rows)
    };
    let title = text.get("transition-people-for-title");
    let body = view! {
        <h1>{title.clone()}</h1>
        {list}
    };
    let layout = PageLayout {
        title,
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

/// `/transition/commitment/{id}`
#[component]
pub fn CommitmentPage() -> impl IntoView {
    let id: Option<CommitmentId> = use_params_map()
        .read_untracked()
        .get("commitment")
        .and_then(|id| id.parse().ok());
    render_page(async move |context: RequestContext| {
        commitment_page(&context, id.ok_or(AppError::NotFound)?).await
    })
}

async fn commitment_page(context: &RequestContext, id: CommitmentId) -> Result<AnyView, AppError> {
    let (text, today) = (context.localizer(), context.actor()?.today);
    let mut tx = context.begin_transaction(Intent::Read).await?;
    let history = read_commitment(&mut tx, id).await?;
    // A commitment is found by its two people. Its owner also needs the plan to be open to them, as
    // on every other page of it.
    if history.party == CommitmentParty::Owner {
        own_transition(&mut tx).await?;
    }
    tx.commit().await?;
    let page = paths::transition_commitment(id);
    // Of several acts that came back, the newest.
    let state = context
        .stored_form_where(StepCommitment::PATH, |form| {
            form.page.split('?').next() == Some(page.as_str())
        })
        .await?;
    let view = CommitmentView {
        context,
        text,
        today,
        history: &history,
        state: state.as_ref(),
    };
    let (back, name) = match history.party {
        CommitmentParty::Owner => (
            part_link(text, TransitionPart::People),
            &history.commitment.adult,
        ),
        CommitmentParty::Adult => (
            back_link(
                paths::TRANSITION_COMMITMENTS,
                text.get("transition-people-for-title"),
            ),
            &history.commitment.owner,
        ),
    };
    let title = text.format(
        "transition-people-between",
        &[("name", name.clone().into())],
    );
    let body = view! {
        {back}
        <h1>{title.clone()}</h1>
        {error_summary(text, view.state)}
        {view.stale_card()}
        {view.status_section()}
        {match history.party {
            CommitmentParty::Owner => view.owner_acts(),
            CommitmentParty::Adult => view.adult_acts(),
        }}
        {earlier(text, today, &history)}
    };
    let layout = PageLayout {
        title,
        has_errors: is_rejected(view.state),
        ..PageLayout::default()
    };
    Ok(html_document(context, layout, body.into_any()))
}

struct CommitmentView<'a> {
    context: &'a RequestContext,
    text: Localizer,
    today: Date,
    history: &'a CommitmentHistory,
    /// The form that came back.
    state: Option<&'a FormState>,
}

impl<'a> CommitmentView<'a> {
    fn commitment(&self) -> &'a Commitment {
        &self.history.commitment
    }

    fn allows(&self, act: CommitmentAct) -> bool {
        self.commitment().allows(self.history.party, act)
    }

    /// The form that came back, if it is of this act.
    fn state_of(&self, act: CommitmentAct) -> Option<&'a FormState> {
        self.state
            .filter(|state| state.field_value("act") == act.slug())
    }

    /// Where the error summary leads after the other one has done something: what was typed, above
    /// the current version of the commitment.
    fn stale_card(&self) -> Option<AnyView> {
        is_stale(self.state).then(|| {
            view! {
                <div id="stale">
                    {typed_words_card(self.text, self.state, "words")}
                    {typed_words_card(self.text, self.state, "reason")}
                </div>
            }
            .into_any()
        })
    }

    /// The state of the commitment, its current terms, and what the reader needs to know about
    /// them.
    fn status_section(&self) -> AnyView {
        let (text, commitment) = (self.text, self.commitment());
        let sentence = match self.history.party {
            CommitmentParty::Owner => standing_for_owner(text, self.today, commitment),
            CommitmentParty::Adult => standing_for_adult(text, commitment),
        };
        let note = match self.history.party {
            CommitmentParty::Owner if commitment.has_left() => Some("transition-people-left"),
            CommitmentParty::Adult if !commitment.is_adult_on_team => {
                Some("transition-people-for-left")
            }
            CommitmentParty::Adult => Some("transition-people-for-note"),
            CommitmentParty::Owner => None,
        };
        let next = self.needs_next_steps().then(|| {
            view! { <p>{text.get("transition-people-next")}</p> }
        });
        view! {
            <p>
                <b>{sentence}</b>
            </p>
            <p class="muted">{version_day(text, self.today, &commitment.version)}</p>
            <div class="card stack">
                {terms_list(text, &commitment.version)}
                {reason(text, &commitment.version)}
            </div>
            {note.map(|key| view! { <p>{text.get(key)}</p> })}
            {next}
        }
        .into_any()
    }

    /// Whether the young person reads what they can do next: the adult said no, cannot any more, or
    /// has not answered for a while.
    fn needs_next_steps(&self) -> bool {
        let commitment = self.commitment();
        self.history.party == CommitmentParty::Owner
            && (matches!(
                commitment.version.act,
                CommitmentAct::Decline | CommitmentAct::Withdraw
            ) || commitment.is_silent(self.today))
    }

    /// A button for an act without fields.
    fn button(&self, act: CommitmentAct, label: &'static str, class: &'static str) -> AnyView {
        if !self.allows(act) {
            return ().into_any();
        }
        let fields = ().into_any();
        let shown = (fields, label, class);
        step_form(
            self.context,
            self.commitment(),
            act,
            self.state_of(act),
            shown,
        )
    }

    /// The folded form for new words; `stored` prefills it.
    fn words_form(
        &self,
        act: CommitmentAct,
        (summary, label): (&'static str, &'static str),
        stored: &CommitmentVersion,
    ) -> Option<AnyView> {
        if !self.allows(act) {
            return None;
        }
        let state = self.state_of(act);
        let fields = terms_fields(self.context, state, Some(stored));
        let shown = (fields, label, "btn");
        let form = step_form(self.context, self.commitment(), act, state, shown);
        Some(folded_form(self.text.get(summary), state.is_some(), form))
    }

    fn reason_form(
        &self,
        act: CommitmentAct,
        (summary, label): (&'static str, &'static str),
    ) -> Option<AnyView> {
        if !self.allows(act) {
            return None;
        }
        let state = self.state_of(act);
        let filled = FormValues {
            text: self.text,
            state,
        };
        let fields = filled.text_area("reason", "transition-people-reason", None);
        let shown = (fields, label, "btn secondary");
        let form = step_form(self.context, self.commitment(), act, state, shown);
        Some(folded_form(self.text.get(summary), state.is_some(), form))
    }

    /// What the young person can do.
    fn owner_acts(&self) -> AnyView {
        let commitment = self.commitment();
        // The young person's own words, also while the adult suggests others.
        let own = self
            .history
            .earlier
            .iter()
            .find(|version| version.act == CommitmentAct::Ask)
            .filter(|_| commitment.version.act == CommitmentAct::Suggest)
            .unwrap_or(&commitment.version);
        let ask = match commitment.version.act {
            CommitmentAct::Suggest => "transition-people-keep",
            CommitmentAct::Ask | CommitmentAct::Accept | CommitmentAct::SaidYes => {
                "transition-people-change"
            }
            _ => "transition-people-again",
        };
        let said_yes = self.allows(CommitmentAct::SaidYes).then(|| {
            let state = self.state_of(CommitmentAct::SaidYes);
            let fields = said_on_field(self.text, state, "transition-people-said-on-earlier");
            let shown = (fields, "transition-people-note-yes", "btn");
            step_form(
                self.context,
                commitment,
                CommitmentAct::SaidYes,
                state,
                shown,
            )
        });
        let end = self.allows(CommitmentAct::End).then(|| {
            let form = view! {
                <p>{self.text.get("transition-people-end-note")}</p>
                {self.button(CommitmentAct::End, "transition-people-end-now", "btn secondary")}
            };
            let summary = self.text.get("transition-people-end");
            // Never open: it has no fields in which something could be typed.
            folded_form(summary, false, form.into_any())
        });
        view! {
            {self.button(CommitmentAct::Accept, "transition-people-agree", "btn")}
            {said_yes}
            {self.words_form(CommitmentAct::Ask, (ask, "transition-people-ask"), own)}
            {end}
        }
        .into_any()
    }

    /// What the adult can do.
    fn adult_acts(&self) -> AnyView {
        let stored = &self.commitment().version;
        let suggest = ("transition-people-suggest", "transition-people-suggest-now");
        let decline = ("transition-people-decline", "transition-people-decline-now");
        let withdraw = (
            "transition-people-withdraw",
            "transition-people-withdraw-now",
        );
        view! {
            {self.button(CommitmentAct::Accept, "transition-people-accept", "btn")}
            {self.words_form(CommitmentAct::Suggest, suggest, stored)}
            {self.reason_form(CommitmentAct::Decline, decline)}
            {self.reason_form(CommitmentAct::Withdraw, withdraw)}
        }
        .into_any()
    }
}
