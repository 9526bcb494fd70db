-- PostgreSQL only: a policy of row-level security.
SELECT 1;
