//! Determines the IP address of the client, directly or behind reverse proxies. Rate limits and
//! connection limits count by it.
//!
//! A client can send any `X-Forwarded-For` or `Forwarded` header. The entries are therefore read
//! from the right, past the addresses of trusted proxies, up to the first address that is not
//! trusted: only entries that a trusted proxy has appended are used.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use anyhow::Context as _;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderName, header};
use ipnet::IpNet;

/// The IP address of the client, set as an extension of every request whose connection is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The key by which limits are counted: the IPv4 address, or the /64 network of an IPv6
    /// address, because one subscriber usually has a whole /64.
    pub fn network_key(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
                address.to_bits() & !u128::from(u64::MAX),
            )),
            address @ IpAddr::V4(_) => address,
        }
    }
}

/// Parses a network of trusted proxies: CIDR notation such as `10.0.0.0/8`, or a single address.
///
/// # Errors
/// When the text is neither.
pub fn parse_network(typed: &str) -> anyhow::Result<IpNet> {
    let typed = typed.trim();
    match typed.parse::<IpAddr>() {
        // Peers are compared in canonical form, in which an IPv4-mapped address is IPv4.
        Ok(address) => Ok(IpNet::from(address.to_canonical())),
        Err(_) => typed
            .parse()
            .with_context(|| format!("{typed} is no network such as 10.0.0.0/8 or 192.0.2.7")),
    }
}

/// Middleware: adds the `ClientAddress` extension to the request.
pub async fn attach_client_address(
    State(trusted): State<Arc<[IpNet]>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        let client = ClientAddress(resolve_client_address(
            peer.ip(),
            request.headers(),
            &trusted,
        ));
        request.extensions_mut().insert(client);
    }
    next.run(request).await
}

/// The rightmost address, beginning with the peer's, that does not belong to a trusted proxy.
pub fn resolve_client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    // A dual-stack socket reports an IPv4 client as an IPv6 address (::ffff:192.0.2.7).
    let peer = peer.to_canonical();
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let legacy = header_entries(headers, &HeaderName::from_static("x-forwarded-for"));
    let standard = header_entries(headers, &header::FORWARDED);
    let hops: Vec<Option<IpAddr>> = match (legacy.is_empty(), standard.is_empty()) {
        (false, true) => legacy.iter().map(|entry| parse_address(entry)).collect(),
        (true, false) => standard
            .iter()
            .map(|entry| parse_address(forwarded_for(entry)?))
            .collect(),
        // A proxy sets one of the two headers. If both are present, the client may have forged one
        // of them.
        _ => return peer,
    };
    let mut nearest = peer;
    for hop in hops.into_iter().rev() {
        // The last known address before an entry that cannot be parsed is that of the proxy that
        // passed it on.
        let Some(hop) = hop else { return nearest };
        nearest = hop;
        if !is_trusted(&hop) {
            break;
        }
    }
    nearest
}

/// The entries of a comma-separated header, from all its lines. A line that is not visible ASCII
/// yields one empty entry, which fails to parse.
fn header_entries<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<&'a str> {
    headers
        .get_all(name)
        .iter()
        .flat_map(|line| line.to_str().unwrap_or("").split(','))
        .map(str::trim)
        .collect()
}

/// The `for=` of an element of `Forwarded` (RFC 7239).
fn forwarded_for(element: &str) -> Option<&str> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut found = pairs
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"))
        .map(|(_, value)| value.trim().trim_matches('"'));
    let first = found.next()?;
    // RFC 7239 allows each parameter once in an element.
    found.next().is_none().then_some(first)
}

/// Parses an address with or without a port: `192.0.2.7`, `192.0.2.7:41212`, `2001:db8::7`,
/// `[2001:db8::7]`, `[2001:db8::7]:41212`.
fn parse_address(entry: &str) -> Option<IpAddr> {
    let bare = entry
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .unwrap_or(entry);
    let parsed = bare
        .parse()
        .ok()
        .or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()));
    parsed.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved_address(peer: &str, headers: &[(&'static str, &str)]) -> String {
        let trusted: Vec<IpNet> = ["10.0.0.0/8", "2001:db8:1::/48", "192.0.2.1"]
            .iter()
            .map(|one| parse_network(one).unwrap())
            .collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), value.parse().unwrap());
        }
        resolve_client_address(peer.parse().unwrap(), &map, &trusted).to_string()
    }

    #[test]
    fn forwarded_address_counts_only_behind_a_trusted_proxy() {
        let spoof = [("x-forwarded-for", "203.0.113.9")];
        assert_eq!(resolved_address("198.51.100.7", &spoof), "198.51.100.7");
        assert_eq!(resolved_address("10.0.0.1", &spoof), "203.0.113.9");
        assert_eq!(resolved_address("::ffff:10.0.0.1", &spoof), "203.0.113.9");
        // A proxy that sets no header: all its users then share one limit.
        assert_eq!(resolved_address("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(
            resolved_address(
                "10.0.0.1",
                &[("forwarded", "for=203.0.113.9;proto=https;by=10.0.0.1")]
            ),
            "203.0.113.9"
        );
        assert_eq!(
            resolved_address(
                "10.0.0.1",
                &[("forwarded", "proto=https;For=\"[2001:db8::9]:4711\"")]
            ),
            "2001:db8::9"
        );
    }

    #[test]
    fn rightmost_untrusted_address_is_the_client() {
        let through = |list: &str| resolved_address("10.0.0.1", &[("x-forwarded-for", list)]);
        assert_eq!(
            through("1.1.1.1, 203.0.113.9"),
            "203.0.113.9",
            "what stands left of it is the client's own word"
        );
        assert_eq!(
            through("1.1.1.1, 203.0.113.9, 10.2.3.4, 192.0.2.1"),
            "203.0.113.9"
        );
        assert_eq!(
            through("10.9.9.9, 10.2.3.4"),
            "10.9.9.9",
            "a client within the trusted network"
        );
        assert_eq!(through("203.0.113.9:5566"), "203.0.113.9");
        assert_eq!(through("[2001:db8::9]:5566"), "2001:db8::9");
        assert_eq!(
            resolved_address(
                "2001:db8:1::5",
                &[
                    ("x-forwarded-for", "1.1.1.1"),
                    ("x-forwarded-for", "203.0.113.9")
                ]
            ),
            "203.0.113.9",
            "lines are one list"
        );
    }

    #[test]
    fn unreadable_or_doubled_headers_name_the_proxy() {
        // RFC 7239 allows `unknown` and names such as `_hidden` instead of an address.
        for list in [
            "unknown",
            "203.0.113.9, _hidden",
            "203.0.113.9, ",
            "",
            "203.0.113.9, evil.example",
            "999.1.1.1",
        ] {
            assert_eq!(
                resolved_address("10.0.0.1", &[("x-forwarded-for", list)]),
                "10.0.0.1",
                "{list}"
            );
        }
        assert_eq!(
            resolved_address(
                "10.0.0.1",
                &[
                    ("x-forwarded-for", "203.0.113.9"),
                    ("forwarded", "for=1.1.1.1")
                ]
            ),
            "10.0.0.1"
        );
        assert_eq!(
            // One of the two may be the client's own.
            resolved_address("10.0.0.1", &[("forwarded", "for=1.1.1.1;for=203.0.113.9")]),
            "10.0.0.1"
        );
        assert_eq!(
            resolved_address("10.0.0.1", &[("forwarded", "proto=https")]),
            "10.0.0.1"
        );
    }

    #[test]
    fn an_ipv6_subscriber_counts_once() {
        let network = |address: &str| {
            ClientAddress(address.parse().unwrap())
                .network_key()
                .to_string()
        };
        assert_eq!(network("2001:db8:7:8:1:2:3:4"), "2001:db8:7:8::");
        assert_eq!(network("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
    }

    #[test]
    fn trusted_network_is_a_cidr_or_an_address() {
        assert_eq!(
            parse_network(" 10.0.0.0/8 ").unwrap().to_string(),
            "10.0.0.0/8"
        );
        assert_eq!(
            parse_network("192.0.2.7").unwrap().to_string(),
            "192.0.2.7/32"
        );
        for bad in ["", "10.0.0.0/33", "proxy.example", "10.0.0"] {
            assert!(parse_network(bad).is_err(), "{bad}");
        }
    }
}
