//! The TLS crypto provider of the process. The libraries that use rustls (reqwest, lettre,
//! `object_store`) are built without a provider of their own.

/// Installs *ring* as the crypto provider of this process. Idempotent.
pub fn install_crypto_provider() {
    let _ = rustls::crypto::ring::default_provider().install_default();
}
