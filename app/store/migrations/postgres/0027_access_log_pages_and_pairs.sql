-- A picture that is part of a page already in the access log needs no line of its own. Most of those who are logged may not
-- read the log, so a function says when the actor opened that page, and when the message was written.
CREATE FUNCTION alongside_page_line(line uuid, thread uuid, message uuid) RETURNS TABLE (opened timestamptz, written timestamptz)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT l.at, x.at FROM access_log l JOIN message x ON x.thread_id = l.thread_id
    WHERE l.id = line AND l.thread_id = thread AND x.id = message AND l.person_id = alongside_person()
$$;
REVOKE EXECUTE ON FUNCTION alongside_page_line FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_page_line TO alongside_app;

-- Two people have one conversation of their own in each family, so that the one of a family that has ended does not stand in
-- the way of a new one. The key names the family from here on.
UPDATE thread SET pair = replace(family_id::text, '-', '') || ' ' || pair WHERE pair IS NOT NULL AND family_id IS NOT NULL;
