//! The PostgreSQL database of one test, which a later test drops: a copy of the demo takes 22 MB,
//! and a whole run makes about a thousand of them.

use std::sync::{Mutex, PoisonError};

use sqlx::PgPool;

/// Names of databases whose tests have ended.
static UNUSED_NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Dropping it marks the database as unused. `Drop` cannot await, so it does not drop the database
/// itself.
pub struct PostgresCopy(Option<String>);

impl PostgresCopy {
    /// Copies a template into a new database; drops those that ended tests have left.
    pub async fn create(server: &str, template: &str) -> Self {
        let name = format!(
            "t{}",
            model::clock::Clock::System.new_id::<uuid::Uuid>().simple()
        );
        let admin = PgPool::connect(&format!("{server}/postgres"))
            .await
            .unwrap();
        for unused in take_unused_names() {
            // FORCE, because the connections of a dropped pool are closed in the background.
            execute(&admin, format!("DROP DATABASE {unused} WITH (FORCE)")).await;
        }
        execute(
            &admin,
            format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .await;
        Self(Some(name))
    }

    pub fn name(&self) -> &str {
        self.0.as_ref().unwrap()
    }

    /// The database stays until the server ends, and its name is returned.
    pub fn keep(mut self) -> String {
        self.0.take().unwrap()
    }
}

impl Drop for PostgresCopy {
    fn drop(&mut self) {
        let mut unused = UNUSED_NAMES.lock().unwrap_or_else(PoisonError::into_inner);
        unused.extend(self.0.take());
    }
}

fn take_unused_names() -> Vec<String> {
    std::mem::take(&mut UNUSED_NAMES.lock().unwrap_or_else(PoisonError::into_inner))
}

async fn execute(admin: &PgPool, statement: String) {
    sqlx::query(sqlx::AssertSqlSafe(statement))
        .execute(admin)
        .await
        .unwrap();
}
