-- Rules of accounts that so far only the application checked: a change of the contact is also notified
-- to the former address, sessions end only after a recent sign-in, and a new passphrase is notified.

------------------------------------------------------------------------------------------------
-- A change of the contact
------------------------------------------------------------------------------------------------

ALTER TABLE account_event_notification
    -- The former address: what the person had before the contact was changed. Empty: the
    -- notification goes to the addresses that the person has when it is sent.
    ADD COLUMN address text NOT NULL DEFAULT '',
    -- Of that address, like the next three: the choices of the person at that moment. Null where the
    -- address is empty, and the choices also for a person who had made none.
    ADD COLUMN channel text,
    ADD COLUMN mode text,
    ADD COLUMN safe_from integer,
    ADD COLUMN safe_until integer;
ALTER TABLE account_event_notification
    ALTER COLUMN address DROP DEFAULT,
    DROP CONSTRAINT account_event_notification_pkey,
    ADD PRIMARY KEY (event_id, address);

-- As before, and for a change of the contact also a row for each address of that moment: the event is
-- inserted before the change, so that who changes it cannot keep it from its person.
CREATE OR REPLACE FUNCTION alongside_add_account_event_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE moment bigint := floor(extract(epoch FROM NEW.created_at));
BEGIN
    INSERT INTO account_event_notification (event_id, person_id, created_at, state,
            delivered_channels, attempts, next_attempt_at, address)
        SELECT NEW.id, NEW.person_id, moment, 'waiting', '', 0, moment, ''
        WHERE EXISTS (SELECT 1 FROM notification_channel c WHERE c.person_id = NEW.person_id);
    INSERT INTO account_event_notification (event_id, person_id, created_at, state,
            delivered_channels, attempts, next_attempt_at, address, channel, mode, safe_from,
            safe_until)
        SELECT NEW.id, NEW.person_id, moment, 'waiting', '', 0, moment, c.address, c.channel, n.mode,
            n.safe_from, n.safe_until
        FROM notification_channel c
            LEFT JOIN notification_preference n ON n.person_id = c.person_id
        WHERE c.person_id = NEW.person_id AND NEW.kind = 'contact_changed';
    RETURN NULL;
END $$;

-- The actor may change how they are reached, and end their sessions: they have proved in the last
-- quarter of an hour who they are. People of the demo have neither an account nor an identity, and
-- nothing to prove.
CREATE FUNCTION alongside_may_change_account() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_signed_in_recently()
        OR NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = alongside_person())
        AND NOT EXISTS (SELECT 1 FROM staff_identity s WHERE s.person_id = alongside_person());
END $$;
REVOKE EXECUTE ON FUNCTION alongside_may_change_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_may_change_account TO alongside_app, alongside_system;

-- Browsers are left out: a person turns their notices off at once, on any device.
CREATE FUNCTION alongside_guard_contact() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF alongside_is_restricted() AND NOT alongside_may_change_account() THEN
        RAISE EXCEPTION 'a change of the contact needs a recent sign-in'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_guard_contact FROM PUBLIC;
CREATE TRIGGER guard_added_contact BEFORE INSERT ON notification_channel FOR EACH ROW
    WHEN (NEW.channel <> 'push') EXECUTE FUNCTION alongside_guard_contact();
CREATE TRIGGER guard_removed_contact BEFORE DELETE ON notification_channel FOR EACH ROW
    WHEN (OLD.channel <> 'push') EXECUTE FUNCTION alongside_guard_contact();

-- Turning the notices off keeps a change of the contact from its person as well. Also an insert, of
-- which `ON CONFLICT DO UPDATE` makes an update.
CREATE FUNCTION alongside_guard_silence() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF alongside_is_restricted() AND NOT alongside_may_change_account()
        AND EXISTS (SELECT 1 FROM notification_channel c WHERE c.person_id = NEW.person_id)
        AND NOT EXISTS (SELECT 1 FROM notification_preference n
            WHERE n.person_id = NEW.person_id AND n.mode = 'off') THEN
        RAISE EXCEPTION 'turning notices off needs a recent sign-in'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_guard_silence FROM PUBLIC;
CREATE TRIGGER guard_silence BEFORE INSERT OR UPDATE ON notification_preference FOR EACH ROW
    WHEN (NEW.mode = 'off') EXECUTE FUNCTION alongside_guard_silence();

------------------------------------------------------------------------------------------------
-- Ending sessions
------------------------------------------------------------------------------------------------

-- As before, but without a recent sign-in none ends, as on the page: one who finds a phone unlocked
-- must not shut its owner out.
CREATE OR REPLACE FUNCTION alongside_end_own_sessions(ended uuid, current_hash text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE removed bigint;
BEGIN
    IF NOT alongside_may_change_account() THEN
        RETURN 0;
    END IF;
    DELETE FROM session s WHERE s.person_id = alongside_person()
        AND ((ended IS NULL AND s.token_hash <> current_hash) OR s.id = ended);
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;

------------------------------------------------------------------------------------------------
-- A new passphrase by a code of the agency
------------------------------------------------------------------------------------------------

-- The person of this code, which is neither used nor expired, has an account, which the code
-- replaces. They are told of their new passphrase then. `code` is the SHA-256 of the code.
CREATE FUNCTION alongside_code_replaces_account(code text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM invitation i JOIN account a ON a.person_id = i.person_id
        WHERE i.code_hash = code AND i.used_at IS NULL AND i.expires_at > moment);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_code_replaces_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_code_replaces_account TO alongside_app;
