//! Memberships, handovers and picks over HTTP.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

async fn team_path(app: &TestApp, family: &str, path: &str) -> String {
    let family = app.database.family_id(family).await;
    format!("/family/{family}/team{path}")
}

/// Sends a form of a page with the page's hidden fields that are named, and what is typed.
async fn send(
    browser: &mut TestBrowser,
    page: &TestResponse,
    action: &str,
    hidden: &[&str],
    typed: &[(&str, &str)],
) -> TestResponse {
    let hidden: Vec<(&str, String)> = hidden
        .iter()
        .map(|name| (*name, page.hidden_value(name)))
        .collect();
    let hidden = hidden.iter().map(|(name, value)| (*name, value.as_str()));
    let fields: Vec<(&str, &str)> = hidden.chain(typed.iter().copied()).collect();
    browser.post(action, &fields).await
}

/// The page that an answered form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let address = sent.location_as_sent().split('#').next().unwrap();
    browser.get(address).await
}

on_each_engine! {
    async fn a_person_is_found_shown_what_they_will_see_and_added(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let add = team_path(&app, "luna", "/member/add").await;
        let page = dana.get(&add).await;
        // By a name of the agency's staff. Ben Ortiz is another of them, and does not match.
        let found = send(&mut dana, &page, "/api/team/find", &["family"], &[("words", "grace")]).await;
        assert_eq!(found.location(), add);
        let page = dana.get(&add).await.body_text();
        assert!(page.contains("Grace Hall") && !page.contains("Ben Ortiz"), "{page}");

        let grace = app.database.person_id("grace-hall").await;
        let form = format!("{add}/{grace}/caregiver");
        let page = dana.get(&form).await;
        let text = page.body_text();
        for shown in ["What this person will be able to see", "Nothing of this", "Team list"] {
            assert!(text.contains(shown), "{shown}: {text}");
        }
        let fields = ["form", "family", "member", "role"];
        // Without a first day: the form has to come back with what was typed.
        let typed = [("since", ""), ("until", ""), ("why", "Looks after Sofia")];
        let refused = send(&mut dana, &page, "/api/team/member-add", &fields, &typed).await;
        assert_eq!(refused.location(), form);
        let again = dana.get(&form).await;
        assert!(again.body.contains("Looks after Sofia"), "{}", again.body);
        let typed = [("since", "2026-11-23"), ("until", ""), ("why", "Looks after Sofia")];
        let sent = send(&mut dana, &again, "/api/team/member-add", &fields, &typed).await;
        let saved = follow(&mut dana, &sent).await.body_text();
        assert!(saved.contains("Added to the team.") && saved.contains("Grace Hall"), "{saved}");
        // The family reads who was added, and not why: the reason is for the agency.
        let mut maria = app.person("maria-luna").await;
        let team = maria.get(&team_path(&app, "luna", "").await).await.body_text();
        assert!(team.contains("Grace Hall") && !team.contains("Looks after Sofia"), "{team}");
        assert_eq!(maria.get(&form).await.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn guessing_at_the_agencys_keys_is_slowed_down_and_names_are_not(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let family = app.database.family_id("luna").await.to_string();
        let search = |words: &str| [("family", family.clone()), ("words", words.to_owned())];
        // One more than the limit for keys, to see that names are not counted.
        let names = std::iter::repeat_n("grace", 31);
        // A key that exists counts like one that does not.
        let keys = ["tasha-carter", "no-such-key"].into_iter().cycle().take(30);
        for words in names.chain(keys) {
            let fields = search(words);
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let sent = dana.post("/api/team/find", &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{words}");
        }
        // The right key of a real person is refused like every other one, once the limit is
        // reached.
        let fields = search("marcus-reed");
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let refused = dana.post("/api/team/find", &fields).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{}", refused.body);
        let page = dana.get(&team_path(&app, "luna", "/member/add").await).await.body_text();
        assert!(!page.contains("Marcus Reed"), "{page}");
    }
}

on_each_engine! {
    async fn a_preview_lists_what_is_shown_and_the_worker_reads_the_rest(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        // Each part of the preview is a page of its own, read by the worker and changed by no one.
        for part in ["plan", "dates", "people"] {
            let path = team_path(&app, "luna", &format!("/preview/caregiver?part={part}")).await;
            let page = dana.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{part}");
            assert!(page.body.contains("Nothing is changed"), "{}", page.body);
        }
        let path = team_path(&app, "luna", "/preview/caregiver?part=people").await;
        let text = dana.get(&path).await.body_text();
        let (seen, hidden) = text.split_once("Not shown to them").unwrap();
        // The caregiver knows the parents, and not the mentor of one of them.
        assert!(seen.contains("Luis Luna") && !seen.contains("Rosa Jiménez"), "{text}");
        assert!(hidden.contains("Rosa Jiménez"), "{text}");
    }
}

on_each_engine! {
    async fn a_removed_member_is_refused_on_the_next_request(app: TestApp) {
        let (mut dana, mut rosa) = (app.person("dana-fox").await, app.person("rosa-jimenez").await);
        let team = team_path(&app, "luna", "").await;
        assert_eq!(rosa.get(&team).await.status, StatusCode::OK);
        let id = app.database.person_id("rosa-jimenez").await;
        let page = dana.get(&format!("{team}/member/{id}")).await;
        let fields = ["form", "family", "member", "current"];
        // An end needs a reason, which the history keeps.
        let typed = [("last_day", "2026-11-23"), ("words", "")];
        let refused = send(&mut dana, &page, "/api/team/member-end", &fields, &typed).await;
        assert!(refused.location().contains("/member/"), "{}", refused.location());
        let typed = [("last_day", "2026-11-23"), ("words", "Moves away")];
        let sent = send(&mut dana, &page, "/api/team/member-end", &fields, &typed).await;
        let saved = follow(&mut dana, &sent).await.body_text();
        assert!(saved.contains("when Rosa Jiménez leaves the team"), "{saved}");
        // With the session that was open before: access follows the membership, and not the
        // sign-in.
        assert_eq!(rosa.get(&team).await.status, StatusCode::NOT_FOUND);
        // A second tab, whose form is refused now that there is nothing to end, loses no words.
        let typed = [("last_day", "soon"), ("words", "Typed too late")];
        let late = send(&mut dana, &page, "/api/team/member-end", &fields, &typed).await;
        let kept = follow(&mut dana, &late).await.body_text();
        assert!(kept.contains("Typed too late") && kept.contains("Moves away"), "{kept}");
        let page = dana.get(&team).await.body;
        let (_, past) = page.split_once("People who were on the team").unwrap();
        let link = format!("{team}/member/{id}?role=mentor");
        assert!(past.contains(&format!("href=\"{link}\"")), "{past}");
        let history = dana.get(&link).await.body_text();
        assert!(history.contains("Moves away"), "{history}");
        // The reason is beside the name, for those who may read it.
        assert!(past.contains("Moves away"), "{past}");
        let page = app.person("pat-nguyen").await.get(&team).await.body;
        let (_, past) = page.split_once("People who were on the team").unwrap();
        assert!(past.contains("Moves away") && !past.contains(&link), "{past}");
        for other in ["maria-luna", "alma-brooks"] {
            let page = app.person(other).await.get(&team).await.body;
            assert!(!page.contains("People who were") && !page.contains("Moves away"), "{page}");
        }
    }
}

on_each_engine! {
    async fn a_handover_is_on_todays_page_of_the_family(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let id = app.database.person_id("dana-fox").await;
        let kou = app.database.person_id("kou-lee").await.to_string();
        let path = team_path(&app, "luna", &format!("/handover/{id}")).await;
        let page = dana.get(&path).await;
        let fields = ["form", "family", "member", "current", "revision"];
        // The reason is for the agency, and the words for the family.
        let typed = [
            ("successor", kou.as_str()),
            ("from_day", "2026-11-23"),
            ("why", "A new job"),
            ("words", "Thank you"),
        ];
        let sent = send(&mut dana, &page, "/api/team/handover", &fields, &typed).await;
        assert_eq!(follow(&mut dana, &sent).await.status, StatusCode::OK);
        let mut maria = app.person("maria-luna").await;
        let today = maria.get("/").await.body_text();
        assert!(today.contains("takes over from"), "{today}");
        assert!(!today.contains("A new job"), "{today}");
        // The worker's membership ended today, so they have nothing to hand over.
        assert_eq!(dana.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

on_each_engine! {
    async fn the_next_mentor_sees_the_supported_parent_and_not_the_former_mentor(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let rosa = app.database.person_id("rosa-jimenez").await;
        let june = app.database.person_id("june-bell").await.to_string();
        let path = team_path(&app, "luna", &format!("/handover/{rosa}")).await;
        let page = dana.get(&path).await;
        let fields = ["form", "family", "member", "current", "revision"];
        let typed = [
            ("successor", june.as_str()),
            ("from_day", "2026-11-23"),
            ("why", "A new job"),
            ("words", "Thank you"),
        ];
        let sent = send(&mut dana, &page, "/api/team/handover", &fields, &typed).await;
        assert_eq!(follow(&mut dana, &sent).await.status, StatusCode::OK);
        let mut june = app.person("june-bell").await;
        let today = june.get("/").await.body_text();
        assert!(
            today.contains("You now support María Luna as their parent partner")
                && !today.contains("Rosa"),
            "{today}"
        );
    }
}

on_each_engine! {
    async fn a_youth_picks_and_reads_why_the_answer_is_no(app: TestApp) {
        let mut jay = app.person("jay-riley").await;
        let path = team_path(&app, "riley", "/picked").await;
        let page = jay.get(&path).await;
        let lena = app.database.person_id("lena-bird").await;
        let who = format!("person:{lena}");
        let typed = [("who", who.as_str()), ("seen_by", "team")];
        let sent = send(&mut jay, &page, "/api/team/pick", &["form", "family"], &typed).await;
        let saved = follow(&mut jay, &sent).await;
        assert!(saved.body_text().contains("You picked"), "{}", saved.body);
        // The link that the worker has in their list names the pick in the address.
        let pick = saved.hidden_value("pick");
        let mut grace = app.person("grace-hall").await;
        let page = grace.get(&format!("{path}?pick={pick}")).await;
        let fields = ["family", "pick"];
        let typed = [("words", "She moves away")];
        let sent = send(&mut grace, &page, "/api/team/pick-refuse", &fields, &typed).await;
        assert_eq!(follow(&mut grace, &sent).await.status, StatusCode::OK);
        let text = jay.get(&path).await.body_text();
        assert!(text.contains("She moves away"), "{text}");
    }
}
