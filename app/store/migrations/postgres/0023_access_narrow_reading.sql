-- What each role reads, narrowed to what it needs: the policies asked whether somebody is on the team and not as what.
-- The actor has one of these places on the family's team today.
CREATE FUNCTION alongside_has_role(family uuid, wanted text[]) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = ANY (wanted)
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;
CREATE OR REPLACE FUNCTION alongside_of_family(family uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_role(family, '{parent,guardian,indian_custodian,youth}');
END $$;
-- Interpreters, administrators and coordinators of parent partners open no record (model::policy::opens_record).
CREATE FUNCTION alongside_opens_record(family uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_role(family, '{parent,guardian,indian_custodian,youth,caregiver,mentor,worker,supervisor,tribal_representative}');
END $$;

-- S4.3: the access log is for the family and its supervisor, each their part.
DROP POLICY own ON access_log;
CREATE POLICY own ON access_log FOR SELECT TO alongside_app
    USING (alongside_has_role(family_id, '{parent,guardian,indian_custodian,youth,supervisor}')
    AND (subject_id IS NULL OR subject_id = alongside_person())
    AND (thread_id IS NULL OR alongside_reads(thread_id, 9223372036854775807)));

-- S4.10: a team-mate is known by whoever opens the record; a mentor by the parent they walk with and by the agency's people.
CREATE OR REPLACE FUNCTION alongside_sees_member(family uuid, walks uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE WHEN walks IS NULL OR walks = alongside_person() THEN alongside_opens_record(family)
        ELSE alongside_has_role(family, '{worker,supervisor}') END;
END $$;
-- A coordinator knows the parent partners of the families they coordinate for, and with whom those walk.
CREATE FUNCTION alongside_coordinates(other uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership c JOIN membership m ON m.family_id = c.family_id AND m.role = 'mentor'
        WHERE c.person_id = alongside_person() AND c.role = 'mentor_coordinator'
        AND c.since <= alongside_today() AND (c.until IS NULL OR c.until > alongside_today()) AND (m.person_id = other OR m.walks_with = other));
END $$;
CREATE OR REPLACE FUNCTION alongside_knows(other uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o WHERE o.person_id = other AND alongside_sees_member(o.family_id, o.walks_with))
        OR EXISTS (SELECT 1 FROM reader o WHERE o.person_id = other AND alongside_reads(o.thread_id, 9223372036854775807))
        OR alongside_coordinates(other);
END $$;
-- The places of others. One that has ended, or not begun, is for the worker and the supervisor; beside them only whoever reads a
-- conversation with that person learns it, because a name there stands with its place. An interpreter learns the places of those
-- whose messages they were given, and a coordinator those of parent partners.
CREATE FUNCTION alongside_sees_membership(family uuid, other uuid, place text, walks uuid, begins date, ends date) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
    mine text[];
    now_on boolean := begins <= today AND (ends IS NULL OR ends > today);
BEGIN
    SELECT array_agg(m.role) INTO mine FROM membership m WHERE m.family_id = family AND m.person_id = me
        AND m.since <= today AND (m.until IS NULL OR m.until > today);
    IF mine && '{worker,supervisor}' THEN
        RETURN true;
    END IF;
    IF now_on AND (walks IS NULL OR walks = me) AND mine && '{parent,guardian,indian_custodian,youth,caregiver,mentor,tribal_representative}' THEN
        RETURN true;
    END IF;
    IF now_on AND place = 'mentor' AND mine && '{mentor_coordinator}' THEN
        RETURN true;
    END IF;
    IF mine IS NULL THEN
        RETURN false;
    END IF;
    RETURN EXISTS (SELECT 1 FROM reader r JOIN thread t ON t.id = r.thread_id JOIN reader o ON o.thread_id = r.thread_id
            WHERE t.family_id = family AND r.person_id = me AND r.left_at IS NULL AND o.person_id = other)
        OR ('interpreter' = ANY (mine) AND EXISTS (SELECT 1 FROM interpretation i JOIN thread t ON t.id = i.thread_id
            JOIN message x ON x.thread_id = i.thread_id AND x.seq BETWEEN i.seq - i.before_it AND i.seq
            WHERE t.family_id = family AND i.taken_by = me AND i.done_at IS NULL AND x.author_id = other));
END $$;
DROP POLICY own ON membership;
CREATE POLICY own ON membership FOR SELECT TO alongside_app USING (person_id = alongside_person()
    OR alongside_sees_membership(family_id, person_id, role, walks_with, since, until));

-- An audience, and who is in it, is for those who are in it. That is asked more often now, so it is one question where it was two.
CREATE OR REPLACE FUNCTION alongside_sees(family uuid, audience uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
BEGIN
    -- Of the entries that are about the actor, there is one and none of them shuts them out.
    RETURN coalesce((SELECT bool_and(NOT e.never) FROM membership m
        JOIN audience_entry e ON e.audience_id = audience AND (e.person_id = me OR (e.role = m.role AND NOT e.never))
        WHERE m.family_id = family AND m.person_id = me AND m.since <= today AND (m.until IS NULL OR m.until > today)), false);
END $$;
DROP POLICY own ON audience;
CREATE POLICY own ON audience FOR SELECT TO alongside_app USING (alongside_sees(family_id, id));

-- That a worker asked the family is for the family to read and to contradict, and for those who answer for the plan.
DROP POLICY own ON plan_asked;
CREATE POLICY own ON plan_asked FOR SELECT TO alongside_app
    USING (alongside_has_role(family_id, '{parent,guardian,indian_custodian,youth,worker,supervisor}'));
DROP POLICY own ON plan_scale;
CREATE POLICY own ON plan_scale FOR SELECT TO alongside_app USING (alongside_opens_record(family_id));
-- An interpreter sees what waits and what they have taken themselves; what others took or finished is not theirs to know.
DROP POLICY own ON interpretation;
CREATE POLICY own ON interpretation FOR SELECT TO alongside_app USING (alongside_reads(thread_id, seq)
    OR ((taken_by = alongside_person() OR (taken_by IS NULL AND done_at IS NULL)) AND alongside_interprets(thread_id)));
