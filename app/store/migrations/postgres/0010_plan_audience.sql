-- A worker may change who sees a line; its words follow it. The words of the family are the family's to share.
GRANT UPDATE (audience_id) ON text TO alongside_app;
CREATE POLICY follow ON text FOR UPDATE TO alongside_app
    USING (alongside_is(family_id, 'worker') AND alongside_sees(family_id, audience_id)
        AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = text.family_id AND m.person_id = text.author_id
            AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth')))
    WITH CHECK (alongside_is(family_id, 'worker') AND alongside_sees(family_id, audience_id));
