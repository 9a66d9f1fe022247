"""The talk that registers a young person, without a shared language."""
