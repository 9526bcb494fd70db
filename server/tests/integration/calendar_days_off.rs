//! Adding an event on a day off, and moving one to it, over HTTP.

use crate::calendar::calendar_path;
use crate::calendar_changes::{MEETING, add_meeting, send};
use crate::support::on_each_engine;

on_each_engine! {
    async fn an_event_on_a_day_off_is_asked_about_and_not_refused(app: TestApp) {
        let list = calendar_path(&app, "carter").await;
        let (page, kept) = (format!("{list}/add"), format!("{list}/days"));
        let mut tasha = app.person("tasha-carter").await;
        let form = tasha.get(&kept).await;
        let (family, id) = (form.hidden_value("family"), form.hidden_value("form"));
        let feast = [
            ("family", family.as_str()),
            ("form", id.as_str()),
            ("name", "canary-feast"),
            ("first_day", "2026-12-24"),
        ];
        let sent = tasha.post("/api/calendar/observance", &feast).await;
        let shown = tasha.get(sent.location_as_sent()).await.body_text();
        assert!(
            shown.contains("canary-feast") && shown.contains("Added."),
            "{shown}"
        );
        let mut ben = app.person("ben-ortiz").await;
        let on_a_day_off: Vec<_> = MEETING
            .into_iter()
            .map(|(name, value)| (name, if name == "day" { "2026-12-24" } else { value }))
            .collect();
        let before = ben.get(&page).await.body;
        assert!(!before.contains("name=\"anyway\""), "{before}");
        let asked = send(&mut ben, &page, "/api/calendar/add", &on_a_day_off).await.body;
        for words in ["This is a holiday,", "Christmas Eve", "canary-feast", "name=\"anyway\"", "Room 2"] {
            assert!(asked.contains(words), "{words}: {asked}");
        }
        let mut confirmed = on_a_day_off.clone();
        confirmed.push(("anyway", "yes"));
        let shown = send(&mut ben, &page, "/api/calendar/add", &confirmed).await.body_text();
        assert!(shown.contains("The date is added."), "{shown}");
        // The second date of a series.
        let mut weekly: Vec<_> = MEETING
            .into_iter()
            .map(|(name, value)| (name, if name == "day" { "2026-12-17" } else { value }))
            .collect();
        weekly.extend([("repeat", "week"), ("times", "2")]);
        let asked = send(&mut ben, &page, "/api/calendar/add", &weekly).await.body;
        assert!(asked.contains("Christmas Eve") && asked.contains("name=\"anyway\""), "{asked}");
    }
}

on_each_engine! {
    async fn an_event_is_asked_about_when_it_is_moved_to_a_day_off(app: TestApp) {
        let mut ben = app.person("ben-ortiz").await;
        let event = add_meeting(&app, &mut ben).await;
        let edit = format!("{event}/edit");
        let on = |day: &'static str, place: &'static str| -> Vec<(&'static str, &'static str)> {
            let fields = MEETING.into_iter().map(|(name, value)| match name {
                "day" => (name, day),
                "place" => (name, place),
                _ => (name, value),
            });
            fields.collect()
        };
        let moved = on("2026-12-25", "Room 2");
        let asked = send(&mut ben, &edit, "/api/calendar/save", &moved).await.body;
        assert!(asked.contains("Christmas Day"), "{asked}");
        let mut confirmed = moved.clone();
        confirmed.push(("anyway", "yes"));
        let shown = send(&mut ben, &edit, "/api/calendar/save", &confirmed).await.body_text();
        assert!(shown.contains("The date is changed."), "{shown}");
        // Another place on the same day: the day was confirmed before.
        let place = on("2026-12-25", "Room 3");
        let shown = send(&mut ben, &edit, "/api/calendar/save", &place).await.body_text();
        assert!(shown.contains("The date is changed."), "{shown}");
    }
}

on_each_engine! {
    async fn every_later_date_that_is_moved_to_a_day_off_is_listed(app: TestApp) {
        let cancelled = "SELECT count(*) FROM event WHERE cancelled";
        let before = app.database.query_number(cancelled).await;
        let list = calendar_path(&app, "carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let on = |day: &'static str| -> Vec<(&'static str, &'static str)> {
            let fields = MEETING.into_iter();
            let fields = fields.map(|(name, value)| (name, if name == "day" { day } else { value }));
            fields.collect()
        };
        let mut weekly = on("2026-12-09");
        weekly.extend([("repeat", "week"), ("times", "3")]);
        let add = format!("{list}/add");
        let shown = send(&mut ben, &add, "/api/calendar/add", &weekly).await.body_text();
        assert!(shown.contains("The dates are added."), "{shown}");
        let sql = "SELECT 'first', id FROM event WHERE id = series_id";
        let first = app.database.query_keyed_ids(sql).await[0].1;
        let edit = format!("{list}/{first}/edit");
        // The first one is on no such day, and neither is the second.
        let mut moved = on("2026-12-11");
        moved.push(("later", "yes"));
        let asked = send(&mut ben, &edit, "/api/calendar/save", &moved).await.body_text();
        assert!(
            asked.contains("These dates are on such a day:")
                && asked.contains("(Christmas Day)")
                && asked.contains("Keep these dates anyway")
                && asked.matches("(Christmas Day)").count() == 1,
            "{asked}"
        );
        moved.push(("anyway", "yes"));
        let saved = send(&mut ben, &edit, "/api/calendar/save", &moved).await;
        let changed = saved.hidden_value("changed");
        let shown = saved.body_text();
        assert!(
            shown.contains("This date and the later ones are changed.")
                && shown.contains("2 later dates are changed.")
                && shown.contains("/calendar?from=2026-12-18"),
            "{shown}"
        );
        // The button of the notice takes all of them back.
        let undo = [("act", "undo"), ("changed", changed.as_str())];
        let shown = send(&mut ben, &edit, "/api/calendar/cancel", &undo).await.body_text();
        assert!(shown.contains("The change is taken back."), "{shown}");
        let day = ben.get(&format!("{list}/day?day=2026-12-23")).await.body_text();
        assert!(day.contains("To plan the holidays"), "{day}");
        // Once one of them was changed again, the button takes nothing back and says so.
        let saved = send(&mut ben, &edit, "/api/calendar/save", &moved).await;
        let changed = saved.hidden_value("changed");
        let again = on("2026-12-10");
        send(&mut ben, &edit, "/api/calendar/save", &again).await;
        let undo = [("act", "undo"), ("changed", changed.as_str())];
        let shown = send(&mut ben, &edit, "/api/calendar/cancel", &undo).await.body_text();
        assert!(shown.contains("One of these dates was changed again since then"), "{shown}");
        // With the same button as a single one, the cancellation of all of them is undone.
        let all = [("later", "yes")];
        let off = send(&mut ben, &edit, "/api/calendar/cancel", &all).await;
        let also = off.hidden_value("also");
        let undo = [("act", "restore"), ("also", also.as_str())];
        let shown = send(&mut ben, &edit, "/api/calendar/cancel", &undo).await.body_text();
        assert!(shown.contains("This date and the later ones are back on."), "{shown}");
        assert_eq!(app.database.query_number(cancelled).await, before);
    }
}
