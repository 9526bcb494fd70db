//! The ninety-day plan of a young person, assembled from what they wrote, with the pages that they
//! agree with.
//!
//! An agreement belongs to what was on the page: it stores a digest of the page, and counts only
//! while the page is the same. Nothing that is agreed with keeps the owner from changing their
//! plan.

use jiff::civil::Date;
use model::transition::TransitionPart;
use model::transition::agreed_plan::{PlanLine, PlanPage};
use sha2::{Digest, Sha256};

use super::access::{OwnTransition, own_transition};
use super::ninety_day_copies::{PlanCopySummary, list_own_copies};
use crate::db::run_on;
use crate::{Error, Tx};

/// What the owner last said about a page.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct PageAgreement {
    pub part: TransitionPart,
    pub revision: i32,
    /// False after the owner has taken it back.
    pub is_agreed: bool,
    /// Of the page that they agreed with.
    pub digest: String,
    pub said_at: jiff_sqlx::Timestamp,
}

/// Whether the owner agrees with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStanding {
    /// They have not said so, or have taken it back.
    Open,
    Agreed,
    /// They agreed, and the page has changed since.
    Changed,
}

/// A page of the plan, and what its owner last said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPlanPage {
    pub page: PlanPage,
    /// SHA-256 of the page in hexadecimal, with which a form says what its reader saw.
    pub digest: String,
    pub agreement: Option<PageAgreement>,
}

impl OwnPlanPage {
    /// Whether something is on the page. There is nothing to agree with on any other.
    pub const fn has_content(&self) -> bool {
        !self.page.lines.is_empty()
    }

    pub fn standing(&self) -> PageStanding {
        match &self.agreement {
            // Compared on every read and never stored: no change of the plan has to remember to end
            // an agreement.
            Some(said) if said.is_agreed && said.digest == self.digest => PageStanding::Agreed,
            Some(said) if said.is_agreed => PageStanding::Changed,
            _ => PageStanding::Open,
        }
    }
}

/// The plan as it is now.
#[derive(Debug, Clone)]
pub struct NinetyDayPlan {
    pub own: OwnTransition,
    pub pages: Vec<OwnPlanPage>,
    /// The copies that the owner keeps, the newest first.
    pub copies: Vec<PlanCopySummary>,
}

impl NinetyDayPlan {
    /// SHA-256 of all pages, in hexadecimal.
    pub fn digest(&self) -> String {
        // The digests and not the texts: each page is digested once, and the whole changes when one
        // of them does.
        let all: Vec<&str> = self.pages.iter().map(|page| page.digest.as_str()).collect();
        hex_digest(&all.join(" "))
    }

    /// Whether the owner agrees with every page on which something is; false for a plan without
    /// any.
    pub fn is_all_agreed(&self) -> bool {
        let mut filled = self.pages.iter().filter(|page| page.has_content());
        let agreed = |page: &OwnPlanPage| page.standing() == PageStanding::Agreed;
        self.pages.iter().any(OwnPlanPage::has_content) && filled.all(agreed)
    }

    /// The copy that the owner keeps of the plan as it is now.
    pub fn kept_copy(&self) -> Option<&PlanCopySummary> {
        // Only the newest copy: after an older one with these words the plan was different.
        let digest = self.digest();
        self.copies.first().filter(|copy| copy.digest == digest)
    }

    pub fn page(&self, part: TransitionPart) -> Option<&OwnPlanPage> {
        self.pages.iter().find(|one| one.page.part == part)
    }
}

fn hex_digest(words: &str) -> String {
    base16ct::lower::encode_string(&Sha256::digest(words.as_bytes()))
}

/// The actor's own plan. Four statements.
///
/// # Errors
/// As `own_transition`.
pub async fn read_own_plan(tx: &mut Tx) -> Result<NinetyDayPlan, Error> {
    let own = own_transition(tx).await?;
    load_plan(tx, own).await
}

pub(super) async fn load_plan(tx: &mut Tx, own: OwnTransition) -> Result<NinetyDayPlan, Error> {
    let pages = PlanPage::assemble(load_lines(tx, &own).await?);
    // Of all parts: an agreement with a page that has become empty is kept, and finds no page.
    let agreements = load_agreements(tx, &own).await?;
    let copies = list_own_copies(tx, &own).await?;
    let pages = pages
        .into_iter()
        .map(|page| OwnPlanPage {
            digest: hex_digest(&page.compared_text()),
            agreement: agreements
                .iter()
                .find(|said| said.part == page.part)
                .cloned(),
            page,
        })
        .collect();
    Ok(NinetyDayPlan { own, pages, copies })
}

async fn load_agreements(tx: &mut Tx, own: &OwnTransition) -> Result<Vec<PageAgreement>, Error> {
    run_on!(tx, |c| sqlx::query_as(
        "SELECT g.part, g.revision, g.is_agreed, g.digest, g.said_at FROM transition_agreement g \
            WHERE g.owner_id = $1 AND g.revision = (SELECT max(latest.revision) FROM \
            transition_agreement latest WHERE latest.owner_id = g.owner_id AND latest.part = \
            g.part)"
    )
    .bind(own.owner)
    .fetch_all(c))
}

/// A row of any table of the plan.
#[derive(sqlx::FromRow)]
struct LineRow {
    source: String,
    part: TransitionPart,
    /// Slugs.
    first: Option<String>,
    second: Option<String>,
    third: Option<String>,
    language: Option<String>,
    words: Option<String>,
    helper: Option<String>,
    /// As ISO 8601.
    due: Option<String>,
    amount: Option<i64>,
}

/// Everything that is in the plan of its owner. One statement, because the page with the whole plan
/// may take six.
async fn load_lines(
    tx: &mut Tx,
    own: &OwnTransition,
) -> Result<Vec<(TransitionPart, PlanLine)>, Error> {
    // The dates as text and the flags as numbers: the columns of all SELECTs have one type on both
    // engines.
    let rows: Vec<LineRow> = run_on!(tx, |c| {
        sqlx::query_as(
        "SELECT 'answer' AS source, a.part AS part, a.question AS first, NULL AS second, NULL AS \
            third, a.language AS language, a.body AS words, NULL AS helper, NULL AS due, \
            CAST(NULL AS bigint) AS amount, CAST(NULL AS uuid) AS id FROM transition_answer a \
            WHERE a.owner_id = $1 AND a.body <> '' \
        UNION ALL SELECT 'step', s.part, NULL, NULL, NULL, s.language, s.body, s.helper_name, \
            CAST(s.due_on AS text), CAST(CASE WHEN s.is_done THEN 1 ELSE 0 END AS bigint), s.id \
            FROM transition_step s WHERE s.owner_id = $1 AND NOT s.is_removed \
        UNION ALL SELECT 'proxy', 'health', w.wish, NULL, NULL, NULL, NULL, NULL, NULL, \
            CAST(NULL AS bigint), CAST(NULL AS uuid) FROM transition_proxy_wish w WHERE \
            w.owner_id = $1 AND w.revision = (SELECT max(newest.revision) FROM \
            transition_proxy_wish newest WHERE newest.owner_id = w.owner_id) \
        UNION ALL SELECT 'document', 'documents', x.kind, x.state, NULL, NULL, NULL, x.helper, \
            CAST(x.due_on AS text), CAST(CASE WHEN x.written_by_id = x.owner_id THEN 0 ELSE 1 END \
            AS bigint), CAST(NULL AS uuid) FROM transition_document x WHERE x.owner_id = $1 AND \
            x.revision = (SELECT max(latest.revision) FROM transition_document latest WHERE \
            latest.owner_id = x.owner_id AND latest.kind = x.kind) \
        UNION ALL SELECT 'commitment', 'people', v.kind, v.contact_way, v.contact_rhythm, \
            v.language, v.words, coalesce(p.chosen_name, p.name, c.adult_name), NULL, \
            CAST(NULL AS bigint), c.id FROM transition_commitment c JOIN \
            transition_commitment_version v ON v.commitment_id = c.id LEFT JOIN person p ON p.id \
            = c.adult_id WHERE c.owner_id = $1 AND v.act IN ('accept', 'said_yes') AND v.revision \
            = (SELECT max(newer.revision) FROM transition_commitment_version newer WHERE \
            newer.commitment_id = c.id) \
        UNION ALL SELECT 'budget', 'budget', b.direction, b.item, NULL, NULL, b.name, NULL, NULL, \
            b.cents, b.id FROM transition_budget_line b WHERE b.owner_id = $1 AND b.removed_at IS \
            NULL \
        UNION ALL SELECT 'skill', 'skills', k.skill, k.state, NULL, NULL, NULL, NULL, NULL, \
            CAST(NULL AS bigint), CAST(NULL AS uuid) FROM transition_skill k WHERE k.owner_id = $1 \
            AND k.state <> 'skip' \
        ORDER BY id"
    )
    .bind(own.owner)
    .fetch_all(c)
    })?;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((row.part, plan_line(row)?)))
        .collect())
}

/// `None` for a slug of a later version of the portal.
fn plan_line(row: LineRow) -> Option<PlanLine> {
    fn value<T: std::str::FromStr>(slug: Option<&str>) -> Option<T> {
        slug?.parse().ok()
    }
    // The columns are shared by all kinds of lines, so only the source says what `amount` is: a sum
    // of the budget, or a flag of a step or a document.
    let (first, second) = (row.first.as_deref(), row.second.as_deref());
    let due: Option<Date> = value(row.due.as_deref());
    let (language, is_set) = (row.language.unwrap_or_default(), row.amount == Some(1));
    Some(match row.source.as_str() {
        "answer" => PlanLine::Answer {
            question: value(first)?,
            language,
            words: row.words?,
        },
        "step" => PlanLine::Step {
            language,
            words: row.words?,
            helper: row.helper,
            due,
            is_done: is_set,
        },
        "proxy" => PlanLine::Proxy {
            wish: value(first)?,
        },
        "document" => PlanLine::Document {
            document: value(first)?,
            state: value(second)?,
            helper: row.helper,
            due,
            is_by_agency: is_set,
        },
        "commitment" => PlanLine::Commitment {
            adult: row.helper?,
            about: value(first)?,
            language,
            words: row.words,
            way: value(second)?,
            rhythm: value(row.third.as_deref())?,
        },
        "budget" => PlanLine::Budget {
            direction: value(first)?,
            item: value(second)?,
            name: row.words,
            cents: row.amount?,
        },
        "skill" => PlanLine::Skill {
            skill: value(first)?,
            state: value(second)?,
        },
        _ => return None,
    })
}
