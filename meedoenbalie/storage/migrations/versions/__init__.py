"""One module a version; they import no project code."""
