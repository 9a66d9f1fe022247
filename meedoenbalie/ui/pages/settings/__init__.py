"""The settings of a desk (16): a list of sections at the left, their cards at the right."""
