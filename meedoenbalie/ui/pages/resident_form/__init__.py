"""Registering and changing a resident by hand."""
