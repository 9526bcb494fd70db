-- Whether a person has confirmed their e-mail address and telephone number with a code that was sent
-- there. One row for each channel, and the outbox of its code: a job makes the code and sends it at once,
-- so no row ever has a code. Times are seconds since 1970.

CREATE TABLE contact_confirmation (
    person_id BLOB NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
    -- The address for which the code was asked. It counts only while it is that of the channel.
    address TEXT NOT NULL,
    -- The form that asked for the code.
    form_id BLOB NOT NULL,
    -- waiting (to be sent), sent, failed (not sent), confirmed
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'confirmed')),
    created_at INTEGER NOT NULL,
    -- Failed attempts at sending.
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    -- SHA-256 of the form's id and the code; null before it is sent, and once it is used or expired.
    code_hash TEXT,
    expires_at INTEGER,
    -- How often a code was typed.
    tries INTEGER NOT NULL,
    confirmed_at TEXT,
    PRIMARY KEY (person_id, channel),
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
) STRICT;
CREATE INDEX contact_confirmation_waiting ON contact_confirmation (next_attempt_at)
    WHERE state = 'waiting';
