-- PostgreSQL guards rows here (0005 of its folder); SQLite has no such fence, and the store's WHERE is its only wall.
SELECT 1;
