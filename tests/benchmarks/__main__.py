"""`make bench`: measures what docs/benchmarks.md promises; prints a table, and JSON with `--json`."""

import argparse
import json
import os
import platform
import tempfile
from pathlib import Path

from knowledge.settings import KnowledgeSettings
from tests.benchmarks import fresh, language, scale, search, system
from tests.benchmarks.figures import as_dicts, table


def main() -> None:
    """Run the benchmarks and print them."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as JSON too")
    parser.add_argument("--port", type=int, default=18700, help="first of three free ports (default: %(default)s)")
    parser.add_argument("--fresh", action="store_true", help="also time `make up` in an empty checkout (minutes)")
    parser.add_argument("--million", action="store_true", help="also search a million passages (8 GiB, minutes)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sahulat-bench-") as folder:
        home = Path(folder)
        figures = system.measure(home, options.port)
        figures += search.measure(KnowledgeSettings(home=home))
    figures += language.measure()
    figures += scale.measure([size for size in scale.SIZES if options.million or size < 1_000_000])
    if options.fresh:
        figures += fresh.measure(options.port)
    print(table(figures))
    report = {"machine": platform.machine(), "cores": os.cpu_count(), "figures": as_dicts(figures)}
    print(json.dumps(report, ensure_ascii=False))
    if options.json is not None:
        options.json.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
