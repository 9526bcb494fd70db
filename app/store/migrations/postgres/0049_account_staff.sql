-- Sign-in of staff with the identity provider of their agency, and authenticator apps.

-- What the agency asks of its staff: `passphrase`, `second_factor` or `identity_provider`.
ALTER TABLE agency ADD COLUMN staff_sign_in text NOT NULL DEFAULT 'passphrase';

------------------------------------------------------------------------------------------------
-- Identities
------------------------------------------------------------------------------------------------

-- The person whom an identity of the provider signs in. Only an invitation links them.
CREATE TABLE staff_identity (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    -- SHA-256 of the issuer and the subject, so that a copy of the database names no account of the
    -- provider.
    identity_hash text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    -- The last successful sign-in. A session can be started for a minute from then on.
    signed_in_at timestamptz
);

ALTER TABLE staff_identity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON staff_identity TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON staff_identity TO alongside_system;
-- Before anybody acts, by the exact identity; written only by the functions below.
GRANT SELECT ON staff_identity TO alongside_app;
CREATE POLICY select_visible ON staff_identity FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND identity_hash = alongside_key());

-- Records a sign-in with this identity; returns whether it is linked to a person.
CREATE FUNCTION alongside_confirm_staff_sign_in(identity text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE staff_identity s SET signed_in_at = now() WHERE s.identity_hash = identity;
    RETURN FOUND;
END $$;

-- Uses an invitation code and links the identity to its person, in the place of an earlier one. What
-- another person may have of the account ends, as in `alongside_redeem_invitation`; the passphrase
-- and the authenticator app, too, because no other passphrase replaces it. Returns null when
-- the code is not valid, or the person has no role of staff today. An identity that another person has
-- is a unique violation, and the code stays unused.
CREATE FUNCTION alongside_link_staff_identity(code text, identity text, moment timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE invited uuid;
BEGIN
    UPDATE invitation i SET used_at = moment
        WHERE i.code_hash = code AND i.used_at IS NULL AND i.expires_at > moment
        AND alongside_is_now(moment)
        -- Not a code that a worker made: only the agency says who its staff are.
        AND i.made_by_id IS NULL
        -- The roles are those of `model::account::staff::is_staff`.
        AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = i.person_id
            AND m.role IN ('worker', 'supervisor', 'mentor_coordinator', 'administrator')
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()))
        RETURNING i.person_id INTO invited;
    IF invited IS NOT NULL THEN
        -- The account first, which the other functions lock before what belongs to it.
        DELETE FROM account a WHERE a.person_id = invited;
        DELETE FROM totp t WHERE t.person_id = invited;
        DELETE FROM session s WHERE s.person_id = invited;
        DELETE FROM calendar_feed f WHERE f.person_id = invited;
        DELETE FROM passkey p WHERE p.person_id = invited;
        DELETE FROM recovery_code r WHERE r.person_id = invited AND r.used_at IS NULL;
        INSERT INTO staff_identity (person_id, identity_hash, created_at, signed_in_at)
            VALUES (invited, identity, moment, now())
            ON CONFLICT (person_id) DO UPDATE SET identity_hash = excluded.identity_hash,
                created_at = excluded.created_at, signed_in_at = now();
    END IF;
    RETURN invited;
END $$;

-- As before, and after a sign-in with an identity.
CREATE OR REPLACE FUNCTION alongside_can_start_session(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN person IS NULL
        OR EXISTS (SELECT 1 FROM account a
            WHERE a.person_id = person AND a.signed_in_at > now() - interval '1 minute')
        OR EXISTS (SELECT 1 FROM staff_identity s
            WHERE s.person_id = person AND s.signed_in_at > now() - interval '1 minute')
        OR EXISTS (SELECT 1 FROM installation_flag m WHERE m.name = 'demo');
END $$;

-- As before (0045), and with an identity: staff prove again at the provider who they are.
CREATE OR REPLACE FUNCTION alongside_signed_in_recently() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM account a
            WHERE a.person_id = alongside_person()
            AND a.signed_in_at > now() - interval '15 minutes')
        OR EXISTS (SELECT 1 FROM staff_identity s
            WHERE s.person_id = alongside_person()
            AND s.signed_in_at > now() - interval '15 minutes');
END $$;

-- Of a session of staff: the refresh token of the provider, when the provider was last asked, and
-- when it last said that the person may still sign in. The token opens nothing without the client
-- secret, which is not in the database.
ALTER TABLE session
    ADD COLUMN identity_token text,
    ADD COLUMN identity_checked_at timestamptz,
    ADD COLUMN identity_confirmed_at timestamptz;
GRANT UPDATE (identity_token, identity_checked_at, identity_confirmed_at) ON session
    TO alongside_app;

------------------------------------------------------------------------------------------------
-- Authenticator apps
------------------------------------------------------------------------------------------------

CREATE TABLE totp (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    -- 160 random bits in base32, which the authenticator app has too. Not a hash: codes are computed
    -- from it.
    secret text NOT NULL,
    created_at timestamptz NOT NULL,
    -- The time step of the last code that was used, in units of 30 seconds since 1970.
    last_step bigint NOT NULL
);

-- A person's own, as soon as their passphrase was right: the code is asked for after it.
ALTER TABLE totp ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON totp TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON totp TO alongside_system;
GRANT SELECT, INSERT, DELETE ON totp TO alongside_app;
CREATE POLICY select_own ON totp FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
CREATE POLICY insert_own ON totp FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at));
CREATE POLICY delete_own ON totp FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- Uses up the time step of a code of the actor, and every step before it. Returns false when a code
-- of this step or a later one was used already. A quarter of an hour after the right passphrase, a
-- session can be started for another minute.
CREATE FUNCTION alongside_use_totp_step(step bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE totp t SET last_step = step WHERE t.person_id = alongside_person() AND t.last_step < step;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account a SET signed_in_at = now()
        WHERE a.person_id = alongside_person() AND a.signed_in_at > now() - interval '15 minutes';
    RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_confirm_staff_sign_in, alongside_link_staff_identity,
    alongside_use_totp_step FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_confirm_staff_sign_in, alongside_link_staff_identity,
    alongside_use_totp_step TO alongside_app;
