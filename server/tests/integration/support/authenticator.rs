//! A device with one passkey, which answers as the WebAuthn functions of its browser do.
#![allow(clippy::unwrap_used)]

use base64ct::{Base64UrlUnpadded, Encoding};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::TestResponse;

/// The host of the portal in the tests.
const HOST: &str = "portal.test";
/// Flags of the authenticator data: the person was there, was verified, and a new key follows.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const WITH_KEY: u8 = 0x40;

/// What a device can do wrongly is public, so that a test changes it.
pub struct Authenticator {
    key: EcdsaKeyPair,
    credential_id: [u8; 32],
    /// The person whom the passkey was made for, in base64url.
    pub user: String,
    /// The site that the browser shows.
    pub origin: String,
    pub counter: u32,
    /// Whether the person unlocks the device.
    pub verifies: bool,
}

fn encode(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// The challenge on a page, for the browser.
pub fn passkey_options(page: &TestResponse) -> Value {
    let attribute = page.body.split("data-options=\"").nth(1).unwrap();
    let json = attribute.split('"').next().unwrap();
    serde_json::from_str(&json.replace("&quot;", "\"").replace("&amp;", "&")).unwrap()
}

impl Authenticator {
    /// A device with a key of its own; `number` tells it from others.
    pub fn new(number: u8) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_ASN1_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        Self {
            key: EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap(),
            credential_id: [number; 32],
            user: String::new(),
            origin: format!("http://{HOST}"),
            counter: 0,
            verifies: true,
        }
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        let data = json!({
            "type": kind,
            "challenge": options["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        });
        data.to_string()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut data = Sha256::digest(HOST.as_bytes()).to_vec();
        data.push(PRESENT | verified | flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn response(&self, response: Value) -> String {
        let id = encode(&self.credential_id);
        json!({
            "id": id,
            "rawId": id,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
        })
        .to_string()
    }

    /// Makes the passkey. Returns the answer as the script of the page sends it.
    pub fn make(&mut self, options: &Value) -> String {
        self.user = options["user"]["id"].as_str().unwrap().to_owned();
        let mut data = self.authenticator_data(WITH_KEY);
        // No model of the device, then the credential id with its length.
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(self.credential_id);
        // A COSE key in CBOR: ES256 on P-256 with its two coordinates.
        let point = self.key.public_key().as_ref();
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(&point[1..33]);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(&point[33..65]);
        // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = self.client_data("webauthn.create", options);
        self.response(json!({
            "attestationObject": encode(&object),
            "clientDataJSON": encode(client.as_bytes()),
        }))
    }

    /// Uses the passkey. Returns the answer as the script of the page sends it.
    pub fn answer(&mut self, options: &Value) -> String {
        self.counter += 1;
        let data = self.authenticator_data(0);
        let client = self.client_data("webauthn.get", options);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(client.as_bytes()));
        let signature = self.key.sign(&SystemRandom::new(), &signed).unwrap();
        self.response(json!({
            "authenticatorData": encode(&data),
            "clientDataJSON": encode(client.as_bytes()),
            "signature": encode(signature.as_ref()),
            "userHandle": self.user,
        }))
    }
}
