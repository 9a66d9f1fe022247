"""Make what people install.

python -m scripts.bundle            all of it: the folder, the package, the trial
python -m scripts.bundle folder     dist/meedoenbalie, which runs without Python
python -m scripts.bundle deb        dist/meedoenbalie_VERSION_ARCH.deb, of that folder
python -m scripts.bundle trial      install the package and use it as on a bare computer
"""

from __future__ import annotations

import sys

from scripts import system_packages
from scripts.bundle import deb, folder, trial

STEPS = {"folder": folder.make, "deb": deb.make, "trial": trial.run}


def main(arguments: list[str]) -> int:
    """Do the steps that are named, by default each; return 1 when one fails."""
    if unknown := [name for name in arguments if name not in STEPS]:
        print(f"There is no step {unknown[0]}: choose from {', '.join(STEPS)}.", file=sys.stderr)
        return 2
    if sys.platform == "linux" and (lacking := system_packages.missing_for_packaging()):
        system_packages.install(lacking)
    for name in arguments or STEPS:
        if name != "folder" and sys.platform != "linux":
            print(f"The step {name} is for Debian; on Windows see packaging/windows/README.md.")
            continue
        STEPS[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
