//! The settings of the identity provider with which staff sign in (docs/staff-sign-in.md).

use anyhow::{anyhow, bail};
use app::paths;
use app::request::identity_provider::IdentityProvider;
use clap::Args;
use clients::openid::{OpenIdClient, OpenIdSettings, RequiredClaim};
use model::account::staff::GroupRoles;

#[derive(Debug, Clone, Default, Args)]
pub struct IdentityProviderSettings {
    /// Issuer of the agency's OpenID Connect provider, such as https://login.example.org/tenant;
    /// staff can then sign in with it
    #[arg(long, env = "ALONGSIDE_OIDC_ISSUER", global = true, value_parser = parse_issuer)]
    pub oidc_issuer: Option<String>,
    /// Client id of the portal at the provider
    #[arg(long, env = "ALONGSIDE_OIDC_CLIENT_ID", global = true)]
    pub oidc_client_id: Option<String>,
    /// Client secret of the portal at the provider; without it, the portal is a public client
    #[arg(
        long,
        env = "ALONGSIDE_OIDC_CLIENT_SECRET",
        global = true,
        hide_env_values = true,
        // Secrets are random text. One that begins with a hyphen must not be parsed as a flag.
        allow_hyphen_values = true
    )]
    pub oidc_client_secret: Option<String>,
    /// Claim that shows a second factor, as CLAIM=VALUE or CLAIM=VALUE|VALUE, such as amr=mfa; a
    /// sign-in without it is refused
    #[arg(long, env = "ALONGSIDE_OIDC_REQUIRED_CLAIM", global = true, value_parser = RequiredClaim::parse)]
    pub oidc_required_claim: Option<RequiredClaim>,
    /// Scopes besides openid; offline_access lets the portal ask every minute whether a person may
    /// still sign in
    #[arg(
        long,
        env = "ALONGSIDE_OIDC_SCOPES",
        global = true,
        value_delimiter = ' ',
        default_value = "offline_access"
    )]
    pub oidc_scopes: Vec<String>,
    /// Claim that lists the groups of a person
    #[arg(
        long,
        env = "ALONGSIDE_OIDC_GROUPS_CLAIM",
        global = true,
        default_value = "groups"
    )]
    pub oidc_groups_claim: String,
    /// Role that each group allows, such as Caseworkers=worker,Supervisors=supervisor. A person
    /// whose groups do not allow all of their roles is refused; without it, groups are ignored
    #[arg(
        long,
        env = "ALONGSIDE_OIDC_GROUP_ROLES",
        global = true,
        value_delimiter = ','
    )]
    pub oidc_group_roles: Vec<String>,
}

/// Only https, except on this machine for tests: a machine that can answer in the provider's place
/// decides who signs in.
fn parse_issuer(text: &str) -> Result<String, String> {
    let is_local = |url: &url::Url| {
        url.scheme() == "http"
            && matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
    };
    match url::Url::parse(text) {
        Ok(url) if url.scheme() == "https" || is_local(&url) => Ok(text.to_owned()),
        _ => Err("must be an address that begins with https://".into()),
    }
}

impl IdentityProviderSettings {
    /// The provider, if one is configured. `public_base_url` is the address that people type.
    ///
    /// # Errors
    /// When a setting is missing or wrong; the message names it.
    pub fn open_provider(&self, public_base_url: &str) -> anyhow::Result<Option<IdentityProvider>> {
        let Some(issuer) = self.oidc_issuer.clone() else {
            return Ok(None);
        };
        let Some(client_id) = self.oidc_client_id.clone() else {
            bail!("--oidc-issuer needs --oidc-client-id");
        };
        // No default: what a provider says after two factors differs from one to the next.
        let Some(required) = self.oidc_required_claim.clone() else {
            bail!(
                "--oidc-issuer needs --oidc-required-claim, the claim that shows a second factor \
                    (docs/staff-sign-in.md)"
            );
        };
        let group_roles = GroupRoles::parse(&self.oidc_group_roles)
            .map_err(|error| anyhow!("--oidc-group-roles: {error}"))?;
        let client = OpenIdClient::new(OpenIdSettings {
            issuer,
            client_id,
            client_secret: self.oidc_client_secret.clone(),
            redirect_url: format!("{public_base_url}{}", paths::STAFF_SIGN_IN_RETURN),
            scopes: self
                .oidc_scopes
                .iter()
                .filter(|scope| !scope.is_empty())
                .cloned()
                .collect(),
            required,
            groups_claim: self.oidc_groups_claim.clone(),
        })?;
        Ok(Some(IdentityProvider {
            client,
            group_roles,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_needs_https_a_client_and_the_claim_of_a_second_factor() {
        assert!(parse_issuer("https://login.example.org/tenant").is_ok());
        assert!(parse_issuer("http://127.0.0.1:4000").is_ok());
        for wrong in [
            "http://login.example.org",
            "login.example.org",
            "javascript:alert(1)",
        ] {
            assert!(parse_issuer(wrong).is_err(), "{wrong}");
        }
        let mut settings = IdentityProviderSettings::default();
        assert!(
            settings
                .open_provider("https://portal.example")
                .unwrap()
                .is_none()
        );
        settings.oidc_issuer = Some("https://login.example.org".into());
        assert!(settings.open_provider("https://portal.example").is_err());
        settings.oidc_client_id = Some("portal".into());
        assert!(settings.open_provider("https://portal.example").is_err());
        settings.oidc_required_claim = Some(RequiredClaim::parse("amr=mfa").unwrap());
        assert!(
            settings
                .open_provider("https://portal.example")
                .unwrap()
                .is_some()
        );
        settings.oidc_group_roles = vec!["Caseworkers=parent".into()];
        assert!(settings.open_provider("https://portal.example").is_err());
    }
}
