"""Lessons of other azc's: taking an edition in, and what came of trying one."""
