-- A coordinator of mentors invites the mentors of their teams to make an account, and sees which of
-- them have one. `model::policy::may_be_invited_by` names the roles.

-- As before, and for a coordinator of mentors the mentors alone, without the names of those who
-- invited them: they know no one else on the team.
CREATE OR REPLACE FUNCTION alongside_team_invitations(team_family uuid)
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
            AND (alongside_has_role(m.family_id, 'worker') OR b.id = alongside_person())
        WHERE m.family_id = team_family AND (alongside_has_role(m.family_id, 'worker')
            OR (m.role = 'mentor' AND alongside_has_role(m.family_id, 'mentor_coordinator')))
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
        ORDER BY 2, 3, 1
$$;

-- Whether the actor may invite this person to make an account, who has none: a worker anyone on the
-- team, a coordinator of mentors the mentors.
CREATE OR REPLACE FUNCTION alongside_may_invite(team_family uuid, invited uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN invited <> alongside_person()
        AND EXISTS (SELECT 1 FROM membership m WHERE m.family_id = team_family
            AND m.person_id = invited AND m.since <= alongside_today()
            AND (m.until IS NULL OR m.until > alongside_today())
            AND (alongside_has_role(team_family, 'worker') OR (m.role = 'mentor'
                AND alongside_has_role(team_family, 'mentor_coordinator'))))
        AND NOT alongside_is_invited_by_agency(invited)
        AND NOT EXISTS (SELECT 1 FROM account a WHERE a.person_id = invited);
END $$;

-- For a coordinator of mentors: the mentors of their teams, each with the invitation that is
-- neither used nor revoked.
CREATE FUNCTION alongside_mentor_accounts()
RETURNS TABLE (person_id uuid, has_account boolean, by_agency boolean, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT DISTINCT m.person_id,
            EXISTS (SELECT 1 FROM account a WHERE a.person_id = m.person_id),
            alongside_is_invited_by_agency(m.person_id), i.expires_at
        FROM membership coordinator
        JOIN membership m ON m.family_id = coordinator.family_id AND m.role = 'mentor'
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
        LEFT JOIN invitation i ON i.person_id = m.person_id AND i.used_at IS NULL
            AND i.revoked_at IS NULL
        WHERE coordinator.person_id = alongside_person()
        AND coordinator.role = 'mentor_coordinator' AND coordinator.since <= alongside_today()
        AND (coordinator.until IS NULL OR coordinator.until > alongside_today())
$$;
REVOKE EXECUTE ON FUNCTION alongside_mentor_accounts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_mentor_accounts TO alongside_app;
