//! What the family says about its team: read by whom it concerns, never by whom it is about, and
//! answered once.
#![allow(clippy::unwrap_used)]

use crate::support::{TestDatabase, on_each_engine};
use crate::team::{find_contact, luna_team};
use jiff::civil::date;
use model::id::{FormId, TeamRequestId};
use model::plan::reply::Sharing;
use model::role::Role;
use model::team::{NewTeamAnswer, NewTeamRequest, TeamMemberRef, TeamRequestOutcome};
use store::home::duties::{self, DutySubject};
use store::team::requests::TeamRequest;
use store::team::{request_submission, requests};
use store::{Error, translations};

/// Objects to someone in the Luna family, with the reason "canary reason".
async fn object(
    database: &TestDatabase,
    who: &str,
    family: &str,
    about: TeamMemberRef,
    sharing: Sharing,
) -> Result<TeamRequestId, Error> {
    let draft = NewTeamRequest::object(
        database.clock.new_id(),
        &about.to_string(),
        "canary reason",
        sharing,
        "en",
    )
    .unwrap();
    add_request(database, who, family, &draft).await
}

async fn add_request(
    database: &TestDatabase,
    who: &str,
    family: &str,
    draft: &NewTeamRequest,
) -> Result<TeamRequestId, Error> {
    let family = database.family_id(family).await;
    let mut tx = database.begin_as(who).await;
    let id = request_submission::add_request(&mut tx, family, draft).await?;
    tx.commit().await?;
    Ok(id)
}

async fn answer(
    database: &TestDatabase,
    who: &str,
    request: TeamRequestId,
    outcome: &str,
    words: &str,
) -> Result<(), Error> {
    let family = database.family_id("luna").await;
    let answer = NewTeamAnswer::parse(request, outcome, words, "en").unwrap();
    let mut tx = database.begin_as(who).await;
    requests::answer_request(&mut tx, family, &answer).await?;
    tx.commit().await
}

async fn member_ref(database: &TestDatabase, key: &str) -> TeamMemberRef {
    TeamMemberRef::Person(database.person_id(key).await)
}

/// The request as this person sees it: on the list, by its id, and by its reason.
async fn seen_by(database: &TestDatabase, who: &str, id: TeamRequestId) -> Option<TeamRequest> {
    let listed = luna_team(database, who)
        .await
        .requests
        .into_iter()
        .find(|request| request.id == id);
    let family = database.family_id("luna").await;
    let mut tx = database.begin_as(who).await;
    let read = requests::read_request(&mut tx, family, id, "en").await;
    // The list and the page of the request must agree, for each reader.
    assert_eq!(read.is_ok(), listed.is_some(), "{who}");
    listed
}

async fn team_duties(database: &TestDatabase, who: &str) -> Vec<TeamRequestId> {
    let mut tx = database.begin_as(who).await;
    duties::list_duties(&mut tx, "en")
        .await
        .unwrap()
        .into_iter()
        .filter_map(|duty| match duty.subject {
            DutySubject::TeamAnswer(request) => Some(request),
            _ => None,
        })
        .collect()
}

on_each_engine! {
    async fn an_objection_is_hidden_from_its_subject_and_answered_by_the_supervisor(
        database: TestDatabase,
    ) {
        let dana = member_ref(&database, "dana-fox").await;
        // Shared as widely as she can.
        let id = object(&database, "maria-luna", "luna", dana, Sharing::Shared)
            .await
            .unwrap();
        let text = seen_by(&database, "maria-luna", id).await.unwrap().text_id;
        // The other parent, because it is shared, and the supervisor, who answers.
        for who in ["luis-luna", "pat-nguyen"] {
            assert!(seen_by(&database, who, id).await.is_some(), "{who}");
        }
        assert!(seen_by(&database, "dana-fox", id).await.is_none());
        assert!(seen_by(&database, "rosa-jimenez", id).await.is_none());
        assert!(
            luna_team(&database, "dana-fox")
                .await
                .texts
                .values()
                .all(|text| text.body != "canary reason")
        );
        // Nor by the text alone, as a form of another page would ask for it.
        let mut tx = database.begin_as("dana-fox").await;
        let asked = translations::request_translation(&mut tx, text, "es").await;
        assert!(matches!(asked, Err(Error::NotFound)));
        drop(tx);
        // It waits on the supervisor's Today at once, and not on the worker's.
        assert_eq!(team_duties(&database, "pat-nguyen").await, [id]);
        assert_eq!(team_duties(&database, "dana-fox").await, []);
        // The worker whom it is about, and a reader who may not answer.
        for who in ["dana-fox", "luis-luna"] {
            let refused = answer(&database, who, id, "accepted", "").await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        // The answer has the readers of the objection: the worker must not learn of it from there.
        answer(&database, "pat-nguyen", id, "accepted", "canary answer")
            .await
            .unwrap();
        let answered = seen_by(&database, "maria-luna", id).await.unwrap();
        assert_eq!(answered.outcome, Some(TeamRequestOutcome::Accepted));
        assert!(
            luna_team(&database, "dana-fox")
                .await
                .texts
                .values()
                .all(|text| text.body != "canary answer")
        );
        assert_eq!(team_duties(&database, "pat-nguyen").await, []);
    }
}

on_each_engine! {
    async fn a_private_objection_is_the_authors_the_workers_and_the_supervisors(
        database: TestDatabase,
    ) {
        let gal = luna_team(&database, "maria-luna").await;
        let gal = TeamMemberRef::Contact(find_contact(&gal, "Martin Hale").unwrap().id);
        let id = object(&database, "maria-luna", "luna", gal, Sharing::Private)
            .await
            .unwrap();
        assert!(seen_by(&database, "luis-luna", id).await.is_none());
        // It is about a guardian ad litem, so the worker is among its readers.
        for who in ["maria-luna", "dana-fox", "pat-nguyen"] {
            assert!(seen_by(&database, who, id).await.is_some(), "{who}");
        }
        // About the other parent, who is never told, however it is shared.
        let luis = member_ref(&database, "luis-luna").await;
        let about_luis = object(&database, "maria-luna", "luna", luis, Sharing::Shared)
            .await
            .unwrap();
        assert!(seen_by(&database, "luis-luna", about_luis).await.is_none());
        // Whom the other parent does not know stays unknown to him.
        let rosa = member_ref(&database, "rosa-jimenez").await;
        let team = luna_team(&database, "maria-luna").await;
        let lawyer = TeamMemberRef::Contact(find_contact(&team, "Irene Vega").unwrap().id);
        for about in [rosa, lawyer] {
            let id = object(&database, "maria-luna", "luna", about, Sharing::Shared)
                .await
                .unwrap();
            assert!(seen_by(&database, "luis-luna", id).await.is_none());
            assert!(seen_by(&database, "dana-fox", id).await.is_some());
            // The id of a person whom he does not know, as if he had guessed it.
            let guessed = object(&database, "luis-luna", "luna", about, Sharing::Private).await;
            assert!(matches!(guessed, Err(Error::NotFound)));
        }
        // Only the family objects. Staff have other ways.
        for who in ["dana-fox", "rosa-jimenez", "pat-nguyen"] {
            let refused = object(&database, who, "luna", luis, Sharing::Private).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
        let herself = member_ref(&database, "maria-luna").await;
        let refused = object(&database, "maria-luna", "luna", herself, Sharing::Private).await;
        assert!(matches!(refused, Err(Error::Invalid("team-about"))));
    }
}

fn proposal(form: FormId, sharing: Sharing) -> NewTeamRequest {
    let person = ("Mrs. Lee", "608-555-0199");
    NewTeamRequest::propose(form, "friend", person, "She drives us", sharing, "en").unwrap()
}

on_each_engine! {
    async fn a_proposal_is_stored_once_and_shared_as_its_author_says(database: TestDatabase) {
        let form: FormId = database.clock.new_id();
        let draft = proposal(form, Sharing::Private);
        let id = add_request(&database, "maria-luna", "luna", &draft)
            .await
            .unwrap();
        assert_eq!(
            add_request(&database, "maria-luna", "luna", &draft)
                .await
                .unwrap(),
            id
        );
        // Gone back to and changed: she is not told that it was stored.
        let words = NewTeamRequest {
            words: "Something else".into(),
            ..draft
        };
        // Every value counts: other words, another number and other readers are each another
        // request.
        let person = ("Mrs. Lee", "608-555-0000");
        let why = "She drives us";
        let reach = NewTeamRequest::propose(form, "friend", person, why, Sharing::Private, "en");
        for changed in [words, reach.unwrap(), proposal(form, Sharing::Shared)] {
            let other = add_request(&database, "maria-luna", "luna", &changed).await;
            assert!(matches!(other, Err(Error::Conflict)), "{changed:?}");
        }
        let draft = proposal(database.clock.new_id(), Sharing::Shared);
        let shared = add_request(&database, "maria-luna", "luna", &draft)
            .await
            .unwrap();
        assert!(seen_by(&database, "luis-luna", id).await.is_none());
        assert!(seen_by(&database, "luis-luna", shared).await.is_some());
        for who in ["dana-fox", "rosa-jimenez"] {
            let draft = proposal(database.clock.new_id(), Sharing::Private);
            let refused = add_request(&database, who, "luna", &draft).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{who}");
        }
    }
}

on_each_engine! {
    async fn a_proposal_is_answered_once_by_a_promised_day(database: TestDatabase) {
        let draft = proposal(database.clock.new_id(), Sharing::Private);
        let id = add_request(&database, "maria-luna", "luna", &draft)
            .await
            .unwrap();
        let request = seen_by(&database, "dana-fox", id).await.unwrap();
        assert_eq!(request.answer_due.to_jiff(), date(2026, 11, 30));
        assert!(request.can_be_answered_by(Role::Worker));
        assert!(!request.can_be_answered_by(Role::Supervisor));
        assert_eq!(team_duties(&database, "dana-fox").await, [id]);
        // The supervisor sees what is late, and does not answer in the worker's place.
        assert_eq!(team_duties(&database, "pat-nguyen").await, []);
        let refused = answer(&database, "pat-nguyen", id, "accepted", "").await;
        assert!(matches!(refused, Err(Error::NotFound)));
        // The button is pressed twice.
        for _ in 0..2 {
            answer(&database, "dana-fox", id, "declined", "Let us talk first")
                .await
                .unwrap();
        }
        let second = answer(&database, "dana-fox", id, "accepted", "").await;
        assert!(matches!(second, Err(Error::Conflict)));
        assert_eq!(team_duties(&database, "dana-fox").await, []);
    }
}

on_each_engine! {
    async fn an_objection_that_no_other_person_could_read_is_not_taken(database: TestDatabase) {
        let grace = member_ref(&database, "grace-hall").await;
        assert!(
            object(&database, "jay-riley", "riley", grace, Sharing::Private)
                .await
                .is_ok()
        );
        // Without the supervisor, the objection would be read by the worker whom it is about, or by
        // no one.
        database.end_membership("pat-nguyen").await;
        let refused = object(&database, "jay-riley", "riley", grace, Sharing::Private).await;
        assert!(matches!(refused, Err(Error::Invalid("team-no-reader"))));
    }
}
