"""Two dossiers side by side, to make them one."""
