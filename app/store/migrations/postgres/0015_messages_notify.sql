-- Telling people that there is something new: what each has chosen, by which ways, and the outbox.
CREATE TABLE notify_choice (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    mode text NOT NULL,
    -- Minutes after midnight on the agency's clock.
    safe_from integer NOT NULL,
    safe_until integer NOT NULL
);

CREATE TABLE notify_way (
    person_id uuid NOT NULL REFERENCES person (id),
    way text NOT NULL,
    -- An e-mail address, a telephone number, or the address of a browser's push service.
    address text NOT NULL,
    -- For push: the browser's public key and secret, base64url.
    key text,
    secret text,
    PRIMARY KEY (person_id, way, address)
);

-- Written in the same transaction as the message it speaks of; a job takes it from here. Times are seconds since 1970.
CREATE TABLE outbox (
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    by_id uuid NOT NULL REFERENCES person (id),
    urgent boolean NOT NULL,
    at bigint NOT NULL,
    -- waiting, told, read (before it was due), merged (told of something else meanwhile), off, no_way, failed, gone
    state text NOT NULL,
    -- The ways by which it was told, with a space between.
    told_by text NOT NULL,
    tries integer NOT NULL,
    next_at bigint NOT NULL,
    told_at bigint,
    PRIMARY KEY (thread_id, seq, person_id)
);
CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting';
CREATE INDEX outbox_person ON outbox (person_id);
CREATE INDEX outbox_failed ON outbox (person_id, thread_id, seq) WHERE state = 'failed';

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['notify_choice', 'notify_way', 'outbox'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON notify_choice, notify_way TO alongside_app;
GRANT SELECT, INSERT ON outbox TO alongside_app;
CREATE POLICY own ON notify_choice TO alongside_app USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());
CREATE POLICY own ON notify_way TO alongside_app USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());
-- Whoever wrote something may know what became of telling it, and nothing of the ways by which others are told.
CREATE POLICY own ON outbox FOR SELECT TO alongside_app USING (by_id = alongside_person() AND alongside_reads(thread_id, seq));
CREATE POLICY put ON outbox FOR INSERT TO alongside_app WITH CHECK (by_id = alongside_person() AND state = 'waiting'
    AND EXISTS (SELECT 1 FROM message m WHERE m.thread_id = outbox.thread_id AND m.seq = outbox.seq AND m.author_id = alongside_person()));
