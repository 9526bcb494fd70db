//! What the pages of services and of credit reports begin with.

use model::id::{FamilyId, PersonId};
use store::transition::own_transition;
use store::transition::records::read_records_gate;
use store::{Intent, Tx};

use crate::error::AppError;
use crate::request::context::RequestContext;
use crate::transition::view::records::ReadableSubject;

/// Whose records a page shows: those of the young person of this family, or one's own.
pub(super) type RecordsAddress = Option<(FamilyId, PersonId)>;

/// Begins the transaction that reads the records. Its commit also writes the access log entry of a
/// reader from outside the family.
///
/// # Errors
/// `NotFound` as `own_transition` and `read_records_gate`; `SignedOut` without a signed-in person.
pub(super) async fn open_records(
    context: &RequestContext,
    address: RecordsAddress,
) -> Result<(Tx, ReadableSubject), AppError> {
    let Some((family, youth)) = address else {
        let mut tx = context.begin_transaction(Intent::Read).await?;
        let own = own_transition(&mut tx).await?;
        return Ok((tx, own.into()));
    };
    let mut tx = context.begin_record_read(family).await?;
    let records = read_records_gate(&mut tx, family, youth).await?;
    Ok((tx, records.into()))
}
