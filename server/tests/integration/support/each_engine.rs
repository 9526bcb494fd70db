//! The portal on SQLite and, where `script/test` has started a server, on PostgreSQL.
#![allow(dead_code, unused_macros, unused_imports)]

use super::{TestApp, database};

/// The portal on each available engine.
pub async fn demo_apps() -> Vec<TestApp> {
    database::demo_databases()
        .await
        .into_iter()
        .map(|database| TestApp::new(database, &[]))
        .collect()
}

pub async fn demo_app_on_sqlite() -> TestApp {
    TestApp::new(database::copy_demo_sqlite().await, &[])
}

pub async fn demo_app_on_postgres() -> TestApp {
    TestApp::new(database::demo_postgres().await, &[])
}

/// Runs a test's body against the portal on SQLite, then on PostgreSQL.
macro_rules! on_each_engine {
    (async fn $name:ident($app:ident: TestApp $(,)?) $body:block) => {
        #[tokio::test]
        async fn $name() {
            for $app in $crate::support::demo_apps().await {
                $body
            }
        }
    };
}
pub(crate) use on_each_engine;

/// As `on_each_engine`, with a test for each engine, `NAME::sqlite` and `NAME::postgres`: for walks
/// of more than a minute, which then run at the same time.
macro_rules! on_engines_at_once {
    (async fn $name:ident($app:ident: TestApp $(,)?) $body:block) => {
        async fn $name($app: $crate::support::TestApp) {
            $body
        }

        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name($crate::support::demo_app_on_sqlite().await).await;
            }

            #[tokio::test]
            #[ignore = "needs PostgreSQL: run script/test"]
            async fn postgres() {
                super::$name($crate::support::demo_app_on_postgres().await).await;
            }
        }
    };
}
pub(crate) use on_engines_at_once;
