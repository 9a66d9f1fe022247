"""One function a thing the desk does: it owns the transaction and says who may."""
