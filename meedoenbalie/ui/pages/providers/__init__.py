"""Providers: who works there, what was said and agreed."""
