-- Codes with which a person gets back into their account without the passphrase: ten on a printed card,
-- and codes for which a member of a family's team has vouched. A code is read before there is an actor,
-- by its exact key (`alongside_key`), and written only by the functions below.

CREATE TABLE recovery_code (
    code_hash text PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES person (id),
    -- Null for a code of a card.
    vouched_by_id uuid REFERENCES person (id),
    created_at timestamptz NOT NULL,
    -- Null for a code of a card, which is valid until it is used or the card is replaced.
    expires_at timestamptz,
    used_at timestamptz,
    CHECK ((vouched_by_id IS NULL) = (expires_at IS NULL))
);
CREATE INDEX recovery_code_person ON recovery_code (person_id);

ALTER TABLE recovery_code ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON recovery_code TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_code TO alongside_system;
GRANT SELECT ON recovery_code TO alongside_app;
CREATE POLICY select_visible ON recovery_code FOR SELECT TO alongside_app
    USING (alongside_person() IS NULL AND code_hash = alongside_key());
-- One's own card, to count its unused codes. Not codes of a person who vouched: the account events
-- name who did.
CREATE POLICY select_own_card ON recovery_code FOR SELECT TO alongside_app
    USING (person_id = alongside_person() AND vouched_by_id IS NULL);

-- The actor has proved in the last quarter of an hour who they are. Without this, a stolen login of the
-- portal could make a code for any person and sign in with it.
CREATE FUNCTION alongside_signed_in_recently() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM account a
        WHERE a.person_id = alongside_person() AND a.signed_in_at > now() - interval '15 minutes');
END $$;

-- Replaces the card of the actor. `codes` are the SHA-256 of ten codes, separated by spaces. Returns
-- false for an actor without an account, and null when they have not signed in recently.
CREATE FUNCTION alongside_make_recovery_codes(codes text, moment timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    digests text[] := string_to_array(codes, ' ');
BEGIN
    -- The lock makes requests at the same time replace one another's card.
    PERFORM 1 FROM account a WHERE a.person_id = me FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF NOT alongside_signed_in_recently() OR NOT alongside_is_now(moment)
        OR cardinality(digests) <> 10 THEN
        RETURN NULL;
    END IF;
    DELETE FROM recovery_code r WHERE r.person_id = me AND r.vouched_by_id IS NULL;
    INSERT INTO recovery_code (code_hash, person_id, created_at)
        SELECT digest, me, moment FROM unnest(digests) digest;
    RETURN true;
END $$;

-- The actor may vouch for this person: a worker for the family and its caregivers, a coordinator of
-- mentors for the mentors and for the parents whom they support. Never for oneself, and never for a
-- person who works with families anywhere: the code would open the records of other families.
CREATE FUNCTION alongside_may_vouch(family uuid, holder uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := alongside_today();
    households text[] := '{parent,guardian,indian_custodian,youth,caregiver}';
BEGIN
    IF holder = alongside_person() OR NOT EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = holder
        AND m.since <= today AND (m.until IS NULL OR m.until > today)) THEN
        RETURN false;
    END IF;
    IF alongside_has_role(family, 'worker') THEN
        RETURN NOT EXISTS (SELECT 1 FROM membership m
            WHERE m.person_id = holder AND m.role <> ALL (households)
            AND (m.until IS NULL OR m.until > today));
    END IF;
    RETURN alongside_has_role(family, 'mentor_coordinator')
        AND EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.role = 'mentor' AND holder IN (m.person_id, m.mentee_id)
            AND m.since <= today AND (m.until IS NULL OR m.until > today))
        AND NOT EXISTS (SELECT 1 FROM membership m
            WHERE m.person_id = holder AND m.role <> ALL (households || 'mentor'::text)
            AND (m.until IS NULL OR m.until > today));
END $$;

-- Makes a code for this person, for half an hour and one use, in the place of an earlier one that is
-- not used. Returns `made`; `repeated` when this code was made up to five minutes ago, `expired` when
-- it was earlier or for another person; `no_account` for a person without an account; `not_recent` for an actor who has not
-- signed in recently; null when the actor may not vouch for this person.
CREATE FUNCTION alongside_vouch(code text, family uuid, holder uuid, moment timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    made timestamptz;
    made_for uuid;
BEGIN
    IF NOT alongside_may_vouch(family, holder) OR NOT alongside_is_now(moment) THEN
        RETURN NULL;
    END IF;
    SELECT r.created_at, r.person_id INTO made, made_for FROM recovery_code r
        WHERE r.code_hash = code AND r.vouched_by_id = alongside_person();
    IF made IS NOT NULL THEN
        RETURN CASE WHEN made_for = holder AND moment - made <= interval '5 minutes' THEN 'repeated' ELSE 'expired' END;
    END IF;
    PERFORM 1 FROM account a WHERE a.person_id = holder FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 'no_account';
    END IF;
    IF NOT alongside_signed_in_recently() THEN
        RETURN 'not_recent';
    END IF;
    DELETE FROM recovery_code r
        WHERE r.person_id = holder AND r.vouched_by_id IS NOT NULL AND r.used_at IS NULL;
    INSERT INTO recovery_code (code_hash, person_id, vouched_by_id, created_at, expires_at)
        VALUES (code, holder, alongside_person(), moment, moment + interval '30 minutes');
    RETURN 'made';
END $$;

-- Uses a code, and replaces the passphrase of its person. Ends their sessions, their private calendar
-- address and every vouched code; after a vouched code the card, which may be lost, too. Returns no row
-- when the code is not valid. Takes the code and not its digest, which the policy `select_own_card`
-- shows: a stolen login could otherwise use the card of any person.
CREATE FUNCTION alongside_redeem_recovery_code(code text, hash text, moment timestamptz)
RETURNS TABLE (holder uuid, holder_name text, vouched_by uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE digest text := encode(sha256(convert_to(code, 'UTF8')), 'hex');
BEGIN
    SELECT r.person_id INTO holder FROM recovery_code r WHERE r.code_hash = digest;
    -- The account is locked first, as in the functions that make codes, so that no two wait for each
    -- other.
    PERFORM 1 FROM account a WHERE a.person_id = holder FOR UPDATE;
    UPDATE recovery_code r SET used_at = moment
        WHERE r.code_hash = digest AND r.used_at IS NULL
        AND (r.expires_at IS NULL OR r.expires_at > moment) AND alongside_is_now(moment)
        AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = r.person_id)
        RETURNING r.vouched_by_id INTO vouched_by;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    UPDATE account a SET passphrase_hash = hash, signed_in_at = now() WHERE a.person_id = holder
        RETURNING a.sign_in_name INTO holder_name;
    DELETE FROM session s WHERE s.person_id = holder;
    DELETE FROM calendar_feed f WHERE f.person_id = holder;
    DELETE FROM recovery_code r WHERE r.person_id = holder AND r.used_at IS NULL
        AND (r.vouched_by_id IS NOT NULL OR vouched_by IS NOT NULL);
    RETURN NEXT;
END $$;

REVOKE EXECUTE ON FUNCTION alongside_signed_in_recently, alongside_make_recovery_codes,
    alongside_may_vouch, alongside_vouch, alongside_redeem_recovery_code FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_make_recovery_codes, alongside_may_vouch, alongside_vouch,
    alongside_redeem_recovery_code TO alongside_app;
