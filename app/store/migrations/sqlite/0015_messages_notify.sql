-- Telling people that there is something new: what each has chosen, by which ways, and the outbox.
CREATE TABLE notify_choice (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    mode TEXT NOT NULL,
    -- Minutes after midnight on the agency's clock.
    safe_from INTEGER NOT NULL,
    safe_until INTEGER NOT NULL
) STRICT;

CREATE TABLE notify_way (
    person_id BLOB NOT NULL REFERENCES person (id),
    way TEXT NOT NULL,
    -- An e-mail address, a telephone number, or the address of a browser's push service.
    address TEXT NOT NULL,
    -- For push: the browser's public key and secret, base64url.
    key TEXT,
    secret TEXT,
    PRIMARY KEY (person_id, way, address)
) STRICT;

-- Written in the same transaction as the message it speaks of; a job takes it from here. Times are seconds since 1970.
CREATE TABLE outbox (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    seq INTEGER NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    by_id BLOB NOT NULL REFERENCES person (id),
    urgent INTEGER NOT NULL,
    at INTEGER NOT NULL,
    -- waiting, told, read (before it was due), merged (told of something else meanwhile), off, no_way, failed, gone
    state TEXT NOT NULL,
    -- The ways by which it was told, with a space between.
    told_by TEXT NOT NULL,
    tries INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    told_at INTEGER,
    PRIMARY KEY (thread_id, seq, person_id)
) STRICT;
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_failed ON outbox (person_id, thread_id, seq) WHERE state = 'failed';
