//! How the services that a young person got are drawn, with the form that records one.

use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use model::transition::services_got::{
    SURVEY_SOURCE, ServiceKind, Survey, is_in_survey_year, surveys,
};
use store::transition::services_got::ServiceGot;

use super::records::{RecordsView, day_field, note_field};
use crate::i18n::Localizer;
use crate::page::form::button_form;
use crate::plan::view::form_values::FormValues;
use crate::transition::forms::records::DisputeService;
use crate::ui::empty::empty_state;
use crate::ui::field::SelectField;

/// The day or days of a service.
pub(crate) fn service_days(text: Localizer, service: &ServiceGot) -> String {
    let first = text.format_date(service.began_on.to_jiff());
    match service.ended_on {
        None => text.format("transition-service-since", &[("day", first.into())]),
        Some(last) => text.format(
            "transition-service-span",
            &[
                ("first", first.into()),
                ("last", text.format_date(last.to_jiff()).into()),
            ],
        ),
    }
}

/// How many services are shown before the others are folded.
const OPEN_SERVICES: usize = 4;

impl RecordsView<'_> {
    /// The services, the newest first.
    pub(crate) fn service_list(&self, services: &[ServiceGot]) -> AnyView {
        let mut cards: Vec<AnyView> = services.iter().map(|one| self.service_card(one)).collect();
        if cards.is_empty() {
            return empty_state(self.text.get("transition-services-none"), None);
        }
        let earlier = cards.split_off(cards.len().min(OPEN_SERVICES));
        let earlier = (!earlier.is_empty()).then(|| {
            view! {
                <details class="disclosure">
                    <summary>{self.text.get("transition-records-earlier")}</summary>
                    <ul role="list">{earlier}</ul>
                </details>
            }
        });
        view! {
            <ul role="list">{cards}</ul>
            {earlier}
        }
        .into_any()
    }

    fn service_card(&self, service: &ServiceGot) -> AnyView {
        let text = self.text;
        let days = service_days(text, service);
        view! {
            <li class="card">
                <p>
                    <b>{text.get_value(service.kind)}</b>
                </p>
                <p>{days}</p>
                {self.attribution_lines(&service.attribution)}
                {self.dispute(service)}
                {self.remove_button(service.id.to_string(), &service.attribution)}
            </li>
        }
        .into_any()
    }

    /// That the young person did not get a service, and for them the button that says so.
    fn dispute(&self, service: &ServiceGot) -> Option<AnyView> {
        let text = self.text;
        if !self.is_owner() {
            return service.is_disputed.then(|| {
                let words = text.format(
                    "transition-service-disputed-of",
                    &[("name", self.subject.name.clone().into())],
                );
                view! {
                    <p>
                        <b>{words}</b>
                    </p>
                }
                .into_any()
            });
        }
        // What they recorded themselves they can remove instead.
        if service.attribution.recorded_by_id == self.subject.owner {
            return None;
        }
        let (said, act, label) = if service.is_disputed {
            let said = text.get("transition-service-disputed");
            (Some(said), "take_back", "transition-service-dispute-end")
        } else {
            (None, "dispute", "transition-service-dispute")
        };
        let fields = vec![("row", service.id.to_string()), ("act", act.to_owned())];
        let button = button_form(
            DisputeService::PATH,
            fields,
            "btn secondary small",
            text.get(label),
        );
        Some(
            view! {
                {said
                    .map(|said| {
                        view! {
                            <p>
                                <b>{said}</b>
                            </p>
                        }
                    })}
                {button}
            }
            .into_any(),
        )
    }

    /// The form that records a service.
    pub(crate) fn service_form(&self) -> Option<AnyView> {
        if !self.may_record() {
            return None;
        }
        let (text, state) = (self.text, self.state);
        let filled = FormValues { text, state };
        let mut options = vec![(String::new(), text.get("transition-budget-choose"))];
        options.extend(
            ServiceKind::ALL
                .iter()
                .map(|kind| (kind.slug().to_owned(), text.get_value(*kind))),
        );
        let kind = SelectField {
            name: "kind",
            label: text.get("transition-service-kind"),
            options,
            chosen: filled.value_or_stored("kind", None),
            error: filled.field_error_message("kind"),
            ..SelectField::default()
        };
        let ended_hint = Some("transition-service-ended-hint");
        let fields = view! {
            {kind.view()}
            {day_field(&filled, "began", "transition-service-began", None, None)}
            {day_field(&filled, "ended", "transition-service-ended", ended_hint, None)}
            {note_field(&filled, "transition-service-note")}
        };
        let title = if self.is_owner() {
            "transition-services-add"
        } else {
            "transition-services-add-of"
        };
        Some(self.record_form(title, fields.into_any()))
    }
}

/// The surveys at 17, 19 and 21, for someone who was born on this day.
pub(crate) fn survey_section(text: Localizer, born: jiff::civil::Date) -> AnyView {
    let days = if is_in_survey_year(born) {
        let lines = surveys(born)
            .iter()
            .map(|survey| view! { <li>{survey_line(text, survey)}</li> })
            .collect_view();
        view! { <ul>{lines}</ul> }.into_any()
    } else {
        view! { <p>{text.get("transition-survey-not-asked")}</p> }.into_any()
    };
    let source = text.format(
        "transition-survey-source",
        &[("source", SURVEY_SOURCE.into())],
    );
    view! {
        <h2>{text.get("transition-survey-title")}</h2>
        <p>{text.get("transition-survey-lead")}</p>
        {days}
        <p class="muted">{source}</p>
    }
    .into_any()
}

fn survey_line(text: Localizer, survey: &Survey) -> String {
    let key = if survey.age == 17 {
        "transition-survey-first"
    } else {
        "transition-survey-later"
    };
    text.format(
        key,
        &[
            ("age", survey.age.into()),
            ("first", text.format_date(survey.first).into()),
            ("last", text.format_date(survey.last).into()),
        ],
    )
}
