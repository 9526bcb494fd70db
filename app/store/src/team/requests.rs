//! What a family member says about the team: a proposal of someone, or an objection to someone on
//! it, with its answer. `request_submission` adds them.
//!
//! The reason of an objection is read by its author, the workers and the supervisors, and by the
//! family where the author shares it; never by the person whom it is about. Their exclusion is part
//! of the audience, because the reason and the answer are texts with the same audience.

use std::collections::HashMap;

use model::id::{AudienceId, FamilyId, PersonId, TeamContactId, TeamRequestId, TextId};
use model::role::Role;
use model::team::{NewTeamAnswer, TeamContactKind, TeamRequestKind, TeamRequestOutcome};

use crate::access::{OpenRecord, RecordPart, open_record, open_record_for_update};
use crate::authored_text::{AuthoredText, authored_text_columns, authored_text_joins, insert_text};
use crate::db::run_on;
use crate::plan::index_by_id;
use crate::visibility::visible_to_actor;
use crate::{Error, Tx};

/// A proposal or an objection, with its answer if there is one.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct TeamRequest {
    pub id: TeamRequestId,
    audience_id: AudienceId,
    pub author_id: PersonId,
    pub author: String,
    pub kind: TeamRequestKind,
    /// The proposed person.
    pub contact_kind: Option<TeamContactKind>,
    pub name: Option<String>,
    pub reach: Option<String>,
    /// Whom an objection is about.
    pub person_id: Option<PersonId>,
    pub contact_id: Option<TeamContactId>,
    pub about: Option<String>,
    about_worker: bool,
    pub text_id: TextId,
    pub created_at: jiff_sqlx::Timestamp,
    pub answer_due: jiff_sqlx::Date,
    pub outcome: Option<TeamRequestOutcome>,
    pub answer_id: Option<TextId>,
    pub answered_by: Option<String>,
    pub answered_at: Option<jiff_sqlx::Timestamp>,
}

impl TeamRequest {
    /// Whether a reader with this role may answer it: the worker, or where it is about a worker the
    /// supervisor too. The person whom a request is about never sees it.
    pub fn can_be_answered_by(&self, role: Role) -> bool {
        self.outcome.is_none()
            && (role == Role::Worker || (role == Role::Supervisor && self.about_worker))
    }
}

/// One request with its texts, and the actor's role.
#[derive(Debug, Clone)]
pub struct RequestWithTexts {
    pub role: Role,
    pub request: TeamRequest,
    /// The reason and the answer.
    pub texts: HashMap<TextId, AuthoredText>,
}

/// SQL condition: the request with the alias `r` is about someone who is or was a worker of the
/// family. `alongside_answers_team_request` repeats it.
macro_rules! is_about_worker {
    () => {
        "EXISTS (SELECT 1 FROM membership x WHERE x.family_id = r.family_id AND x.person_id = \
            r.person_id AND x.role = 'worker')"
    };
}
pub(crate) use is_about_worker;

macro_rules! select_requests {
    () => {
        concat!(
            "SELECT r.id, r.audience_id, r.author_id, coalesce(a.chosen_name, a.name) AS author, \
                r.kind, r.contact_kind, r.name, r.reach, r.person_id, r.contact_id, \
                coalesce(o.chosen_name, o.name, k.name) AS about, ",
            $crate::team::requests::is_about_worker!(),
            " AS about_worker, r.text_id, r.created_at, r.answer_due, r.outcome, r.answer_id, \
                coalesce(w.chosen_name, w.name) AS answered_by, r.answered_at FROM team_request r \
                JOIN person a ON a.id = r.author_id LEFT JOIN person o ON o.id = r.person_id LEFT \
                JOIN person w ON w.id = r.answered_by LEFT JOIN team_contact k ON k.id = \
                r.contact_id AND ",
            visible_to_actor!(team_contact "k"),
            " WHERE r.family_id = $3 AND ",
            visible_to_actor!(team_request "r")
        )
    };
}

/// The requests that the actor may see, the newest first.
pub(super) async fn list_requests(
    tx: &mut Tx,
    family: FamilyId,
) -> Result<Vec<TeamRequest>, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    // By id, which for UUIDs of version 7 is the order of time.
    run_on!(tx, |c| sqlx::query_as(concat!(
        select_requests!(),
        " ORDER BY r.id DESC"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .fetch_all(c))
}

async fn find_request(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamRequestId,
) -> Result<TeamRequest, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let found: Option<TeamRequest> = run_on!(tx, |c| sqlx::query_as(concat!(
        select_requests!(),
        " AND r.id = $4"
    ))
    .bind(person)
    .bind(today)
    .bind(family)
    .bind(id)
    .fetch_optional(c))?;
    found.ok_or(Error::NotFound)
}

/// One request. Logs the access.
///
/// # Errors
/// `NotFound` when there is no such request that the actor may see.
pub async fn read_request(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamRequestId,
    language: &str,
) -> Result<RequestWithTexts, Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    let role = tx.role;
    // First: the texts below are those of a request that the actor sees.
    let request = find_request(tx, family, id).await?;
    let (person, today) = (tx.actor_id()?, tx.today());
    let texts: Vec<AuthoredText> = run_on!(tx, |c| sqlx::query_as(concat!(
        "SELECT ",
        authored_text_columns!(),
        " FROM text t ",
        authored_text_joins!(),
        "WHERE t.id IN ($4, $5) AND ",
        visible_to_actor!(text "t")
    ))
    .bind(person)
    .bind(today)
    .bind(language)
    .bind(request.text_id)
    .bind(request.answer_id)
    .fetch_all(c))?;
    Ok(RequestWithTexts {
        role,
        request,
        texts: index_by_id(texts),
    })
}

/// Stores the answer to a request. Idempotent: repeating the same answer changes nothing.
///
/// # Errors
/// `NotFound` for anyone who may not see or answer it; `Conflict` when it has another answer.
pub async fn answer_request(
    tx: &mut Tx,
    family: FamilyId,
    answer: &NewTeamAnswer,
) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Team).await?;
    let asked = require_answerable(tx, family, answer.request).await?;
    if let Some(outcome) = asked.outcome {
        // The same answer again, as by a double tap, must look like the first success.
        let same =
            outcome == answer.outcome && answer_body(tx, asked.answer_id).await? == answer.words;
        return if same { Ok(()) } else { Err(Error::Conflict) };
    }
    // The answer has the audience of the request: anyone who may not read the one must not read the
    // other.
    let words = match &answer.words {
        Some(words) => {
            Some(insert_text(tx, family, asked.audience_id, None, &answer.language, words).await?)
        }
        None => None,
    };
    let (person, now) = (tx.actor_id()?, tx.now());
    let touched = run_on!(tx, |c| {
        sqlx::query(
            "UPDATE team_request SET outcome = $3, answer_id = $4, answered_by = $5, \
            answered_at = $6 WHERE id = $1 AND family_id = $2 AND outcome IS NULL",
        )
        .bind(answer.request)
        .bind(family)
        .bind(answer.outcome)
        .bind(words)
        .bind(person)
        .bind(now)
        .execute(c)
    })?;
    // Another person has answered since the request was read above.
    if touched == 0 {
        return Err(Error::Conflict);
    }
    Ok(())
}

/// Checks that the actor may answer this request, before a form with an error comes back.
///
/// # Errors
/// `NotFound` when they may not.
pub async fn check_may_answer(
    tx: &mut Tx,
    family: FamilyId,
    id: TeamRequestId,
) -> Result<(), Error> {
    let tx = &mut open_record(tx, family, RecordPart::Team).await?;
    require_answerable(tx, family, id).await.map(|_| ())
}

/// The request, answered or not, of someone whose role may answer it.
async fn require_answerable(
    tx: &mut OpenRecord<'_>,
    family: FamilyId,
    id: TeamRequestId,
) -> Result<TeamRequest, Error> {
    let role = tx.role;
    let request = find_request(tx, family, id).await?;
    // An answered request is accepted as well: the same answer that is sent again must find it.
    let unanswered = TeamRequest {
        outcome: None,
        ..request.clone()
    };
    if unanswered.can_be_answered_by(role) {
        Ok(request)
    } else {
        Err(Error::NotFound)
    }
}

async fn answer_body(tx: &mut Tx, text: Option<TextId>) -> Result<Option<String>, Error> {
    let Some(text) = text else { return Ok(None) };
    let row: Option<(String,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT body FROM text WHERE id = $1"
    )
    .bind(text)
    .fetch_optional(c))?;
    Ok(row.map(|(body,)| body))
}
