//! What belongs to the whole process and not to a feature: bounded pools for blocking work, and the
//! TLS crypto provider.

pub mod blocking_pool;
pub mod tls;
