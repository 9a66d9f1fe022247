"""Inburgering of one resident: the form, and what the rules say of it."""
