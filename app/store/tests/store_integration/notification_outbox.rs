//! Every table of notifications is one of which the background job claims and delivers rows.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use crate::support::{self, OwnerPool};
use store::notifications::outbox::outbox_table_names;

// Rows that are delivered by several channels, which no other table has.
const SQLITE_OUTBOX_TABLES: &str = "SELECT m.name FROM sqlite_master m JOIN \
    pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'delivered_channels'";
const POSTGRES_OUTBOX_TABLES: &str = "SELECT table_name::text FROM information_schema.columns \
    WHERE table_schema = 'public' AND column_name = 'delivered_channels'";

#[tokio::test]
async fn every_table_of_notifications_is_claimed() {
    let claimed: BTreeSet<&str> = outbox_table_names().collect();
    for database in support::empty_databases().await {
        let found: Vec<String> = match &database.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_scalar(SQLITE_OUTBOX_TABLES)
                .fetch_all(pool)
                .await
                .unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_scalar(POSTGRES_OUTBOX_TABLES)
                .fetch_all(pool)
                .await
                .unwrap(),
        };
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(
            found, claimed,
            "a new table of notifications belongs into `OutboxTable` in `outbox.rs`"
        );
    }
}
