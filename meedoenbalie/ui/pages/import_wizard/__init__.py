"""Inlezen: a file of somebody else, seen before anything is stored."""
