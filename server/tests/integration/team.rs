//! The team list over HTTP: what each reader sees of it, the people whom the worker keeps, and what
//! the family says about its team.
#![allow(clippy::unwrap_used)]

use crate::support::{TestApp, TestBrowser, TestResponse, on_each_engine};
use http::StatusCode;

async fn luna_page(app: &TestApp, path: &str) -> String {
    let luna = app.database.family_id("luna").await;
    format!("/family/{luna}/team{path}")
}

/// The fields of the form for Dr. Stone, with those of the page's hidden fields that are named.
fn stone_fields<'a>(
    page: &'a [(&'static str, String)],
    name: &'a str,
    who: &'a str,
) -> Vec<(&'a str, &'a str)> {
    // One valid contact for all tests of the form, so that each of them changes one field only.
    let typed = [
        ("name", name),
        ("kind", "therapist"),
        ("note", "Helps on Tuesdays"),
        ("languages-es", "yes"),
        ("since", "2026-11-01"),
        ("who", who),
    ];
    let hidden = page.iter().map(|(field, value)| (*field, value.as_str()));
    hidden.chain(typed).collect()
}

fn hidden(page: &TestResponse, fields: &[&'static str]) -> Vec<(&'static str, String)> {
    fields
        .iter()
        .map(|field| (*field, page.hidden_value(field)))
        .collect()
}

/// The page that an accepted form redirects to.
async fn follow(browser: &mut TestBrowser, sent: &TestResponse) -> TestResponse {
    // The part after `#` is for the browser and is not sent to a server.
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
    let address = sent
        .location_as_sent()
        .split('#')
        .next()
        .unwrap()
        .to_owned();
    browser.get(&address).await
}

on_each_engine! {
    async fn the_page_says_who_is_who_and_keeps_each_parents_own(app: TestApp) {
        let path = luna_page(&app, "").await;
        let maria = app.person("maria-luna").await.get(&path).await.body_text();
        // Who leads the team, when staff can be reached, a contact with its note, and the reader's
        // own mentor.
        for shown in [
            "Our team",
            "Team coordinator",
            "608-555-0151",
            "Monday to Friday",
            "8:00 am",
            "4:30 pm",
            "Looks after the children twice a week.",
            "Lincoln School",
            "Irene Vega",
            "Rosa Jiménez",
            "Write to Dana",
        ] {
            assert!(maria.contains(shown), "{shown}: {maria}");
        }
        let mut luis = app.person("luis-luna").await;
        let other = luis.get(&path).await.body_text();
        // María's lawyer, her mentor and the coordinator of mentors: each would tell the other
        // parent something of her.
        for hidden in ["Irene Vega", "Rosa Jiménez", "Alma Brooks"] {
            assert!(!other.contains(hidden), "{hidden}");
        }
        // From the navigation bar, and by the short address.
        assert!(luis.get("/more").await.body.contains(&path));
        assert_eq!(luis.get("/team").await.location(), path);
        let dana = app.person("dana-fox").await.get(&path).await.body_text();
        assert!(
            dana.contains("The family’s team") && dana.contains("/team/add"),
            "{dana}"
        );
        // A young person has words of their own for the heading (decision 0029).
        let riley = app.database.family_id("riley").await;
        let jay = app
            .person("jay-riley")
            .await
            .get(&format!("/family/{riley}/team"))
            .await;
        assert!(jay.body.contains("My team"), "{}", jay.body);
        // How a name is said, and the pronouns, in the words of the person whose they are.
        let path = format!("/family/{}/team", app.database.family_id("vang").await);
        let mai = app.person("mai-vang").await.get(&path).await.body_text();
        assert!(mai.contains("Koo Lee") && mai.contains("he/him"), "{mai}");
    }
}

/// Dana Fox adds Dr. Stone for everyone on the team. Returns the address of the page that changes
/// the contact.
async fn add_stone(app: &TestApp, dana: &mut TestBrowser) -> String {
    let page = dana.get(&luna_page(app, "/add").await).await;
    let fields = hidden(&page, &["form", "family"]);
    let sent = dana
        .post("/api/team/add", &stone_fields(&fields, "Dr. Stone", "team"))
        .await;
    let saved = follow(dana, &sent).await.body_text();
    assert!(saved.contains("Saved."), "{saved}");
    saved
        // By the label of the link, as a person finds it: the address has an id that the test does
        // not know.
        .split("href=\"")
        .find(|link| link.contains("Change: Dr. Stone"))
        .and_then(|link| link.split('"').next())
        .unwrap()
        .to_owned()
}

on_each_engine! {
    async fn a_form_without_readers_comes_back_filled_in(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let add = luna_page(&app, "/add").await;
        let page = dana.get(&add).await;
        let fields = hidden(&page, &["form", "family"]);
        let refused = dana
            // Without readers there is no default: the contact would be shown to the whole team.
            .post("/api/team/add", &stone_fields(&fields, "Dr. Stone", ""))
            .await;
        assert_eq!(refused.location(), add);
        let again = dana.get(&add).await;
        for kept in [
            "Choose who may read this",
            "value=\"Dr. Stone\"",
            "Helps on Tuesdays",
        ] {
            assert!(again.body.contains(kept), "{kept}: {}", again.body);
        }
        // The same form id, so that sending the form again after a lost answer stores one contact.
        assert_eq!(again.hidden_value("form"), page.hidden_value("form"));
    }
}

on_each_engine! {
    async fn two_who_change_a_contact_are_shown_both_versions(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let edit = add_stone(&app, &mut dana).await;
        let page = dana.get(&edit).await;
        let fields = hidden(&page, &["family", "contact", "revision"]);
        // Both forms have the revision of the page that was loaded before.
        let first = dana
            .post(
                "/api/team/save",
                &stone_fields(&fields, "Dr. Ann Stone", "team"),
            )
            .await;
        assert!(
            first.location().starts_with(&luna_page(&app, "").await),
            "{}",
            first.location()
        );
        let stale = dana
            .post(
                "/api/team/save",
                &stone_fields(&fields, "Dr. A. Stone", "team"),
            )
            .await;
        assert_eq!(stale.location(), edit);
        let both = dana.get(&edit).await.body_text();
        assert!(
            both.contains("Dr. Ann Stone") && both.contains("Dr. A. Stone"),
            "{both}"
        );
        // Who reads about the person is among what is stored.
        let (_, stored) = both.split_once("What is saved now").unwrap();
        let (card, _) = stored.split_once("<form").unwrap();
        assert!(
            card.contains("Everyone who sees the team list")
                && card.contains("Saved by Dana Fox · Today"),
            "{card}"
        );
    }
}

on_each_engine! {
    async fn an_ended_contact_is_gone_and_can_be_put_back(app: TestApp) {
        let mut dana = app.person("dana-fox").await;
        let edit = add_stone(&app, &mut dana).await;
        let page = dana.get(&edit).await;
        let (family, contact) = (page.hidden_value("family"), page.hidden_value("contact"));
        let mut fields = [
            ("family", family.as_str()),
            ("contact", contact.as_str()),
            // The first day without the contact, so that the list changes at once.
            ("until", "2026-11-23"),
            ("act", ""),
        ];
        let sent = dana.post("/api/team/end", &fields).await;
        let ended = follow(&mut dana, &sent).await.body_text();
        assert!(
            ended.contains("Dr. Stone is no longer on the team list."),
            "{ended}"
        );
        assert!(ended.contains("value=\"restore\""), "{ended}");
        let mut maria = app.person("maria-luna").await;
        let list = luna_page(&app, "").await;
        assert!(!maria.get(&list).await.body.contains("Dr. Stone"));
        // The same form with another act: the button of the notice sends it.
        fields[3].1 = "restore";
        dana.post("/api/team/end", &fields).await;
        assert!(maria.get(&list).await.body.contains("Dr. Stone"));
    }
}

/// María Luna objects to Dana Fox, and shares it with her family. Returns the family's id.
async fn object_to_dana(app: &TestApp, maria: &mut TestBrowser) -> String {
    let object = luna_page(app, "/object").await;
    let page = maria.get(&object).await;
    let about = format!("person:{}", app.database.person_id("dana-fox").await);
    assert!(page.body.contains(&about), "{}", page.body);
    let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
    let mut fields = vec![
        ("form", form.as_str()),
        ("family", family.as_str()),
        ("about", about.as_str()),
        // An objection without a reason is refused: the supervisor has to answer something.
        ("words", ""),
        ("who", "wide"),
    ];
    let refused = maria.post("/api/team/object", &fields).await;
    assert_eq!(refused.location(), object);
    fields[3].1 = "zqcanary concern";
    let sent = maria.post("/api/team/object", &fields).await;
    let list = follow(maria, &sent).await.body_text();
    assert!(list.contains("zqcanary concern"), "{list}");
    assert!(list.contains("You have a concern about Dana Fox"), "{list}");
    family
}

/// Fails if the worker is shown anything of the objection.
async fn assert_worker_sees_nothing(app: &TestApp, dana: &mut TestBrowser, family: &str) {
    let team = luna_page(app, "").await;
    // Every page on which a worker could notice it: Today, the family and the team.
    for path in ["/".to_owned(), format!("/family/{family}"), team] {
        let page = dana.get(&path).await.body_text();
        // Not the words only: a heading, a count or an address would also tell that there is an
        // objection.
        for leaked in [
            "zqcanary",
            "concern about",
            "wrote about the team",
            "/team/request/",
        ] {
            assert!(!page.contains(leaked), "{path}: {leaked}");
        }
    }
}

on_each_engine! {
    async fn an_objection_reaches_the_supervisor_and_never_the_worker_it_is_about(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        let family = object_to_dana(&app, &mut maria).await;
        let (mut dana, mut pat) = (app.person("dana-fox").await, app.person("pat-nguyen").await);
        assert_worker_sees_nothing(&app, &mut dana, &family).await;
        // The supervisor answers in the place of the worker, and finds it on Today.
        let today = pat.get("/").await.body_text();
        assert!(today.contains("María Luna wrote about the team"), "{today}");
        let (_, rest) = today.split_once("/team/request/").unwrap();
        let request = rest.split('"').next().unwrap().to_owned();
        let page = luna_page(&app, &format!("/request/{request}")).await;
        assert_eq!(dana.get(&page).await.status, StatusCode::NOT_FOUND);
        assert!(pat.get(&page).await.body.contains("zqcanary concern"));
        let answer = [
            ("family", family.as_str()),
            ("request", request.as_str()),
            ("outcome", "accepted"),
            ("words", "zqcanary answer"),
        ];
        // The form too, and not only the page: an id can be sent without a page.
        let refused = dana.post("/api/team/answer", &answer).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let sent = pat.post("/api/team/answer", &answer).await;
        assert!(
            follow(&mut pat, &sent)
                .await
                .body
                .contains("zqcanary answer")
        );
        let list = luna_page(&app, "").await;
        assert!(maria.get(&list).await.body.contains("zqcanary answer"));
        // Once more after the answer, which has readers of its own.
        assert_worker_sees_nothing(&app, &mut dana, &family).await;
    }
}
