"""The phone round: one question after another, one key for each answer."""
