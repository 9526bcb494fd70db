-- The translation form of an interpreter that is sent again.

-- The actor has completed this request, for a text or a message, with exactly these words. A
-- function, because a completed request and its translation are hidden from the interpreter. It
-- returns nothing that the caller did not write.
CREATE FUNCTION alongside_has_interpreted(request uuid, sent_words text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
BEGIN
    RETURN EXISTS (SELECT 1 FROM text_interpretation w
            JOIN translation d ON d.text_id = w.text_id AND d.language = w.language
            WHERE w.id = request AND w.claimed_by = me AND d.created_by_id = me
            AND d.body = sent_words)
        OR EXISTS (SELECT 1 FROM interpretation_request i
            JOIN message_translation d ON d.thread_id = i.thread_id AND d.seq = i.seq
                AND d.language = i.language AND NOT d.machine
            WHERE i.id = request AND i.claimed_by = me AND d.created_by_id = me
            AND d.body = sent_words);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_has_interpreted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_has_interpreted TO alongside_app;
