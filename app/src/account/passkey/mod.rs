//! Passkeys: signing in with the fingerprint, the face or the code that unlocks one's device.
//!
//! A form asks for a challenge, which is stored in the session. The page then has a button, whose
//! script (`passkey.js`) hands the challenge to the device and sends its answer with a second form.

mod challenge;
pub mod own;
pub mod sign_in;
mod verifier;

pub use self::challenge::PasskeyAct;
pub use self::verifier::webauthn_of;
