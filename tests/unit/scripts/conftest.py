"""The set-up scripts lie outside the packages; they import one another by name."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "scripts"))
