//! Family time on its page: when the parent sees the children next, what is owed, the plan in
//! words, and the visits.

use std::collections::HashSet;

use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use model::calendar::is_upcoming;
use model::family_time::{Visit, VisitBalance, VisitState};
use model::id::{EventId, FamilyId};
use model::policy::may_keep_family_time;
use store::Actor;
use store::calendar::family_time::{FamilyTime, FamilyTimePlan, PlannedVisit};

use crate::calendar::view::answer::ANSWER_ID;
use crate::calendar::view::event_row::length_in_words;
use crate::i18n::{Localizer, capitalize_line};
use crate::page::authored_text::to_translated_text;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::notice::without_notice;
use crate::ui::banner::info_notice;
use crate::ui::button_link::button_paragraph;
use crate::ui::link_list::{ListRow, RowTag, link_list};
use crate::ui::summary_list::summary_list;

/// Renders the plans of a family.
pub struct FamilyTimeView<'a> {
    pub context: &'a RequestContext,
    pub actor: &'a Actor,
    pub family: FamilyId,
    pub found: &'a FamilyTime,
    /// The present moment where the agency is.
    pub now: DateTime,
}

/// Who spends time with whom.
pub fn plan_title(text: Localizer, plan: &FamilyTimePlan, children: &[String]) -> String {
    let names = text.format_list(children);
    match &plan.parent {
        // A reader may see the plan and know of none of the children.
        Some(parent) if children.is_empty() => parent.clone(),
        Some(parent) => text.format(
            "calendar-time-with",
            &[
                ("parent", parent.clone().into()),
                ("children", names.into()),
            ],
        ),
        None if children.is_empty() => text.get("calendar-time-title"),
        None => text.format("calendar-time-siblings", &[("children", names.into())]),
    }
}

/// The day and the times of a visit.
pub fn visit_when(text: Localizer, visit: &PlannedVisit) -> String {
    // A visit that ends on another day shows its start only: an hour without its day would read as
    // one of the same day.
    let starts = visit.starts.to_jiff();
    let time = match visit.ends.as_ref().map(|ends| ends.to_jiff()) {
        Some(ends) if ends.date() == starts.date() => text.format(
            "home-from-to",
            &[
                ("from", text.format_unbroken_time(starts).into()),
                ("to", text.format_unbroken_time(ends).into()),
            ],
        ),
        _ => text.format_unbroken_time(starts),
    };
    day_and_time(text, starts.date(), time)
}

/// A day and a time of it.
pub fn day_and_time(text: Localizer, day: Date, time: String) -> String {
    text.format(
        "home-when",
        &[("day", text.format_day(day).into()), ("time", time.into())],
    )
}

/// Whether a visit is not over.
pub fn is_coming(now: DateTime, visit: &PlannedVisit) -> bool {
    let ends = visit.ends.as_ref().map(|ends| ends.to_jiff());
    is_upcoming(now, visit.starts.to_jiff(), ends)
}

/// The outcome of a visit, in words.
pub fn visit_state(text: Localizer, actor: &Actor, now: DateTime, visit: &PlannedVisit) -> String {
    match visit.state(&actor.zone) {
        VisitState::Open if is_coming(now, visit) => text.get("calendar-visit-coming"),
        VisitState::Open => text.get("calendar-visit-unrecorded"),
        VisitState::Held(Some(minutes)) if visit.minutes.is_some() => text.format(
            "calendar-visit-held-for",
            &[("length", length_in_words(text, minutes).into())],
        ),
        VisitState::Held(_) => text.get("calendar-visit-held"),
        VisitState::Unconfirmed => text.get("calendar-visit-unconfirmed"),
        VisitState::Cancelled(by) => text.format(
            "calendar-visit-cancelled-by",
            &[("who", text.get_value(by).into())],
        ),
    }
}

impl FamilyTimeView<'_> {
    fn text(&self) -> Localizer {
        self.context.localizer()
    }

    /// The sections of all plans.
    pub fn sections(&self) -> AnyView {
        self.found
            .plans
            .iter()
            .map(|plan| self.section(plan))
            .collect_view()
            .into_any()
    }

    fn section(&self, plan: &FamilyTimePlan) -> AnyView {
        let text = self.text();
        let visits = self.found.visits_of(plan.id);
        let counted: Vec<Visit> = visits
            .iter()
            .map(|visit| visit.to_visit(&self.actor.zone))
            .collect();
        // Of all visits, the coming ones too: a make-up that is planned still leaves the first
        // visit owed.
        let owed = VisitBalance::owed_visits(&counted);
        let (coming, past): (Vec<&PlannedVisit>, Vec<&PlannedVisit>) = visits
            .into_iter()
            .partition(|visit| is_coming(self.now, visit));
        let title = plan_title(text, plan, &self.found.children_of(plan.id));
        view! {
            <section>
                <h2>{title}</h2>
                {self.next_card(plan, &coming, owed.len())}
                {self.worker_links(plan, &past, &owed)}
                <h3>{text.get("calendar-time-plan")}</h3>
                {self.plan_facts(plan)}
                {self.coming_visits(&coming, &owed)}
                {self.past_visits(&past, &owed)}
            </section>
        }
        .into_any()
    }

    /// When the parent sees the children next, and what is owed.
    fn next_card(&self, plan: &FamilyTimePlan, coming: &[&PlannedVisit], owed: usize) -> AnyView {
        let text = self.text();
        // A visit that was canceled is still among those to come.
        let next = coming
            .iter()
            .find(|visit| visit.state(&self.actor.zone) == VisitState::Open);
        let when = match next {
            Some(visit) => text.format(
                "calendar-time-next",
                &[("when", visit_when(text, visit).into())],
            ),
            None if plan.ended => text.get("calendar-time-ended"),
            None => text.get("calendar-time-none"),
        };
        // A number that does not fit is no number of visits, so it reads as none.
        let owed = match i64::try_from(owed) {
            Ok(0) | Err(_) => text.get("calendar-time-owed-none"),
            Ok(count) => text.format("calendar-time-owed", &[("count", count.into())]),
        };
        view! {
            <div class="card stack">
                <p>
                    <b>{when}</b>
                </p>
                {next.and_then(|visit| self.confirm_note(visit))}
                <p>{owed}</p>
            </div>
        }
        .into_any()
    }

    /// For the parent: how to confirm the visit, or that they have. For a worker: whether they
    /// have.
    fn confirm_note(&self, visit: &PlannedVisit) -> Option<AnyView> {
        let text = self.text();
        let by = visit.confirm_by()?;
        // The answer of the parent is between them and the worker. Caregivers and the other parent
        // are shown nothing.
        let is_theirs = visit.parent_id == Some(self.actor.person);
        if !is_theirs && !may_keep_family_time(self.found.role) {
            return None;
        }
        if visit.confirmed || !is_theirs {
            let words = text.get(if visit.confirmed {
                "calendar-visit-confirmed"
            } else {
                "calendar-visit-not-confirmed"
            });
            return Some(view! { <p>{words}</p> }.into_any());
        }
        let when = day_and_time(text, by.date(), text.format_time(by));
        let address = paths::calendar_event(self.family, visit.event_id);
        let words = text.format("calendar-confirm-by", &[("when", when.into())]);
        let button = button_paragraph(
            format!("{address}#{ANSWER_ID}"),
            text.get("calendar-answer-title"),
        );
        let view = view! {
            <p>{words}</p>
            {button}
        };
        Some(view.into_any())
    }

    /// For a worker: to change the plan, to add a visit, and to plan a make-up for each that is
    /// owed.
    fn worker_links(
        &self,
        plan: &FamilyTimePlan,
        past: &[&PlannedVisit],
        owed: &HashSet<EventId>,
    ) -> Option<AnyView> {
        let text = self.text();
        if !may_keep_family_time(self.found.role) {
            return None;
        }
        // For the worker only: families would read it as a fault of the person who supervises.
        let warning = (!plan.shares_language()).then(|| {
            let words = text.format(
                "calendar-time-language",
                &[
                    ("name", plan.supervisor.clone().unwrap_or_default().into()),
                    ("parent", plan.parent.clone().unwrap_or_default().into()),
                ],
            );
            info_notice(words)
        });
        let add = paths::add_visit(self.family, plan.id);
        // The one that has been owed the longest; the form lists the others.
        let first = past.iter().find(|visit| owed.contains(&visit.event_id));
        let add = first.map_or_else(
            || add.clone(),
            |visit| format!("{add}?for={}", visit.event_id),
        );
        let view = view! {
            {warning}
            <p class="row">
                <a class="btn" href=add>
                    {text.get("calendar-visit-add")}
                </a>
                <a class="btn secondary" href=paths::edit_family_time(self.family, plan.id)>
                    {text.get("calendar-time-edit")}
                </a>
            </p>
        };
        Some(view.into_any())
    }

    /// The plan, one fact each. What is not stated, or withheld from the reader, is left out.
    fn plan_facts(&self, plan: &FamilyTimePlan) -> AnyView {
        let text = self.text();
        let words = |id| {
            let words = to_translated_text(self.found.text(id)?);
            let from = without_notice(&self.context.path_and_query);
            let view = view! {
                {words.inline_text_with_call_links(text)}
                {words.translation_details(text, &from)}
            };
            Some(view.into_any())
        };
        let name = |name: &Option<String>| {
            let name = name.clone()?;
            Some(view! { <bdi>{name}</bdi> }.into_any())
        };
        let confirm = plan
            .confirm_rule()
            .map(|rule| confirm_words(text, rule).into_any());
        let rows = [
            ("calendar-time-often", words(Some(plan.often_id))),
            ("calendar-where", name(&plan.place)),
            (
                "calendar-time-level",
                Some(text.get_value(plan.level).into_any()),
            ),
            ("calendar-time-supervisor", name(&plan.supervisor)),
            ("calendar-time-transport", words(plan.transport_id)),
            ("calendar-time-confirm", confirm),
            ("calendar-time-step", words(plan.next_id)),
        ];
        summary_list(
            rows.into_iter()
                .filter_map(|(label, value)| Some((text.get(label), value?)))
                .collect(),
        )
    }

    fn coming_visits(&self, coming: &[&PlannedVisit], owed: &HashSet<EventId>) -> Option<AnyView> {
        let rows: Vec<ListRow> = coming.iter().map(|visit| self.row(visit, owed)).collect();
        (!rows.is_empty()).then(|| {
            view! {
                <h3>{self.text().get("calendar-time-visits")}</h3>
                {link_list(rows)}
            }
            .into_any()
        })
    }

    /// The visits that are over, collapsed by month, the latest first.
    fn past_visits(&self, past: &[&PlannedVisit], owed: &HashSet<EventId>) -> AnyView {
        let text = self.text();
        let month = |visit: &PlannedVisit| visit.starts.to_jiff().date().first_of_month();
        // The visits are sorted by their start, so the visits of one month are neighbors.
        past.chunk_by(|one, next| month(one) == month(next))
            .rev()
            .map(|visits| {
                let day = visits.first().map(|visit| month(visit)).unwrap_or_default();
                let title = text.format(
                    "calendar-time-month",
                    &[
                        ("month", text.month_name(day.month()).into()),
                        ("year", day.year().to_string().into()),
                    ],
                );
                let rows = visits.iter().rev().map(|visit| self.row(visit, owed));
                view! {
                    <details class="disclosure">
                        <summary>{capitalize_line(&title)}</summary>
                        {link_list(rows.collect())}
                    </details>
                }
            })
            .collect_view()
            .into_any()
    }

    fn row(&self, visit: &PlannedVisit, owed: &HashSet<EventId>) -> ListRow {
        let text = self.text();
        let state = visit_state(text, self.actor, self.now, visit);
        let makes_up = visit.makes_up_starts.as_ref().map(|starts| {
            let day = text.format_day(starts.to_jiff().date());
            text.format("calendar-visit-makes-up", &[("day", day.into())])
        });
        // Only while it is open: what was answered to a visit that was held or canceled changes
        // nothing any more.
        let answered = visit.confirm_by().filter(|_| {
            may_keep_family_time(self.found.role)
                && visit.state(&self.actor.zone) == VisitState::Open
        });
        let answered = answered.map(|_| {
            text.get(if visit.confirmed {
                "calendar-visit-confirmed"
            } else {
                "calendar-visit-not-confirmed"
            })
        });
        let small = std::iter::once(state).chain(makes_up).chain(answered);
        let reason = self.found.text(visit.text_id).map(|reason| {
            let words = to_translated_text(reason);
            view! { <p class="muted">{words.inline_text(text)}</p> }.into_any()
        });
        let tag = owed.contains(&visit.event_id).then(|| {
            let day = visit.starts.to_jiff().date();
            // A visit that was canceled before its day is owed, but not late.
            let days = model::calendar::days_until(day, self.actor.today).max(0);
            RowTag::urgent(text.format("calendar-time-owed-for", &[("days", days.into())]))
        });
        ListRow {
            href: Some(paths::calendar_event(self.family, visit.event_id)),
            title: Some(capitalize_line(&visit_when(text, visit)).into_any()),
            small: small.collect::<Vec<_>>().join(" · "),
            below: reason.filter(|_| visit.outcome().is_some()),
            tag,
        }
    }
}

/// By when a parent confirms a visit, in words.
pub fn confirm_words(text: Localizer, rule: model::family_time::ConfirmRule) -> String {
    // The date is not shown, so any date does.
    let at = rule.at.on(2000, 1, 1);
    text.format(
        "calendar-time-confirm-rule",
        &[
            ("days", i64::from(rule.days_before).into()),
            ("time", text.format_time(at).into()),
        ],
    )
}
