"""How a turn ended: one value, `<class>_<reason>`, each with a label for staff."""

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of one turn. The part before the first underscore is its class."""

    ANSWERED_ARTICLE = "answered_article"
    ANSWERED_FOLLOW_UP = "answered_follow_up"
    ANSWERED_SMALLTALK = "answered_smalltalk"
    ANSWERED_HELP = "answered_help"
    LANGUAGE_SWITCHED = "language_switched"
    CLARIFY_SERVICE = "clarify_service"
    CLARIFY_REPHRASE = "clarify_rephrase"
    CLARIFY_NO_SERVICE = "clarify_no_service"
    UNANSWERED_NO_MATCH = "unanswered_no_match"
    UNANSWERED_OUT_OF_SCOPE = "unanswered_out_of_scope"
    UNANSWERED_FALLBACK = "unanswered_fallback"
    HANDOFF_REQUESTED = "handoff_requested"
    REFUSED_INSULT = "refused_insult"
    REFUSED_EMPTY = "refused_empty"
    REFUSED_NO_WORDS = "refused_no_words"
    REFUSED_LANGUAGE = "refused_language"
    REFUSED_TOO_LONG = "refused_too_long"
    ERROR_ENGINE_DOWN = "error_engine_down"
    ERROR_ENGINE_REPLY = "error_engine_reply"
    ERROR_INTERNAL = "error_internal"
    DEFERRED_TO_OWNER = "deferred_to_owner"

    @property
    def label(self) -> str:
        """What staff read in lists."""
        return _LABELS[self]


_LABELS: dict[Outcome, str] = {
    Outcome.ANSWERED_ARTICLE: "Answered from an article",
    Outcome.ANSWERED_FOLLOW_UP: "Answered a follow-up",
    Outcome.ANSWERED_SMALLTALK: "Small talk",
    Outcome.ANSWERED_HELP: "Explained what Sahulat does",
    Outcome.LANGUAGE_SWITCHED: "Language chosen",
    Outcome.CLARIFY_SERVICE: "Asked which service",
    Outcome.CLARIFY_REPHRASE: "Asked to rephrase",
    Outcome.CLARIFY_NO_SERVICE: "Follow-up without a service",
    Outcome.UNANSWERED_NO_MATCH: "Nothing found",
    Outcome.UNANSWERED_OUT_OF_SCOPE: "Not a public service",
    Outcome.UNANSWERED_FALLBACK: "Not understood twice",
    Outcome.HANDOFF_REQUESTED: "Asked for a person",
    Outcome.REFUSED_INSULT: "Insult",
    Outcome.REFUSED_EMPTY: "Empty message",
    Outcome.REFUSED_NO_WORDS: "No words (emoji, symbols or a command)",
    Outcome.REFUSED_LANGUAGE: "A language that we do not speak",
    Outcome.REFUSED_TOO_LONG: "Too long",
    Outcome.ERROR_ENGINE_DOWN: "Dialogue engine not reachable",
    Outcome.ERROR_ENGINE_REPLY: "Dialogue engine answered nonsense",
    Outcome.ERROR_INTERNAL: "A fault of our own",
    Outcome.DEFERRED_TO_OWNER: "Left to the person who owns the conversation",
}
