-- What the other migrations build on: who acts in a transaction, the access rules that policies of
-- several features use, and the functions of triggers that announce changes.
--
-- Conventions of all migrations:
-- * Row-level security is enabled and forced on every table. FORCE makes it apply to the owner too.
--   It is the second layer of access control: the store limits every statement to what the actor
--   may see, and the policies repeat the rules, so that a forgotten condition returns no rows
--   (docs/row-security.md).
-- * The policy `system_all` gives every row to alongside_owner (and so to functions that run with
--   the owner's rights) and to alongside_system. All other policies are for alongside_app.
-- * Policies decide which rows. Column grants decide which columns may be updated. Triggers decide
--   which change of a value is allowed where that depends on the row. Whatever needs several rows
--   to be correct is written by a function with the owner's rights that does only that.
-- * A function with the owner's rights takes the actor from a setting, which any login can set.
--   Such functions are therefore executable by the portal's roles only, never by PUBLIC.
-- * Every function pins its search path with pg_temp last. PostgreSQL searches pg_temp first when
--   the path does not name it, so the temporary tables of a caller could otherwise replace ours.
--   Functions that must stay inlinable, because policies call them for every row, have an
--   SQL-standard body (RETURN …) instead, whose references are resolved when they are created.
-- * Access rules are PL/pgSQL, because it keeps the query plan for the session; an SQL function
--   that is not inlined plans its query again for every row. PL/pgSQL also resolves tables at the
--   first call, so the functions of this file may name tables of later files.

------------------------------------------------------------------------------------------------
-- The schema version
------------------------------------------------------------------------------------------------

-- sqlx creates this table before the first migration. Only the owner reads or writes it, so this
-- `system_all` is for the owner alone.
ALTER TABLE _sqlx_migrations ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON _sqlx_migrations TO alongside_owner USING (true) WITH CHECK (true);

-- Tells whether the schema is current to logins that must not read the table above. PUBLIC may
-- execute it, because the portal calls it before it takes a role, and it tells nothing about
-- people.
CREATE FUNCTION alongside_schema() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT max(version) FROM _sqlx_migrations WHERE success
$$;

------------------------------------------------------------------------------------------------
-- Who acts, and when
------------------------------------------------------------------------------------------------

-- The actor: the person in whose name the transaction acts. `store::Db` sets alongside.person,
-- alongside.today and alongside.key for one transaction; nothing else sets them.
CREATE FUNCTION alongside_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('alongside.person', true), '')::uuid;

-- The key of the one row that may be looked up before there is an actor: a session, an invitation
-- code or a sign-in name.
CREATE FUNCTION alongside_key() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('alongside.key', true), '');

-- How far the portal's clock may differ from the clock of this server. Tests that inject a clock
-- replace this function (script/postgres).
CREATE FUNCTION alongside_clock_tolerance() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN interval '5 minutes';

-- True for a time that the portal may store as the current time.
CREATE FUNCTION alongside_is_now(moment timestamptz) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
    RETURN moment BETWEEN now() - alongside_clock_tolerance()
        AND now() + alongside_clock_tolerance();

-- The current date in the agency's time zone. The portal states it, because agencies have time
-- zones. No time zone is more than a day away from the date in UTC; any other date counts as none.
-- Otherwise a membership that has ended could be used by stating an earlier day.
CREATE FUNCTION alongside_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN nullif(current_setting('alongside.today', true), '')::date BETWEEN
            ((now() AT TIME ZONE 'UTC') - interval '1 day' - alongside_clock_tolerance())::date
            AND ((now() AT TIME ZONE 'UTC') + interval '1 day' + alongside_clock_tolerance())::date
        THEN nullif(current_setting('alongside.today', true), '')::date END;

-- True when the current role has no more rights than the portal's. Triggers that restrict updates
-- apply only then: imports, jobs and the functions of the owner are trusted.
CREATE FUNCTION alongside_is_restricted() RETURNS boolean LANGUAGE sql STABLE
    RETURN NOT (pg_has_role(current_user, 'alongside_system', 'USAGE')
        OR pg_has_role(current_user, 'alongside_owner', 'USAGE'));

------------------------------------------------------------------------------------------------
-- Membership in a family's team
------------------------------------------------------------------------------------------------

-- The actor is on the team of this family today.
CREATE FUNCTION alongside_is_member(family uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- The actor has this role on the team today.
CREATE FUNCTION alongside_has_role(family uuid, wanted_role text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = wanted_role
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- The actor has one of these roles on the team today.
CREATE FUNCTION alongside_has_any_role(family uuid, wanted_roles text[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.role = ANY (wanted_roles)
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- The actor is a family member, not somebody who works with the family.
CREATE FUNCTION alongside_is_family_member(family uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_any_role(family, '{parent,guardian,indian_custodian,youth}');
END $$;

-- The actor's role lets them open the family's record. Interpreters, administrators and
-- coordinators of mentors open no record (`model::policy::can_open_record`).
CREATE FUNCTION alongside_can_open_record(family uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_any_role(family, '{parent,guardian,indian_custodian,youth,caregiver,mentor,worker,supervisor,tribal_representative}');
END $$;

-- The actor has exactly this role today, with exactly this mentee. Rows that state in which role
-- somebody acted are checked with it.
CREATE FUNCTION alongside_has_membership(family uuid, wanted_role text, mentee uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = wanted_role
        AND m.mentee_id IS NOT DISTINCT FROM mentee
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- The actor may know a team member whose mentee is `mentee` (null for everyone but mentors).
-- Everyone who opens the record knows the team. A mentor is known to the parent whom they support
-- and to the people of the agency, but not to the other parent.
CREATE FUNCTION alongside_can_see_member(family uuid, mentee uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN CASE WHEN mentee IS NULL OR mentee = alongside_person()
            THEN alongside_can_open_record(family)
        ELSE alongside_has_any_role(family, '{worker,supervisor}') END;
END $$;

-- The actor coordinates mentors in a family in which the other person is a mentor or has one. A
-- coordinator knows these people, to match mentors with parents and to find a substitute, and
-- nothing of the record.
CREATE FUNCTION alongside_coordinates_mentor(other uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership c
        JOIN membership m ON m.family_id = c.family_id AND m.role = 'mentor'
        WHERE c.person_id = alongside_person() AND c.role = 'mentor_coordinator'
        AND c.since <= alongside_today() AND (c.until IS NULL OR c.until > alongside_today())
        AND (m.person_id = other OR m.mentee_id = other));
END $$;

------------------------------------------------------------------------------------------------
-- Audiences
------------------------------------------------------------------------------------------------

-- The actor is in this audience: on the team today and named by one of its entries, by role or in
-- person, and by no entry that excludes them.
CREATE FUNCTION alongside_can_view(family uuid, audience uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
BEGIN
    -- One query instead of two, because policies call this for every row: among the entries that
    -- apply to the actor there must be at least one, and none that excludes them.
    RETURN coalesce((SELECT bool_and(NOT e.denied) FROM membership m
        JOIN audience_entry e ON e.audience_id = audience
            AND (e.person_id = me OR (e.role = m.role AND NOT e.denied))
        WHERE m.family_id = family AND m.person_id = me
        AND m.since <= today AND (m.until IS NULL OR m.until > today)), false);
END $$;

------------------------------------------------------------------------------------------------
-- Threads
------------------------------------------------------------------------------------------------

-- The actor may read message `seq` of this thread: they take part in it since that message or an
-- earlier one, and are on the family's team today. The largest bigint as `seq` asks whether they
-- take part at all.
CREATE FUNCTION alongside_can_read_thread(thread uuid, seq bigint) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread_participant r JOIN thread t ON t.id = r.thread_id
        WHERE r.thread_id = thread AND r.person_id = alongside_person() AND r.left_at IS NULL
        AND r.visible_from_seq <= seq
        AND (t.family_id IS NULL OR alongside_is_member(t.family_id)));
END $$;

-- The actor takes part in this thread, and the other person does too, or did while the actor did.
-- Who left a thread is known only to those who took part at that time.
CREATE FUNCTION alongside_shared_thread(thread uuid, other uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread_participant r
            JOIN thread_participant o ON o.thread_id = r.thread_id AND o.person_id = other
        WHERE r.thread_id = thread AND r.person_id = alongside_person()
        AND (o.left_at IS NULL OR EXISTS (SELECT 1 FROM message m
            WHERE m.thread_id = thread AND m.about_id = other
            AND m.kind IN ('left', 'taken_off') AND m.seq >= r.visible_from_seq)))
        AND alongside_can_read_thread(thread, 9223372036854775807);
END $$;

-- The actor is an interpreter of the family of this thread today.
CREATE FUNCTION alongside_is_interpreter(thread uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM thread t
        WHERE t.id = thread AND alongside_has_role(t.family_id, 'interpreter'));
END $$;

-- The actor may see the name of this person: from a team, a thread in which both take part, or as a
-- coordinator of mentors.
CREATE FUNCTION alongside_can_see_person(other uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o
            WHERE o.person_id = other AND alongside_can_see_member(o.family_id, o.mentee_id))
        OR EXISTS (SELECT 1 FROM thread_participant o
            WHERE o.person_id = other AND alongside_shared_thread(o.thread_id, o.person_id))
        OR alongside_coordinates_mentor(other);
END $$;

------------------------------------------------------------------------------------------------
-- Parts of a plan item
------------------------------------------------------------------------------------------------

-- A part is never visible to more people than its whole: a step and its goal, a text or a reply and
-- its plan item. `app/store/src/visibility.rs` defines the same for the first layer. The policies
-- `part_of_…` are restrictive: they only take away from what other policies allow, so no later
-- policy can widen access to a part.

-- The actor is responsible for this step and sees plan items only when named, such as a youth or a
-- caregiver. Such a person sees the step without its goal.
CREATE FUNCTION alongside_owns_step(family uuid, step_owner uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    -- A test of `visibility.rs` compares these roles with `model::policy`.
    RETURN step_owner = alongside_person() AND NOT EXISTS (SELECT 1 FROM membership m
        WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.role IN ('parent', 'guardian', 'indian_custodian', 'worker', 'supervisor')
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()));
END $$;

-- For a step whose own audience includes the actor: the audience of its goal includes them too, or
-- the step is their own (`alongside_owns_step`) and the goal does not exclude them.
CREATE FUNCTION alongside_can_view_goal(family uuid, audience uuid, step_owner uuid, goal uuid)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN goal IS NULL OR EXISTS (SELECT 1 FROM plan_item g
        WHERE g.id = goal AND (g.audience_id = audience
        OR alongside_can_view(g.family_id, g.audience_id)
        OR (alongside_owns_step(family, step_owner) AND NOT EXISTS (SELECT 1 FROM audience_entry n
            WHERE n.audience_id = g.audience_id AND n.person_id = alongside_person()
            AND n.denied))));
END $$;

-- For a text or a reply whose own audience includes the actor: they see the plan item that it
-- belongs to. An equal audience is compared first, because most texts have that of their item.
CREATE FUNCTION alongside_can_view_item_of(audience uuid, item uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN item IS NULL OR EXISTS (SELECT 1 FROM plan_item i
        WHERE i.id = item
        AND (i.audience_id = audience OR alongside_can_view(i.family_id, i.audience_id))
        AND (i.goal_id IS NULL
            OR alongside_can_view_goal(i.family_id, i.audience_id, i.owner_id, i.goal_id)));
END $$;

REVOKE EXECUTE ON FUNCTION alongside_is_member, alongside_has_role, alongside_has_any_role,
    alongside_is_family_member, alongside_can_open_record, alongside_has_membership,
    alongside_can_see_member, alongside_coordinates_mentor, alongside_can_view,
    alongside_can_read_thread, alongside_shared_thread, alongside_is_interpreter,
    alongside_can_see_person, alongside_owns_step, alongside_can_view_goal,
    alongside_can_view_item_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_member, alongside_has_role, alongside_has_any_role,
    alongside_is_family_member, alongside_can_open_record, alongside_has_membership,
    alongside_can_see_member, alongside_coordinates_mentor, alongside_can_view,
    alongside_can_read_thread, alongside_shared_thread, alongside_is_interpreter,
    alongside_can_see_person, alongside_owns_step, alongside_can_view_goal,
    alongside_can_view_item_of TO alongside_app, alongside_system;

------------------------------------------------------------------------------------------------
-- Change notifications
------------------------------------------------------------------------------------------------

-- Triggers announce changes to open pages (`store::change_bus`). A notification contains only the
-- id of a thread, or `people` when memberships or participants have changed. A listener learns
-- nothing else and asks the store what it may see.
CREATE FUNCTION alongside_notify_thread() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('alongside_changes', NEW.thread_id::text);
    RETURN NULL;
END $$;

CREATE FUNCTION alongside_notify_membership() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM pg_notify('alongside_changes', 'people');
    RETURN NULL;
END $$;
