-- Codes with which a person gets back into their account without the passphrase: ten on a printed card,
-- and codes for which a member of a family's team has vouched.

CREATE TABLE recovery_code (
    code_hash TEXT PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id),
    -- Null for a code of a card.
    vouched_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    -- Null for a code of a card, which is valid until it is used or the card is replaced.
    expires_at TEXT,
    used_at TEXT,
    CHECK ((vouched_by_id IS NULL) = (expires_at IS NULL))
) STRICT;
CREATE INDEX recovery_code_person ON recovery_code (person_id);
