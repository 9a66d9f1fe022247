"""What is due for erasure, and what a person decides about it."""
