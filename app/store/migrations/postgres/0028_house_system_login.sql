-- The login that answers people can no longer become `alongside_system`, so what the portal itself writes because of what
-- somebody did is a function that does only that. An interpreter who is done with a message: what they made of it, that it is
-- done, the line that tells its readers, and a notice for whoever asked. `store::messages::interpret` says the same for SQLite.
-- The number of that line; null where it is not the actor's to do.
CREATE FUNCTION alongside_complete_interpretation(request uuid, words text, message uuid, form uuid, said timestamptz, noticed bigint, due bigint)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    asked interpretation%ROWTYPE;
    number bigint;
BEGIN
    -- Taken by the actor, not done, and theirs to read still: an interpreter of this family today. The row is locked, so that
    -- the same form sent twice at once is done once.
    SELECT * INTO asked FROM interpretation i
        WHERE i.id = request AND i.taken_by = me AND i.done_at IS NULL AND alongside_is_now(said) AND alongside_was_given(i.thread_id, i.seq) FOR UPDATE;
    IF asked.id IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO message_translation (thread_id, seq, language, machine, body, made_by, by_id, at)
        SELECT asked.thread_id, asked.seq, asked.language, false, words, coalesce(p.chosen_name, p.name), p.id, said FROM person p WHERE p.id = me;
    UPDATE interpretation i SET done_at = said WHERE i.id = asked.id;
    UPDATE thread t SET last_seq = t.last_seq + 1 WHERE t.id = asked.thread_id RETURNING t.last_seq INTO number;
    INSERT INTO message (id, thread_id, seq, author_id, form_id, kind, about_id, language, body, entered_by_agency, at)
        VALUES (message, asked.thread_id, number, me, form, 'translated', me, 'en', asked.seq::text, false, said);
    INSERT INTO outbox (thread_id, seq, person_id, by_id, urgent, at, state, told_by, tries, next_at)
        VALUES (asked.thread_id, number, asked.asked_by, me, false, noticed, 'waiting', '', 0, due);
    RETURN number;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_complete_interpretation FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_complete_interpretation TO alongside_app;
