"""Meedoenbalie: the desk where residents of an azc find out how they can take part."""

__version__ = "0.1.0"
