-- PostgreSQL only: a function for what row-level security hides.
SELECT 1;
