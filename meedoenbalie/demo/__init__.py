"""A fictional desk, made through the services: deterministic by seed, and alive today."""
