"""Runs before the program in the bundle: OR-Tools imports pandas, and finds two names in its place.

Only whoever gives it tables of variables needs the library, which is a tenth of the bundle.
"""

import sys
from types import ModuleType

stand_in = ModuleType("pandas")
stand_in.Index = type("Index", (), {})
stand_in.Series = type("Series", (), {})
sys.modules["pandas"] = stand_in
