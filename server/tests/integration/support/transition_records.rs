//! The fields of the forms of releases, notes, dates and the ninety-day plan of a youth, and the
//! ids of the young person whose plan it is.

use super::TestApp;
use super::form_fields::FieldSamples;
use super::route_ids::RouteIds;
use super::transition_area_fields::add_transition_step;
use super::valid_forms::Fields;

/// As `FORM_SAMPLES`.
pub const RELEASE_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/release",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("part", "housing"),
            ("release", "team"),
            ("revision", "0"),
            ("reader-{fresh}", "yes"),
        ],
    ),
    (
        "/api/transition/note",
        "jay-riley",
        &[("part", "housing"), ("words", "a word"), ("revision", "0")],
    ),
    (
        "/api/transition/dates",
        "grace-hall",
        &[
            ("family", "{family}"),
            // No such person: the dates of a real one are changed by the first form, and each
            // further one is a conflict.
            ("youth", "{fresh}"),
            ("care_since", "2025-06-01"),
            ("discharge_on", "2027-02-23"),
            ("order_ends_on", "2027-06-11"),
            ("revision", "0"),
        ],
    ),
    (
        "/api/transition/agree",
        "jay-riley",
        &[("part", "housing"), ("digest", ""), ("act", "take_back")],
    ),
    (
        "/api/transition/keep-plan",
        "jay-riley",
        &[("form", "{fresh}"), ("digest", "")],
    ),
    (
        "/api/transition/proxy-wish",
        "jay-riley",
        &[("wish", "talk_first")],
    ),
];

/// As `valid_fields`.
pub(super) fn release_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        // Takes back, which works whatever was chosen before.
        "/api/transition/release" => &[
            ("form", fresh),
            ("part", "housing"),
            ("release", "required"),
            ("revision", "0"),
        ],
        "/api/transition/note" => &[("part", "housing"), ("words", "a word"), ("revision", "0")],
        "/api/transition/dates" => &[
            ("family", &ids.youth_family),
            ("youth", &ids.youth),
            ("care_since", "2025-06-01"),
            ("discharge_on", "2027-02-23"),
            ("revision", "0"),
        ],
        // The digest of a page depends on everything that is in the plan.
        "/api/transition/agree" => &[("part", "housing"), ("act", "take_back")],
        "/api/transition/keep-plan" => &[("form", fresh), ("digest", "")],
        "/api/transition/proxy-wish" => &[("wish", "talk_first")],
        _ => return None,
    };
    Some(fields.to_vec())
}

/// The Riley family and Jay, its youth, who has a step in their plan: the Carter family has none.
pub async fn find_youth(app: &TestApp) -> [String; 2] {
    add_transition_step(app).await;
    let family = app.database.family_id("riley").await;
    let youth = app.database.person_id("jay-riley").await;
    [family.to_string(), youth.to_string()]
}
