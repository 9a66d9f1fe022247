"""What the page of transfers can be asked to show besides a resident."""

TAKE_IN = "take_in"
