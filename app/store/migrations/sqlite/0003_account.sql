-- Sign-in: accounts, invitations, sessions, and the rate limits of attempts.

CREATE TABLE account (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    sign_in_name TEXT NOT NULL UNIQUE,
    passphrase_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- The last successful sign-in. Only rules of PostgreSQL use it: there a session can be created
    -- only for a person who has just signed in.
    signed_in_at TEXT
) STRICT;

CREATE TABLE invitation (
    code_hash TEXT PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id),
    expires_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE session (
    token_hash TEXT PRIMARY KEY,
    person_id BLOB REFERENCES person (id),
    data TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person_id);

-- Rate limits of sign-in, invitation code and account creation attempts. All servers share them. A
-- row is a token bucket; `store::throttle` defines the buckets.
CREATE TABLE throttle_counter (
    -- SHA-256 of the kind of attempt and its subject, so that no address and no name is stored in
    -- plain text.
    key TEXT PRIMARY KEY,
    -- When every counted attempt has expired, in milliseconds since 1970. From then on the row has
    -- no effect, and a job deletes it.
    empty_at INTEGER NOT NULL,
    -- How many milliseconds the last attempt would have had to wait; 0 if it was allowed.
    wait INTEGER NOT NULL
) STRICT;
