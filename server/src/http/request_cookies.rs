//! Cookies of a request, and whether its browser accepts any.

use app::request::context::{COOKIE_MARK, RequestContext};
use http::{HeaderMap, Method, header};
use tower_sessions::cookie::Cookie;
use url::form_urlencoded;

/// How old, in seconds, the timestamp in the `COOKIE_MARK` query parameter may be for the request
/// to count as the one that follows the Set-Cookie redirect.
const COOKIE_MARK_SECONDS: u64 = 120;

/// The value of the first cookie with this name in all `Cookie` headers.
pub fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    lines
        .flat_map(|line| Cookie::split_parse(line.to_owned()))
        .flatten()
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Whether this request follows a redirect that set a cookie less than `COOKIE_MARK_SECONDS`
/// seconds ago and carries no cookie. The browser then rejects cookies, and signing in cannot work.
pub fn is_cookie_rejected(context: &RequestContext, parts: &http::request::Parts) -> bool {
    let mark = || {
        let query = parts.uri.query()?;
        // The last parameter counts: `with_cookie_mark` appends one to an address that may already
        // hold an old one.
        let (_, at) = form_urlencoded::parse(query.as_bytes())
            .filter(|(name, _)| name == COOKIE_MARK)
            .last()?;
        at.parse::<i64>().ok()
    };
    parts.method == Method::GET
        && !context.has_cookie
        && mark().is_some_and(|at| {
            context.db.clock().now().as_second().abs_diff(at) < COOKIE_MARK_SECONDS
        })
}
