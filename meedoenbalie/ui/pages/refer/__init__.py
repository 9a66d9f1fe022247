"""Referring (05b): consent, the text for the provider, klaarzetten and verstuurd."""
