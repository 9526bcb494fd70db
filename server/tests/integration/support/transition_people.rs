//! Commitments and meetings of the Riley family's youth, for the tests of all routes and forms.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::id::{EventId, FormId};
use model::transition::people::{CommitmentAdult, CommitmentTerms, NewCommitment, TermsFields};
use model::transition::say::{ExcludedPerson, NewExclusion};
use store::transition::people_changes::add_commitment;
use store::transition::say_changes::add_exclusion;

use super::TestApp;
use super::form_fields::FieldSamples;
use super::money_records::{MoneyRecords, create_money_records};
use super::rights_records::{RightsRecords, create_rights_records};
use super::route_ids::RouteIds;
use super::valid_forms::Fields;

/// The review of the Riley family.
pub async fn riley_review(app: &TestApp) -> EventId {
    let sql = "SELECT v.key, v.id FROM event v JOIN family f ON f.id = v.family_id WHERE f.key = \
        'riley' AND v.kind = 'review'";
    EventId(app.database.query_keyed_ids(sql).await[0].1)
}

/// What Jay Riley has asked Lena Bird for, their next review, someone whom Jay does not want there,
/// records of Jay's money, and what they say about their rights.
pub struct RileyIds {
    pub commitment: String,
    pub review: String,
    pub exclusion: String,
    pub money: MoneyRecords,
    pub rights: RightsRecords,
}

impl RileyIds {
    pub async fn create_data(app: &TestApp) -> Self {
        let review = riley_review(app).await;
        let fields = TermsFields {
            kind: "holidays",
            words: "Sunday dinner",
            way: "call",
            rhythm: "month",
        };
        let new = NewCommitment {
            adult: CommitmentAdult::Member(app.database.person_id("lena-bird").await),
            terms: CommitmentTerms::parse(fields, "en").unwrap(),
        };
        let exclusion = NewExclusion {
            who: ExcludedPerson::Named("Rick".into()),
            words: None,
            language: "en".into(),
        };
        let mut tx = app.database.begin_as("jay-riley").await;
        let commitment = add_commitment(&mut tx, app.database.clock.new_id(), &new)
            .await
            .unwrap();
        let form: FormId = app.database.clock.new_id();
        add_exclusion(&mut tx, review, form, &exclusion)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        Self {
            commitment: commitment.to_string(),
            review: review.to_string(),
            exclusion: form.to_string(),
            money: create_money_records(app).await,
            rights: create_rights_records(app).await,
        }
    }
}

pub(super) fn transition_people_fields<'a>(
    path: &str,
    ids: &'a RouteIds,
    fresh: &'a str,
) -> Option<Fields<'a>> {
    let fields: &[(&str, &str)] = match path {
        "/api/transition/commitment-add" => &[
            ("form", fresh),
            ("who", "other"),
            ("name", "Coach Bell"),
            ("kind", "meal"),
            ("words", "a word"),
            ("way", "visit"),
            ("rhythm", "week"),
        ],
        // Of an earlier revision, which both of the two are told: otherwise the first of them would
        // answer for the other.
        "/api/transition/commitment-step" => &[
            ("form", fresh),
            ("commitment", &ids.riley.commitment),
            ("revision", "0"),
            ("act", "decline"),
            ("reason", "a word"),
        ],
        "/api/transition/say" => &[("event", &ids.riley.review), ("way", "write")],
        "/api/transition/say-without" => &[
            ("form", fresh),
            ("event", &ids.riley.review),
            ("who", "other"),
            ("name", "Rick"),
            ("words", "a word"),
        ],
        "/api/transition/say-without-end" => &[("row", &ids.riley.exclusion)],
        _ => return None,
    };
    Some(fields.to_vec())
}

pub const TRANSITION_PEOPLE_FORM_SAMPLES: &[(&str, &str, FieldSamples)] = &[
    (
        "/api/transition/commitment-add",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("who", "other"),
            ("name", "a word"),
            ("said_on", "2026-11-01"),
            ("kind", "own"),
            ("words", "a word"),
            ("way", "call"),
            ("rhythm", "month"),
        ],
    ),
    (
        "/api/transition/commitment-step",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("commitment", "{fresh}"),
            ("revision", "1"),
            ("act", "ask"),
            ("kind", "own"),
            ("words", "a word"),
            ("way", "call"),
            ("rhythm", "month"),
            ("reason", ""),
            ("said_on", ""),
        ],
    ),
    (
        "/api/transition/say",
        "jay-riley",
        &[("event", "{fresh}"), ("way", "speak")],
    ),
    (
        "/api/transition/say-without",
        "jay-riley",
        &[
            ("form", "{fresh}"),
            ("event", "{fresh}"),
            ("who", "other"),
            ("name", "a word"),
            ("words", "a word"),
        ],
    ),
    (
        "/api/transition/say-without-end",
        "jay-riley",
        &[("row", "{fresh}")],
    ),
];
