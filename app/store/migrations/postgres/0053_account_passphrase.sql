-- A new passphrase for a person who is signed in, the sign-in name that a recovery code belongs to, and
-- the sign-in of people of the demo.

------------------------------------------------------------------------------------------------
-- A new passphrase
------------------------------------------------------------------------------------------------

-- Whether the actor has a passphrase. Row-level security shows no account to an actor.
CREATE FUNCTION alongside_has_passphrase() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM account a
        WHERE a.person_id = alongside_person() AND a.passphrase_hash IS NOT NULL);
END $$;

-- Replaces the passphrase of the actor, and ends their sessions but the one with this hash; a trigger
-- removes their passkeys (0048). Returns false, and changes nothing, when `former` is not the hash of
-- before, or was not proven within the last minute: a stolen login could otherwise set the passphrase
-- of any person.
CREATE FUNCTION alongside_set_passphrase(former text, hash text, current_hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE account a SET passphrase_hash = hash
        WHERE a.person_id = alongside_person() AND a.passphrase_hash = former
        AND a.signed_in_at > now() - interval '1 minute';
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    DELETE FROM session s
        WHERE s.person_id = alongside_person() AND s.token_hash <> current_hash;
    RETURN true;
END $$;

------------------------------------------------------------------------------------------------
-- Recovery codes
------------------------------------------------------------------------------------------------

-- The sign-in name that a valid recovery code belongs to, which no new passphrase may consist of. Takes
-- the code and not its digest, as `alongside_redeem_recovery_code` does.
CREATE FUNCTION alongside_recovery_name(code text, moment timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN (SELECT a.sign_in_name FROM recovery_code r JOIN account a ON a.person_id = r.person_id
        WHERE r.code_hash = encode(sha256(convert_to(code, 'UTF8')), 'hex')
        AND r.used_at IS NULL AND (r.expires_at IS NULL OR r.expires_at > moment)
        AND alongside_is_now(moment));
END $$;

REVOKE EXECUTE ON FUNCTION alongside_has_passphrase, alongside_set_passphrase,
    alongside_recovery_name FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_has_passphrase, alongside_set_passphrase,
    alongside_recovery_name TO alongside_app;

------------------------------------------------------------------------------------------------
-- The demo
------------------------------------------------------------------------------------------------

-- People of the demo sign in without a credential, so their sign-in counts as recent, as a session may
-- be started for any of them. Renamed and not replaced, so that what else counts stays in one function.
ALTER FUNCTION alongside_signed_in_recently() RENAME TO alongside_proved_recently;
CREATE FUNCTION alongside_signed_in_recently() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_proved_recently()
        OR EXISTS (SELECT 1 FROM installation_flag m WHERE m.name = 'demo');
END $$;
REVOKE EXECUTE ON FUNCTION alongside_signed_in_recently FROM PUBLIC;
