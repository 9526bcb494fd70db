-- Passkeys: public keys with which people sign in.

CREATE TABLE passkey (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id),
    -- SHA-256 of the credential id, which a device sends with each answer.
    credential_hash TEXT NOT NULL UNIQUE,
    -- Credential id, public key and counter, as webauthn-rs writes them. No secret.
    credential TEXT NOT NULL,
    -- What its person calls it.
    name TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used_at TEXT,
    -- SHA-256 of the challenge that was answered last, so that no answer is accepted twice.
    last_challenge_hash TEXT
) STRICT;
CREATE INDEX passkey_person ON passkey (person_id);

-- A passphrase is replaced by a code that a person got from the agency, as after another person has
-- used their account. That person may have added a passkey, so all of them end.
CREATE TRIGGER account_end_passkeys AFTER UPDATE OF passphrase_hash ON account
WHEN OLD.passphrase_hash IS NOT NEW.passphrase_hash
BEGIN
    DELETE FROM passkey WHERE person_id = NEW.person_id;
END;
