-- Consent to text messages, and its end: a log that is only added to. `given` and `withdrawn` are said in the portal, with the
-- wording that the person saw; `stopped` and `started` came by text message, with what was written. A number that was stopped
-- gets no texts until it is started by text: nothing said in the portal changes that.
CREATE TABLE text_consent (
    person_id BLOB NOT NULL REFERENCES person (id),
    -- Counts one person's rows, so that their order is known within a second.
    n INTEGER NOT NULL,
    phone TEXT NOT NULL,
    -- Seconds since 1970.
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('given', 'withdrawn', 'stopped', 'started')),
    words TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (person_id, n)
) STRICT;
CREATE INDEX text_consent_phone ON text_consent (phone, person_id, n);
