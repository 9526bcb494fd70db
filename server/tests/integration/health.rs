//! `/readyz` performs a test write: 503 with one word for what failed, and at most one write per
//! interval.
#![allow(clippy::unwrap_used)]

use crate::support::on_both;
use http::StatusCode;
use jiff::SignedDuration;
use server::health::PROBE_INTERVAL;

on_both! {
    async fn database_that_takes_no_write_turns_readyz_red_and_green_again(app: App) {
        let mut balancer = app.visitor();
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        app.house.run("ALTER TABLE write_probe RENAME TO write_probe_away").await.unwrap();
        app.house.clock.advance(PROBE_INTERVAL);
        let red = balancer.get("/readyz").await;
        assert_eq!((red.status, red.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "database\n"));
        app.house.run("ALTER TABLE write_probe_away RENAME TO write_probe").await.unwrap();
        app.house.clock.advance(PROBE_INTERVAL);
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
    }
}

on_both! {
    async fn files_folder_that_takes_no_write_turns_readyz_red_and_green_again(app: App) {
        let mut balancer = app.visitor();
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        let (place, away) = (app.place(), app.place().with_extension("away"));
        std::fs::rename(&place, &away).unwrap();
        // Not even root can create a file inside a regular file.
        std::fs::write(&place, "").unwrap();
        app.house.clock.advance(PROBE_INTERVAL);
        let red = balancer.get("/readyz").await;
        assert_eq!((red.status, red.body.as_str()), (StatusCode::SERVICE_UNAVAILABLE, "files\n"));
        std::fs::remove_file(&place).unwrap();
        std::fs::rename(&away, &place).unwrap();
        app.house.clock.advance(PROBE_INTERVAL);
        assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        assert_eq!(std::fs::read_dir(&place).unwrap().count(), 0, "the probe leaves nothing behind");
    }
}

on_both! {
    async fn flood_of_readyz_writes_once_per_interval(app: App) {
        let mut balancer = app.visitor();
        let before = app.house.db.statements();
        for _ in 0..100 {
            assert_eq!(balancer.get("/readyz").await.status, StatusCode::OK);
        }
        assert_eq!(app.house.db.statements() - before, 1);
        // When the clock is set back, a cached result must not stay valid.
        app.house.clock.advance(SignedDuration::from_hours(-2));
        balancer.get("/readyz").await;
        assert_eq!(app.house.db.statements() - before, 2);
    }
}
