"""Reads files of others and writes files for others. Knows nothing of the store."""
