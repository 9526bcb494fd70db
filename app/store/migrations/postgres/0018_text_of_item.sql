-- The texts of a plan item, which are found by it when a version is published. Without the index,
-- this reads the whole table.

CREATE INDEX text_item ON text (item_id) WHERE item_id IS NOT NULL;
