//! Ids of the demo's rows by the agency's own keys.

use model::id::{FamilyId, PersonId, ThreadId};
use uuid::Uuid;

use super::{OwnerPool, TestDatabase};

impl TestDatabase {
    /// Runs a query for pairs of key and id as the database owner.
    pub async fn query_keyed_ids(&self, sql: &'static str) -> Vec<(String, Uuid)> {
        match &self.owner_pool {
            OwnerPool::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
            OwnerPool::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await.unwrap(),
        }
    }

    pub async fn person_id(&self, key: &str) -> PersonId {
        PersonId(
            self.query_id("SELECT id FROM person WHERE key = $1", key)
                .await,
        )
    }

    pub async fn family_id(&self, key: &str) -> FamilyId {
        FamilyId(
            self.query_id("SELECT id FROM family WHERE key = $1", key)
                .await,
        )
    }

    pub async fn thread_id(&self, key: &str) -> ThreadId {
        ThreadId(
            self.query_id("SELECT id FROM thread WHERE key = $1", key)
                .await,
        )
    }
}
