"""Civic integration (*inburgering*): what is recorded, the rules over it, and the cohorts.

The rules are pure functions over dated rule data (``rules.py``). They never decide: DUO does.
"""
