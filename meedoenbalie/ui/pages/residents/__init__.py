"""Bewoners: finding residents, and the dossier of one."""
