"""The kinds of files of our own that a desktop opens with the program, by the end of their name."""

STORES = (".meedoen", ".db")
TRANSFER = ".overdracht"
DATA_SET = ".gegevensset"
EDITION = ".editie"


def is_own_file(name: str) -> bool:
    """Tell whether a name ends as one of our files does."""
    return name.lower().endswith((*STORES, TRANSFER, DATA_SET, EDITION))
