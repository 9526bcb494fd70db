// Reading aloud, and speaking instead of writing.
