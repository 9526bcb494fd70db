-- Row-level security is only as good as the functions it asks. A function that runs with the owner's rights and looks up its
-- tables along the caller's search path asks the caller's temporary tables: PostgreSQL searches pg_temp first unless it is named,
-- and `SET search_path = public` does not name it. Every function pins its search path with pg_temp last; the few that must stay
-- inlinable, because they are asked for every row, have a body that is bound to its objects when it is made.
CREATE OR REPLACE FUNCTION alongside_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('alongside.person', true), '')::uuid;
-- The one thing that may be looked up before there is a person: a session, a code or a sign-in name.
CREATE OR REPLACE FUNCTION alongside_key() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('alongside.key', true), '');
CREATE OR REPLACE FUNCTION alongside_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN translate(lower(words), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc');

-- How far the portal's clock may be from this server's. Tests that inject a clock replace this function (script/postgres).
CREATE FUNCTION alongside_clock_tolerance() RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN interval '5 minutes';
-- True for a time that the portal may write down as now.
CREATE FUNCTION alongside_is_now(moment timestamptz) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN moment BETWEEN now() - alongside_clock_tolerance() AND now() + alongside_clock_tolerance();
-- The agency's date, which the portal says, because agencies have time zones. No place on earth is more than a day from the date
-- of UTC; another date is none, so that a membership that has ended cannot be acted on by naming an earlier day.
CREATE OR REPLACE FUNCTION alongside_today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN nullif(current_setting('alongside.today', true), '')::date
            BETWEEN ((now() AT TIME ZONE 'UTC') - interval '1 day' - alongside_clock_tolerance())::date
            AND ((now() AT TIME ZONE 'UTC') + interval '1 day' + alongside_clock_tolerance())::date
        THEN nullif(current_setting('alongside.today', true), '')::date END;

DO $$
DECLARE ours regprocedure;
BEGIN
    FOR ours IN SELECT p.oid::regprocedure FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = (SELECT r.oid FROM pg_roles r WHERE r.rolname = current_user)
        AND p.prokind = 'f' AND p.prosqlbody IS NULL LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, public, pg_temp', ours);
    END LOOP;
END $$;

-- A view of the owner's shows what its own WHERE leaves, before any condition of the caller's is asked.
ALTER VIEW plan_newest SET (security_barrier = true);

-- The list of migrations was the one table without rules. Nobody but the owner reads or writes it.
ALTER TABLE _sqlx_migrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE _sqlx_migrations FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON _sqlx_migrations TO alongside_owner USING (true) WITH CHECK (true);
