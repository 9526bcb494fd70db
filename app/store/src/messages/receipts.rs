//! Read receipts. A participant's receipts are shown only if they share them, and only to
//! participants who share their own.

use model::role::Role;

use super::HeadRow;

/// The read and delivery state of the actor's last message, among the participants who share
/// receipts. `read` holds the names of those who have read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub read: Vec<String>,
    /// The number of participants to whose browser the message was delivered.
    pub reached: usize,
    /// The number of participants who share receipts.
    pub shown: usize,
}

fn parents(role: Option<Role>) -> bool {
    role.is_some_and(Role::is_parent)
}

/// The rows of the active participants whose receipts are shown to the actor; none when the actor
/// has turned receipts off. While two or more parents are in a conversation, a parent's receipts
/// are neither shown nor visible to a parent until all of these parents have agreed.
fn shown(rows: &[HeadRow]) -> Vec<&HeadRow> {
    let Some(first) = rows.first() else { return Vec::new() };
    let here = || rows.iter().filter(|row| !row.gone && row.o_id.is_some());
    let of_parents: Vec<Option<bool>> =
        here().filter(|row| parents(row.role)).map(|row| row.o_receipts).chain(parents(first.my_role).then_some(first.receipts)).collect();
    let apart = of_parents.len() > 1 && of_parents.iter().any(|said| *said != Some(true));
    if first.receipts == Some(false) || (apart && parents(first.my_role)) {
        return Vec::new();
    }
    here().filter(|row| row.o_receipts != Some(false) && !(apart && parents(row.role))).collect()
}

/// The receipt of the actor's message `seq`; `None` when no receipts are shown to the actor.
pub(super) fn of(rows: &[HeadRow], seq: i64) -> Option<Receipt> {
    let shown = shown(rows);
    let read = shown.iter().filter(|row| row.o_read >= Some(seq)).filter_map(|row| row.name.clone()).collect();
    let reached = shown.iter().filter(|row| row.o_reached.max(row.o_read) >= Some(seq)).count();
    (!shown.is_empty()).then_some(Receipt { read, reached, shown: shown.len() })
}

/// A fingerprint of the receipts shown to the actor. It lets a waiting page detect a change.
pub(super) fn sign(rows: &[HeadRow]) -> i64 {
    shown(rows).iter().map(|row| row.o_read.unwrap_or(0) + row.o_reached.unwrap_or(0)).sum()
}
