-- Consent to text messages, and its end: a log that is only added to. `given` and `withdrawn` are said in the portal, with the
-- wording that the person saw; `stopped` and `started` came by text message, with what was written. A number that was stopped
-- gets no texts until it is started by text: nothing said in the portal changes that.
CREATE TABLE text_consent (
    person_id uuid NOT NULL REFERENCES person (id),
    -- Counts one person's rows, so that their order is known within a second.
    n bigint NOT NULL,
    phone text NOT NULL,
    -- Seconds since 1970.
    at bigint NOT NULL,
    kind text NOT NULL CHECK (kind IN ('given', 'withdrawn', 'stopped', 'started')),
    words text NOT NULL,
    language text NOT NULL,
    PRIMARY KEY (person_id, n)
);
CREATE INDEX text_consent_phone ON text_consent (phone, person_id, n);
ALTER TABLE text_consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE text_consent FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON text_consent TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON text_consent TO alongside_app, alongside_system;
CREATE POLICY own ON text_consent FOR SELECT TO alongside_app USING (person_id = alongside_person());
CREATE POLICY said ON text_consent FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person()
    AND kind IN ('given', 'withdrawn') AND alongside_is_now(to_timestamp(at)));
