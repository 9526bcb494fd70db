//! `script/check-markup` refuses code with which typed text could become markup.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::Command;

use tempfile::TempDir;

/// Whether the check accepts a source file with this line.
fn check_accepts(line: &str) -> bool {
    check_accepts_file("app/src/plan/page.rs", line)
}

/// Whether the check accepts a file with this content.
fn check_accepts_file(path: &str, content: &str) -> bool {
    let folder = TempDir::new().unwrap();
    for needed in ["app/src/plan", "server/src", "style"] {
        fs::create_dir_all(folder.path().join(needed)).unwrap();
    }
    fs::write(folder.path().join(path), content).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../script/check-markup");
    Command::new(script)
        .arg(folder.path())
        .output()
        .unwrap()
        .status
        .success()
}

#[test]
fn text_area_outside_its_helper_is_refused() {
    assert!(!check_accepts(
        "view! { <textarea name=name>{value}</textarea> }"
    ));
    // The same element in the other syntax of the framework.
    assert!(!check_accepts("let area = html::textarea().child(value);"));
    assert!(check_accepts("view! { {area.view()} }"));
}

#[test]
fn raw_html_without_a_reason_is_refused() {
    assert!(!check_accepts("view! { <p inner_html=words></p> }"));
    // The calls of JavaScript as well: the check reads scripts by the same rules.
    assert!(!check_accepts(
        "element.insertAdjacentHTML('beforeend', words)"
    ));
    assert!(check_accepts(
        "// raw-html: drawn by the server, escaped.\nview! { <p inner_html=words></p> }"
    ));
}

#[test]
fn children_that_leptos_does_not_escape_are_refused() {
    for line in [
        "<style>{words}</style>",
        "<script>{words}</script>",
        "<script nonce=n>{words}</script>",
        "<noscript>{words}</noscript>",
        "<noscript>\n    {words}\n</noscript>",
    ] {
        assert!(!check_accepts(line), "{line}");
    }
    // Leptos escapes the children of the `<p>`; only direct children of a noscript are not escaped.
    assert!(check_accepts(
        "<script src=address defer></script> <noscript><p>{words}</p></noscript>"
    ));
    assert!(check_accepts("<noscript>\n    <p>{words}</p>\n</noscript>"));
}

#[test]
fn state_without_its_component_is_refused_in_style_sheets() {
    for rule in [
        ".done { padding: 1rem }",
        ".card > .open, .row { color: red }",
        ":is(.late) { color: red }",
    ] {
        assert!(!check_accepts_file("style/plan.css", rule), "{rule}");
    }
    // A state of a component, another word, and an element in that state.
    assert!(check_accepts_file(
        "style/plan.css",
        ".tag.done { color: red }\n.new-message { color: red }\ndetails[open] { color: red }"
    ));
}
