-- Accounts, invitation codes, sessions, and the throttling of guesses. These rows are read before
-- there is an actor, each by its exact key (`alongside_key`).

------------------------------------------------------------------------------------------------
-- Accounts
------------------------------------------------------------------------------------------------

CREATE TABLE account (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    sign_in_name text NOT NULL UNIQUE,
    passphrase_hash text NOT NULL,
    created_at timestamptz NOT NULL,
    -- The last sign-in with the right passphrase or with an invitation code. A session can be
    -- started for a minute from then on.
    signed_in_at timestamptz
);

ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON account TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON account TO alongside_system;
-- The server checks passphrases itself, so it must be able to read a hash: by the exact sign-in
-- name, before anybody acts, and never by person. Accounts are written only by the functions below.
GRANT SELECT (person_id, sign_in_name, passphrase_hash) ON account TO alongside_app;
CREATE POLICY select_visible ON account FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND sign_in_name = alongside_key());

-- Records a sign-in; returns whether name and hash belong together.
CREATE FUNCTION alongside_confirm_sign_in(name text, hash text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    UPDATE account a SET signed_in_at = now()
        WHERE a.sign_in_name = name AND a.passphrase_hash = hash;
    RETURN FOUND;
END $$;

------------------------------------------------------------------------------------------------
-- Invitations
------------------------------------------------------------------------------------------------

-- One-time codes with which a person creates an account or replaces its passphrase.
CREATE TABLE invitation (
    code_hash text PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON invitation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO alongside_system;
GRANT SELECT ON invitation TO alongside_app;
CREATE POLICY select_visible ON invitation FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND code_hash = alongside_key());

-- Uses a code and writes the account of its person. Returns that person, or null when the code is
-- not valid. A sign-in name that another person has is a unique violation, and the code stays
-- unused.
CREATE FUNCTION alongside_redeem_invitation(code text, name text, hash text, moment timestamptz)
RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE invited uuid;
BEGIN
    UPDATE invitation i SET used_at = moment
        WHERE i.code_hash = code AND i.used_at IS NULL AND i.expires_at > moment
        AND alongside_is_now(moment)
        RETURNING i.person_id INTO invited;
    IF invited IS NOT NULL THEN
        INSERT INTO account (person_id, sign_in_name, passphrase_hash, created_at, signed_in_at)
            VALUES (invited, name, hash, moment, now())
            ON CONFLICT (person_id) DO UPDATE SET sign_in_name = excluded.sign_in_name,
                passphrase_hash = excluded.passphrase_hash, signed_in_at = now();
    END IF;
    RETURN invited;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_confirm_sign_in, alongside_redeem_invitation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_confirm_sign_in, alongside_redeem_invitation TO alongside_app;

------------------------------------------------------------------------------------------------
-- Sessions
------------------------------------------------------------------------------------------------

CREATE TABLE session (
    token_hash text PRIMARY KEY,
    -- Null for a session that only stores forms.
    person_id uuid REFERENCES person (id),
    data jsonb NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX session_person ON session (person_id);

CREATE TRIGGER notify_change AFTER DELETE ON session
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_notify_membership();

-- A session may be started for this person: within a minute of their sign-in. In a demo it may be
-- started for anybody.
CREATE FUNCTION alongside_can_start_session(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN person IS NULL
        OR EXISTS (SELECT 1 FROM account a
            WHERE a.person_id = person AND a.signed_in_at > now() - interval '1 minute')
        OR EXISTS (SELECT 1 FROM installation_flag m WHERE m.name = 'demo');
END $$;
REVOKE EXECUTE ON FUNCTION alongside_can_start_session FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_start_session TO alongside_app, alongside_system;

-- The data of a session, from which the portal reads who is signed in, names no other person.
CREATE FUNCTION alongside_session_data_matches(data jsonb, person uuid) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN data #> '{person}' IS NULL OR coalesce(data #>> '{person,id}' = person::text, false);

ALTER TABLE session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON session TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO alongside_system;
-- The person and the expiry time of a session are set when it starts, and never change.
GRANT SELECT, INSERT, UPDATE (data), DELETE ON session TO alongside_app;
CREATE POLICY select_visible ON session FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND token_hash = alongside_key());
CREATE POLICY insert_key ON session FOR INSERT TO alongside_app
    WITH CHECK (alongside_person() IS NULL AND token_hash = alongside_key()
        AND alongside_can_start_session(person_id)
        AND alongside_session_data_matches(data, person_id));
CREATE POLICY update_key ON session FOR UPDATE TO alongside_app
    USING (alongside_person() IS NULL AND token_hash = alongside_key())
    WITH CHECK (alongside_person() IS NULL AND token_hash = alongside_key()
        AND alongside_session_data_matches(data, person_id));
CREATE POLICY delete_key ON session FOR DELETE TO alongside_app
    USING (alongside_person() IS NULL AND token_hash = alongside_key());

------------------------------------------------------------------------------------------------
-- Throttling
------------------------------------------------------------------------------------------------

-- Rate limits for guesses, in counters that all servers share. A row is a token bucket;
-- `store::throttle` lists the kinds. The key is the SHA-256 of the kind and of the subject, so no
-- address and no name is stored in plain text. Times are in milliseconds.
CREATE TABLE throttle_counter (
    key text PRIMARY KEY,
    -- When every counted attempt has expired, since 1970. The row has no effect from then on, and a
    -- job deletes it.
    empty_at bigint NOT NULL,
    -- How long the last attempt would have had to wait; 0 if it was allowed.
    wait bigint NOT NULL
);

ALTER TABLE throttle_counter ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON throttle_counter TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
-- For the job that deletes expired rows. The portal's own role has no right to the table: it can
-- count an attempt, or return one, for a key that it knows, and cannot read, list or lower the
-- counters in any other way.
GRANT SELECT, DELETE ON throttle_counter TO alongside_system;

-- Counts an attempt that costs `cost`, in a bucket that holds `size`. Returns 0, or the
-- milliseconds until there is room for it. The same statement as in `store::throttle` for SQLite.
CREATE FUNCTION alongside_throttle(counter text, now bigint, cost bigint, size bigint)
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    INSERT INTO throttle_counter AS t (key, empty_at, wait) VALUES (counter, now + cost, 0)
    ON CONFLICT (key) DO UPDATE SET
        wait = greatest(0, greatest(t.empty_at, now) + cost - now - size),
        empty_at = CASE WHEN greatest(t.empty_at, now) + cost > now + size THEN t.empty_at
            ELSE greatest(t.empty_at, now) + cost END
    RETURNING wait
$$;

-- Returns the cost of an attempt that succeeded, and so was not a guess.
CREATE FUNCTION alongside_throttle_refund(counter text, cost bigint) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE throttle_counter SET empty_at = empty_at - greatest(cost, 0) WHERE key = counter
$$;

REVOKE EXECUTE ON FUNCTION alongside_throttle, alongside_throttle_refund FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_throttle, alongside_throttle_refund TO alongside_app;
