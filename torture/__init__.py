"""What shows that a store holds: the same hour of work under every kind of fault."""
