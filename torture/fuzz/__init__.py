"""Files that nobody should send: made from good ones by a seeded chance, and read in for real."""
