"""Overdracht: a dossier that moves along to another azc."""
