//! `/readyz` performs a test write: 503 with one word for what failed, and at most one write per
//! interval.
#![allow(clippy::unwrap_used)]

use crate::support::on_each_engine;
use http::StatusCode;
use jiff::SignedDuration;
use server::http::health::PROBE_INTERVAL;

on_each_engine! {
    async fn database_that_takes_no_write_turns_readyz_red_and_green_again(app: TestApp) {
        let mut balancer = app.new_visitor();
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        app.database
            .execute_sql("ALTER TABLE write_probe RENAME TO write_probe_away")
            .await
            .unwrap();
        // The result of the earlier request is valid for this long.
        app.database.clock.advance(PROBE_INTERVAL);
        let red = balancer.get("/readyz").await;
        assert_eq!(
            (red.status, red.body.as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, "database\n")
        );
        app.database
            .execute_sql("ALTER TABLE write_probe_away RENAME TO write_probe")
            .await
            .unwrap();
        app.database.clock.advance(PROBE_INTERVAL);
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
    }
}

on_each_engine! {
    async fn files_folder_that_takes_no_write_turns_readyz_red_and_green_again(app: TestApp) {
        let mut balancer = app.new_visitor();
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        let (place, away) = (
            app.attachments_dir(),
            app.attachments_dir().with_extension("away"),
        );
        std::fs::rename(&place, &away).unwrap();
        // Not even root can create a file inside a regular file.
        std::fs::write(&place, "").unwrap();
        app.database.clock.advance(PROBE_INTERVAL);
        let red = balancer.get("/readyz").await;
        assert_eq!(
            (red.status, red.body.as_str()),
            (StatusCode::SERVICE_UNAVAILABLE, "files\n")
        );
        std::fs::remove_file(&place).unwrap();
        std::fs::rename(&away, &place).unwrap();
        app.database.clock.advance(PROBE_INTERVAL);
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        assert_eq!(
            std::fs::read_dir(&place).unwrap().count(),
            0,
            "the probe leaves nothing behind"
        );
    }
}

on_each_engine! {
    async fn flood_of_readyz_writes_once_per_interval(app: TestApp) {
        let mut balancer = app.new_visitor();
        let before = app.database.db.statement_count();
        for _ in 0..100 {
            assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        }
        assert_eq!(app.database.db.statement_count() - before, 1);
        // When the clock is set back, a cached result must not stay valid.
        app.database.clock.advance(SignedDuration::from_hours(-2));
        balancer.get("/readyz").await;
        assert_eq!(app.database.db.statement_count() - before, 2);
    }
}
