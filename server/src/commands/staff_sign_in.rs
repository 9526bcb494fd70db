//! The `staff-sign-in` command: sets what an agency asks of its staff at sign-in.

use anyhow::{anyhow, bail};
use model::account::staff::StaffSignInRule;
use store::Error;
use store::authentication::staff::set_staff_sign_in;

use crate::config::Settings;

pub async fn run(
    settings: &Settings,
    rule: StaffSignInRule,
    agency: Option<&str>,
) -> anyhow::Result<()> {
    if rule == StaffSignInRule::IdentityProvider && settings.identity_provider.oidc_issuer.is_none()
    {
        bail!(
            "without an identity provider this would lock every member of staff out; set \
                ALONGSIDE_OIDC_ISSUER first (docs/staff-sign-in.md)"
        );
    }
    let db = super::open_as_system(settings).await?;
    match set_staff_sign_in(&db, agency, rule).await {
        Ok(()) => {
            eprintln!("The rule holds from the next request on.");
            Ok(())
        }
        Err(Error::NotFound) => bail!("no agency has this key; import it first"),
        Err(other) => Err(anyhow!(other)),
    }
}
