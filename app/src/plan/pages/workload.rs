//! `/family/{id}/plan/week`: what a week asks of each family member, and their capacity.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use model::id::FamilyId;
use model::plan::workload::{BusyPart, minutes_to_hours, monday_of_week};
use store::plan::PlanItem;
use store::plan::workload::{self, PersonEvent, PersonWorkload, WeeklyWorkload};

use super::item::{family_id_from_path, plan_link};
use crate::calendar::view::event_kind::event_kind_name;
use crate::error::AppError;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::paths;
use crate::plan::forms::workload::SaveCapacity;
use crate::plan::view::capacity_form::capacity_form;
use crate::plan::view::reader::PlanReader;
use crate::plan::view::workload::{busy_part_label, demand_summary, effort_summary};
use crate::request::context::RequestContext;
use crate::request::form::is_rejected;
use crate::ui::banner::info_notice;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;

/// `/family/{id}/plan/week`
#[component]
pub fn WorkloadPage() -> impl IntoView {
    let family = family_id_from_path();
    // Adding a week to a day at the end of the calendar would panic.
    let day: Option<Date> = use_query_map()
        .read_untracked()
        .get("of")
        .and_then(|day| day.parse().ok())
        .filter(|day: &Date| (1900..=2200).contains(&day.year()));
    render_page(async move |context: RequestContext| {
        let (text, family) = (context.localizer(), family.ok_or(AppError::NotFound)?);
        let state = context.stored_form(SaveCapacity::PATH).await?;
        let today = context.actor()?.today;
        // Any day is accepted and leads to the page of its week.
        let monday = monday_of_week(day.unwrap_or(today));
        let mut tx = context.begin_record_read(family).await?;
        // Answers 404 to anyone but the family, its workers and its supervisor.
        let week =
            workload::read_workload(&mut tx, family, monday, context.language.language_tag())
                .await?;
        // Commits the access log entry of a reader from outside the family.
        tx.commit().await?;
        // A family member reads only their own week, and the words of the page address them.
        let is_own = week.role.is_family();
        let cards = WorkloadCards {
            text,
            family,
            week: &week,
            is_own,
            return_path: &context.path_and_query,
        };
        let title = text.get(PlanReader::from_role(week.role).heading_key("plan-week"));
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p class="muted">
                {text.format("plan-week-of", &[("day", text.format_date(monday).into())])}
            </p>
            {week_links(text, family, monday)}
            {cards.person_cards()}
            // For a family member, `people` holds only themselves.
            {week
                .people
                .first()
                .filter(|_| is_own)
                .map(|me| capacity_form(&context, me, state.as_ref(), family))}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: is_own,
            ..PageLayout::default()
        };
        Ok(html_document(&context, layout, body.into_any()))
    })
}

/// Links to the weeks before and after the one that begins on `monday`.
fn week_links(text: Localizer, family: FamilyId, monday: Date) -> AnyView {
    let href = |day: Result<Date, jiff::Error>| {
        // Always a date: the year of the page's day is checked above.
        day.map(|day| format!("{}?of={day}", paths::workload(family)))
            .unwrap_or_default()
    };
    view! {
        <p class="row">
            <a class="btn secondary small" href=href(monday.checked_sub(7.days()))>
                {text.get("plan-week-before")}
            </a>
            <a class="btn secondary small" href=href(monday.checked_add(7.days()))>
                {text.get("plan-week-after")}
            </a>
        </p>
    }
    .into_any()
}

/// Renders a card for each person's week.
struct WorkloadCards<'a> {
    text: Localizer,
    family: FamilyId,
    week: &'a WeeklyWorkload,
    /// True when the reader reads their own week.
    is_own: bool,
    return_path: &'a str,
}

impl WorkloadCards<'_> {
    fn person_cards(&self) -> AnyView {
        if self.week.people.is_empty() {
            return empty_state(self.text.get("plan-week-empty"), None);
        }
        self.week
            .people
            .iter()
            .map(|person| self.person_card(person))
            .collect_view()
            .into_any()
    }

    /// One person's week: the totals first, then the events and steps they add up.
    fn person_card(&self, person: &PersonWorkload) -> AnyView {
        let text = self.text;
        let over = if self.is_own {
            "plan-week-over-mine"
        } else {
            "plan-week-over-theirs"
        };
        // The reader's own busy times are not in the card: they are in the form below, where they
        // can be changed.
        view! {
            <section class="card">
                {(!self.is_own).then(|| view! { <h2>{isolate_bidi(&person.name)}</h2> })} <p>
                    <b>{demand_summary(text, &person.demand)}</b>
                </p> {self.capacity_summary(person)}
                {person.exceeds_capacity().then(|| info_notice(text.get(over)))}
                {self.events_and_steps(person)}
                {(!self.is_own).then(|| busy_times(text, &person.unavailable))}
            </section>
        }
        .into_any()
    }

    /// What the person wording they can manage; `None` when they stated no limit.
    fn capacity_summary(&self, person: &PersonWorkload) -> Option<AnyView> {
        let text = self.text;
        // A limit that was not stated is left out. It is not the same as zero.
        let limits = [
            person.capacity.minutes.map(|most| {
                text.format(
                    "plan-week-can-hours",
                    &[("hours", minutes_to_hours(most).into())],
                )
            }),
            person
                .capacity
                .trips
                .map(|most| text.format("plan-week-can-trips", &[("trips", most.into())])),
        ];
        let limits = limits.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let who = if self.is_own {
            "plan-week-you-said"
        } else {
            "plan-week-they-said"
        };
        (!limits.is_empty())
            .then(|| view! { <p class="muted">{text.get(who)} " " {limits}</p> }.into_any())
    }

    fn events_and_steps(&self, person: &PersonWorkload) -> AnyView {
        let events = person.events.iter().map(|event| self.event_row(event));
        let steps = person
            .steps
            .iter()
            // Steps without a weekly load add nothing to the totals above.
            .filter(|step| !step.load.is_none())
            .map(|step| self.step_row(step));
        let rows: Vec<AnyView> = events.chain(steps).collect();
        if rows.is_empty() {
            return view! { <p class="muted">{self.text.get("plan-week-nothing")}</p> }.into_any();
        }
        view! {
            <ul class="stack" role="list">
                {rows}
            </ul>
        }
        .into_any()
    }

    fn event_row(&self, event: &PersonEvent) -> AnyView {
        let text = self.text;
        // A local time of the agency, which is stored without a time zone.
        let at = event.starts.to_jiff();
        let when = text.format(
            "home-when",
            &[
                ("day", text.format_day(at.date()).into()),
                ("time", text.format_time(at).into()),
            ],
        );
        let wording = self.week.texts.get(&event.about_id).map(to_translated_text);
        view! {
            <li>
                <a class="item-link" href=paths::calendar_event(self.family, event.id)>
                    <b>{event_kind_name(text, event.kind, event.kind_label.as_deref())}</b>
                    " "
                    {wording.as_ref().map(|wording| wording.inline_text(text))}
                </a>
                <br />
                <span class="muted">{when}</span>
                {wording.as_ref().map(|wording| wording.translation_details(text, self.return_path))}
            </li>
        }
        .into_any()
    }

    fn step_row(&self, step: &PlanItem) -> AnyView {
        let text = self.text;
        let wording = self.week.texts.get(&step.text_id).map(to_translated_text);
        view! {
            <li>
                <a class="item-link" href=paths::plan_item(self.family, step.id)>
                    {wording.as_ref().map(|wording| wording.inline_text(text))}
                </a>
                <br />
                <span class="muted">{effort_summary(text, &step.load)}</span>
                {wording.as_ref().map(|wording| wording.translation_details(text, self.return_path))}
            </li>
        }
        .into_any()
    }
}

/// The parts of the week in which a person is never available, for the team; `None` without any.
fn busy_times(text: Localizer, parts: &[BusyPart]) -> Option<AnyView> {
    let rows = parts
        .iter()
        .map(|busy| view! { <li>{busy_part_label(text, *busy)}</li> })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! {
            <details class="disclosure">
                <summary>{text.get("plan-week-busy")}</summary>
                <ul>{rows}</ul>
            </details>
        }
        .into_any()
    })
}
