"""Matching (05): what fits one resident, why, and how it lies in the week."""
