"""Records and rules of the desk. Knows nothing of files, SQL, windows or translated text."""
