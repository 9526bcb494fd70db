//! Read receipts. A participant's receipts are shown only if they share them, and only to
//! participants who share their own.

use model::role::Role;

use super::ThreadHeadRow;

/// The read and delivery state of the actor's last message, among the participants who share
/// receipts. `read_by` holds the names of those who have read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadReceipt {
    pub read_by: Vec<String>,
    /// The number of participants to whose browser the message was delivered.
    pub delivered_count: usize,
    /// The number of participants who share receipts.
    pub sharing_count: usize,
}

fn is_parent_role(role: Option<Role>) -> bool {
    role.is_some_and(Role::is_parent)
}

/// The rows of the active participants whose receipts are shown to the actor; none when the actor
/// has turned receipts off. While two or more parents are in a conversation, a parent's receipts
/// are neither shown nor visible to a parent until all of these parents have agreed.
fn visible_receipts(rows: &[ThreadHeadRow]) -> Vec<&ThreadHeadRow> {
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    let active_rows = || rows.iter().filter(|row| !row.gone && row.o_id.is_some());
    let of_parents: Vec<Option<bool>> = active_rows()
        .filter(|row| is_parent_role(row.role))
        .map(|row| row.o_receipts)
        .chain(is_parent_role(first.my_role).then_some(first.receipts))
        .collect();
    let parents_undecided =
        of_parents.len() > 1 && of_parents.iter().any(|choice| *choice != Some(true));
    // Each parent's reading time is information about them, which the other parent must not get
    // without their consent.
    if first.receipts == Some(false) || (parents_undecided && is_parent_role(first.my_role)) {
        return Vec::new();
    }
    active_rows()
        .filter(|row| {
            // Between people who are not both parents, receipts are shared until one turns them
            // off.
            row.o_receipts != Some(false) && !(parents_undecided && is_parent_role(row.role))
        })
        .collect()
}

/// The receipt of the actor's message `seq`; `None` when no receipts are shown to the actor.
pub(super) fn receipt_for_message(rows: &[ThreadHeadRow], seq: i64) -> Option<ReadReceipt> {
    let visible = visible_receipts(rows);
    let read_by = visible
        .iter()
        .filter(|row| row.o_read >= Some(seq))
        .filter_map(|row| row.name.clone())
        .collect();
    let delivered_count = visible
        .iter()
        .filter(|row| row.o_delivered.max(row.o_read) >= Some(seq))
        .count();
    (!visible.is_empty()).then_some(ReadReceipt {
        read_by,
        delivered_count,
        sharing_count: visible.len(),
    })
}

/// A fingerprint of the receipts shown to the actor. It lets a waiting page detect a change.
pub(super) fn receipt_fingerprint(rows: &[ThreadHeadRow]) -> i64 {
    visible_receipts(rows)
        .iter()
        .map(|row| row.o_read.unwrap_or(0) + row.o_delivered.unwrap_or(0))
        .sum()
}
