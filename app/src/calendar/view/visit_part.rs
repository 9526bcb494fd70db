//! The part of an event's page that only visits have: their state, and the forms to record the
//! outcome or to cancel.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::EventKind;
use model::family_time::{VisitCanceller, VisitOutcome, VisitState};
use model::id::FamilyId;
use model::policy::{may_cancel_visit, may_keep_family_time};
use model::role::Role;
use store::Tx;
use store::calendar::EventWithDetails;
use store::calendar::family_time::{self, PlannedVisit};
use strum::VariantArray;

use crate::calendar::forms::visit::{CancelVisit, RecordVisit};
use crate::calendar::view::family_time::{is_coming, visit_state};
use crate::error::AppError;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::form::{return_fields, typed_words_card};
use crate::paths;
use crate::plan::view::form_values::{FormValues, base_revision};
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::field::{InputField, RadioGroup, SelectField};
use crate::ui::writing_language::second_writing_language_select;

/// The visit that an event is.
pub struct VisitPart {
    visit: PlannedVisit,
    /// A form that came back: of a worker, or of a caregiver.
    state: Option<FormState>,
}

impl VisitPart {
    /// `None` for an event that is no visit, or whose plan the reader may not see.
    ///
    /// # Errors
    /// As `family_time::read_visit`; `Busy` when the session store fails.
    pub async fn load(
        context: &RequestContext,
        tx: &mut Tx,
        family: FamilyId,
        found: &EventWithDetails,
    ) -> Result<Option<Self>, AppError> {
        // A visit is always an event of this kind, so other events need no query.
        if found.event.kind != EventKind::FamilyTime {
            return Ok(None);
        }
        let Some(visit) = family_time::read_visit(tx, family, found.event.id).await? else {
            return Ok(None);
        };
        // The page has one of the two forms, and only that one can be shown again.
        let action = if may_keep_family_time(found.role) {
            RecordVisit::PATH
        } else {
            CancelVisit::PATH
        };
        let state = context.stored_form(action).await?;
        Ok(Some(Self { visit, state }))
    }

    /// The form that came back, for the summary of errors of the page.
    pub const fn stored_form(&self) -> Option<&FormState> {
        self.state.as_ref()
    }

    pub fn view(&self, context: &RequestContext, family: FamilyId, role: Role) -> Option<AnyView> {
        let (text, actor) = (context.localizer(), context.actor().ok()?);
        let now = context
            .db
            .clock()
            .now()
            .to_zoned(actor.zone.clone())
            .datetime();
        let state = self.visit.state(&actor.zone);
        let makes_up = self.visit.makes_up_starts.as_ref().map(|starts| {
            let day = text.format_day(starts.to_jiff().date());
            let words = text.format("calendar-visit-makes-up", &[("day", day.into())]);
            view! { <p>{words}</p> }
        });
        let is_open = state == VisitState::Open;
        let form = if may_keep_family_time(role) {
            Some(self.record_form(context, family, is_coming(now, &self.visit)))
        } else if may_cancel_visit(role) && is_open && is_coming(now, &self.visit) {
            Some(self.cancel_form(context, family))
        } else {
            // What a caregiver typed until the visit was over.
            typed_words_card(text, self.state.as_ref(), "why")
        };
        let view = view! {
            <h2 id="visit">{text.get("calendar-visit-title")}</h2>
            <div class="card stack" id="stale">
                <p>
                    <b>{visit_state(text, actor, now, &self.visit)}</b>
                </p>
                {makes_up}
                {self.owed_note(text, state).map(|words| view! { <p>{words}</p> })}
                <p>
                    <a class="btn link" href=paths::family_time(family)>
                        {text.get("calendar-time-title")}
                    </a>
                </p>
            </div>
            {form}
        };
        Some(view.into_any())
    }

    /// Whether a canceled visit has to be made up, or when it was.
    fn owed_note(&self, text: Localizer, state: VisitState) -> Option<String> {
        let visit = &self.visit;
        let is_make_up = visit.makes_up_id.is_some();
        let owes = match state {
            VisitState::Open | VisitState::Held(_) => return None,
            VisitState::Unconfirmed => is_make_up,
            VisitState::Cancelled(by) => is_make_up || by.owes_make_up(),
        };
        // As `VisitBalance::owed_visits`, which counts none that was made up since.
        if let Some(held) = visit.made_up_starts.as_ref().filter(|_| owes) {
            let day = text.format_day(held.to_jiff().date());
            return Some(text.format("calendar-visit-made-up", &[("day", day.into())]));
        }
        Some(match (owes, is_make_up) {
            // The one that it makes up for is owed until it is held.
            (true, true) => text.get("calendar-visit-still-owed"),
            (true, false) => text.get("calendar-visit-owed"),
            (false, _) => text.get("calendar-visit-not-owed"),
        })
    }

    /// For a worker. Of a visit that is still to come only a cancellation is recorded.
    fn record_form(&self, context: &RequestContext, family: FamilyId, coming: bool) -> AnyView {
        let (text, state) = (context.localizer(), self.state.as_ref());
        let filled = FormValues { text, state };
        let stored = self.visit.outcome();
        // The store refuses it then.
        let is_confirmed = self.visit.confirmed && stored != Some(VisitOutcome::Unconfirmed);
        let outcomes = VisitOutcome::VARIANTS
            .iter()
            .filter(|outcome| !coming || !outcome.is_held())
            .filter(|outcome| !is_confirmed || **outcome != VisitOutcome::Unconfirmed)
            .map(|outcome| (outcome.slug().to_owned(), text.get_value(*outcome)));
        let outcome = RadioGroup {
            name: "outcome",
            legend: text.get("calendar-visit-outcome"),
            options: outcomes.collect(),
            chosen: filled.value_or_stored("outcome", stored.map(|one| one.slug().to_owned())),
            error: filled.field_error_message("outcome"),
            ..RadioGroup::default()
        };
        let minutes = InputField {
            name: "minutes",
            label: text.get("calendar-visit-minutes"),
            hint: text.get("calendar-visit-minutes-hint"),
            value: filled.value_or_stored("minutes", self.visit.minutes.map(|one| one.to_string())),
            error: filled.field_error_message("minutes"),
            autocomplete: "off",
            ..InputField::default()
        };
        view! {
            <form method="post" action=RecordVisit::PATH novalidate>
                {return_fields(context, RecordVisit::PATH)}
                {self.visit_fields(family)}
                <input
                    type="hidden"
                    name="seen"
                    value=base_revision(state, "seen", self.visit.record_revision)
                />
                <input
                    type="hidden"
                    name="revision"
                    value=base_revision(state, "revision", self.visit.revision)
                />
                {outcome.view()}
                {(!coming).then(|| minutes.view())}
                {self.canceller_select(&filled)}
                {filled.text_area("why", "calendar-visit-why", None)}
                {second_writing_language_select(context, state)}
                <button class="btn">{text.get("calendar-visit-save")}</button>
            </form>
        }
        .into_any()
    }

    fn canceller_select(&self, filled: &FormValues<'_>) -> AnyView {
        let text = filled.text;
        let mut options = vec![(String::new(), text.get("team-choose"))];
        options.extend(VisitCanceller::VARIANTS.iter().map(|who| {
            (
                who.slug().to_owned(),
                capitalize_line(&text.get_value(*who)),
            )
        }));
        let stored = self.visit.cancelled_by.map(|who| who.slug().to_owned());
        SelectField {
            name: "by",
            label: text.get("calendar-visit-by"),
            hint: text.get("calendar-visit-by-hint"),
            options,
            chosen: filled.value_or_stored("by", stored),
            error: filled.field_error_message("by"),
        }
        .view()
    }

    /// For a caregiver, who cancels in their own name.
    fn cancel_form(&self, context: &RequestContext, family: FamilyId) -> AnyView {
        let (text, state) = (context.localizer(), self.state.as_ref());
        let filled = FormValues { text, state };
        view! {
            <h3>{text.get("calendar-visit-cancel")}</h3>
            <p>{text.get("calendar-visit-cancel-hint")}</p>
            <form method="post" action=CancelVisit::PATH novalidate>
                {return_fields(context, CancelVisit::PATH)}
                {self.visit_fields(family)}
                {filled.text_area("why", "calendar-visit-cancel-why", None)}
                {second_writing_language_select(context, state)}
                <button class="btn secondary">{text.get("calendar-visit-cancel")}</button>
            </form>
        }
        .into_any()
    }

    fn visit_fields(&self, family: FamilyId) -> AnyView {
        view! {
            <input type="hidden" name="family" value=family.to_string() />
            <input type="hidden" name="event" value=self.visit.event_id.to_string() />
        }
        .into_any()
    }
}
