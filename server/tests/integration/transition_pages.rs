//! What holds for every page of a transition plan: the way back has one name, and who reads a part
//! stands above what one writes there.
#![allow(clippy::unwrap_used)]

use crate::support::route_ids::RouteIds;
use crate::support::routes::may_use;
use crate::support::{TestBrowser, on_each_engine};
use app::route_table::Route;
use app::routes::PAGE_ROUTES;
use model::transition::area::AreaQuestion;
use model::transition::{DocumentKind, TransitionPart};

/// The text of the first element of this kind, without its tags.
fn text_of(html: &str, element: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("<{element}"))?;
    let (_, rest) = rest.split_once('>')?;
    let (inside, _) = rest.split_once(&format!("</{element}>"))?;
    let pieces = inside.split('<').map(|piece| {
        // What stands before the first tag has none.
        piece.split_once('>').map_or(piece, |(_, text)| text)
    });
    Some(pieces.collect::<String>().trim().to_owned())
}

/// The address and the name of the link above the title of a page.
fn way_back(page: &str) -> Option<(String, String)> {
    let (_, main) = page.split_once("<main")?;
    let (above, _) = main.split_once("<h1")?;
    let (_, link) = above.rsplit_once("<a href=\"")?;
    let (href, _) = link.split_once('"')?;
    Some((href.to_owned(), text_of(&format!("<a{link}"), "a")?))
}

/// The patterns of the pages of transition plans that this person may open.
fn plan_pages(key: &str) -> Vec<String> {
    PAGE_ROUTES
        .iter()
        .filter(|route| may_use(route.access, key))
        .map(Route::pattern)
        .filter(|pattern| pattern.contains("/transition"))
        .collect()
}

/// Follows the way back of each page; returns how many have one.
async fn follow_ways_back(browser: &mut TestBrowser, key: &str, ids: &RouteIds) -> usize {
    let mut followed = 0;
    for pattern in plan_pages(key) {
        let path = ids.fill_path(&pattern);
        let page = browser.get(&path).await.body_text();
        let Some((href, name)) = way_back(&page) else {
            continue;
        };
        // The file of a page to print stands above its title too.
        if href.ends_with("/pdf") {
            continue;
        }
        let there = browser.get(&href).await.body_text();
        let title =
            text_of(&there, "h1").unwrap_or_else(|| panic!("{key} {path}: {href} has no title"));
        // The title of one's own plan is one's name, which names no page on a page of one's own.
        let expected = if href == "/transition" {
            "My transition plan"
        } else {
            title.as_str()
        };
        assert_eq!(name, expected, "{key} {path} leads to {href}");
        followed += 1;
    }
    followed
}

on_each_engine! {
    async fn each_way_back_has_the_name_of_the_page_that_it_leads_to(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        // The young person; a supervisor and a tribal representative, of whom Jay has asked
        // something.
        for (key, at_least) in [("jay-riley", 25), ("pat-nguyen", 3), ("lena-bird", 3)] {
            let mut browser = app.person(key).await;
            let followed = follow_ways_back(&mut browser, key, &ids).await;
            assert!(followed >= at_least, "{key}: {followed}");
        }
        // The pages of the worker, who is not tried with the others.
        let mut grace = app.person("grace-hall").await;
        for page in ["services-got", "credit", "dates", "documents/{document}", "copy", "rights"] {
            let pattern = format!("/family/{{id}}/transition/{{person}}/{page}");
            let page = grace.get(&ids.fill_path(&pattern)).await.body_text();
            assert_eq!(way_back(&page).map(|(_, name)| name), Some("Jay’s plan".to_owned()));
        }
    }
}

/// What stands above the form of a page.
fn above_form(page: &str) -> Option<&str> {
    let (_, main) = page.split_once("<main")?;
    let (above, _) = main.split_once("<form id=\"main-form\"")?;
    Some(above)
}

/// The pages whose main form writes nothing that the readers of a part read, or that say in other
/// words who reads it.
const OTHER_READERS: [&str; 11] = [
    // Its form changes who reads the part.
    "/transition/release/{part}",
    // No one else ever reads a note.
    "/transition/note/{part}",
    // A copy of all parts.
    "/transition/ninety-days",
    // The law gives no one a file, whatever it requires of the part with the documents.
    "/transition/vault",
    // The workers read it, whatever is released.
    "/transition/say/{event}",
    "/transition/services-got",
    "/transition/credit",
    "/transition/rights",
    "/transition/rights/{right}",
    // Belongs to no part, and only its owner reads it.
    "/transition/stay",
    "/transition/stay/letter",
];

/// The addresses of a page: one for each part, question and document that its pattern leaves open.
fn page_addresses(pattern: &str) -> Vec<String> {
    let parts: Vec<&str> = TransitionPart::ALL.iter().map(|part| part.slug()).collect();
    let questions = AreaQuestion::ALL.iter().map(|one| one.slug()).collect();
    let documents = DocumentKind::ALL.iter().map(|kind| kind.slug()).collect();
    let mut addresses = vec![pattern.to_owned()];
    for (name, slugs) in [
        ("{part}", parts),
        ("{question}", questions),
        ("{document}", documents),
    ] {
        if pattern.contains(name) {
            addresses = addresses
                .iter()
                .flat_map(|path| slugs.iter().map(move |slug| path.replace(name, slug)))
                .collect();
        }
    }
    addresses
}

/// The part to whose release a link above the form leads.
fn released_part(above: &str) -> Option<TransitionPart> {
    let (_, slug) = above.split_once("<a href=\"/transition/release/")?;
    let (slug, _) = slug.split_once('"')?;
    TransitionPart::parse(slug)
}

on_each_engine! {
    async fn who_reads_a_part_stands_above_the_main_form_that_writes_into_it(app: TestApp) {
        let ids = RouteIds::create_data(&app).await;
        let mut jay = app.person("jay-riley").await;
        let patterns = plan_pages("jay-riley");
        for other in OTHER_READERS {
            assert!(patterns.iter().any(|pattern| pattern == other), "{other} is no page");
        }
        let mut forms = 0;
        for pattern in patterns.iter().filter(|one| !OTHER_READERS.contains(&one.as_str())) {
            for address in page_addresses(pattern) {
                let path = ids.fill_path(&address);
                let page = jay.get(&path).await.body_text();
                let Some(above) = above_form(&page) else {
                    continue;
                };
                let part = released_part(above);
                let part = part.unwrap_or_else(|| panic!("{path} does not say who reads it"));
                if pattern.contains("{part}") {
                    assert!(path.contains(part.slug()), "{path} names {part:?}");
                }
                // Of a required part also why it is one, and what its readers have to do.
                let expected = if part.is_required() {
                    ["The law asks for this part.", "so that your agency helps you", "have to act"]
                } else {
                    ["Only you can see this."; 3]
                };
                for words in expected {
                    assert!(above.contains(words), "{path} {words}: {above}");
                }
                forms += 1;
            }
        }
        // Two questions and a step of each area, the documents, and three pages of one part each.
        let at_least = TransitionPart::AREAS.len() * 3 + DocumentKind::ALL.len() + 3;
        assert!(forms >= at_least, "{forms} of {at_least}");
    }
}
