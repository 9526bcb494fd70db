//! The HTTP client of the delivery services.

use reqwest::{Client, redirect};

use crate::{ClientError, DELIVERY_TIMEOUT};

/// An HTTP client with a timeout that follows no redirects and uses no proxy, so that credentials
/// and messages go only to the configured host.
pub(crate) fn build_http_client() -> Result<Client, ClientError> {
    // reqwest is built without a crypto provider of its own.
    runtime::tls::install_crypto_provider();
    Ok(Client::builder()
        .timeout(DELIVERY_TIMEOUT)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()?)
}
