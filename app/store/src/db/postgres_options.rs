//! PostgreSQL connection options from a URL: TLS with host name verification, and server-side
//! timeouts.

use std::net::IpAddr;
use std::path::Path;
use std::str::FromStr;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::Login;
use crate::error::Error;

/// libpq parameters that select among several servers. They are not supported, so a URL with one of
/// them is refused instead of silently ignored.
const MULTI_SERVER_PARAMETERS: [&str; 2] = ["target_session_attrs", "load_balance_hosts"];

/// The connection options of a URL. `ca` is a PEM file with the CA certificates to verify the
/// server against; `None` uses the CAs of the operating system.
///
/// A connection to another machine uses `sslmode=verify-full`: encrypted, with a certificate of a
/// known CA for this host name. Any weaker mode (`disable`, `allow`, `prefer`, `require`,
/// `verify-ca`) would permit a man-in-the-middle attack and is refused. For this machine the URL
/// decides; when a CA is given, the default there is `verify-full` too.
///
/// # Errors
/// `Refused` with what to write instead.
pub(super) fn connect_options(
    login: Login,
    url: &str,
    ca: Option<&Path>,
) -> Result<PgConnectOptions, Error> {
    let setting = login.setting_name();
    let UrlParts { authority, query } = split_url(url);
    refuse_several_servers(setting, authority, query)?;
    let mut options = PgConnectOptions::from_str(url).map_err(|error| {
        Error::Refused(format!("{setting} is not a PostgreSQL address: {error}"))
    })?;
    // sqlx passes the brackets of an IPv6 address on to the resolver and to TLS, which reject them.
    if let Some(bare) = options
        .get_host()
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'))
        .map(str::to_owned)
    {
        options = options.host(&bare);
    }
    if let Some(ca) = ca {
        check_ca_file(ca)?;
        options = options.ssl_root_cert(ca);
    }
    let mode = required_ssl_mode(setting, &options, query, ca.is_some())?;
    Ok(options
        .application_name("alongside")
        .ssl_mode(mode)
        // As start-up options, so that the limits hold from the first statement of each connection.
        .options(login.server_limits().iter().copied()))
}

/// Refuses a URL that lists several servers, in its host part or in its query string.
fn refuse_several_servers(setting: &str, authority: &str, query: &str) -> Result<(), Error> {
    // `%2c` is a comma too: sqlx decodes the parameters only later.
    let several = |value: &str| value.contains(',') || value.to_ascii_lowercase().contains("%2c");
    let several_named = query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .any(|(name, value)| matches!(name, "host" | "hostaddr" | "port") && several(value));
    if several(authority) || several_named || has_parameter(query, &MULTI_SERVER_PARAMETERS) {
        return Err(Error::Refused(format!(
            "{setting} names several servers, which is not understood; name one, and let that \
                name follow the primary on failover (docs/shared-database.md)"
        )));
    }
    Ok(())
}

/// Whether the query string of a URL has a parameter with one of these names.
fn has_parameter(query: &str, names: &[&str]) -> bool {
    query
        .split('&')
        .filter_map(|pair| pair.split('=').next())
        .any(|name| names.contains(&name))
}

/// The TLS mode for the host of `options`, as `connect_options` describes it. `has_ca` is true when
/// a CA file is configured.
fn required_ssl_mode(
    setting: &str,
    options: &PgConnectOptions,
    query: &str,
    has_ca: bool,
) -> Result<PgSslMode, Error> {
    let mode = options.get_ssl_mode();
    // `Prefer` is also sqlx's default, so the mode alone does not tell whether the operator chose
    // it.
    let chosen = has_parameter(query, &["sslmode", "ssl-mode"]);
    let named_ca = has_ca || has_parameter(query, &["sslrootcert", "ssl-root-cert", "ssl-ca"]);
    let socket = options.get_socket().is_some() || options.get_host().starts_with('/');
    if socket {
        return Ok(mode);
    }
    if is_loopback(options.get_host()) {
        // An operator who names a CA expects that the certificate is verified.
        return Ok(
            if !chosen && named_ca && matches!(mode, PgSslMode::Prefer) {
                PgSslMode::VerifyFull
            } else {
                mode
            },
        );
    }
    match mode {
        PgSslMode::VerifyFull => Ok(mode),
        PgSslMode::Prefer if !chosen => Ok(PgSslMode::VerifyFull),
        // Listed one by one, so that a new mode of sqlx does not compile until it is judged here.
        PgSslMode::Disable
        | PgSslMode::Allow
        | PgSslMode::Prefer
        | PgSslMode::Require
        | PgSslMode::VerifyCa => Err(Error::Refused(format!(
            "{setting} would reach {} without proof that it is that server; leave sslmode out or \
             set verify-full, and name the authority's file in ALONGSIDE_DATABASE_CA where the \
             system does not know it (docs/shared-database.md)",
            options.get_host()
        ))),
    }
}

/// The parts of a URL that are checked before sqlx parses it.
struct UrlParts<'a> {
    /// The hosts and ports.
    authority: &'a str,
    /// The query string.
    query: &'a str,
}

fn split_url(url: &str) -> UrlParts<'_> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let authority = rest.split('/').next().unwrap_or(rest);
    UrlParts {
        authority: authority.rsplit('@').next().unwrap_or(authority),
        query: query.split('#').next().unwrap_or(query),
    }
}

/// Whether a host is this machine: `localhost` or a loopback address. Other names do not count even
/// if they resolve to a loopback address, because DNS can change.
fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Checks that the CA file contains a certificate. An empty file would silently fall back to the
/// CAs of the operating system.
fn check_ca_file(ca: &Path) -> Result<(), Error> {
    let shown = ca.display();
    let mut found = CertificateDer::pem_file_iter(ca).map_err(|error| {
        Error::Refused(format!(
            "the CA file {shown} of ALONGSIDE_DATABASE_CA cannot be read: {error}"
        ))
    })?;
    match found.next() {
        Some(Ok(_)) => Ok(()),
        Some(Err(error)) => Err(Error::Refused(format!(
            "the CA file {shown} of ALONGSIDE_DATABASE_CA cannot be read: {error}"
        ))),
        None => Err(Error::Refused(format!(
            "the CA file {shown} of ALONGSIDE_DATABASE_CA has no certificate in it"
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ssl_mode_of(url: &str) -> Result<PgSslMode, String> {
        match connect_options(Login::Portal, url, None) {
            Ok(options) => Ok(options.get_ssl_mode()),
            Err(Error::Refused(words)) => Err(words),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn another_machine_is_reached_with_verify_full_or_not_at_all() {
        for host in [
            "db.example.org",
            "10.0.0.5",
            "[2001:db8::1]",
            "localhost.example.org",
            // Names that often resolve to this machine, but that DNS or a hosts file may point
            // elsewhere.
            "host.docker.internal",
            "0.0.0.0",
        ] {
            let url = format!("postgres://portal:secret-word@{host}:5432/alongside");
            assert!(
                matches!(ssl_mode_of(&url), Ok(PgSslMode::VerifyFull)),
                "{host}"
            );
            assert!(
                matches!(
                    ssl_mode_of(&format!("{url}?sslmode=verify-full")),
                    Ok(PgSslMode::VerifyFull)
                ),
                "{host}"
            );
            for less in ["disable", "allow", "prefer", "require", "verify-ca"] {
                let refused = ssl_mode_of(&format!("{url}?sslmode={less}")).unwrap_err();
                assert!(
                    refused.contains("DATABASE_URL") && refused.contains("verify-full"),
                    "{host} {less}: {refused}"
                );
                // The message goes to the server log, which must not contain the password.
                assert!(!refused.contains("secret-word"), "{refused}");
            }
        }
        // A host in the query overrides the host in the authority part.
        assert!(
            ssl_mode_of(
                "postgres://portal@localhost/alongside?host=db.example.org&sslmode=disable"
            )
            .is_err()
        );
        assert!(
            ssl_mode_of("postgres://portal@localhost/alongside?sslmode=disable&hostaddr=10.0.0.5")
                .is_err()
        );
    }

    #[test]
    fn this_machine_is_reached_as_the_address_says() {
        for host in ["localhost", "127.0.0.1", "127.8.0.1", "[::1]"] {
            assert!(
                matches!(
                    ssl_mode_of(&format!(
                        "postgres://portal@{host}/alongside?sslmode=disable"
                    )),
                    Ok(PgSslMode::Disable)
                ),
                "{host}"
            );
        }
        assert!(matches!(
            // A Unix socket cannot be intercepted on the network, so it needs no TLS.
            ssl_mode_of("postgres:///alongside?host=/run/postgresql&sslmode=disable"),
            Ok(PgSslMode::Disable)
        ));
        assert_eq!(
            connect_options(Login::Portal, "postgres://portal@[::1]/alongside", None)
                .unwrap()
                .get_host(),
            "::1"
        );
    }

    #[test]
    fn several_servers_in_one_address_are_refused_in_plain_words() {
        for url in [
            "postgres://portal@one.example.org,two.example.org/alongside",
            "postgres://portal@one.example.org:5432,two.example.org:5432/alongside?target_session_attrs=read-write",
            "postgres://portal@db.example.org/alongside?target_session_attrs=read-write",
            "postgres:///alongside?host=one.example.org,two.example.org",
            "postgres:///alongside?host=one.example.org%2Ctwo.example.org",
        ] {
            let refused = ssl_mode_of(url).unwrap_err();
            assert!(
                refused.contains("several servers") && refused.contains("failover"),
                "{url}: {refused}"
            );
        }
        // A comma outside of the host part is no list of servers.
        assert!(ssl_mode_of("postgres://portal:a,b@db.example.org/alongside?options=-c%20search_path%3Dpublic,pg_temp").is_ok());
    }
}
