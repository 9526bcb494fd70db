//! The notes of an event: who was there, the result, and the decisions with the family's positions.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::calendar::{EventPosition, days_until};
use model::id::{DecisionId, EventId, FamilyId, PersonId};
use model::policy::may_change_events;
use store::Actor;
use store::calendar::EventWithDetails;
use store::calendar::notes::notes_due;
use store::calendar::parts::{EventDecision, EventNotes, MemberPosition, StatedPosition};
use strum::VariantArray;

use super::words::brought_words;
use crate::calendar::forms::notes::SayOwnPosition;
use crate::i18n::Localizer;
use crate::page::form::return_fields;
use crate::paths;
use crate::plan::view::form_values::FormValues;
use crate::request::context::RequestContext;
use crate::request::form::FormState;
use crate::ui::field::{RadioGroup, TextAreaField};
use crate::ui::writing_language::second_writing_language_select;

/// The id of the notes on the page of an event.
const NOTES_ID: &str = "notes";

/// On the page of an event: the published notes, or the day by which they are promised. `state` is
/// the form of a position that is shown again, and `chosen` the decision whose form is asked for.
pub fn notes_section(
    context: &RequestContext,
    actor: &Actor,
    family: FamilyId,
    found: &EventWithDetails,
    (state, chosen): (Option<&FormState>, Option<DecisionId>),
) -> Option<AnyView> {
    let text = context.localizer();
    let due = notes_due(&found.event, found.parts.promised, actor.today);
    let notes = found.parts.notes.as_ref();
    let writes = may_change_events(found.role) && found.event.kind.has_words_and_notes();
    // Appointments and visits have no notes, and their page no heading without anything below it.
    if notes.is_none() && due.is_none() && !writes {
        return None;
    }
    let of = PositionForms {
        context,
        family,
        event: found.event.id,
        // Decisions have positions of family members only.
        person: found.role.is_family().then_some(actor.person),
        state,
        chosen,
    };
    let view = view! {
        <h2 id=NOTES_ID>{text.get("calendar-notes-title")}</h2>
        {match notes {
            Some(notes) => notes_view(context, actor.today, notes, Some(&of)),
            None => promise_line(text, actor.today, due),
        }}
        {writes.then(|| write_link(text, family, found.event.id))}
    };
    Some(view.into_any())
}

fn write_link(text: Localizer, family: FamilyId, event: EventId) -> AnyView {
    view! {
        <p>
            <a class="btn secondary" href=paths::event_notes(family, event)>
                {text.get("calendar-notes-write")}
            </a>
        </p>
    }
    .into_any()
}

/// By when the notes are there; plainly, when they are late.
pub fn promise_line(text: Localizer, today: Date, due: Option<Date>) -> AnyView {
    let Some(due) = due else {
        return ().into_any();
    };
    let day = || text.format_day(due).into();
    let late = days_until(due, today);
    if late > 0 {
        let promised = text.format("calendar-notes-late", &[("day", day())]);
        return view! { <p class="notice-info">{promised}</p> }.into_any();
    }
    view! { <p>{text.format("calendar-notes-promised", &[("day", day())])}</p> }.into_any()
}

/// A version of the notes. `forms` let family members say their own position.
pub fn notes_view(
    context: &RequestContext,
    today: Date,
    notes: &EventNotes,
    forms: Option<&PositionForms<'_>>,
) -> AnyView {
    let text = context.localizer();
    // Two lists and not one with marks: a screen reader says first whether it is about those who
    // were there.
    let names = |attended: bool| {
        let those = notes
            .attendance
            .iter()
            .filter(|one| one.attended == attended);
        let names: Vec<String> = those.map(|one| one.name.clone()).collect();
        (!names.is_empty()).then(|| text.format_list(&names))
    };
    let line = |key: &str, names: Option<String>| {
        names.map(|names| view! { <p>{text.format(key, &[("names", names.into())])}</p> })
    };
    let written = text.format(
        "calendar-notes-by",
        &[
            ("name", notes.author.clone().into()),
            ("day", text.relative_day(today, notes.since).into()),
        ],
    );
    let decisions = notes
        .decisions
        .iter()
        .map(|one| decision_view(context, one, forms))
        .collect::<Vec<_>>();
    view! {
        <div class="card stack">
            <p class="muted">{written}</p>
            <div>{brought_words(context, &notes.result)}</div>
            <div>
                {line("calendar-notes-there", names(true))}
                {line("calendar-notes-away", names(false))}
            </div>
            {(!decisions.is_empty())
                .then(|| {
                    view! {
                        <div class="stack">
                            <h3>{text.get("calendar-notes-decided")}</h3>
                            {decisions}
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}

fn decision_view(
    context: &RequestContext,
    decision: &EventDecision,
    forms: Option<&PositionForms<'_>>,
) -> AnyView {
    let rows = decision
        .positions
        .iter()
        .map(|one| position_row(context, one))
        .collect::<Vec<_>>();
    view! {
        <div>
            {brought_words(context, &decision.words)}
            <ul role="list">{rows}</ul>
            {forms.and_then(|forms| forms.view(decision))}
        </div>
    }
    .into_any()
}

/// What the notes say, and beside it what the person says.
fn position_row(context: &RequestContext, one: &MemberPosition) -> AnyView {
    let text = context.localizer();
    // The two stand beside each other. Neither replaces the other, because both are part of the
    // record.
    let stated = |key: &str, stated: &StatedPosition| {
        let said = text.format(
            key,
            &[
                ("name", one.name.clone().into()),
                ("position", text.get_value(stated.position).into()),
            ],
        );
        view! {
            <p>
                <b>{said}</b>
            </p>
            {stated.words.as_ref().map(|words| brought_words(context, words))}
        }
    };
    view! {
        <li>
            {one.noted.as_ref().map(|noted| stated("calendar-position-noted", noted))}
            {one.own.as_ref().map(|own| stated("calendar-position-own", own))}
        </li>
    }
    .into_any()
}

/// The forms in which the reader, a family member, says what they think of a decision.
pub struct PositionForms<'a> {
    context: &'a RequestContext,
    family: FamilyId,
    event: EventId,
    /// The reader; `None` for a reader who is not a family member.
    person: Option<PersonId>,
    state: Option<&'a FormState>,
    chosen: Option<DecisionId>,
}

impl PositionForms<'_> {
    /// The form for the decision that was chosen, and a link to it for any other.
    fn view(&self, decision: &EventDecision) -> Option<AnyView> {
        let text = self.context.localizer();
        let person = self.person?;
        let mine = decision
            .positions
            .iter()
            .find(|one| one.person_id == person);
        // A form that came back belongs to one of the decisions on the page.
        let state = self
            .state
            .filter(|state| state.field_value("decision") == decision.id.to_string());
        // One form at a time, because the fields of two would have the same ids. A form that came
        // back is shown before the one that was chosen.
        if state.is_some() || (self.state.is_none() && self.chosen == Some(decision.id)) {
            return Some(self.form(decision.id, state));
        }
        let label = match mine {
            Some(mine) if mine.noted.is_some() || mine.own.is_some() => "calendar-position-correct",
            _ => "calendar-position-add",
        };
        let href = format!(
            "{}#position",
            paths::own_position(self.family, self.event, decision.id)
        );
        let link = view! {
            <p>
                <a class="btn secondary small" href=href>
                    {text.get(label)}
                </a>
            </p>
        };
        Some(link.into_any())
    }

    fn form(&self, decision: DecisionId, state: Option<&FormState>) -> AnyView {
        let (context, text) = (self.context, self.context.localizer());
        let filled = FormValues { text, state };
        let position = RadioGroup {
            name: "position",
            legend: text.get("calendar-position-mine"),
            options: EventPosition::VARIANTS
                .iter()
                .map(|one| (one.slug().to_owned(), text.get_value(*one)))
                .collect(),
            chosen: filled.value_or_stored("position", None),
            error: filled.field_error_message("position"),
            ..RadioGroup::default()
        };
        let said = TextAreaField {
            name: "said",
            label: text.get("calendar-position-said"),
            hint: text.get("calendar-position-hint"),
            value: filled.value_or_stored("said", None),
            error: filled.field_error_message("said"),
        };
        view! {
            <form method="post" action=SayOwnPosition::PATH novalidate>
                {return_fields(context, SayOwnPosition::PATH)}
                <input type="hidden" name="form" value=context.form_id(state) />
                <input type="hidden" name="family" value=self.family.to_string() />
                <input type="hidden" name="event" value=self.event.to_string() />
                <input type="hidden" name="decision" value=decision.to_string() />
                {position.view()}
                {said.view()}
                {second_writing_language_select(context, state)}
                <button class="btn">{text.get("calendar-position-save")}</button>
            </form>
        }
        .into_any()
    }
}
