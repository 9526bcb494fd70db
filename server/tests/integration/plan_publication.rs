//! What the page to publish a plan says is missing.
#![allow(clippy::unwrap_used)]

use crate::plan_versions::submit_goal;
use crate::plan_workload::plan_path;
use crate::support::{TestBrowser, on_each_engine};
use model::plan::reply::PlanSection;
use store::plan::publication;

/// Tries to publish from the page at `path`; returns the page with the error.
async fn refuse_publication(worker: &mut TestBrowser, path: &str) -> String {
    let page = worker.get(path).await;
    let (family, base) = (page.hidden_value("family"), page.hidden_value("base"));
    let fields = [("family", &*family), ("base", &*base), ("why", "because")];
    let refused = worker.post("/api/plan/publish", &fields).await;
    assert_eq!(refused.location(), path);
    worker.get(path).await.body
}

on_each_engine! {
    async fn error_of_a_refused_publication_links_to_what_is_missing(app: TestApp) {
        let base = plan_path(&app, "carter").await;
        let path = format!("{base}/publish");
        let mut ben = app.person("ben-ortiz").await;
        let unchanged_and_unasked = refuse_publication(&mut ben, &path).await;
        let family = app.database.family_id("carter").await;
        let mut tx = app.database.begin_as("ben-ortiz").await;
        publication::record_consultations(&mut tx, family, PlanSection::ALL)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let unchanged = refuse_publication(&mut ben, &path).await;
        let page = ben.get(&format!("{base}/heading")).await;
        submit_goal(&mut ben, &page, "Aunt Rae is ready for Leo.", "relative").await;
        app.database
            .execute_sql("DELETE FROM plan_consultation")
            .await
            .unwrap();
        let unasked = refuse_publication(&mut ben, &path).await;
        // That nothing has changed is said once, and not again as the list of changes.
        for page in [&unchanged_and_unasked, &unchanged] {
            assert!(!page.contains("What will change"), "{page}");
        }
        assert!(unasked.contains("What will change"), "{unasked}");
        for page in [unchanged_and_unasked, unchanged, unasked] {
            assert!(page.contains("href=\"#missing\""), "{page}");
            assert_eq!(page.matches("id=\"missing\"").count(), 1, "{page}");
        }
    }
}

on_each_engine! {
    async fn changes_on_the_page_to_publish_name_the_child(app: TestApp) {
        let path = format!("{}/publish", plan_path(&app, "luna").await);
        for edit in [
            "UPDATE plan_item SET due = '2026-12-11' WHERE key = 'wb2' AND family_id = (SELECT \
                f.id FROM family f WHERE f.key = 'luna')",
            // A line that is only in the newest version.
            "UPDATE plan_item SET removed = TRUE WHERE key = 'wb3' AND family_id = (SELECT f.id \
                FROM family f WHERE f.key = 'luna')",
        ] {
            assert_eq!(app.database.execute_sql(edit).await.unwrap(), 1);
        }
        let page = app.person("dana-fox").await.get(&path).await.body_text();
        for words in [
            "How a child is doing · Sofía · Feelings",
            "How a child is doing · Mateo · Body and health",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}
