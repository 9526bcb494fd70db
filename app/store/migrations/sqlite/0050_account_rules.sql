-- A change of the contact is also notified to the former address.

-- A new table, because `ALTER TABLE` changes no primary key.
CREATE TABLE account_event_notification_new (
    event_id BLOB NOT NULL REFERENCES account_event (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    -- The former address: what the person had before the contact was changed. Empty: the
    -- notification goes to the addresses that the person has when it is sent.
    address TEXT NOT NULL,
    -- Of that address, like the next three: the choices of the person at that moment. Null where the
    -- address is empty, and the choices also for a person who had made none.
    channel TEXT,
    mode TEXT,
    safe_from INTEGER,
    safe_until INTEGER,
    PRIMARY KEY (event_id, address)
) STRICT;
INSERT INTO account_event_notification_new (event_id, person_id, created_at, state,
        delivered_channels, attempts, next_attempt_at, delivered_at, address)
    SELECT event_id, person_id, created_at, state, delivered_channels, attempts, next_attempt_at,
        delivered_at, ''
    FROM account_event_notification;
DROP TABLE account_event_notification;
ALTER TABLE account_event_notification_new RENAME TO account_event_notification;
CREATE INDEX account_event_notification_waiting
    ON account_event_notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX account_event_notification_person ON account_event_notification (person_id);
