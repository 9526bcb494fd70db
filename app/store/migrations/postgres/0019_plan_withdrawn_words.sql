-- The words of a withdrawn reply are read by their author alone.

-- Withdrawing narrows the audience of the reply's text. Without that, a text that belongs to no item
-- would stay readable where a text is read without its reply, such as among the requests for
-- translations: `plan_reply` hides the withdrawn row that would tell.
CREATE POLICY update_withdrawn ON text FOR UPDATE TO alongside_app
    USING (author_id = alongside_person()
        AND EXISTS (SELECT 1 FROM plan_reply r WHERE r.family_id = text.family_id
            AND r.text_id = text.id AND r.author_id = alongside_person()
            AND r.withdrawn_at IS NOT NULL))
    WITH CHECK (author_id = alongside_person() AND alongside_can_view(family_id, audience_id));
