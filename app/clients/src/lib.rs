//! Clients of other services: the mail server, the SMS gateway, web push services, machine
//! translation, and the identity provider of staff. They are told their settings as plain values,
//! and know neither the database nor a page.

pub mod email;
mod error;
mod http_client;
pub mod machine_translation;
pub mod openid;
pub mod sms;
pub mod web_push;

use std::time::Duration;

pub use error::ClientError;

/// Timeout for each call to a delivery service.
pub const DELIVERY_TIMEOUT: Duration = Duration::from_secs(15);

/// Result of one delivery attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryResult {
    /// The service accepted the notification.
    Accepted,
    /// A temporary failure: retry later.
    Retry,
    /// A permanent failure: this address can never be delivered to.
    Rejected,
    /// The browser's push subscription no longer exists; it is deleted.
    SubscriptionGone,
    /// The owner of the number has opted out (STOP) at the SMS gateway.
    OptedOut,
}
