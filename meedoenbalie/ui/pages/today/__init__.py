"""Vandaag: what waits for the desk, and how the week goes."""
