//! Which of the duties of `model::transition::clock` were done, as far as the data of the plan says
//! so. For the others nothing is known: a plan that an adult wrote on paper leaves no row.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use model::calendar::age_in_years;
use model::id::PersonId;
use model::transition::DocumentKind;
use model::transition::agreed_plan::RightsProgress;
use model::transition::clock::TransitionDutyKind;
use model::transition::rights::YouthRight;

use super::access::visible_part;
use super::records::visible_record;
use super::rights::reads_rights;
use crate::db::run_on;
use crate::{Error, Tx};

/// How many days an answer to a question about a right counts as new.
const NEW_ANSWER_DAYS: i32 = 7;

/// A duty that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoneDuty {
    pub kind: TransitionDutyKind,
    /// `None` where no single day is known.
    pub day: Option<Date>,
}

/// What was done for a young person, as far as the actor may read it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    pub duties: Vec<DoneDuty>,
    /// How many rights the young person says they understood.
    pub understood: usize,
    /// The right about which a new answer has come, for the young person alone.
    pub answered: Option<YouthRight>,
}

impl Done {
    pub fn find(&self, kind: TransitionDutyKind) -> Option<&DoneDuty> {
        self.duties.iter().find(|one| one.kind == kind)
    }

    /// How far the list of rights has come.
    pub fn rights_progress(&self) -> RightsProgress {
        let signed = self.find(TransitionDutyKind::RightsList);
        RightsProgress {
            signed_on: signed.and_then(|one| one.day),
            understood: self.understood,
            all: YouthRight::ALL.len(),
        }
    }
}

#[derive(sqlx::FromRow)]
struct DoneRow {
    subject: String,
    /// The kind of an answered right.
    detail: Option<String>,
    /// As ISO 8601; of an answer the time, as the engine writes it.
    day: Option<String>,
    number: i64,
}

/// What was done for `owner`, who was born on this day. One statement; one of the gates of
/// `transition::access` must be passed before.
///
/// # Errors
/// When the database fails.
pub async fn read_done(tx: &mut Tx, owner: PersonId, born: Date) -> Result<Done, Error> {
    let (person, today) = (tx.actor_id()?, tx.today());
    let age = i32::from(age_in_years(born, today.to_jiff()));
    let lately = (tx.clock().now() - (NEW_ANSWER_DAYS * 24).hours()).to_sqlx();
    // The days as text: the columns of all SELECTs have one type on both engines.
    let rows: Vec<DoneRow> = run_on!(tx, |c| {
        sqlx::query_as(concat!(
        "SELECT 'rights_list' AS subject, CAST(NULL AS text) AS detail, CAST(max(g.signed_on) AS \
            text) AS day, count(*) AS number FROM transition_rights_signature g WHERE g.owner_id = \
            $3 AND g.taken_back_at IS NULL AND ",
        reads_rights!("g.owner_id"),
        " UNION ALL SELECT 'understood', NULL, NULL, count(*) FROM transition_right t WHERE \
            t.owner_id = $3 AND t.understood AND ",
        reads_rights!("t.owner_id"),
        " UNION ALL SELECT 'documents', NULL, NULL, count(*) FROM transition_document x WHERE \
            x.owner_id = $3 AND x.state = 'have' AND x.revision = (SELECT max(latest.revision) \
            FROM transition_document latest WHERE latest.owner_id = x.owner_id AND latest.kind = \
            x.kind) AND ",
        visible_part!("x.owner_id", "'documents'"),
        " UNION ALL SELECT 'credit_report', NULL, CAST(max(s.day) AS text), count(*) FROM \
            transition_credit s WHERE s.owner_id = $3 AND s.removed_at IS NULL AND s.age = $4 AND \
            s.step IN ('received', 'disputed') AND ",
        visible_record!(),
        " UNION ALL SELECT 'ninety_day_plan', NULL, NULL, count(*) FROM transition_plan_copy_page \
            y WHERE y.owner_id = $3 AND y.part <> 'people' AND ",
        visible_part!("y.owner_id", "y.part"),
        // Only for its owner, who is told that an answer has come.
        " UNION ALL SELECT 'answer', q.kind, CAST(a.answered_at AS text), 1 FROM transition_right_question q JOIN \
            transition_right_answer a ON a.question_id = q.id WHERE q.owner_id = $3 AND \
            q.owner_id = $1 AND q.taken_back_at IS NULL AND a.answered_at >= $5"
    ))
    .bind(person)
    .bind(today)
    .bind(owner)
    .bind(age)
    .bind(lately)
    .fetch_all(c)
    })?;
    Ok(done_of(rows))
}

fn done_of(mut rows: Vec<DoneRow>) -> Done {
    let mut done = Done::default();
    // Of several answers the newest is shown, so it is read last.
    rows.sort_by(|one, other| one.day.cmp(&other.day));
    for row in rows {
        let number = usize::try_from(row.number).unwrap_or(0);
        let day: Option<Date> = row.day.and_then(|day| day.parse().ok());
        match row.subject.as_str() {
            "answer" => done.answered = row.detail.and_then(|kind| YouthRight::parse(&kind)),
            "understood" => done.understood = number,
            subject => {
                // Documents are one duty, which is done with the last of them.
                let least = if subject == "documents" {
                    DocumentKind::ALL.len()
                } else {
                    1
                };
                let kind = TransitionDutyKind::parse(subject).filter(|_| number >= least);
                done.duties.extend(kind.map(|kind| DoneDuty { kind, day }));
            }
        }
    }
    done.duties.sort_by_key(|one| one.kind);
    done
}
