-- Notifications: what each person has chosen, the channels that reach them, their consent to text
-- messages, and the outbox.

CREATE TABLE notification_preference (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    mode text NOT NULL,
    -- The hours in which notifications may arrive, in minutes after midnight in the agency's time
    -- zone.
    safe_from integer NOT NULL,
    safe_until integer NOT NULL
);

ALTER TABLE notification_preference ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notification_preference TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_preference TO alongside_system;
GRANT SELECT, INSERT, UPDATE (mode, safe_from, safe_until), DELETE
    ON notification_preference TO alongside_app;
CREATE POLICY all_own ON notification_preference TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

CREATE TABLE notification_channel (
    person_id uuid NOT NULL REFERENCES person (id),
    channel text NOT NULL,
    -- An e-mail address, a telephone number, or the URL of a browser's push service.
    address text NOT NULL,
    -- For push: the browser's public key and secret, base64url.
    key text,
    secret text,
    PRIMARY KEY (person_id, channel, address)
);

ALTER TABLE notification_channel ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notification_channel TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_channel TO alongside_system;
GRANT SELECT, INSERT, DELETE ON notification_channel TO alongside_app;
CREATE POLICY all_own ON notification_channel TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

-- Channels by which somebody could not be reached, and since when (seconds since 1970). A job
-- inserts rows, and the person reads them, because only they can correct the address. Saving the
-- channel again, or a delivery, deletes the row.
CREATE TABLE notification_channel_failure (
    person_id uuid NOT NULL REFERENCES person (id),
    channel text NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (person_id, channel)
);

ALTER TABLE notification_channel_failure ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notification_channel_failure TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_channel_failure TO alongside_system;
GRANT SELECT, DELETE ON notification_channel_failure TO alongside_app;
CREATE POLICY select_visible ON notification_channel_failure FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
CREATE POLICY delete_own ON notification_channel_failure FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- Consent to text messages, and its end. Rows are only ever added. `given` and `withdrawn` are
-- recorded in the portal, with the wording that the person saw; `stopped` and `started` came by
-- text message, with what was written. A number that was stopped gets no text messages until it is
-- started by text message; nothing in the portal changes that.
CREATE TABLE text_consent (
    person_id uuid NOT NULL REFERENCES person (id),
    -- The number of the row among those of the person, because the time is in seconds and does not
    -- order rows of the same second.
    n bigint NOT NULL,
    phone text NOT NULL,
    -- Seconds since 1970.
    created_at bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('given', 'withdrawn', 'stopped', 'started')),
    words text NOT NULL,
    language text NOT NULL,
    PRIMARY KEY (person_id, n)
);
CREATE INDEX text_consent_phone ON text_consent (phone, person_id, n);

ALTER TABLE text_consent ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON text_consent TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON text_consent TO alongside_system;
GRANT SELECT, INSERT ON text_consent TO alongside_app;
CREATE POLICY select_visible ON text_consent FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
CREATE POLICY insert_own ON text_consent FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND kind IN ('given', 'withdrawn')
    AND alongside_is_now(to_timestamp(created_at)));

-- Transactional outbox: a notification of one message for one participant. Inserted in the
-- transaction of the message and sent by a job. Times are in seconds since 1970.
CREATE TABLE notification_outbox (
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    -- The author of the message.
    author_id uuid NOT NULL REFERENCES person (id),
    urgent boolean NOT NULL,
    created_at bigint NOT NULL,
    -- waiting, told (sent), read (read before it was due), merged (covered by another
    -- notification), off, no_way (no channel), failed, gone
    state text NOT NULL,
    -- The channels by which it was sent, separated by spaces.
    delivered_channels text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    delivered_at bigint,
    PRIMARY KEY (thread_id, seq, person_id)
);
CREATE INDEX notification_outbox_waiting ON notification_outbox (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX notification_outbox_person ON notification_outbox (person_id);
CREATE INDEX notification_outbox_failed ON notification_outbox (person_id, thread_id, seq)
    WHERE state = 'failed';

ALTER TABLE notification_outbox ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON notification_outbox TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_outbox TO alongside_system;
-- Functions insert rows (0007_messages.sql).
GRANT SELECT ON notification_outbox TO alongside_app;
-- The author of a message may know whether a notification was sent, while they read the thread, and
-- nothing about the channels of others.
CREATE POLICY select_visible ON notification_outbox FOR SELECT TO alongside_app
    USING (author_id = alongside_person() AND alongside_can_read_thread(thread_id, seq));
