//! Creation of a family's plan.

use model::id::FamilyId;
use model::policy::may_edit_plan;

use crate::access::{RecordPart, open_record_for_update};
use crate::audience::{self, AudienceEntry};
use crate::db::{run_on, unique_violation_as_race};
use crate::{Error, Tx};

/// Creates an empty plan with version 0, if the family has none.
///
/// # Errors
/// `NotFound` for anyone but this family's worker; `Raced` when a concurrent request creates it.
pub(super) async fn create_plan_if_missing(tx: &mut Tx, family: FamilyId) -> Result<(), Error> {
    let tx = &mut open_record_for_update(tx, family, RecordPart::Plan).await?;
    let role = tx.role;
    if !may_edit_plan(role) {
        return Err(Error::NotFound);
    }
    let today = tx.today();
    let there: Option<(i32,)> = run_on!(tx, |c| sqlx::query_as(
        "SELECT version FROM plan WHERE family_id = $1"
    )
    .bind(family)
    .fetch_optional(c))?;
    if there.is_some() {
        return Ok(());
    }
    let entries = model::policy::default_roles(model::policy::ResourceKind::SharedPlan)
        .into_iter()
        .map(AudienceEntry::for_role)
        .collect();
    let audience = audience::find_or_add(tx, family, entries).await?;
    // Version 0 has no row in `plan_version`, so readers see no plan before the first publication.
    let made = run_on!(tx, |c| sqlx::query(
        "INSERT INTO plan (family_id, audience_id, version, since) VALUES ($1, $2, 0, $3)"
    )
    .bind(family)
    .bind(audience)
    .bind(today)
    .execute(c));
    // Two workers may open the first form at the same time; the second then finds the plan of the
    // first.
    unique_violation_as_race(made).map(|_| ())
}
