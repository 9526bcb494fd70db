-- PostgreSQL only: a function that gives a session a new token.
SELECT 1;
