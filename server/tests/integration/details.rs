//! One's own details over HTTP: the name that everyone is shown, what only workers are told, and
//! the look of the window.
#![allow(clippy::unwrap_used)]

use model::details::WindowLook;

use crate::support::{TestBrowser, on_each_engine};

/// Saves one's own name.
async fn save_name(browser: &mut TestBrowser, name: &str) -> String {
    let fields = [
        ("chosen_name", name),
        ("pronouns", "they/them"),
        ("speaks-es", "yes"),
        ("reads-es", "yes"),
        ("formats-large_print", "yes"),
    ];
    let sent = browser.post("/api/account/details", &fields).await;
    assert_eq!(sent.location(), "/account/details");
    browser.get(sent.location_as_sent()).await.body
}

on_each_engine! {
    async fn the_name_that_a_person_chooses_is_shown_to_their_team(app: TestApp) {
        let (mut maria, mut dana) = (app.person("maria-luna").await, app.person("dana-fox").await);
        let family = app.database.family_id("luna").await;
        let team = format!("/family/{family}/team");
        // From right to left, and with combining marks.
        for name in ["مريم", "Marisol\u{301} L\u{327}una"] {
            let page = save_name(&mut maria, name).await;
            assert!(page.contains("Your details are saved."), "{page}");
            assert!(page.contains(&format!("value=\"{name}\"")), "{page}");
            let shown = dana.get(&team).await.body_text();
            assert!(shown.contains(name) && shown.contains("they/them"), "{shown}");
            assert!(shown.contains("Large print"), "{shown}");
            assert!(maria.get("/").await.body.contains(name));
        }
        let told = maria.get("/account/events").await.body_text();
        assert!(told.contains("Your details were changed"), "{told}");
        // Too long: it comes back as it was typed, and the stored name stays.
        let long = "ñ".repeat(201);
        let page = save_name(&mut maria, &long).await;
        assert!(page.contains(&long) && page.contains("Use 200 letters or fewer"), "{page}");
        assert!(!dana.get(&team).await.body.contains(&long));
    }
}

on_each_engine! {
    async fn how_to_say_a_name_is_beside_it_in_lists_of_people_and_conversations(app: TestApp) {
        let (mut mariam, mut dana) = (
            app.person("mariam-haddad").await,
            app.person("dana-fox").await,
        );
        let (name, said) = ("مريم حداد", "(<bdi>MAR-yam Had-DAAD</bdi>)");
        let worker = app.database.person_id("dana-fox").await.to_string();
        let thread = mariam.send_first_message(&worker, "See you on Friday.").await;
        let haddad = app.database.family_id("haddad").await;
        for page in [
            "/messages/new".to_owned(),
            "/messages".to_owned(),
            format!("{thread}/readers"),
            format!("/family/{haddad}/messages/new"),
        ] {
            let shown = dana.get(&page).await.body_text();
            assert!(shown.contains(name) && shown.contains(said), "{page}: {shown}");
            // The others have not written how to say theirs.
            assert_eq!(shown.matches("spoken-name").count(), 1, "{page}: {shown}");
        }
        // It belongs to the name, and not to her role.
        let group = dana.get(&format!("/family/{haddad}/messages/new")).await;
        let group = group.body_text().replace("<!>", "");
        assert!(group.contains(&format!("{said}</span></span> · Parent")), "{group}");
        // Beside an open conversation, and on the Today of her parent partner.
        let page = dana.get(&thread).await.body_text();
        assert!(page.contains("MAR-yam Had-DAAD · Parent"), "{page}");
        let today = app.person("samira-nasser").await.get("/").await.body_text();
        assert!(today.contains(said), "{today}");
        // Those who cannot type her name find her by its sound.
        for words in ["maryam", "mar-yam had"] {
            let fields = [("from", "/messages/new"), ("words", words)];
            dana.post("/api/messages/search", &fields).await;
            let found = dana.get("/messages/new").await.body_text();
            assert!(found.contains(name) && !found.contains("María Luna"), "{words}: {found}");
        }
    }
}

on_each_engine! {
    async fn who_a_person_is_comes_to_their_worker_only_when_they_share_it(app: TestApp) {
        let (mut maria, mut dana) = (app.person("maria-luna").await, app.person("dana-fox").await);
        let mut luis = app.person("luis-luna").await;
        let family = app.database.family_id("luna").await;
        let team = format!("/family/{family}/team");
        let asked = maria.get("/account/self").await.body_text();
        let why = asked.find("Why we ask").unwrap();
        assert!(why < asked.find("Race and ethnicity").unwrap(), "{asked}");
        for (who, is_shared) in [("", false), ("workers", true), ("me", false)] {
            let fields = [("races-hispanic", "yes"), ("gender", "canary gender"), ("who", who)];
            let sent = maria.post("/api/account/self", &fields).await;
            let page = maria.get(sent.location_as_sent()).await.body_text();
            assert_eq!(page.contains("Only you can read it."), !is_shared, "{page}");
            let shown = dana.get(&team).await.body;
            assert_eq!(shown.contains("canary gender"), is_shared, "{who}");
            assert!(!luis.get(&team).await.body.contains("canary gender"));
        }
    }
}

on_each_engine! {
    async fn a_neutral_window_shows_the_same_title_and_icon_on_every_page(app: TestApp) {
        let mut maria = app.person("maria-luna").await;
        assert!(maria.get("/help").await.body.contains(" · Alongside</title>"));
        maria.post("/api/account/window", &[("look", "recipes")]).await;
        for path in ["/", "/help", "/messages", "/account/window", "/no/such/page"] {
            let page = maria.get(path).await.body;
            assert!(page.contains("<title>Recipes</title>"), "{path}: {page}");
            assert!(page.contains("href=\"/icons/recipes.svg\""), "{path}");
            assert!(!page.contains("href=\"/icon.svg\""), "{path}");
        }
        for look in WindowLook::ALL {
            let icon = maria.get(&format!("/icons/{}.svg", look.slug())).await;
            assert_eq!(icon.headers["content-type"], "image/svg+xml", "{look:?}");
        }
        // Another person in the same browser has their own.
        maria.post("/api/account/sign-out", &[]).await;
        assert!(maria.get("/sign-in").await.body.contains(" · Alongside</title>"));
        let mut back = app.person("luis-luna").await;
        assert!(back.get("/help").await.body.contains(" · Alongside</title>"));
        // What is no look is that of the portal.
        back.post("/api/account/window", &[("look", "<b>")]).await;
        assert!(back.get("/help").await.body.contains(" · Alongside</title>"));
    }
}
