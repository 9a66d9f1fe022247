"""What a store lies in: a file of its own (SQLCipher), or a database on a server (PostgreSQL)."""
