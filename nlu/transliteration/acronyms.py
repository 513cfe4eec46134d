"""Latin letters by their names, as Urdu writes an acronym: CNIC is سی این آئی سی."""

_IN_ORDER = "اے بی سی ڈی ای ایف جی ایچ آئی جے کے ایل ایم این او پی کیو آر ایس ٹی یو وی ڈبلیو ایکس وائی زیڈ"
_NAMES = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        _IN_ORDER.split(),
        strict=True,
    )
)


def spelt_out(acronym: str) -> str:
    """The Urdu names of the letters of `acronym`, one blank between; empty if it is one letter or has another sign."""
    if len(acronym) < 2 or not all(letter in _NAMES for letter in acronym):
        return ""
    return " ".join(_NAMES[letter] for letter in acronym)
