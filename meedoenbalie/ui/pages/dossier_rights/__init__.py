"""Inzage en wissen (17): what is held about one person, and erasing it."""
