"""Reads pip's log: how far an installation is, and why it failed, in one sentence."""

import re
from pathlib import Path

_COUNTED = re.compile(r"^(?:Collecting|Requirement already satisfied:) (\S+)", re.MULTILINE)
_REASONS = (
    (
        r"No space left on device|Errno 28",
        "the disk is full: make room and run the command again.",
    ),
    (
        r"Temporary failure in name resolution|Name or service not known|NewConnectionError"
        r"|Network is unreachable|Connection refused|ConnectTimeoutError|ReadTimeoutError|ProxyError"
        r"|nodename nor servname",
        "there is no network, or the package index cannot be reached: connect and run the command again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLError",
        "the package index's certificate was not accepted: check the clock, the proxy and PIP_CERT.",
    ),
    (
        r"is not a supported wheel|Could not find a version that satisfies|No matching distribution",
        "the package index has no build of one of the packages for this machine and Python 3.11.",
    ),
    (r"Permission denied", "the folder cannot be written: check whom it belongs to."),
    (r"Killed|MemoryError", "the machine ran out of memory: close other programs and run the command again."),
)


def collected(log: Path) -> tuple[int, bool]:
    """How many packages pip has found so far, and whether it is unpacking them by now."""
    try:
        text = log.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0, False
    return len(set(_COUNTED.findall(text))), "Installing collected packages" in text


def reason(log: Path) -> str:
    """Why pip failed, as the end of a sentence."""
    text = log.read_text(encoding="utf-8", errors="replace")
    for pattern, sentence in _REASONS:
        if re.search(pattern, text):
            return sentence
    errors = [line for line in text.splitlines() if line.startswith("ERROR:")]
    return f"pip says “{errors[-1].removeprefix('ERROR:').strip()}”." if errors else "pip gave no reason."
