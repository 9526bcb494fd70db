-- Notifications of new messages: preferences and channels of each person, the outbox, and consent
-- to text messages.

CREATE TABLE notification_preference (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    mode TEXT NOT NULL,
    -- Minutes after midnight in the agency's time zone.
    safe_from INTEGER NOT NULL,
    safe_until INTEGER NOT NULL
) STRICT;

CREATE TABLE notification_channel (
    person_id BLOB NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL,
    -- An e-mail address, a telephone number, or the URL of a browser's push service.
    address TEXT NOT NULL,
    -- For push: the browser's public key and secret, base64url.
    key TEXT,
    secret TEXT,
    PRIMARY KEY (person_id, channel, address)
) STRICT;

-- Channels by which a person could not be reached, and since when (seconds since 1970). The
-- delivery job inserts a row, and the person sees it, because only they can correct the address.
-- The row is deleted when they set the channel again, or when a notification is delivered by it.
CREATE TABLE notification_channel_failure (
    person_id BLOB NOT NULL REFERENCES person (id),
    channel TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (person_id, channel)
) STRICT;

-- Transactional outbox: a notification is inserted in the transaction of its message, and a job
-- delivers it. Times are seconds since 1970.
CREATE TABLE notification_outbox (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    author_id BLOB NOT NULL REFERENCES person (id),
    urgent INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    -- waiting, told (delivered), read (before it was due), merged (the person was notified of
    -- another message meanwhile), off (switched off by the person), no_way (no channel), failed,
    -- gone (the person has left the thread)
    state TEXT NOT NULL,
    -- The channels by which it was delivered, separated by spaces.
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    PRIMARY KEY (thread_id, seq, person_id)
) STRICT;
CREATE INDEX notification_outbox_waiting ON notification_outbox (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX notification_outbox_person ON notification_outbox (person_id);
CREATE INDEX notification_outbox_failed ON notification_outbox (person_id, thread_id, seq)
    WHERE state = 'failed';

-- Consent to text messages and its withdrawal, an append-only log. `given` and `withdrawn` are
-- choices in the portal, with the wording that the person saw; `stopped` and `started` arrived by
-- text message, with what was written. A number that was stopped gets no text messages until it is
-- started by text message: no choice in the portal changes that.
CREATE TABLE text_consent (
    person_id BLOB NOT NULL REFERENCES person (id),
    -- Numbers the rows of one person, because several can have the same second.
    n INTEGER NOT NULL,
    phone TEXT NOT NULL,
    -- Seconds since 1970.
    created_at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('given', 'withdrawn', 'stopped', 'started')),
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (person_id, n)
) STRICT;
CREATE INDEX text_consent_phone ON text_consent (phone, person_id, n);
