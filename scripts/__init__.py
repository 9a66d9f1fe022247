"""What the Makefile runs. The modules that run before .venv exists use the standard library."""
