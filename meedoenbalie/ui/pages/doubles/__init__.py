"""Possible doubles: who may stand in the list twice, and who was merged."""
