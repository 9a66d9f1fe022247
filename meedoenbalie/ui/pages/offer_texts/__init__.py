"""What an offer is in the languages of residents, and who read it over."""
