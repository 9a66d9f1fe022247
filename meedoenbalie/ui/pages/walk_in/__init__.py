"""The walk-in: who comes in, who waits, who is next."""
