//! Records of the team and of the tribe of the Carter family, for `route_ids`.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::plan::reply::Sharing;
use model::team::{NewTeamRequest, TeamContactForm, TeamContactInput};

use super::TestApp;

/// Someone without an account, and a proposal for the team, both of the Carter family.
pub async fn create_team_records(app: &TestApp) -> (String, String) {
    let carter = app.database.family_id("carter").await;
    let form = TeamContactForm {
        name: "Ms. Park",
        kind: "school",
        note: "Teaches the children",
        since: "2026-11-01",
        who: "team",
        ..TeamContactForm::default()
    };
    let contact = TeamContactInput::parse(&form, "en").unwrap();
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let contact =
        store::team::contacts::add_contact(&mut tx, carter, app.database.clock.new_id(), &contact)
            .await
            .unwrap();
    tx.commit().await.unwrap();
    let request = NewTeamRequest::propose(
        app.database.clock.new_id(),
        "kin",
        ("Aunt Vi", ""),
        "She knows us",
        Sharing::Shared,
        "en",
    )
    .unwrap();
    let mut tx = app.database.begin_as("tasha-carter").await;
    let request = store::team::request_submission::add_request(&mut tx, carter, &request)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    (contact.to_string(), request.to_string())
}

/// The child of the Carter family, the row about its tribe, and its newest active effort.
pub async fn find_child_tribe(app: &TestApp) -> [String; 3] {
    let carter = app.database.family_id("carter").await;
    let mut tx = app.database.begin_as("ben-ortiz").await;
    let panel = store::team::tribe::read_tribe_panel(&mut tx, carter, "en")
        .await
        .unwrap();
    let row = &panel.tribes[0];
    [
        row.child_id.to_string(),
        row.id.to_string(),
        panel.entries[0].id.to_string(),
    ]
}
