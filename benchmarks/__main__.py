"""Run the benchmarks and print the ratios.

    python -m benchmarks            all of them
    python -m benchmarks report     some, by the name of their module

A module ``bench_NAME`` has ``run() -> list[Result]``.
"""

import importlib
import pkgutil
import sys

import benchmarks
from benchmarks.measure import Result


def names() -> list[str]:
    found = (module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    return sorted(name.removeprefix("bench_") for name in found if name.startswith("bench_"))


def line(result: Result) -> str:
    goal = "" if result.goal is None else f"  (goal {result.goal:.2f}x)"
    return (
        f"{result.name:<52}{result.seconds * 1000:9.1f} ms   {result.ratio:5.2f}x{goal}\n"
        f"    {result.baseline_name:<48}{result.baseline_seconds * 1000:9.1f} ms"
    )


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(names()):
        print(f"No such benchmark: {', '.join(sorted(unknown))}. There are: {', '.join(names())}")
        return 2
    missed = 0
    for name in wanted or names():
        print(f"\n{name}", flush=True)
        for result in importlib.import_module(f"benchmarks.bench_{name}").run():
            print(line(result), flush=True)
            missed += result.goal is not None and result.ratio > result.goal
    print(f"\n{missed} above its goal." if missed else "\nAll within their goals.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
