-- The form a draft was typed into. A draft that arrives after its form was sent is not kept, and one that was kept at the same
-- moment is not shown.
ALTER TABLE draft ADD COLUMN form_id BLOB;
