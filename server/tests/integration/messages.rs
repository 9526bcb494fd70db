//! Messages over HTTP, and forms that lose no input.
#![allow(clippy::unwrap_used)]

use crate::support;

use crate::support::on_both;
use http::{Request, StatusCode};

on_both! {
    async fn mother_writes_partner_answers_and_a_count_tells(app: App) {
        let mut maria = app.person("maria-luna").await;
        maria.post("/api/account/language", &[("language", "es"), ("from", "/")]).await;
        let thread = maria.write_to(&app.house.person("rosa-jimenez").await.to_string(), "Rosa, ¿me acompaña a la reunión?").await;
        let mut rosa = app.person("rosa-jimenez").await;
        let home = rosa.get("/").await;
        assert!(home.text().contains("María Luna wrote to you") && home.text().contains("1 new"), "{}", home.text());
        let page = rosa.get(&thread).await;
        assert!(page.body.contains("<p lang=\"es\" dir=\"auto\">Rosa, ¿me acompaña a la reunión?</p>"), "{}", page.body);
        let (form, id) = (page.hidden("form"), page.hidden("thread"));
        rosa.post("/api/messages/send", &[("form", &form), ("thread", &id), ("body", "Sí, ahí estaré.")]).await;
        let home = maria.get("/").await;
        assert!(home.text().contains("Rosa Jiménez le escribió"));
        assert!(home.text().contains("aria-hidden=\"true\" class=\"count\">2</span>"));
        assert!(maria.get("/messages").await.text().contains("1 nuevo"));
        assert!(maria.get(&thread).await.text().contains("Sí, ahí estaré."));
        assert!(!maria.get("/").await.text().contains("Rosa Jiménez le escribió"));
    }
}

on_both! {
    async fn a_form_sent_twice_is_one_message(app: App) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.house.person("rosa-jimenez").await.to_string();
        let form = maria.get(&format!("/messages/new/{rosa}")).await.hidden("form");
        for _ in 0..2 {
            let sent = maria.post("/api/messages/send", &[("form", &form), ("to", &rosa), ("body", "Hola")]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(app.house.number("SELECT count(*) FROM message WHERE body = 'Hola'").await, 1);
        let other = maria.post("/api/messages/send", &[("form", &form), ("to", &rosa), ("body", "Otra cosa")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT);
        assert!(other.body.contains("Otra cosa"), "the words come back");
    }
}

on_both! {
    async fn refused_words_come_back_to_their_writer_alone(app: App) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.house.person("rosa-jimenez").await.to_string();
        let page = format!("/messages/new/{rosa}");
        let form = maria.get(&page).await.hidden("form");
        let long = format!("<b>{}", "palabra ".repeat(700));
        let refused = maria.post("/api/messages/send", &[("form", &form), ("to", &rosa), ("body", &long)]).await;
        assert_eq!((refused.status, refused.location()), (StatusCode::SEE_OTHER, page.as_str()));
        let back = maria.get(&page).await;
        assert!(back.text().contains("<title>Error: "));
        assert!(back.body.contains("role=\"alert\"") && back.body.contains("href=\"#body\"") && back.body.contains("aria-invalid=\"true\""));
        assert!(back.body.contains(&long.trim().replace('<', "&lt;").replace('>', "&gt;")), "every word is there");
        assert_eq!(back.hidden("form"), form, "sent again, it is the same message");
        assert_eq!(app.house.number("SELECT count(*) FROM thread WHERE key IS NULL").await, 0);
    }
}

on_both! {
    async fn a_session_that_ended_gives_the_text_back_after_sign_in(app: App) {
        let mut maria = app.person("maria-luna").await;
        let rosa = app.house.person("rosa-jimenez").await.to_string();
        let path = format!("/messages/new/{rosa}");
        let page = maria.get(&path).await;
        let (form, person) = (page.hidden("form"), page.hidden("person"));
        app.house.run("DELETE FROM session").await.unwrap();
        let fields = [("form", form.as_str()), ("to", &rosa), ("person", &person), ("from", &path), ("body", "No quiero perder esto")];
        let out = maria.post("/api/messages/send", &fields).await;
        assert_eq!((out.status, out.location()), (StatusCode::SEE_OTHER, "/sign-in"));
        assert!(maria.get("/sign-in").await.body.contains("What you wrote is kept"));
        let back = maria.post("/api/account/sign-in", &[("name", "maria-luna"), ("passphrase", "correct horse battery")]).await;
        assert_eq!(back.location(), path);
        let page = maria.get(&path).await;
        assert!(page.body.contains("No quiero perder esto"));
        assert!(!page.body.contains("role=\"alert\""));
        // On a shared phone, another person who signs in does not get the kept text.
        app.house.run("DELETE FROM session").await.unwrap();
        let mut phone = app.visitor();
        phone.post("/api/messages/send", &fields).await;
        app.person("luis-luna").await;
        let luis = phone.post("/api/account/sign-in", &[("name", "luis-luna"), ("passphrase", "correct horse battery")]).await;
        assert_eq!(luis.location(), "/");
        assert!(!phone.get("/").await.body.contains("No quiero perder esto"));
    }
}

on_both! {
    async fn a_change_of_language_keeps_the_page_and_the_text(app: App) {
        let mut maria = app.person("maria-luna").await;
        let path = format!("/messages/new/{}", app.house.person("rosa-jimenez").await);
        let page = maria.get(&path).await;
        let fields = [("form", page.hidden("form")), ("to", page.hidden("to")), ("person", page.hidden("person")), ("from", path.clone()),
            ("endpoint", page.hidden("endpoint")), ("keep_for", "/language".into()), ("body", "medio pensamiento".into())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let to = maria.post("/keep", &fields).await.location().to_owned();
        assert_eq!(to, format!("/language?from={path}"));
        assert!(maria.get(&to).await.body.contains(&format!("value=\"{path}\"")));
        assert_eq!(maria.post("/api/account/language", &[("language", "ar"), ("from", &path)]).await.location(), path);
        let page = maria.get(&path).await;
        assert!(page.body.contains("<html lang=\"ar\" dir=\"rtl\">") && page.body.contains("medio pensamiento"));
    }
}

on_both! {
    async fn the_island_saves_a_draft_and_the_page_brings_it_back(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.house.thread("tasha-june").await.to_string();
        let request = Request::post("/api/messages/draft").header("sec-fetch-site", "same-origin").header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded").body(format!("thread={thread}&body=half+a+thought").into()).unwrap();
        let kept = tasha.send(request).await;
        assert_eq!((kept.status, kept.body.as_str()), (StatusCode::OK, "true"));
        assert!(tasha.get(&format!("/messages/{thread}")).await.body.contains("half a thought"));
        assert!(!app.person("june-bell").await.get(&format!("/messages/{thread}")).await.body.contains("half a thought"));
    }
}

on_both! {
    async fn words_that_sound_like_danger_meet_people_first_and_are_sent_all_the_same(app: App) {
        let thread = app.house.thread("tasha-june").await.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{thread}");
        let form = tasha.get(&path).await.hidden("form");
        let words = "He hit me again and I don't feel safe here";
        let first = tasha.post("/api/messages/send", &[("form", &form), ("thread", &thread), ("body", words)]).await;
        assert_eq!((first.status, first.location()), (StatusCode::SEE_OTHER, path.as_str()));
        let page = tasha.get(&path).await;
        assert!(page.body.contains("tel:988") && page.body.contains("1-800-799-7233") && page.body.contains("don't feel safe here"), "{}", page.body);
        assert!(!page.body.contains("role=\"alert\""), "nothing is wrong with her words");
        assert_eq!((page.hidden("form"), page.hidden("offered")), (form.clone(), "1".into()));
        assert_eq!(app.house.number("SELECT count(*) FROM message WHERE body LIKE 'He hit%'").await, 0);
        let second = tasha.post("/api/messages/send", &[("form", &form), ("thread", &thread), ("body", words), ("offered", "1")]).await;
        assert!(second.location().starts_with(&path));
        assert_eq!(app.house.number("SELECT count(*) FROM message WHERE body LIKE 'He hit%'").await, 1);
        // The offer of crisis lines is not visible to anyone else, and nothing about it is stored.
        assert!(!app.person("june-bell").await.get(&path).await.body.contains("tel:18007997233"));
    }
}

on_both! {
    async fn several_write_together_and_a_reader_is_taken_off(app: App) {
        let family = app.house.family("carter").await;
        let mut ben = app.person("ben-ortiz").await;
        let page = ben.get(&format!("/family/{family}/messages/new")).await;
        let (tasha, nora) = (app.house.person("tasha-carter").await, app.house.person("nora-price").await);
        let (one, two) = (format!("people-{tasha}"), format!("people-{nora}"));
        let form = page.hidden("form");
        let id = family.to_string();
        let none = ben.post("/api/messages/begin", &[("form", &form), ("family", &id), ("kind", "team"), (&one, "yes")]).await;
        let back = ben.get(none.location()).await;
        assert!(back.body.contains("Choose two people or more") && back.body.contains("checked") && back.hidden("form") == form, "{}", back.body);
        let begun = ben.post("/api/messages/begin", &[("form", &form), ("family", &id), ("kind", "team"), (&one, "yes"), (&two, "yes")]).await;
        let thread = begun.location().to_owned();
        let page = ben.get(&thread).await;
        assert!(page.text().contains("Ben Ortiz started this conversation"), "{}", page.text());
        let mut her = app.person("nora-price").await;
        let hers = her.get(&thread).await.text();
        assert!(hers.contains("Ben Ortiz (Worker)") && hers.contains("Tasha Carter (Parent)") && hers.contains("can read this. Nobody else."), "{hers}");
        let key = thread.rsplit('/').next().unwrap().to_owned();
        ben.post("/api/messages/leave", &[("thread", &key), ("person", &nora.to_string())]).await;
        assert_eq!(her.get(&thread).await.status, StatusCode::NOT_FOUND);
        assert!(ben.get(&thread).await.text().contains("Nora Price was taken off by Ben Ortiz"));
        assert!(ben.get(&format!("{thread}/readers")).await.text().contains("Put in Nora Price (Caregiver)"));
        // The other parent sees nothing of the thread.
        let mut him = app.person("marcus-reed").await;
        assert!(!him.get("/messages").await.body.contains(&key) && him.get(&thread).await.status == StatusCode::NOT_FOUND);
    }
}

// The confidentiality notice is shown only where it is true and only to the parent: it depends on
// the participants and on the viewer.
on_both! {
    async fn what_stays_between_two_is_said_where_two_read(app: App) {
        const TWO: &str = "What you write here stays between you and your parent partner.";
        const SEVERAL: &str = "Everyone named above can read this.";
        async fn said(browser: &mut support::Browser, path: &str) -> (bool, bool) {
            let page = browser.get(path).await;
            let page = if page.status == StatusCode::SEE_OTHER { browser.get(page.location()).await } else { page };
            assert_eq!(page.status, StatusCode::OK, "{path}");
            (page.text().contains(TWO), page.text().contains(SEVERAL))
        }
        let (rosa_id, maria_id) = (app.house.person("rosa-jimenez").await.to_string(), app.house.person("maria-luna").await.to_string());
        let dana_id = app.house.person("dana-fox").await.to_string();
        let (mut maria, mut rosa, mut dana) = (app.person("maria-luna").await, app.person("rosa-jimenez").await, app.person("dana-fox").await);
        // A parent and her parent partner, before and after the first message. The partner does not
        // see the notice.
        assert_eq!(said(&mut maria, &format!("/messages/new/{rosa_id}")).await, (true, false));
        let pair = maria.write_to(&rosa_id, "Solo para usted").await;
        assert_eq!(said(&mut maria, &pair).await, (true, false));
        assert_eq!(said(&mut rosa, &pair).await, (false, false));
        // Staff have no such agreement among themselves, nor with a parent.
        let to_mentor = dana.write_to(&rosa_id, "About the meeting").await;
        assert_eq!(said(&mut dana, &to_mentor).await, (false, false));
        let mut alma = app.person("alma-brooks").await;
        assert_eq!(said(&mut alma, &format!("/messages/new/{rosa_id}")).await, (false, false));
        assert_eq!(said(&mut maria, &format!("/messages/new/{dana_id}")).await, (false, false));
        // When agency staff take part, the parent is told who can read, and the others see no
        // notice.
        let family = app.house.family("luna").await;
        let form = dana.get(&format!("/family/{family}/messages/new")).await.hidden("form");
        let (one, two, id) = (format!("people-{maria_id}"), format!("people-{rosa_id}"), family.to_string());
        let begun = dana.post("/api/messages/begin", &[("form", &form), ("family", &id), ("kind", "team"), (&one, "yes"), (&two, "yes")]).await;
        let team = begun.location().to_owned();
        assert_eq!(said(&mut maria, &team).await, (false, true));
        assert_eq!(said(&mut rosa, &team).await, (false, false));
        assert_eq!(said(&mut dana, &team).await, (false, false));
        // When only those two remain, the thread still counts as the team's, because others have
        // read it.
        let key = team.rsplit('/').next().unwrap().to_owned();
        let left = dana.post("/api/messages/leave", &[("thread", &key), ("person", &dana_id)]).await;
        assert_eq!(left.location(), "/messages");
        assert_eq!(said(&mut maria, &team).await, (false, true));
    }
}

/// While an import holds SQLite's single writer, a form gets an error page with its text and can be
/// sent again.
#[tokio::test]
async fn a_busy_database_gives_the_words_back() {
    let app = support::apps().await.remove(0);
    let support::house::Raw::Sqlite(pool) = &app.house.raw else { unreachable!() };
    let mut maria = app.person("maria-luna").await;
    let rosa = app.house.person("rosa-jimenez").await.to_string();
    let form = maria.get(&format!("/messages/new/{rosa}")).await.hidden("form");
    let fields = [("form", form.as_str()), ("to", &rosa), ("body", "Palabras que no se pierden")];
    let mut import = pool.acquire().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut *import).await.unwrap();
    let busy = maria.post("/api/messages/send", &fields).await;
    assert_eq!(busy.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(busy.headers["retry-after"], "60");
    assert!(busy.body.contains("Palabras que no se pierden") && busy.body.contains(&form), "{}", busy.body);
    sqlx::query("ROLLBACK").execute(&mut *import).await.unwrap();
    assert_eq!(maria.post("/api/messages/send", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.house.number("SELECT count(*) FROM message WHERE body = 'Palabras que no se pierden'").await, 1);
}

on_both! {
    async fn a_conversation_is_searched_printed_and_taken_along(app: App) {
        let thread = app.house.thread("tasha-june").await.to_string();
        app.house.write("tasha-carter", model::messages::To::Thread(app.house.thread("tasha-june").await), "=HYPERLINK(\"http://evil.test\",\"click\")").await.unwrap();
        let mut june = app.person("june-bell").await;
        let to = june.post("/api/messages/search", &[("words", "hyperlink")]).await;
        assert_eq!(to.location(), "/messages/search", "what is looked for stands in no address");
        let page = june.get("/messages/search").await;
        assert!(page.body.contains(&format!("/messages/{thread}?at=2#m2")) && page.text().contains("1 message"), "{}", page.body);
        assert!(june.get(&format!("/messages/{thread}?at=2")).await.body.contains("id=\"m2\""));
        let table = june.get(&format!("/messages/{thread}/table")).await;
        assert_eq!(table.headers["content-disposition"], "attachment; filename=\"messages.csv\"");
        assert!(table.body.contains("\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"click\"\")\""), "{}", table.body);
        assert!(june.get(&format!("/messages/{thread}/print")).await.body.contains("class=\"print\""));
        let pdf = june.get(&format!("/messages/{thread}/pdf")).await;
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        // Another person who uses the same browser later does not see her search.
        june.post("/api/account/sign-out", &[]).await;
        app.person("marcus-reed").await;
        let back = june.post("/api/account/sign-in", &[("name", "marcus-reed"), ("passphrase", "correct horse battery")]).await;
        assert_eq!(back.location(), "/");
        assert!(!june.get("/messages/search").await.body.contains("hyperlink"));
    }
}

on_both! {
    async fn strange_words_are_words(app: App) {
        let id = app.house.thread("tasha-june").await;
        let thread = id.to_string();
        let mut tasha = app.person("tasha-carter").await;
        let path = format!("/messages/{thread}");
        for words in ["👩‍👧‍👦 ❤️", "a\u{200B}b\u{202E}cba\u{2066}", "<script>alert(1)</script>", "'; DROP TABLE message; --", "nul\u{0}l", "{{7*7}} ${7*7}"] {
            let form = tasha.get(&path).await.hidden("form");
            let sent = tasha.post("/api/messages/send", &[("form", &form), ("thread", &thread), ("body", words)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{words:?}");
        }
        let page = tasha.get(&path).await;
        assert!(page.body.contains("👩‍👧‍👦") && page.body.contains("&lt;script&gt;") && !page.body.contains("<script>alert"));
        // A text of 20,000 characters is returned whole, and 200 messages in a row are accepted
        // without throttling.
        let form = tasha.get(&path).await.hidden("form");
        let long = "é".repeat(20_000);
        let back = tasha.post("/api/messages/send", &[("form", &form), ("thread", &thread), ("body", &long)]).await;
        assert!(tasha.get(back.location()).await.body.contains(&long));
        for n in 0..200 {
            app.house.write("tasha-carter", model::messages::To::Thread(id), &format!("{n}")).await.unwrap();
        }
        assert!(app.person("june-bell").await.get(&path).await.body.contains(">199<"));
    }
}

on_both! {
    async fn who_stands_in_is_only_named_to_those_who_may_write_to_them(app: App) {
        let mut ben = app.person("ben-ortiz").await;
        let thread = app.house.thread("marcus-ben").await;
        let mut marcus = app.person("marcus-reed").await;
        // June supports the other parent, so Marcus must not see her name, and a link to her would
        // be forbidden.
        for (cover, named) in [("pat-nguyen", true), ("june-bell", false)] {
            let id = app.house.person(cover).await.to_string();
            let said = ben.post("/api/messages/away", &[("starts", "2026-11-20"), ("ends", "2026-11-30"), ("cover", &id)]).await;
            assert_eq!(said.location(), "/messages/away", "{cover}");
            let page = marcus.get(&format!("/messages/{thread}")).await;
            assert!(page.text().contains("Ben Ortiz is away. Last day away: "), "{}", page.text());
            assert_eq!(page.body.contains(&id), named, "{cover}");
            assert_eq!(page.text().contains("Write to Pat Nguyen meanwhile"), named, "{cover}");
            assert!(!page.body.contains("June"));
        }
    }
}

on_both! {
    async fn a_search_shows_and_marks_what_was_found(app: App) {
        let mut tasha = app.person("tasha-carter").await;
        let thread = app.house.thread("tasha-june").await;
        let body = format!("{}<b>Reunión</b> at the lake house {}", "We will meet again, as we said. ".repeat(9), "👨‍👩‍👧‍👦 ".repeat(150));
        let page = tasha.get(&format!("/messages/{thread}")).await;
        let fields = [("form", &*page.hidden("form")), ("thread", &*thread.to_string()), ("body", &*body)];
        assert_eq!(tasha.post("/api/messages/send", &fields).await.status, StatusCode::SEE_OTHER);
        tasha.post("/api/messages/search", &[("words", "reunion LAK")]).await;
        let page = tasha.get("/messages/search").await;
        let shown = page.body.split("<bdi").nth(1).and_then(|rest| rest.split("</bdi>").next()).unwrap().replace("<!>", "");
        assert!(shown.contains("&lt;b&gt;<mark>Reunión</mark>&lt;/b&gt; at the <mark>lak</mark>e house"), "{shown}");
        assert!(shown.ends_with("👨‍👩‍👧‍👦 …") || shown.ends_with("👨‍👩‍👧‍👦…"), "{shown}");
    }
}

on_both! {
    async fn a_message_in_which_nothing_is_to_see_is_not_sent(app: App) {
        let mut maria = app.person("maria-luna").await;
        let thread = app.house.thread("maria-dana").await.to_string();
        let path = format!("/messages/{thread}");
        let before = app.house.number("SELECT count(*) FROM message").await;
        for nothing in ["\u{200B}", "\u{2060}\r\n", "\u{AD}", "\u{2800}", "\u{3164}", "\u{FE0F}\u{200D}", "\u{E0041}", "\u{7}", "\u{A0}\u{202F}"] {
            let form = maria.get(&path).await.hidden("form");
            let back = maria.post("/api/messages/send", &[("form", &form), ("thread", &thread), ("body", nothing)]).await;
            assert_eq!(back.location(), path, "{nothing:?}");
            maria.post("/api/messages/draft", &[("thread", &thread), ("body", nothing)]).await;
        }
        assert_eq!(app.house.number("SELECT count(*) FROM message").await, before);
        assert_eq!(app.house.number("SELECT count(*) FROM draft").await, 0);
        // Invisible text is refused as own words in the plan as well.
        let family = app.house.family("luna").await.to_string();
        let (path, items) = (format!("/family/{family}/plan/own"), "SELECT count(*) FROM plan_item");
        let (form, before) = (maria.get(&path).await.hidden("form"), app.house.number(items).await);
        let back = maria.post("/api/plan/own", &[("form", &form), ("family", &family), ("words", "\u{2800}"), ("who", "wide")]).await;
        assert_eq!((back.location(), app.house.number(items).await), (path.as_str(), before));
    }
}
