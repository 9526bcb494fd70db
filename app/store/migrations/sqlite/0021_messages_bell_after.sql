-- On SQLite the portal has always rung after its own writes.
SELECT 1;
