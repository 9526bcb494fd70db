-- Where a person is signed in, and what happened to their account.

------------------------------------------------------------------------------------------------
-- Devices
------------------------------------------------------------------------------------------------

ALTER TABLE session
    -- The id on pages and in forms, which opens nothing.
    ADD COLUMN id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    -- Null before sign-in, like the next three.
    ADD COLUMN device_use text,
    ADD COLUMN browser text,
    ADD COLUMN device text,
    ADD COLUMN credential text,
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    -- At most one minute too early on a shared device, five on one's own.
    ADD COLUMN last_used_at timestamptz NOT NULL DEFAULT now();
-- The defaults were for the sessions of before; the portal gives every new one its values.
ALTER TABLE session
    ALTER COLUMN id DROP DEFAULT,
    ALTER COLUMN created_at DROP DEFAULT,
    ALTER COLUMN last_used_at DROP DEFAULT;
UPDATE session SET device_use = data #>> '{person,device}' WHERE person_id IS NOT NULL;

-- The last use may only be set to the current time, so that a stolen login cannot keep a session
-- open longer than its own requests do.
GRANT UPDATE (last_used_at) ON session TO alongside_app;
CREATE FUNCTION alongside_guard_last_use() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF alongside_is_restricted() AND NOT alongside_is_now(NEW.last_used_at) THEN
        RAISE EXCEPTION 'the last use of a session is now' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard_last_use BEFORE UPDATE OF last_used_at ON session
    FOR EACH ROW EXECUTE FUNCTION alongside_guard_last_use();

-- A person's own sessions, without the hash and the data, which would tell what they have typed.
-- Functions, because row-level security cannot hide columns.
CREATE FUNCTION alongside_own_sessions(current_hash text) RETURNS TABLE (
    id uuid, device_use text, browser text, device text, credential text,
    created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, is_current boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT s.id, s.device_use, s.browser, s.device, s.credential,
        s.created_at, s.last_used_at, s.expires_at, s.token_hash = current_hash
    FROM session s WHERE s.person_id = alongside_person()
$$;

-- Ends one of the actor's sessions, or with null every one but the current. Returns how many.
CREATE FUNCTION alongside_end_own_sessions(ended uuid, current_hash text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    DELETE FROM session s WHERE s.person_id = alongside_person()
        AND ((ended IS NULL AND s.token_hash <> current_hash) OR s.id = ended);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_own_sessions, alongside_end_own_sessions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_own_sessions, alongside_end_own_sessions TO alongside_app;

------------------------------------------------------------------------------------------------
-- What happened to an account
------------------------------------------------------------------------------------------------

CREATE TABLE account_event (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    browser text,
    device text,
    -- Who did it; null when the portal was not told, as before sign-in.
    acted_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    seen_at timestamptz
);
CREATE INDEX account_event_person ON account_event (person_id);

ALTER TABLE account_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON account_event TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_event TO alongside_system;
-- No column but `seen_at` changes, and no row is deleted: who takes over an account must not be
-- able to hide it.
GRANT SELECT, INSERT, UPDATE (seen_at) ON account_event TO alongside_app;
CREATE POLICY select_own ON account_event FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
-- One's own, that of a person whom one knows from a team, or before sign-in that of the person who
-- is signing in.
CREATE POLICY insert_own ON account_event FOR INSERT TO alongside_app
    WITH CHECK (alongside_is_now(created_at) AND seen_at IS NULL
        AND acted_by_id IS NOT DISTINCT FROM alongside_person()
        AND CASE WHEN alongside_person() IS NULL THEN alongside_can_start_session(person_id)
            ELSE person_id = alongside_person() OR alongside_can_see_person(person_id) END);
CREATE POLICY update_own ON account_event FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

-- Transactional outbox, like notification_outbox: tells a person of an event of their account, where
-- they have an address when it happens. Times are in seconds since 1970; the states are those of
-- notification_outbox.
CREATE TABLE account_event_notification (
    event_id uuid PRIMARY KEY REFERENCES account_event (id),
    person_id uuid NOT NULL REFERENCES person (id),
    created_at bigint NOT NULL,
    state text NOT NULL,
    delivered_channels text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    delivered_at bigint
);
CREATE INDEX account_event_notification_waiting
    ON account_event_notification (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX account_event_notification_person ON account_event_notification (person_id);

-- No policy for alongside_app: a job sends them, and the pages show the event itself.
ALTER TABLE account_event_notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON account_event_notification TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON account_event_notification TO alongside_system;

-- A trigger, so that no event is stored without its notification. `store::account` does the same for
-- SQLite.
CREATE FUNCTION alongside_add_account_event_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE moment bigint := floor(extract(epoch FROM NEW.created_at));
BEGIN
    INSERT INTO account_event_notification (event_id, person_id, created_at, state,
            delivered_channels, attempts, next_attempt_at)
        SELECT NEW.id, NEW.person_id, moment, 'waiting', '', 0, moment
        WHERE EXISTS (SELECT 1 FROM notification_channel c WHERE c.person_id = NEW.person_id);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_add_account_event_notification FROM PUBLIC;
CREATE TRIGGER add_notification AFTER INSERT ON account_event
    FOR EACH ROW EXECUTE FUNCTION alongside_add_account_event_notification();
