-- Reviews and hearings that a worker notes as held, so that the statutory clocks move without an
-- import. Also: whether a handover was passed on to what named the person who left.

-- Who noted the date in the portal, and when; null for an imported one, which the next import
-- replaces.
ALTER TABLE case_date ADD COLUMN created_by_id BLOB REFERENCES person (id);
ALTER TABLE case_date ADD COLUMN created_at TEXT;
-- For a correction: the date that it replaces, which is withdrawn.
ALTER TABLE case_date ADD COLUMN replaces_id BLOB REFERENCES case_date (id);
-- A withdrawn date counts for no clock, and is shown as withdrawn.
ALTER TABLE case_date ADD COLUMN withdrawn_at TEXT;
ALTER TABLE case_date ADD COLUMN withdrawn_by_id BLOB REFERENCES person (id);

-- For a handover: when the items that named the person who left were passed on; null until the first
-- day of the person who takes over.
ALTER TABLE membership_change ADD COLUMN passed_on_at TEXT;
