-- PostgreSQL alone has functions and row-level security.
SELECT 1;
