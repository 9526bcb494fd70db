-- PostgreSQL only: a function that tells a coordinator of mentors whether a parent has an account.
SELECT 1;
