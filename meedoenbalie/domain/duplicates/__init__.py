"""Finding records that may be one person. It proposes; a person decides."""
