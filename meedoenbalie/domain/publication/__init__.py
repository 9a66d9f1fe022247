"""The gate of a publicatie: what may leave the programme team, and what together would say more."""
