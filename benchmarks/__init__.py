"""Measures what this program costs beside the plain tool for the same work."""
