"""Start the program."""

import sys

from meedoenbalie.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
