-- What one parent's mentor brings to an event, and what is answered to it, is read by no one who may
-- not know the mentor. `0031_calendar_rules.sql` hides the row of `event_words`; its text has the
-- audience of the event, in which the other parent is.

CREATE INDEX event_words_text ON event_words (text_id);
CREATE INDEX event_words_answer_text ON event_words_answer (text_id);

-- The text is words that a mentor whom the actor may not know brought to an event, or an answer to
-- such words.
CREATE FUNCTION alongside_is_of_unknown_mentor(authored_text uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM (
            SELECT w.family_id, w.author_id FROM event_words w WHERE w.text_id = authored_text
            UNION ALL
            SELECT w.family_id, w.author_id FROM event_words_answer a
                JOIN event_words w ON w.id = a.words_id WHERE a.text_id = authored_text) brought
        WHERE brought.author_id <> alongside_person()
        AND EXISTS (SELECT 1 FROM membership m WHERE m.family_id = brought.family_id
            AND m.person_id = brought.author_id AND m.mentee_id IS NOT NULL)
        AND NOT alongside_can_see_person(brought.author_id));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_is_of_unknown_mentor FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_of_unknown_mentor TO alongside_app, alongside_system;

-- Texts of plan items, of which a page reads hundreds, are no words for an event.
CREATE POLICY part_of_words ON text AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (item_id IS NOT NULL OR NOT alongside_is_of_unknown_mentor(id));
