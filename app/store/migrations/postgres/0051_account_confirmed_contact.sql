-- Whether a person has confirmed their e-mail address and telephone number with a code that was sent
-- there. One row for each channel, and the outbox of its code: a job makes the code and sends it at once,
-- so no row ever has a code. Times are seconds since 1970.

CREATE TABLE contact_confirmation (
    person_id uuid NOT NULL REFERENCES person (id),
    channel text NOT NULL CHECK (channel IN ('email', 'sms')),
    -- The address for which the code was asked. It counts only while it is that of the channel.
    address text NOT NULL,
    -- The form that asked for the code.
    form_id uuid NOT NULL,
    -- waiting (to be sent), sent, failed (not sent), confirmed
    state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'confirmed')),
    created_at bigint NOT NULL,
    -- Failed attempts at sending.
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    -- SHA-256 of the form's id and the code; null before it is sent, and once it is used or expired.
    code_hash text,
    expires_at bigint,
    -- How often a code was typed.
    tries integer NOT NULL,
    confirmed_at timestamptz,
    PRIMARY KEY (person_id, channel),
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
CREATE INDEX contact_confirmation_waiting ON contact_confirmation (next_attempt_at)
    WHERE state = 'waiting';

ALTER TABLE contact_confirmation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON contact_confirmation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON contact_confirmation TO alongside_system;
-- Without the digest, from which the few possible codes could be found by trying them. No UPDATE: a new
-- code is a new row, and only the function below confirms.
GRANT SELECT (person_id, channel, address, form_id, state, created_at, expires_at, tries, confirmed_at)
    ON contact_confirmation TO alongside_app;
GRANT INSERT (person_id, channel, address, form_id, state, created_at, attempts, next_attempt_at, tries)
    ON contact_confirmation TO alongside_app;
GRANT DELETE ON contact_confirmation TO alongside_app;
CREATE POLICY select_own ON contact_confirmation FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
-- Only for the person's own stored address, so that a code is never sent anywhere else.
CREATE POLICY insert_own ON contact_confirmation FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND state = 'waiting' AND tries = 0
    AND alongside_is_now(to_timestamp(created_at))
    AND EXISTS (SELECT 1 FROM notification_channel c WHERE c.person_id = alongside_person()
        AND c.channel = contact_confirmation.channel AND c.address = contact_confirmation.address));
CREATE POLICY delete_own ON contact_confirmation FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- Counts a try of the actor's code of this channel, and confirms the address when the code is right.
-- Returns whether it was. The numbers are those of `model::notify`.
CREATE FUNCTION alongside_confirm_contact(way text, code text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    asked uuid;
    digest text;
BEGIN
    IF NOT alongside_is_now(moment) THEN
        RETURN false;
    END IF;
    UPDATE contact_confirmation c SET tries = c.tries + 1
        WHERE c.person_id = alongside_person() AND c.channel = way AND c.state = 'sent'
        AND c.tries < 5 AND c.expires_at > floor(extract(epoch FROM moment))
        AND EXISTS (SELECT 1 FROM notification_channel w WHERE w.person_id = c.person_id
            AND w.channel = c.channel AND w.address = c.address)
        RETURNING c.form_id, c.code_hash INTO asked, digest;
    IF digest IS NULL
        OR digest <> encode(sha256(convert_to(asked::text || ' ' || code, 'UTF8')), 'hex') THEN
        RETURN false;
    END IF;
    UPDATE contact_confirmation c
        SET state = 'confirmed', confirmed_at = moment, code_hash = NULL, expires_at = NULL
        WHERE c.person_id = alongside_person() AND c.channel = way;
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_confirm_contact FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_confirm_contact TO alongside_app;
