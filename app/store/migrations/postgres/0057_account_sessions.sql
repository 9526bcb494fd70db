-- What a coordinator of mentors knows of the accounts of parents.

-- Whether a person for whom the actor may vouch has an account. One without an account has nothing to
-- get back into, and makes an account with an invitation instead. Row-level security shows no account
-- to an actor.
CREATE FUNCTION alongside_holder_has_account(family uuid, holder uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_may_vouch(family, holder)
        AND EXISTS (SELECT 1 FROM account a WHERE a.person_id = holder);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_holder_has_account FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_holder_has_account TO alongside_app;
