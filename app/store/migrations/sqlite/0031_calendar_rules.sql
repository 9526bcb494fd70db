-- Events of a series that were changed alone. The access rules are PostgreSQL only.

-- An event of a series that a worker changed or moved by itself: a change of all later events leaves
-- it as it is.
ALTER TABLE event ADD COLUMN changed_alone INTEGER NOT NULL DEFAULT 0;
