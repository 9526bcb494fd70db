-- Browser notices that end with their session, sign-in beside a new passphrase, recovery codes whose form
-- is sent again, and what a coordinator of mentors knows of the accounts of parents.

------------------------------------------------------------------------------------------------
-- The accounts of parents
------------------------------------------------------------------------------------------------

-- Whether a person for whom the actor may vouch has an account. One without an account has nothing to
-- get back into, and makes an account with an invitation instead. Row-level security shows no account
-- to an actor.
CREATE FUNCTION alongside_holder_has_account(family uuid, holder uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_may_vouch(family, holder)
        AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = holder);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_holder_has_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_holder_has_account TO alongside_app;

------------------------------------------------------------------------------------------------
-- Sign-in beside a new passphrase
------------------------------------------------------------------------------------------------

-- How often the passphrase was replaced. A session that begins with a credential is stored only while
-- the version is the one with which that credential was checked: what replaces the passphrase ends the
-- sessions that it finds, and one that is stored a moment later would go on.
ALTER TABLE account ADD COLUMN credential_version bigint NOT NULL DEFAULT 0;
GRANT SELECT (credential_version) ON account TO alongside_app;

CREATE FUNCTION alongside_raise_credential_version() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    NEW.credential_version := OLD.credential_version + 1;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_raise_credential_version FROM PUBLIC;
CREATE TRIGGER raise_credential_version BEFORE UPDATE OF passphrase_hash ON account
    FOR EACH ROW WHEN (OLD.passphrase_hash IS DISTINCT FROM NEW.passphrase_hash)
    EXECUTE FUNCTION alongside_raise_credential_version();

-- Whether the account of this person, who has signed in within the last minute, has this version, which
-- then stays until the end of the transaction. False for everyone else, and for who is signed in: an
-- account of another person is neither locked nor asked about. The lock makes what replaces the
-- passphrase wait for the session that is being stored, which it then ends, and makes the session wait
-- for what is replacing it, after which this is false.
CREATE FUNCTION alongside_hold_credential(holder uuid, version bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM account a
        WHERE a.person_id = holder AND a.credential_version = version AND alongside_person() IS NULL
        AND a.signed_in_at > now() - interval '1 minute' FOR SHARE;
    RETURN FOUND;
END $$;

-- The version of a person who has signed in within the last minute; null for everyone else.
CREATE FUNCTION alongside_credential_version(holder uuid) RETURNS bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.credential_version FROM account a WHERE a.person_id = holder
        AND a.signed_in_at > now() - interval '1 minute');
END $$;
REVOKE EXECUTE ON FUNCTION alongside_hold_credential, alongside_credential_version FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_hold_credential, alongside_credential_version TO alongside_app;

-- As before (0044), but the account is locked before the sessions end, as where a passphrase is
-- replaced: a session that is being stored at the same moment is waited for, and ends too.
CREATE OR REPLACE FUNCTION alongside_redeem_invitation(code text, name text, hash text,
    moment timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE invited uuid;
BEGIN
    UPDATE invitation i SET used_at = moment
        WHERE i.code_hash = code AND i.used_at IS NULL AND i.expires_at > moment
        AND alongside_is_now(moment) AND (i.made_by_id IS NULL OR NOT EXISTS
            (SELECT 1 FROM account a WHERE a.person_id = i.person_id)
            AND NOT alongside_is_invited_by_agency(i.person_id))
        RETURNING i.person_id INTO invited;
    IF invited IS NOT NULL THEN
        PERFORM 1 FROM account a WHERE a.person_id = invited FOR UPDATE;
        DELETE FROM session s WHERE s.person_id = invited;
        DELETE FROM calendar_feed f WHERE f.person_id = invited;
        DELETE FROM recovery_code r WHERE r.person_id = invited AND r.used_at IS NULL;
        INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at, signed_in_at)
            VALUES (invited, name, hash, moment, now())
            ON CONFLICT (person_id) DO UPDATE SET sign_in_name = excluded.sign_in_name,
                passphrase_hash = excluded.passphrase_hash, signed_in_at = now();
    END IF;
    RETURN invited;
END $$;

------------------------------------------------------------------------------------------------
-- Recovery codes whose form is sent again
------------------------------------------------------------------------------------------------

-- The sign-in name that a recovery code belongs to which was used within the last five minutes. The form
-- that used it may be sent twice, as by a double tap. Takes the code and not its digest, as
-- `alongside_recovery_name` does.
CREATE FUNCTION alongside_used_recovery_name(code text, moment timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.sign_in_name FROM recovery_code r JOIN account a ON a.person_id = r.person_id
        WHERE r.code_hash = encode(sha256(convert_to(code, 'UTF8')), 'hex')
        AND r.used_at >= moment - interval '5 minutes' AND alongside_is_now(moment));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_used_recovery_name FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_used_recovery_name TO alongside_app;

------------------------------------------------------------------------------------------------
-- Browser notices
------------------------------------------------------------------------------------------------

-- For push: the session that turned the notices on in its browser. Null for those of before this
-- migration. No foreign key: when a session expires, the notices stay on.
ALTER TABLE notification_channel ADD COLUMN session_id uuid;
CREATE INDEX notification_channel_session ON notification_channel (session_id)
    WHERE session_id IS NOT NULL;

-- For a browser whose notices have ended with its session: what encrypts the last one.
ALTER TABLE account_event_notification ADD COLUMN key text, ADD COLUMN secret text;

-- Whether this is a session of the actor, which then stays until the end of the transaction: what ends
-- it waits for the subscription that is being stored, and then removes it.
CREATE FUNCTION alongside_hold_session(held uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM session s WHERE s.id = held AND s.person_id = alongside_person() FOR KEY SHARE;
    RETURN FOUND;
END $$;

-- A subscription of a session that has ended, or of another person's, is not stored: it would outlast
-- the session that made it. One of no session comes from a server of the version before, beside which
-- this migration runs: it asks the person to try again, and keeps the row that it was about to replace.
CREATE FUNCTION alongside_guard_browser() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF alongside_is_restricted() AND NEW.session_id IS NULL THEN
        RAISE EXCEPTION 'a browser is stored with its session' USING ERRCODE = 'serialization_failure';
    END IF;
    IF alongside_is_restricted() AND NOT alongside_hold_session(NEW.session_id) THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_guard_browser FROM PUBLIC;
CREATE TRIGGER guard_browser BEFORE INSERT ON notification_channel FOR EACH ROW
    WHEN (NEW.channel = 'push') EXECUTE FUNCTION alongside_guard_browser();

-- Removes the subscriptions of the session with the key of the transaction, which is about to end.
CREATE FUNCTION alongside_end_browsers() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE ended uuid;
BEGIN
    -- Locked before, so that a subscription that is being stored is found.
    SELECT s.id INTO ended FROM session s
        WHERE s.token_hash = alongside_key() AND alongside_person() IS NULL FOR UPDATE;
    DELETE FROM notification_channel c WHERE c.session_id = ended;
END $$;

-- Gives the new session with the key of the transaction the subscriptions of `former`, which it has
-- replaced in the same browser: the person has signed in again. Where another person has signed in, or
-- others use the device, they are removed.
CREATE FUNCTION alongside_keep_browsers(former uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    begun uuid;
    holder uuid;
    device text;
BEGIN
    SELECT s.id, s.person_id, s.device_use INTO begun, holder, device FROM session s
        WHERE s.token_hash = alongside_key() AND alongside_person() IS NULL
        AND s.person_id IS NOT NULL;
    IF NOT FOUND OR EXISTS (SELECT 1 FROM session f WHERE f.id = former) THEN
        RETURN;
    END IF;
    UPDATE notification_channel c SET session_id = begun
        WHERE c.session_id = former AND c.person_id = holder AND device = 'own';
    DELETE FROM notification_channel c WHERE c.session_id = former;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_hold_session, alongside_end_browsers, alongside_keep_browsers
    FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_hold_session, alongside_end_browsers, alongside_keep_browsers
    TO alongside_app;

-- As before (0050), and removes the subscriptions of sessions that have ended, and those of no known
-- session where every session has ended. Of an event that replaces how the person signs in, each such
-- browser is told once more: the one who did it may be another person, and have ended the session of the
-- account's own person. The kinds are those of `model::account::AccountEventKind`.
CREATE OR REPLACE FUNCTION alongside_add_account_event_notification() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    moment bigint := floor(extract(epoch FROM NEW.created_at));
    ends_every_session boolean := NEW.kind IN ('recovery_code_used', 'voucher_used',
        'staff_identity_linked');
BEGIN
    IF NEW.kind IN ('passphrase_set', 'recovery_code_used', 'voucher_used',
        'staff_identity_linked') THEN
        INSERT INTO account_event_notification (event_id, person_id, created_at, state,
                delivered_channels, attempts, next_attempt_at, address, channel, mode, safe_from,
                safe_until, key, secret)
            SELECT NEW.id, NEW.person_id, moment, 'waiting', '', 0, moment, c.address, c.channel,
                n.mode, n.safe_from, n.safe_until, c.key, c.secret
            FROM notification_channel c
                LEFT JOIN notification_preference n ON n.person_id = c.person_id
            WHERE c.person_id = NEW.person_id AND c.channel = 'push'
                AND (c.session_id IS NOT NULL OR ends_every_session)
                AND NOT EXISTS (SELECT 1 FROM session s WHERE s.id = c.session_id);
    END IF;
    IF NEW.kind IN ('passphrase_set', 'recovery_code_used', 'voucher_used',
        'session_ended', 'sessions_ended', 'staff_identity_linked') THEN
        DELETE FROM notification_channel c
            WHERE c.person_id = NEW.person_id AND c.channel = 'push'
                AND (c.session_id IS NOT NULL OR ends_every_session)
                AND NOT EXISTS (SELECT 1 FROM session s WHERE s.id = c.session_id);
    END IF;
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
