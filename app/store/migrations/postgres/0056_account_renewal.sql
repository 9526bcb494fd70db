-- A new token for a session after a proof of who its person is.

-- Gives the session with this hash another one, and this data. Returns false when there is none. The
-- row stays the same one: what ends the sessions of the person at the same moment waits for this, and
-- then ends the session under its new token. A row in its place would not be seen by a statement that
-- began before, and the session would go on. A function, because the portal's role may not change the
-- hash of a row: a stolen login could move any session whose hash it knows to a token of its own. As
-- for a new session, the person must have signed in within the last minute.
CREATE FUNCTION alongside_renew_session(former_hash text, new_hash text, changed jsonb)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE holder uuid;
BEGIN
    SELECT s.person_id INTO holder FROM session s WHERE s.token_hash = former_hash FOR UPDATE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    IF NOT alongside_can_start_session(holder)
        OR NOT alongside_session_data_matches(changed, holder) THEN
        RAISE EXCEPTION 'a session gets a new token only after a sign-in of its person'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE session s SET token_hash = new_hash, data = changed WHERE s.token_hash = former_hash;
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_renew_session FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_renew_session TO alongside_app;

-- An open page with the former token closes at once, as when a session is deleted (0003).
CREATE TRIGGER notify_renewal AFTER UPDATE OF token_hash ON session
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_notify_membership();
