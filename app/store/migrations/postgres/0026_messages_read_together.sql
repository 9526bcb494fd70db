-- Who left a conversation is known to those who read it then. The message that told of it is looked for by whom it is about.
CREATE INDEX message_about ON message (thread_id, about_id) WHERE about_id IS NOT NULL;

-- The actor reads this conversation, and so does the other one, or did while the actor read it.
CREATE FUNCTION alongside_read_together(thread uuid, other uuid) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM reader r JOIN reader o ON o.thread_id = r.thread_id AND o.person_id = other
        WHERE r.thread_id = thread AND r.person_id = alongside_person() AND (o.left_at IS NULL OR EXISTS (SELECT 1 FROM message m
            WHERE m.thread_id = thread AND m.about_id = other AND m.kind IN ('left', 'taken_off') AND m.seq >= r.from_seq)))
        AND alongside_reads(thread, 9223372036854775807);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_read_together FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_read_together TO alongside_app, alongside_system;

-- Whoever puts people in and takes them off needs to know who was there before.
CREATE POLICY read_together ON reader AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (left_at IS NULL OR person_id = alongside_person() OR alongside_read_together(thread_id, person_id) OR alongside_tends(thread_id));

-- A conversation makes people known to each other only who read it together. These functions are as the migrations before this
-- one have them, but for that one condition.
DO $$
DECLARE
    known text := pg_get_functiondef('alongside_knows(uuid)'::regprocedure);
    place regprocedure := to_regprocedure('alongside_sees_membership(uuid, uuid, text, uuid, date, date)');
BEGIN
    IF position('alongside_reads(o.thread_id, 9223372036854775807)' IN known) = 0 THEN
        RAISE EXCEPTION 'alongside_knows asks for conversations in other words; put alongside_read_together there';
    END IF;
    EXECUTE replace(known, 'alongside_reads(o.thread_id, 9223372036854775807)', 'alongside_read_together(o.thread_id, o.person_id)');
    IF place IS NOT NULL THEN
        EXECUTE replace(pg_get_functiondef(place), 'r.left_at IS NULL AND o.person_id = other)',
            'r.left_at IS NULL AND o.person_id = other AND alongside_read_together(r.thread_id, other))');
    END IF;
END $$;
