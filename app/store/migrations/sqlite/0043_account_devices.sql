-- Where a person is signed in, and what happened to their account.

-- A new table, because `ALTER TABLE` adds no column whose default is computed.
CREATE TABLE new_session (
    token_hash TEXT PRIMARY KEY,
    -- The id on pages and in forms, which opens nothing.
    id BLOB NOT NULL UNIQUE,
    person_id BLOB REFERENCES person (id),
    data TEXT NOT NULL,
    -- Null before sign-in, like the next three.
    device_use TEXT,
    browser TEXT,
    device TEXT,
    credential TEXT,
    created_at TEXT NOT NULL,
    -- At most one minute too early on a shared device, five on one's own.
    last_used_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
INSERT INTO new_session (token_hash, id, person_id, data, device_use, created_at, last_used_at, expires_at)
    SELECT token_hash, randomblob(16), person_id, data, data ->> '$.person.device',
        strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), expires_at
    FROM session;
DROP TABLE session;
ALTER TABLE new_session RENAME TO session;
CREATE INDEX session_person ON session (person_id);

CREATE TABLE account_event (
    id BLOB PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    browser TEXT,
    device TEXT,
    -- Who did it; null when the portal was not told, as before sign-in.
    acted_by_id BLOB REFERENCES person (id),
    created_at TEXT NOT NULL,
    seen_at TEXT
) STRICT;
CREATE INDEX account_event_person ON account_event (person_id);

-- Transactional outbox, like notification_outbox: tells a person of an event of their account, where
-- they have an address when it happens. Times are in seconds since 1970; the states are those of
-- notification_outbox.
CREATE TABLE account_event_notification (
    event_id BLOB PRIMARY KEY REFERENCES account_event (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER
) STRICT;
CREATE INDEX account_event_notification_waiting
    ON account_event_notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX account_event_notification_person ON account_event_notification (person_id);
