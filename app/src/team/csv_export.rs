//! Exports what is known about the tribes of a family's children as CSV in UTF-8: a line for each
//! fact with its date, so that an agency can report them.
//!
//! The file has no column for the data elements of AFCARS: docs/shared-database.md says why.

use model::id::FamilyId;
use model::team::tribe::TribeEntryKind;
use store::team::tribe::{ChildTribe, TribeChild, TribePanel, read_tribe_panel};

use crate::error::AppError;
use crate::messages::csv_export::write_rows;
use crate::request::context::RequestContext;

/// One line of the file.
type Cells = [String; 7];

/// The names of the columns. `element` says which fact a line is.
const HEADER: [&str; 7] = [
    "child",
    "date_of_birth",
    "tribe",
    "element",
    "date",
    "value",
    "by",
];

/// The file, with the rows that the signed-in person may see. Logs the access.
///
/// # Errors
/// `NotFound` for anyone who may not read about tribes.
pub async fn tribe_csv(context: RequestContext, family: FamilyId) -> Result<Vec<u8>, AppError> {
    let mut tx = context.begin_record_read(family).await?;
    let language = context.language.language_tag();
    let panel = read_tribe_panel(&mut tx, family, language).await?;
    // Commits the access log entry of a reader from outside the family.
    tx.commit().await?;
    let mut rows: Vec<Cells> = vec![HEADER.map(str::to_owned)];
    for child in &panel.children {
        for row in panel.tribes_of(child.id) {
            rows.extend(fact_rows(&panel, child, row));
        }
    }
    let written = write_rows(rows).map_err(|error| {
        tracing::error!(%error, "could not write the tribe CSV export");
        AppError::Internal
    })?;
    // Spreadsheets recognize UTF-8 by the byte order mark.
    Ok(["\u{FEFF}".as_bytes(), &written[..]].concat())
}

/// The lines about a child and a tribe: the facts that are written down, and the active efforts.
fn fact_rows(panel: &TribePanel, child: &TribeChild, row: &ChildTribe) -> Vec<Cells> {
    let (facts, none) = (&row.facts, String::new);
    let born = child.date_of_birth.to_jiff().to_string();
    let line = |element: &str, date: Option<jiff_sqlx::Date>, value: String, by: String| {
        [
            child.name.clone(),
            born.clone(),
            facts.tribe.clone().unwrap_or_default(),
            element.to_owned(),
            date.map(|day| day.to_jiff().to_string())
                .unwrap_or_default(),
            value,
            by,
        ]
    };
    let mut lines = Vec::new();
    if let Some(day) = facts.asked_on {
        let by = facts.asked_by.clone().unwrap_or_default();
        lines.push(line("family_asked", Some(day), none(), by));
    }
    if let Some(day) = facts.notified_on {
        let how = facts.notified_how.map(|how| how.slug().to_owned());
        let how = how.unwrap_or_default();
        lines.push(line("tribe_notified", Some(day), how, none()));
    }
    if let Some(answer) = facts.answer {
        let answer = answer.slug().to_owned();
        lines.push(line("tribe_answer", facts.answered_on, answer, none()));
    }
    if let Some(preference) = facts.preference {
        let preference = preference.slug().to_owned();
        lines.push(line("placement_preference", None, preference, none()));
    }
    if let Some(is_followed) = facts.preference_followed {
        let answer = if is_followed { "yes" } else { "no" };
        lines.push(line("preference_followed", None, answer.into(), none()));
    }
    // The original words and not a translation, because the agency reports them.
    if let Some(cause) = facts.good_cause_id.and_then(|id| panel.texts.get(&id)) {
        lines.push(line("good_cause", None, cause.body.clone(), none()));
    }
    for effort in panel.entries_of(row.id, TribeEntryKind::ActiveEffort) {
        let (words, by) = (effort.text.body.clone(), effort.text.author.clone());
        let by = by.unwrap_or_default();
        lines.push(line("active_effort", Some(effort.day), words, by));
    }
    lines
}
