//! Records of Jay Riley's money and skills for `RileyIds`, and the fields of their forms.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use jiff::civil::date;
use model::id::FormId;
use model::transition::budget::{BudgetItem, BudgetLineInput, MoneyDirection};
use model::transition::credit::{CreditInput, CreditStep};
use model::transition::money::Cents;
use model::transition::services_got::{ServiceInput, ServiceKind};
use store::transition::budget::add_line;
use store::transition::credit::record_credit;
use store::transition::records::{Recorder, open_records_for_update};
use store::transition::services_got::record_service;

use super::TestApp;
use super::form_fields::FieldSamples;
use super::route_ids::RouteIds;
use super::valid_forms::Fields;

/// The ids of one record of each kind.
pub struct MoneyRecords {
    pub budget_line: String,
    /// Services that Jay and the worker recorded.
    pub own_service: String,
    pub worker_service: String,
    pub credit: String,
}

/// As `FORM_SAMPLES`.
pub const MONEY_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/budget-add",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("direction", "out"),
            ("item", "other"),
            ("name", "a word"),
            ("amount", "20"),
        ],
    ),
    (
        "/api/transition/budget-save",
        "jay-riley",
        &[
            // No such line: a real one is changed by the first form, and each further one is a
            // conflict.
            ("row", "{fresh}"),
            ("revision", "1"),
            ("direction", "out"),
            ("item", "rent"),
            ("name", "a word"),
            ("amount", "20"),
        ],
    ),
    (
        "/api/transition/budget-remove",
        "jay-riley",
        &[("row", "{fresh}"), ("act", "remove")],
    ),
    (
        "/api/transition/skill",
        "jay-riley",
        &[("skill", "cook"), ("state", "can")],
    ),
    (
        "/api/transition/service-add",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("family", ""),
            ("youth", ""),
            ("kind", "budget"),
            ("began", "2026-11-02"),
            ("ended", "2026-11-03"),
            ("note", "a word"),
        ],
    ),
    (
        "/api/transition/service-remove",
        "jay-riley",
        &[
            ("family", ""),
            ("youth", ""),
            ("row", "{fresh}"),
            ("act", "remove"),
        ],
    ),
    (
        "/api/transition/service-dispute",
        "jay-riley",
        &[("row", "{fresh}"), ("act", "dispute")],
    ),
    (
        "/api/transition/credit-add",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("family", ""),
            ("youth", ""),
            ("age", "17"),
            ("step", "asked"),
            ("day", "2026-11-02"),
            ("note", "a word"),
        ],
    ),
    (
        "/api/transition/credit-remove",
        "jay-riley",
        &[
            ("family", ""),
            ("youth", ""),
            ("row", "{fresh}"),
            ("act", "remove"),
        ],
    ),
];

/// As `valid_fields`.
pub(super) fn money_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let money = &ids.riley.money;
    let fields: &[(&str, &str)] = match path {
        "/api/transition/budget-add" => &[
            ("form", fresh),
            ("direction", "in"),
            ("item", "job"),
            ("amount", "$1,200.50"),
        ],
        // As it is stored, so that the form changes nothing.
        "/api/transition/budget-save" => &[
            ("row", &money.budget_line),
            ("revision", "1"),
            ("direction", "out"),
            ("item", "rent"),
            ("amount", "650"),
        ],
        "/api/transition/budget-remove" => &[("row", &money.budget_line), ("act", "restore")],
        "/api/transition/skill" => &[("skill", "cook"), ("state", "learning")],
        "/api/transition/service-add" => {
            &[("form", fresh), ("kind", "budget"), ("began", "2026-11-02")]
        }
        "/api/transition/service-remove" => &[("row", &money.own_service), ("act", "restore")],
        "/api/transition/service-dispute" => {
            &[("row", &money.worker_service), ("act", "take_back")]
        }
        "/api/transition/credit-add" => &[
            ("form", fresh),
            ("age", "17"),
            ("step", "asked"),
            ("day", "2026-11-02"),
        ],
        "/api/transition/credit-remove" => &[("row", &money.credit), ("act", "restore")],
        _ => return None,
    };
    Some(fields.to_vec())
}

async fn add_service(app: &TestApp, who: &str, recorder: Recorder) -> String {
    let input = ServiceInput {
        kind: ServiceKind::Budget,
        began_on: date(2026, 11, 2),
        ended_on: None,
        note: None,
    };
    let form: FormId = app.database.clock.new_id();
    let mut tx = app.database.begin_as(who).await;
    let subject = open_records_for_update(&mut tx, recorder).await.unwrap();
    record_service(&mut tx, &subject, form, &input)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    form.to_string()
}

/// A line of the budget, a service of each recorder, and a step of a credit report.
pub async fn create_money_records(app: &TestApp) -> MoneyRecords {
    let (line, credit): (FormId, FormId) =
        (app.database.clock.new_id(), app.database.clock.new_id());
    let rent = BudgetLineInput {
        direction: MoneyDirection::Out,
        item: BudgetItem::Rent,
        name: None,
        amount: Cents(65_000),
    };
    let asked = CreditInput {
        age: 17,
        step: CreditStep::Asked,
        day: date(2026, 3, 2),
        note: None,
    };
    let mut tx = app.database.begin_as("jay-riley").await;
    add_line(&mut tx, line, &rent).await.unwrap();
    let subject = open_records_for_update(&mut tx, Recorder::Owner)
        .await
        .unwrap();
    record_credit(&mut tx, &subject, credit, &asked)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let worker = Recorder::Worker {
        family: app.database.family_id("riley").await,
        youth: app.database.person_id("jay-riley").await,
    };
    MoneyRecords {
        budget_line: line.to_string(),
        own_service: add_service(app, "jay-riley", Recorder::Owner).await,
        worker_service: add_service(app, "grace-hall", worker).await,
        credit: credit.to_string(),
    }
}
