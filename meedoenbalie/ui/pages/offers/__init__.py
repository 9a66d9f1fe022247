"""The offers (06): the list, one offer, and the form in which it is written down."""
