//! The one choice of TLS. The libraries that speak it (reqwest, lettre, object_store) are built without a provider of their own.

/// Makes *ring* the provider of this process. A second call changes nothing.
pub fn ready() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
