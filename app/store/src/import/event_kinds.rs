//! Importing an agency's names of kinds of events, and the kinds that it adds.

use model::import::ImportAgency;

use super::ImportTransaction;
use super::import_text::language_tag;
use crate::Error;
use crate::db::run_on;

impl ImportTransaction {
    /// Replaces the agency's kinds. A file without any leaves the stored ones unchanged.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn replace_event_kinds(&mut self, agency: &ImportAgency) -> Result<(), Error> {
        if agency.event_kinds.is_empty() {
            return Ok(());
        }
        // Replaced as a whole, so that a name that the agency has dropped is gone.
        run_on!(self.tx, |c| sqlx::query(
            "DELETE FROM event_kind WHERE agency_id = $1"
        )
        .bind(self.agency)
        .execute(c))?;
        run_on!(self.tx, |c| sqlx::query(
            "DELETE FROM event_kind_label WHERE agency_id = $1"
        )
        .bind(self.agency)
        .execute(c))?;
        for kind in &agency.event_kinds {
            if kind.is_added() {
                run_on!(self.tx, |c| sqlx::query(
                    "INSERT INTO event_kind (agency_id, slug, kind) VALUES ($1, $2, $3)"
                )
                .bind(self.agency)
                .bind(&kind.key)
                .bind(kind.kind)
                .execute(c))?;
            }
            for name in &kind.names {
                run_on!(self.tx, |c| sqlx::query(
                    "INSERT INTO event_kind_label (agency_id, slug, language, label) VALUES \
                        ($1, $2, $3, $4) ON CONFLICT DO NOTHING"
                )
                .bind(self.agency)
                .bind(&kind.key)
                .bind(language_tag(&name.language))
                .bind(&name.name)
                .execute(c))?;
            }
        }
        Ok(())
    }
}
