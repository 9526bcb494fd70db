//! The public URL: the origin under which browsers reach the portal. Posted forms must come from it
//! (CSRF check), and the Host header must name it.

use anyhow::{Context as _, bail};
use http::uri::Authority;
use url::{Host, Url};

/// Scheme, host and port of the portal, such as `https://portal.example`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(Url);

impl PublicUrl {
    /// # Errors
    /// When the setting is not an http(s) URL, or has a part besides scheme, host and port. The
    /// message says which part is wrong.
    pub fn parse(setting: &str) -> anyhow::Result<Self> {
        let url = Url::parse(setting)
            .with_context(|| format!("the public URL {setting} is not a URL"))?;
        if !matches!(url.scheme(), "http" | "https") {
            bail!("the public URL must begin with https:// or http://");
        }
        if !url.username().is_empty() || url.password().is_some() {
            bail!("the public URL must not hold a user name: its host is what stands after the @");
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            bail!(
                "the public URL must end after its host or port: the portal serves from the root \
                    of an origin"
            );
        }
        Ok(Self(url))
    }

    /// The origin as browsers send it in the Origin header: lower case, without the default port.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// The origin that passkeys are made for. Browsers make none for an IP address, so a portal on
    /// a loopback address has them under the name `localhost`, which reaches it too.
    pub fn passkey_origin(&self) -> String {
        let mut url = self.0.clone();
        // Cannot fail for an http(s) URL. An unchanged IP address means a portal without passkeys.
        if self.is_loopback() && url.set_host(Some("localhost")).is_err() {
            return self.origin();
        }
        url.origin().ascii_serialization()
    }

    pub fn is_https(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// Whether the host is `localhost` or a loopback address, which no other machine can reach.
    pub fn is_loopback(&self) -> bool {
        self.0.host().is_some_and(|host| is_loopback_host(&host))
    }

    /// Whether a Host header names this portal. Case, a final dot and the default port make no
    /// difference. A portal on a loopback address accepts every loopback name at any port and no
    /// other name, so that a foreign name that resolves to 127.0.0.1 (DNS rebinding) is refused.
    pub fn matches_host(&self, host: &str) -> bool {
        let Some((host, port)) = self.parse_host(host) else {
            return false;
        };
        if self.is_loopback() {
            return is_loopback_host(&host);
        }
        self.parse_host(&self.0[url::Position::BeforeHost..url::Position::AfterPort])
            == Some((host, port))
    }

    fn parse_host(&self, host: &str) -> Option<(Host, u16)> {
        let authority: Authority = host.parse().ok()?;
        // `Authority` accepts user information, and takes what follows it as the host.
        if host.contains('@') {
            return None;
        }
        let name = authority
            .host()
            .strip_suffix('.')
            .unwrap_or(authority.host());
        let port = match authority.port() {
            Some(port) => port.as_str().parse().ok()?,
            // Something follows the host that is no valid port, as in `portal.example:`.
            None if host.len() > authority.host().len() => return None,
            None if self.is_https() => 443,
            None => 80,
        };
        Some((Host::parse(name).ok()?, port))
    }
}

fn is_loopback_host<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        // A URL keeps the final dot of a name. `parse_host` removes that of a Host header.
        Host::Domain(name) => matches!(name.as_ref(), "localhost" | "localhost."),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.to_canonical().is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn public_url_is_an_origin_and_nothing_more() {
        assert_eq!(
            PublicUrl::parse("https://Portal.Example:443/")
                .unwrap()
                .origin(),
            "https://portal.example"
        );
        assert_eq!(
            PublicUrl::parse("http://127.0.0.1:3000").unwrap().origin(),
            "http://127.0.0.1:3000"
        );
        for (public, passkeys) in [
            ("https://Portal.Example", "https://portal.example"),
            ("http://127.0.0.1:3000", "http://localhost:3000"),
            ("http://[::1]:3000", "http://localhost:3000"),
            ("http://10.0.0.7", "http://10.0.0.7"),
        ] {
            let url = PublicUrl::parse(public).unwrap();
            assert_eq!(url.passkey_origin(), passkeys);
        }
        for bad in [
            "portal.example",
            "ftp://portal.example",
            "https://portal.example/case",
            "https://a@portal.example",
            // `localhost:1` is user information here, and the host is evil.example.
            "http://localhost:1@evil.example",
            "https://portal.example?x",
            "https://",
        ] {
            assert!(PublicUrl::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn only_a_loopback_name_is_of_this_machine() {
        for name in [
            "http://localhost:3000",
            "http://LOCALHOST",
            "http://localhost.:3000",
            "http://127.0.0.1:3000",
            "http://127.8.0.1",
            "http://[::1]:3000",
            // The URL standard reads this as 127.0.0.1.
            "http://0x7f.1",
        ] {
            assert!(PublicUrl::parse(name).unwrap().is_loopback(), "{name}");
        }
        for name in [
            "http://localhost.example",
            "http://127.0.0.1.evil.example",
            // A server at this address listens on every network interface.
            "http://0.0.0.0:3000",
            "http://xlocalhost",
        ] {
            assert!(!PublicUrl::parse(name).unwrap().is_loopback(), "{name}");
        }
    }

    #[test]
    fn host_header_names_the_portal_or_is_refused() {
        let portal = PublicUrl::parse("https://portal.example").unwrap();
        for host in [
            "portal.example",
            "PORTAL.example",
            "portal.example.",
            "portal.example:443",
        ] {
            assert!(portal.matches_host(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "portal.example:80",
            "portal.example.evil.example",
            "x@portal.example",
            "portal.example:",
            "portal.example/x",
            "127.0.0.1",
            "portal.example:443:443",
            "portal.example, portal.example",
        ] {
            assert!(!portal.matches_host(host), "{host}");
        }
        // Without a port a Host header means the default port, which is another one here.
        let with_port = PublicUrl::parse("http://portal.example:8080").unwrap();
        assert!(
            with_port.matches_host("portal.example:8080")
                && !with_port.matches_host("portal.example")
        );
        let local = PublicUrl::parse("http://127.0.0.1:3000").unwrap();
        for host in [
            "localhost:3000",
            "LOCALHOST.:3000",
            "127.0.0.1:3000",
            "[::1]:3000",
            "localhost",
        ] {
            assert!(local.matches_host(host), "{host}");
        }
        for host in [
            // A name of someone else that resolves to 127.0.0.1 (DNS rebinding).
            "demo.example:3000",
            "127.0.0.1.evil.example",
            "localhost:3000:x",
        ] {
            assert!(!local.matches_host(host), "{host}");
        }
    }
}
