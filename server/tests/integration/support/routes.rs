//! The routes that every test of all routes tries, and the people of the demo who may use each.

use std::sync::LazyLock;

use app::route_table::{Route, RouteAccess, RouteResponse};
use server::http::server_routes::all_routes;

/// The Carter family's team, and one person of each kind from elsewhere. Alma Brooks also
/// coordinates the Carter family's parent partners, but sees no more of the family than an
/// outsider.
pub const CARTER_TEAM: [&str; 7] = [
    "tasha-carter",
    "marcus-reed",
    "ben-ortiz",
    "pat-nguyen",
    "nora-price",
    "june-bell",
    "lena-bird",
];
pub const OUTSIDERS: [&str; 8] = [
    "elena-ruiz",
    "maria-luna",
    "rosa-jimenez",
    "dana-fox",
    "youa-xiong",
    "jay-riley",
    "kou-lee",
    "alma-brooks",
];

/// A part of a path. While one feature is written, the walks that ask `is_walked` try only routes
/// that contain it: `ONLY_ROUTES=services script/test http access::`.
#[expect(
    clippy::disallowed_methods,
    reason = "a setting of one run, which script/test unsets when it runs everything"
)]
static ONLY_ROUTES: LazyLock<Option<String>> = LazyLock::new(|| {
    let part = std::env::var("ONLY_ROUTES").ok()?;
    // With a misspelled part each walk would try nothing, and pass.
    let is_in_path = |route: &Route| route.pattern().contains(&part);
    assert!(
        all_routes().iter().any(is_in_path),
        "no route has {part} in its path"
    );
    Some(part)
});

/// Whether the walks try every route.
pub fn walks_every_route() -> bool {
    ONLY_ROUTES.is_none()
}

/// Whether a walk tries the route with this path.
pub fn is_walked(path: &str) -> bool {
    ONLY_ROUTES.as_ref().is_none_or(|part| path.contains(part))
}

/// The pages, forms, files and streams: everything for which there is a session.
pub fn session_routes() -> Vec<Route> {
    let mut routes = all_routes();
    routes.retain(|route| route.response != RouteResponse::Public);
    // Forms last: they change what the files show, as when an interpretation is completed.
    routes.sort_by_key(|route| route.method != "GET");
    routes
}

/// The routes that answer everyone the same, without a session.
pub fn public_routes() -> Vec<Route> {
    let mut routes = all_routes();
    routes.retain(|route| route.response == RouteResponse::Public);
    routes
}

/// Whether this person of the demo may use a route of this access, with the ids of `RouteIds`.
pub fn may_use(access: RouteAccess, key: &str) -> bool {
    match access {
        RouteAccess::Anyone | RouteAccess::SignedIn => true,
        RouteAccess::Team => CARTER_TEAM.contains(&key),
        RouteAccess::PlanReaders => {
            ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key)
        }
        // Who is named in the audience of the hearing, and the worker.
        RouteAccess::EventReaders => {
            ["tasha-carter", "marcus-reed", "ben-ortiz", "lena-bird"].contains(&key)
        }
        RouteAccess::VisitCaregivers => key == "nora-price",
        RouteAccess::Family => ["tasha-carter", "marcus-reed"].contains(&key),
        // The Carter family has no youth.
        RouteAccess::Youth | RouteAccess::YouthWorker => false,
        RouteAccess::OwnTransition => key == "jay-riley",
        RouteAccess::CommitmentParties => ["jay-riley", "lena-bird"].contains(&key),
        // Pat Nguyen and Lena Bird are on the Riley family's team, too; its worker is not tried.
        RouteAccess::TransitionReaders => ["pat-nguyen", "lena-bird"].contains(&key),
        RouteAccess::TransitionRecorders => key == "jay-riley",
        // Jay Riley's worker is not tried, and nobody has his part about money.
        RouteAccess::TransitionRecordReaders => false,
        RouteAccess::RightsReaders => ["pat-nguyen", "lena-bird"].contains(&key),
        RouteAccess::RightQuestionReaders => key == "pat-nguyen",
        // Jay Riley releases nothing in these tests, and the law gives no one a file.
        RouteAccess::VaultReaders => false,
        RouteAccess::StepOwners => ["tasha-carter", "ben-ortiz"].contains(&key),
        RouteAccess::ReplyAuthors | RouteAccess::WordsAuthors => key == "tasha-carter",
        RouteAccess::WorkloadReaders => {
            ["tasha-carter", "marcus-reed", "ben-ortiz", "pat-nguyen"].contains(&key)
        }
        RouteAccess::Raters => ["tasha-carter", "marcus-reed", "ben-ortiz"].contains(&key),
        RouteAccess::TribeReaders => [
            "tasha-carter",
            "marcus-reed",
            "ben-ortiz",
            "pat-nguyen",
            "lena-bird",
        ]
        .contains(&key),
        // The entry is an active effort.
        RouteAccess::TribeEntryAuthors => key == "ben-ortiz",
        RouteAccess::TribeWriters => ["ben-ortiz", "lena-bird"].contains(&key),
        RouteAccess::Worker => key == "ben-ortiz",
        // For June Bell, a parent partner whom Alma Brooks coordinates.
        RouteAccess::InvitingMembers => ["ben-ortiz", "alma-brooks"].contains(&key),
        // For Tasha Carter, whose parent partner Alma Brooks coordinates.
        RouteAccess::VouchingMembers => ["ben-ortiz", "alma-brooks"].contains(&key),
        RouteAccess::AccessLogReaders => {
            ["tasha-carter", "marcus-reed", "pat-nguyen"].contains(&key)
        }
        RouteAccess::Participants => ["tasha-carter", "june-bell"].contains(&key),
        RouteAccess::AgencyStaff => [
            "ben-ortiz",
            "pat-nguyen",
            "june-bell",
            "lena-bird",
            "rosa-jimenez",
            "dana-fox",
            "kou-lee",
            "alma-brooks",
            "elena-ruiz",
        ]
        .contains(&key),
        RouteAccess::Interpreters | RouteAccess::AssignedInterpreter => key == "elena-ruiz",
        RouteAccess::MentorOfParent => key == "june-bell",
        // The test portal has no translation service.
        RouteAccess::ParticipantsWithTranslation => false,
        // June Bell is Tasha's parent partner. Tasha, those who work for the family, and June's
        // coordinator may start a thread with her.
        RouteAccess::ThreadStarters => {
            ["tasha-carter", "ben-ortiz", "pat-nguyen", "alma-brooks"].contains(&key)
        }
    }
}
