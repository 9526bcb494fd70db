-- Sign-in of staff with the identity provider of their agency, and authenticator apps.

-- What the agency asks of its staff: `passphrase`, `second_factor` or `identity_provider`.
ALTER TABLE agency ADD COLUMN staff_sign_in TEXT NOT NULL DEFAULT 'passphrase';

-- The person whom an identity of the provider signs in. Only an invitation links them.
CREATE TABLE staff_identity (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    -- SHA-256 of the issuer and the subject, so that a copy of the database names no account of the
    -- provider.
    identity_hash TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    -- The last successful sign-in. Only rules of PostgreSQL use it, like account.signed_in_at.
    signed_in_at TEXT
) STRICT;

-- Of a session of staff: the refresh token of the provider, when the provider was last asked, and
-- when it last said that the person may still sign in. The token opens nothing without the client
-- secret, which is not in the database.
ALTER TABLE session ADD COLUMN identity_token TEXT;
ALTER TABLE session ADD COLUMN identity_checked_at TEXT;
ALTER TABLE session ADD COLUMN identity_confirmed_at TEXT;

CREATE TABLE totp (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    -- 160 random bits in base32, which the authenticator app has too. Not a hash: codes are computed
    -- from it.
    secret TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- The time step of the last code that was used, in units of 30 seconds since 1970.
    last_step INTEGER NOT NULL
) STRICT;
