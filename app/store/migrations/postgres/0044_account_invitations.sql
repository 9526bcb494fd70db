-- Invitations that a worker of the team makes in the portal: who made them, for which team, and when
-- they were taken back.

-- Null for an invitation of the command `alongside invite`.
ALTER TABLE invitation ADD COLUMN family_id uuid REFERENCES family (id);
ALTER TABLE invitation ADD COLUMN made_by_id uuid REFERENCES person (id);
ALTER TABLE invitation ADD COLUMN made_at timestamptz;
-- When the code was taken back, or replaced by a newer one. It has then expired as well.
ALTER TABLE invitation ADD COLUMN revoked_at timestamptz;
CREATE INDEX invitation_person ON invitation (person_id);

-- The person is, on any team, someone whom only the agency invites: an account of theirs opens more
-- than a worker may read. `model::policy::may_be_invited_by_worker` names the other roles.
CREATE FUNCTION alongside_is_invited_by_agency(invited uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m WHERE m.person_id = invited
        AND (m.until IS NULL OR m.until > alongside_today()) AND m.role NOT IN ('parent',
        'guardian', 'indian_custodian', 'youth', 'caregiver', 'mentor'));
END $$;

-- The people on the team today, for its worker, each with the invitation that is neither used nor
-- revoked. Row-level security shows no account and no invitation to an actor.
CREATE FUNCTION alongside_team_invitations(team_family uuid)
RETURNS TABLE (person_id uuid, name text, role text, languages_read jsonb, born date,
    has_account boolean, by_agency boolean, expires_at timestamptz, made_by text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT m.person_id, coalesce(p.chosen_name, p.name), m.role, p.languages_read,
            p.date_of_birth, EXISTS (SELECT 1 FROM account a WHERE a.person_id = m.person_id),
            alongside_is_invited_by_agency(m.person_id), i.expires_at,
            coalesce(b.chosen_name, b.name)
        FROM membership m JOIN person p ON p.id = m.person_id
        LEFT JOIN invitation i ON i.person_id = m.person_id AND i.used_at IS NULL
            AND i.revoked_at IS NULL
        LEFT JOIN person b ON b.id = i.made_by_id
        WHERE m.family_id = team_family AND alongside_has_role(m.family_id, 'worker')
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
        ORDER BY 2, 3, 1
$$;

-- Whether the actor is a worker of the team and may invite this person to it, who has no account.
CREATE FUNCTION alongside_may_invite(team_family uuid, invited uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_role(team_family, 'worker') AND invited <> alongside_person()
        AND EXISTS (SELECT 1 FROM membership m WHERE m.family_id = team_family
            AND m.person_id = invited AND m.since <= alongside_today()
            AND (m.until IS NULL OR m.until > alongside_today()))
        AND NOT alongside_is_invited_by_agency(invited)
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = invited);
END $$;

-- Ends the unused codes of the person. Returns false, and changes nothing, when the actor may not
-- invite them.
CREATE FUNCTION alongside_revoke_invitations(team_family uuid, invited uuid, moment timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF NOT coalesce(alongside_may_invite(team_family, invited) AND alongside_is_now(moment), false)
    THEN
        RETURN false;
    END IF;
    UPDATE invitation i SET revoked_at = moment, expires_at = least(i.expires_at, moment)
        WHERE i.person_id = invited AND i.used_at IS NULL AND i.revoked_at IS NULL;
    RETURN true;
END $$;

-- Stores a new code of the person in the place of the unused ones. Returns false, and changes
-- nothing, when the actor may not invite them.
CREATE FUNCTION alongside_make_invitation(team_family uuid, invited uuid, code text,
    moment timestamptz, expires timestamptz)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF expires > moment + interval '31 days'
        OR NOT alongside_revoke_invitations(team_family, invited, moment)
    THEN
        RETURN false;
    END IF;
    INSERT INTO invitation (code_hash, person_id, expires_at, family_id, made_by_id, made_at)
        VALUES (code, invited, expires, team_family, alongside_person(), moment);
    RETURN true;
END $$;

-- As before, but a code that a worker made never replaces an account: with the paper in hand the
-- worker could otherwise take over the account of someone who has had one all along. Nor does it open
-- the account of a person who has become one whom only the agency invites. A code of the agency may
-- replace an account, so what another person may have of it ends: sessions, the private calendar
-- address and recovery codes (0045).
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

-- The other two are called by these with the owner's rights. Executed by the portal's role they would
-- tell what a person is to other families.
REVOKE EXECUTE ON FUNCTION alongside_is_invited_by_agency, alongside_may_invite,
    alongside_team_invitations, alongside_revoke_invitations, alongside_make_invitation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_team_invitations, alongside_revoke_invitations,
    alongside_make_invitation TO alongside_app;
