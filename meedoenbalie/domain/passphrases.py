"""What is asked of a passphrase; apart, for the first screen needn't load what opens a store."""

MINIMUM_PASSPHRASE = 12
"""Signs, at least: about what four short words have."""

PROVED_GROUPS = (2, 5)
"""The groups of a recovery code that are typed back, to prove that it is on paper."""
