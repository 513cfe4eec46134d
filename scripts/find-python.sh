#!/bin/sh
# Prints the Python 3.11 that builds the environments; otherwise says in one sentence what is missing.
for candidate in ${PYTHON:-python3.11 python3 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done
if [ -n "${PYTHON:-}" ]; then
    echo "PYTHON=$PYTHON is no Python 3.11, which is what Sahulat needs." >&2
else
    echo "Sahulat needs Python 3.11 and found none: install it (Debian: apt install python3.11 python3.11-venv) or name it, as in 'make up PYTHON=/path/to/python3.11'." >&2
fi
exit 1
