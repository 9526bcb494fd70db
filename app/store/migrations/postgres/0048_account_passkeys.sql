-- Passkeys: public keys with which people sign in. Found and written only by the functions below.

CREATE TABLE passkey (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    -- SHA-256 of the credential id, which a device sends with each answer.
    credential_hash text NOT NULL UNIQUE,
    -- Credential id, public key and counter, as webauthn-rs writes them. No secret.
    credential jsonb NOT NULL,
    -- What its person calls it.
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz,
    -- SHA-256 of the challenge that was answered last, so that no answer is accepted twice.
    last_challenge_hash text
);
CREATE INDEX passkey_person ON passkey (person_id);

ALTER TABLE passkey ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON passkey TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON passkey TO alongside_system;
-- Not the credential, its digest and the last challenge: a stolen login that acts as a person reads
-- their passkeys, and with the credential id it could say that one of them was used.
GRANT SELECT (id, person_id, name, created_at, last_used_at), DELETE ON passkey TO alongside_app;
CREATE POLICY select_own ON passkey FOR SELECT TO alongside_app
    USING (person_id = alongside_person());
CREATE POLICY delete_own ON passkey FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

-- Adds a passkey of the actor. Returns null for an actor who has ten (`MAX_PASSKEYS`), and false for
-- one without an account, or who has not proved in the last quarter of an hour who they are: a stolen
-- login of the portal could otherwise add a passkey for any person and sign in with it.
CREATE FUNCTION alongside_add_passkey(added uuid, digest text, credential jsonb, name text,
    moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE me uuid := alongside_person();
BEGIN
    -- The lock makes two requests count one after the other, and a new passphrase wait for this
    -- passkey, which it then removes.
    PERFORM 1 FROM account a WHERE a.person_id = me FOR UPDATE;
    IF NOT FOUND OR NOT alongside_signed_in_recently() OR NOT alongside_is_now(moment) THEN
        RETURN false;
    END IF;
    IF (SELECT count(*) FROM passkey p WHERE p.person_id = me) >= 10 THEN
        RETURN NULL;
    END IF;
    INSERT INTO passkey (id, person_id, credential_hash, credential, name, created_at)
        VALUES (added, me, digest, credential, name, moment);
    RETURN true;
END $$;

-- The credentials of the actor's passkeys, so that a device makes no second one. None for an actor who
-- has not proved in the last quarter of an hour who they are: a login that reads them until then gains
-- nothing, because in the same time it can add a passkey of its own.
CREATE FUNCTION alongside_own_credentials() RETURNS SETOF jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.credential FROM passkey p
        WHERE p.person_id = alongside_person() AND alongside_signed_in_recently()
        ORDER BY p.id;
END $$;

-- The passkey with this credential id, and its person. Takes the id and not its digest, as recovery
-- codes are taken: only a device that has the passkey tells the id.
CREATE FUNCTION alongside_find_passkey(credential_id bytea)
RETURNS TABLE (holder uuid, stored jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.person_id, p.credential FROM passkey p
        WHERE p.credential_hash = encode(sha256(credential_id), 'hex');
END $$;

-- Records a sign-in with a passkey, whose public key stays as it is. Takes the credential id, like
-- `alongside_find_passkey`. Returns false when it does not exist any more, or has answered this
-- challenge before.
CREATE FUNCTION alongside_use_passkey(credential_id bytea, changed jsonb, challenge text,
    moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    digest text := encode(sha256(credential_id), 'hex');
    holder uuid;
BEGIN
    SELECT p.person_id INTO holder FROM passkey p WHERE p.credential_hash = digest;
    -- The account is locked first, as where its passphrase is replaced, so that no two requests
    -- wait for each other.
    PERFORM 1 FROM account a WHERE a.person_id = holder FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE passkey p
        SET credential = changed, last_used_at = moment, last_challenge_hash = challenge
        WHERE p.credential_hash = digest AND p.last_challenge_hash IS DISTINCT FROM challenge
        AND p.credential #> '{cred,cred}' IS NOT DISTINCT FROM changed #> '{cred,cred}'
        AND alongside_is_now(moment);
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE account a SET signed_in_at = now() WHERE a.person_id = holder;
    RETURN true;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_add_passkey, alongside_own_credentials,
    alongside_find_passkey, alongside_use_passkey FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_add_passkey, alongside_own_credentials, alongside_find_passkey,
    alongside_use_passkey TO alongside_app;

-- A passphrase is replaced by a code that a person got from the agency, as after another person has
-- used their account. That person may have added a passkey, so all of them end.
CREATE FUNCTION alongside_end_passkeys() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    DELETE FROM passkey p WHERE p.person_id = NEW.person_id;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_end_passkeys FROM PUBLIC;
CREATE TRIGGER end_passkeys AFTER UPDATE OF passphrase_hash ON account
    FOR EACH ROW WHEN (OLD.passphrase_hash IS DISTINCT FROM NEW.passphrase_hash)
    EXECUTE FUNCTION alongside_end_passkeys();
