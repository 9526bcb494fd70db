-- The texts of a plan item: found by it when a version is published, and by SQLite for every item
-- that is inserted after its texts, to check the deferred foreign key. Without the index, both read
-- the whole table.

CREATE INDEX text_item ON text (item_id) WHERE item_id IS NOT NULL;
