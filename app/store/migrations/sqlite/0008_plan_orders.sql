-- A step may be there because of a court order: the order is a line of the plan, and the step names it.
ALTER TABLE plan_item ADD COLUMN order_id BLOB REFERENCES plan_item (id);
ALTER TABLE plan_line ADD COLUMN order_id BLOB REFERENCES plan_item (id);
ALTER TABLE plan_edit ADD COLUMN order_id BLOB REFERENCES plan_item (id);
