"""Compiles main.lock and dev.lock from their short lists of direct dependencies. Run by `make locks`.

The locks name packages and versions only: no host, no path, and no local version tag such as `+cpu`, because
another machine's index does not have that build (one that offers a CPU build of torch takes it all the same).
"""

import re
import subprocess
import sys
from pathlib import Path

LISTS = Path(__file__).resolve().parent.parent / "requirements"
OPTIONS = (
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
    "--annotation-style=line",
    "--quiet",
)
_LOCAL_TAG = re.compile(r"^([A-Za-z0-9_.-]+==[^\s+]+)\+\S+", re.MULTILINE)


def main() -> int:
    """Compile both lists; the first failure's exit status."""
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "pip-tools"], check=True)
    for name in ("main", "dev"):
        command = [
            sys.executable,
            "-m",
            "piptools",
            "compile",
            *OPTIONS,
            f"--output-file={name}.lock",
            f"{name}.in",
        ]
        status = subprocess.run(command, cwd=LISTS, check=False).returncode
        if status != 0:
            return status
        lock = LISTS / f"{name}.lock"
        lock.write_text(_LOCAL_TAG.sub(r"\1", lock.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
