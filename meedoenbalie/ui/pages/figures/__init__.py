"""Cijfers: what is short, what would help, and whether everybody gets the same chances."""
