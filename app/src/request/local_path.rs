//! Addresses from outside, which may only lead to a page of this portal.

use url::{Position, Url};

use crate::paths;

/// Sanitizes an untrusted address to a path and query of this portal, in ASCII. Every redirect to
/// user input must use it. The address is parsed as browsers do (tabs and line breaks are removed,
/// a backslash is a slash). Another origin, the form endpoints below `/api/` and invalid addresses
/// become `/`.
pub fn local_path_or_root(address: &str) -> String {
    parse_local_path(address).unwrap_or_else(|| paths::HOME.to_owned())
}

/// An address without its query and fragment.
pub(crate) fn without_query(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

fn parse_local_path(address: &str) -> Option<String> {
    // The value does not matter: the check is only whether the address leaves this origin.
    let origin = Url::parse("https://own.invalid/").ok()?;
    // A local address starts with a slash. Browsers resolve anything else against a page unknown
    // here.
    let url = Some(address)
        .filter(|address| address.starts_with('/'))
        .and_then(|address| origin.join(address).ok())?;
    let stays =
        url.origin() == origin.origin() && url.username().is_empty() && url.password().is_none();
    // Without its origin, a path that starts with two slashes would name another host.
    let page = !url.path().starts_with("//") && url.path_segments()?.next() != Some("api");
    (stays && page).then(|| url[Position::BeforePath..Position::AfterQuery].to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn own_address_stays_as_it_is() {
        for own in [
            "/",
            "/family/1/plan?x=1",
            "/messages/1?at=3&x=%2F%2Fevil.example",
            "/welcome/ABC-2",
        ] {
            assert_eq!(local_path_or_root(own), own);
        }
    }

    #[test]
    fn own_address_is_written_as_a_browser_reads_it() {
        assert_eq!(
            local_path_or_root("/plan#r1"),
            "/plan",
            "a fragment is not needed"
        );
        assert_eq!(
            local_path_or_root("/plan?of=Mar\u{ed}a"),
            "/plan?of=Mar%C3%ADa"
        );
        assert_eq!(
            local_path_or_root("/pl\tan\n"),
            "/plan",
            "as a browser reads it"
        );
        // Percent-encoded, these stay local paths.
        for own in [
            "/%09/evil.example/x",
            "/%2F%2Fevil.example",
            "/%5Cevil.example",
            "/\u{2215}\u{2215}evil.example",
        ] {
            assert!(local_path_or_root(own).starts_with("/%"), "{own}");
        }
    }

    #[test]
    fn address_from_outside_never_leads_to_another_host() {
        for bad in [
            "",
            "plan",
            "//",
            "///",
            "//evil.example",
            "https://evil.example",
            "https:evil.example",
            "https:/evil.example",
            "http:\\\\evil.example",
            "javascript:alert(1)",
            // Browsers read a backslash as a slash.
            "/\\evil.example",
            "\\\\evil.example",
            // Browsers remove tabs and line breaks, which leaves two slashes.
            "/\t/evil.example/x",
            "/\n/evil.example/x",
            "\t//evil.example",
            " //evil.example",
            "/\r\n/evil.example",
            "//user@evil.example",
            // With the placeholder host that the check resolves against.
            "//own.invalid@evil.example",
            "//user:word@own.invalid/plan",
            "//own.invalid:444/plan",
            // A path that starts with two slashes once its dots are resolved.
            "/.//evil.example",
            "/..//evil.example",
            "/%2e%2e//evil.example",
            "/plan/..//evil.example",
            "/./\\evil.example",
        ] {
            assert_eq!(local_path_or_root(bad), "/", "{bad:?}");
        }
    }

    // They answer POST only, so a redirect there would show an error page.
    #[test]
    fn address_from_outside_never_leads_to_a_form_endpoint() {
        for bad in [
            "/api/account/sign-out",
            "/x/../api/account/sign-out",
            "/%2e/api/account/sign-out",
            "/\tapi/account/sign-out",
        ] {
            assert_eq!(local_path_or_root(bad), "/", "{bad:?}");
        }
    }

    proptest! {
        /// For any input, the address starts with a slash, is printable ASCII, and stays on the
        /// same origin.
        #[test]
        fn any_address_from_outside_stays_here(typed in r"[/\\\t\r\n .:@%?#a-c09\u{2215}\u{ff0f}\u{3002}]{0,24}|(/|//|/%09|/%2e|/\\){0,3}(api|evil\.example|@|:80)?.{0,12}") {
            let own = local_path_or_root(&typed);
            prop_assert!(own.starts_with('/') && own.bytes().all(|byte| byte.is_ascii_graphic()), "{own}");
            for page in ["https://portal.example/a/b?c", "http://localhost:3000/"] {
                let page = Url::parse(page).unwrap();
                let there = page.join(&own).unwrap();
                prop_assert_eq!(there.origin(), page.origin());
                prop_assert!(!there.path().starts_with("/api/"));
            }
            prop_assert_eq!(local_path_or_root(&own), own);
        }
    }
}
