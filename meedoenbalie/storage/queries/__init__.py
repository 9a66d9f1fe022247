"""Questions that more than one table answers; they return plain values and records."""
