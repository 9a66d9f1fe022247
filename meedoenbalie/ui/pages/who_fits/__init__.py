"""Wie past hierbij? The residents for one offer."""
