"""Makes what people install: a folder that runs without Python, a package for Debian."""
