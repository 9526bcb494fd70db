//! How far one's words have come. Only what the others show, and only to those who show it themselves.

use model::role::Role;

use super::HeadRow;

/// Who has read the actor's last words, and whether they reached a screen of all the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    pub read: Vec<String>,
    /// How many of those who show it have the words on one of their screens.
    pub reached: usize,
    /// How many show it at all.
    pub shown: usize,
}

fn parents(role: Option<Role>) -> bool {
    role.is_some_and(Role::is_parent)
}

/// The others who show how far they have read, to someone who shows it too. Where two parents read, each of them shows
/// nothing until both have said yes.
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

/// The receipt of the actor's message `seq`; nothing where nobody shows one.
pub(super) fn of(rows: &[HeadRow], seq: i64) -> Option<Receipt> {
    let shown = shown(rows);
    let read = shown.iter().filter(|row| row.o_read >= Some(seq)).filter_map(|row| row.name.clone()).collect();
    let reached = shown.iter().filter(|row| row.o_reached.max(row.o_read) >= Some(seq)).count();
    (!shown.is_empty()).then_some(Receipt { read, reached, shown: shown.len() })
}

/// A number that changes with what the others show, and with nothing else.
pub(super) fn sign(rows: &[HeadRow]) -> i64 {
    shown(rows).iter().map(|row| row.o_read.unwrap_or(0) + row.o_reached.unwrap_or(0)).sum()
}
