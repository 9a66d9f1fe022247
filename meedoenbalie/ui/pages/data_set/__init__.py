"""Sending a gegevensset: what goes, to whom, whether it may, and the encrypted file (15)."""
