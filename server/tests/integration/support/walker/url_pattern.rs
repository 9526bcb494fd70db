//! Which addresses are of one kind of page.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use model::transition::area::parse_area;

/// A URL pattern: the path with its ids replaced, and the areas of a transition plan, whose pages
/// are alike.
pub(super) fn url_pattern(path: &str) -> String {
    let parts = path.split('?').next().unwrap().split('/');
    let plain = |part: &str| {
        let is_id = part.parse::<uuid::Uuid>().is_ok() || part.parse::<i64>().is_ok();
        if is_id || path.starts_with("/transition/") && parse_area(part).is_some() {
            "{id}".to_owned()
        } else {
            part.to_owned()
        }
    };
    parts.map(plain).collect::<Vec<_>>().join("/")
}
