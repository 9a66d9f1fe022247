"""Holding a place for somebody."""
