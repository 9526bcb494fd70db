//! `/family/{id}/plan/week`: what a week asks of each family member, and their capacity.

use jiff::ToSpan;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::plan::workload::{format_hours, format_time_of_day, minutes_to_hours, monday_of_week};
use store::plan::workload::{self, PersonWorkload, WeeklyWorkload};

use super::form_values::FormValues;
use super::item::{family_id_from_path, plan_link};
use crate::error::AppError;
use crate::form::{FormState, is_rejected};
use crate::home::view::event_kind_name;
use crate::i18n::{Localizer, isolate_bidi};
use crate::page::authored_text::to_translated_text;
use crate::page::form::page_form;
use crate::page::{NavItem, PageLayout, html_document, render_page};
use crate::plan::workload::{demand_summary, effort_summary, time_slot_label};
use crate::request_context::RequestContext;
use crate::ui::banner::info_notice;
use crate::ui::empty::empty_state;
use crate::ui::error_summary::error_summary;
use crate::ui::field::InputField;

/// `/family/{id}/plan/week`
#[component]
pub fn WorkloadPage() -> impl IntoView {
    let family = family_id_from_path();
    let day: Option<Date> = use_query_map()
        .read_untracked()
        .get("of")
        .and_then(|day| day.parse().ok())
        .filter(|day: &Date| (1900..=2200).contains(&day.year()));
    render_page(async move |visit: RequestContext| {
        let (text, family) = (visit.localizer(), family.ok_or(AppError::NotFound)?);
        let state = visit.stored_form("plan/week").await?;
        let today = visit.actor()?.today;
        let from = monday_of_week(day.unwrap_or(today));
        let mut tx = visit.begin_record_read(family).await?;
        let week =
            workload::read_workload(&mut tx, family, from, visit.language.language_tag()).await?;
        tx.commit().await?;
        let mine = week.role.is_family();
        let people = week
            .people
            .iter()
            .map(|one| person_workload_card(text, &week, one, mine, &visit.path_and_query, family))
            .collect_view();
        let href = |day: Result<Date, jiff::Error>| {
            day.map(|day| format!("/family/{family}/plan/week?of={day}"))
                .unwrap_or_default()
        };
        let week_links = view! {
            <p class="row">
                <a class="btn plain small" href=href(from.checked_sub(7.days()))>
                    {text.get("plan-week-before")}
                </a>
                <a class="btn plain small" href=href(from.checked_add(7.days()))>
                    {text.get("plan-week-after")}
                </a>
            </p>
        };
        let title = text.get("plan-week");
        let body = view! {
            {plan_link(text, family)}
            <h1>{title.clone()}</h1>
            {error_summary(text, state.as_ref())}
            <p class="soft">
                {text.format("plan-week-of", &[("day", text.format_date(from).into())])}
            </p>
            {week_links}
            {if week.people.is_empty() {
                empty_state(text.get("plan-week-empty"), None)
            } else {
                people.into_any()
            }}
            {week
                .people
                .first()
                .filter(|_| mine)
                .map(|me| capacity_form(&visit, me, state.as_ref(), family))}
        };
        let layout = PageLayout {
            title,
            nav_item: NavItem::Plan,
            has_errors: is_rejected(state.as_ref()),
            has_main_form: mine,
            ..PageLayout::default()
        };
        Ok(html_document(&visit, layout, body.into_any()))
    })
}

/// One person's week: the totals first, then the events and steps they add up.
fn person_workload_card(
    text: Localizer,
    week: &WeeklyWorkload,
    one: &PersonWorkload,
    mine: bool,
    from: &str,
    family: model::id::FamilyId,
) -> AnyView {
    let dates = one.events.iter().map(|event| {
        let at = event.starts.to_jiff();
        let when = text.format(
            "home-when",
            &[
                ("day", text.format_day(at.date()).into()),
                ("time", text.format_time(at).into()),
            ],
        );
        let said = week.texts.get(&event.about_id).map(to_translated_text);
        view! {
            <li>
                <b>{event_kind_name(text, event.kind)}</b>
                " "
                {said.as_ref().map(|said| said.inline_text(text))}
                <br />
                <span class="soft">{when}</span>
                {said.as_ref().map(|said| said.translation_details(text, from))}
            </li>
        }
        .into_any()
    });
    let steps = one
        .steps
        .iter()
        .filter(|step| !step.load.is_none())
        .map(|step| {
            let said = week.texts.get(&step.text_id).map(to_translated_text);
            view! {
                <li>
                    <a class="line" href=format!("/family/{family}/plan/item/{}", step.id)>
                        {said.as_ref().map(|said| said.inline_text(text))}
                    </a>
                    <br />
                    <span class="soft">{effort_summary(text, &step.load)}</span>
                    {said.as_ref().map(|said| said.translation_details(text, from))}
                </li>
            }
            .into_any()
        });
    let rows: Vec<AnyView> = dates.chain(steps).collect();
    let carry = [
        one.capacity.minutes.map(|most| {
            text.format(
                "plan-week-can-hours",
                &[("hours", minutes_to_hours(most).into())],
            )
        }),
        one.capacity
            .trips
            .map(|most| text.format("plan-week-can-trips", &[("trips", most.into())])),
    ];
    let carry = carry.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let busy = one
        .unavailable
        .iter()
        .map(|busy| view! { <li>{time_slot_label(text, *busy)}</li> })
        .collect::<Vec<_>>();
    view! {
        <section class="card">
            {(!mine).then(|| view! { <h2>{isolate_bidi(&one.name)}</h2> })} <p>
                <b>{demand_summary(text, &one.demand)}</b>
            </p>
            {(!carry.is_empty())
                .then(|| {
                    view! {
                        <p class="soft">
                            {text
                                .get(
                                    if mine { "plan-week-you-said" } else { "plan-week-they-said" },
                                )} " " {carry}
                        </p>
                    }
                })}
            {one
                .exceeds_capacity()
                .then(|| info_notice(
                    text.get(if mine { "plan-week-over-mine" } else { "plan-week-over-theirs" }),
                ))}
            {if rows.is_empty() {
                view! { <p class="soft">{text.get("plan-week-nothing")}</p> }.into_any()
            } else {
                view! {
                    <ul class="lines" role="list">
                        {rows}
                    </ul>
                }
                    .into_any()
            }}
            {(!mine && !busy.is_empty())
                .then(|| {
                    view! {
                        <details class="term">
                            <summary>{text.get("plan-week-busy")}</summary>
                            <ul>{busy}</ul>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

/// The form for the signed-in family member's own weekly capacity and busy times.
fn capacity_form(
    visit: &RequestContext,
    me: &PersonWorkload,
    state: Option<&FormState>,
    family: model::id::FamilyId,
) -> AnyView {
    let text = visit.localizer();
    let filled = FormValues { text, state };
    let number = |name: &'static str, label: &'static str, stored: Option<String>| {
        InputField {
            name,
            label: text.get(label),
            value: filled.value_or_stored(name, stored),
            error: filled.field_error_message(name),
            autocomplete: "off",
            ..InputField::default()
        }
        .view()
    };
    let days = (1..=7)
        .map(|day: i32| {
            let stored = me.unavailable.iter().find(|busy| busy.weekday == day);
            let time = |what: &str, label: &'static str, at: Option<i32>| {
                let id = format!("{what}_{day}");
                let value = filled.value_or_stored(&id, at.map(format_time_of_day));
                let wrong = filled.field_error_message(&id).is_some();
                view! {
                    <div>
                        <label for=id.clone()>{text.get(label)}</label>
                        <input
                            type="time"
                            id=id.clone()
                            name=id.clone()
                            value=value
                            aria-invalid=wrong.then_some("true")
                        />
                    </div>
                }
            };
            let error = ["starts", "ends"]
                .iter()
                .find_map(|what| filled.field_error_message(&format!("{what}_{day}")));
            view! {
                <fieldset class="field">
                    <legend>{text.get(&format!("common-weekday-{day}"))}</legend>
                    {error.map(|error| view! { <p class="error">{error}</p> })}
                    <div class="times">
                        {time("starts", "plan-week-from", stored.map(|busy| busy.starts))}
                        {time("ends", "plan-week-to", stored.map(|busy| busy.ends))}
                    </div>
                </fieldset>
            }
        })
        .collect_view();
    let fields = view! {
        <input type="hidden" name="family" value=family.to_string() />
        {number("hours", "plan-week-hours-most", me.capacity.minutes.map(format_hours))}
        {number("trips", "plan-week-trips-most", me.capacity.trips.map(|trips| trips.to_string()))}
        <h3>{text.get("plan-week-busy")}</h3>
        <p class="hint">{text.get("plan-week-busy-hint")}</p>
        {days}
        <button class="btn">{text.get("plan-week-save")}</button>
    };
    view! {
        <h2 id="carry">{text.get("plan-week-carry")}</h2>
        <p>{text.get("plan-week-carry-note")}</p>
        {page_form(visit, "/api/plan/week", fields.into_any())}
    }
    .into_any()
}
