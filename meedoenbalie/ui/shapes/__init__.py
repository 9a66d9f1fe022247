"""The three shapes that every screen has: dashboard, list with detail, form."""
