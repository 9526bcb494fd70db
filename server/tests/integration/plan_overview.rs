//! The overview of the plan: what it shows, and the one link that shows the original texts. What is
//! open at first on the page to edit the plan, and how paper names translations by machines.
#![allow(clippy::unwrap_used)]

use crate::plan_workload::{first_agency_goal, plan_path};
use crate::support::{TestApp, TestBrowser, on_each_engine};
use http::StatusCode;

/// María agrees with a goal through the form on its page.
async fn agree_with_goal(app: &TestApp, maria: &mut TestBrowser, base: &str) {
    let goal = first_agency_goal(app, "luna", "maria-luna").await;
    let page = maria.get(&format!("{base}/item/{goal}")).await;
    let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
    let fields = [
        ("form", form.as_str()),
        ("family", &family),
        ("item", &goal),
        ("kind", "agree"),
        ("who", "own"),
    ];
    let sent = maria.post("/api/plan/reply", &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER);
}

on_each_engine! {
    async fn overview_has_first_lines_and_numbers_and_no_worry(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        let page = maria.get(&base).await;
        let text = page.body_text();
        let order = ["In our words", "Our strengths", "Goals and steps", "Needs and worries"];
        let places: Vec<Option<usize>> = order.iter().map(|title| text.find(title)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
        assert!(!text.contains("In July the children were alone"), "{text}");
        assert!(text.contains("2 goals") && text.contains("1 without your answer"), "{text}");
        let needs = maria.get(&format!("{base}/needs")).await.body_text();
        assert!(needs.contains("In July the children were alone"), "{needs}");
        agree_with_goal(&app, &mut maria, &base).await;
        let text = maria.get(&base).await.body_text();
        assert!(text.contains("2 goals") && !text.contains("without your answer"), "{text}");
        // The other parent learns nothing of her answer, not even that there is one.
        let his = app.person("luis-luna").await.get(&base).await.body_text();
        assert!(his.contains("1 without your answer") && !his.contains("1 reply"), "{his}");
        // The link that workers use most is above everything else.
        let worker = app.person("dana-fox").await.get(&base).await.body;
        let (_, main) = worker.split_once("<main").unwrap();
        let (above, _) = main.split_once("<h2").unwrap();
        assert!(above.contains(&format!("{base}/edit\"")), "{above}");
    }
}

on_each_engine! {
    async fn one_link_shows_every_text_of_a_page_as_it_was_written(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut maria = app.person("maria-luna").await;
        maria
            .post(
                "/api/account/language",
                &[("language", "es"), ("from", "/")],
            )
            .await;
        let (spanish, english) = (
            "La abuela Elena vive a dos cuadras",
            "Grandma Elena lives two blocks away",
        );
        for (page, back) in [("", ""), ("/words", ""), ("/goals", "?done=1")] {
            let path = format!("{base}{page}{back}");
            let shown = maria.get(&path).await.body;
            let link = if back.is_empty() {
                format!("{path}?original=1")
            } else {
                format!("{path}&original=1")
            };
            assert!(
                shown.contains(&format!("href=\"{}\"", link.replace('&', "&amp;"))),
                "{link}: {shown}"
            );
            assert!(!shown.contains("<details class=\"translation-details"), "{shown}");
            let original = maria.get(&link).await.body;
            assert!(original.contains(&format!("href=\"{path}\"")), "{original}");
            if page != "/goals" {
                assert!(shown.contains(spanish) && !shown.contains(english));
                assert!(original.contains(english) && !original.contains(spanish));
            }
        }
    }
}

on_each_engine! {
    async fn a_youth_finds_every_act_of_a_parent_on_their_plan(app: TestApp) {
        let base = plan_path(&app, "riley").await;
        let mut jay = app.person("jay-riley").await;
        let page = jay.get(&base).await.body;
        for act in ["propose", "progress", "week", "replies"] {
            assert!(page.contains(&format!("href=\"{base}/{act}\"")), "{act}: {page}");
        }
        assert!(jay.get("/").await.body_text().contains("You turn 18 in"));
        // The versions of the plan are read by those who see all of it.
        assert!(!page.contains(&format!("href=\"{base}/versions\"")), "{page}");
    }
}

/// The one group of lines that is open on the page to edit the plan.
fn open_group(page: &str) -> &str {
    let mut open = page.split("<details").filter(|part| {
        part.split_once('>')
            .is_some_and(|(tag, _)| tag.contains("line-group") && tag.contains(" open"))
    });
    let group = open
        .next()
        .unwrap_or_else(|| panic!("no group is open: {page}"));
    assert!(open.next().is_none(), "more than one group is open: {page}");
    group.split_once("</details>").unwrap().0
}

on_each_engine! {
    async fn the_page_to_edit_is_open_where_something_is_unpublished_else_at_a_goal(app: TestApp) {
        let base = plan_path(&app, "luna").await;
        let mut dana = app.person("dana-fox").await;
        let before = dana.get(&format!("{base}/edit")).await.body_text();
        let goal = open_group(&before);
        for words in ["Calm evenings at home", "Read a story before bed", "Add a step"] {
            assert!(goal.contains(words), "{words}: {goal}");
        }
        assert!(!before.contains("Not published"), "{before}");
        let page = dana.get(&format!("{base}/add/need")).await;
        let (form, family) = (page.hidden_value("form"), page.hidden_value("family"));
        let fields = [
            ("form", form.as_str()),
            ("family", &family),
            ("kind", "need"),
            ("words", "A lamp for the hall"),
        ];
        let saved = dana.post("/api/plan/add", &fields).await;
        assert_eq!(saved.location(), format!("{base}/edit"));
        let after = dana.get(&format!("{base}/edit")).await.body_text();
        let needs = open_group(&after);
        for words in ["What the family needs", "A lamp for the hall", "Not published"] {
            assert!(needs.contains(words), "{words}: {needs}");
        }
        // The first screen says it too, and every other line is still on the page.
        assert!(after.contains("Not published yet: What the family needs"), "{after}");
        let lines = |page: &str| page.matches("/plan/edit/").count();
        assert_eq!(lines(&after), lines(&before) + 1, "{after}");
    }
}

on_each_engine! {
    async fn paper_says_which_words_a_machine_translated(app: TestApp) {
        let print = format!("{}/version/3/print", plan_path(&app, "luna").await);
        let mut maria = app.person("maria-luna").await;
        maria
            .post("/api/account/language", &[("language", "es"), ("from", "/")])
            .await;
        let words = "Llamar a la clínica para la prueba de audición de Mateo";
        let paper = maria.get(&print).await.body_text();
        assert!(paper.contains(words) && !paper.contains("Traducción automática"), "{paper}");
        let by_machine = "UPDATE translation SET machine = TRUE WHERE body LIKE \
            'Llamar a la clínica para la prueba%'";
        assert_eq!(app.database.execute_sql(by_machine).await.unwrap(), 1);
        let paper = maria.get(&print).await.body_text();
        let labeled = format!("{words}\nTraducción automática (Elena Ruiz). Puede tener errores.");
        assert!(paper.contains(&labeled), "{paper}");
        assert_eq!(paper.matches("Traducción automática").count(), 1, "{paper}");
    }
}
