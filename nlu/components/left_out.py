"""Leaves out the parts of Rasa that this project does not use, so that their libraries need not be installed.

Rasa 3.6.21 imports every channel, broker and classifier it knows as soon as it starts: TensorFlow, Slack, Twilio,
MongoDB, DynamoDB and more, 350 MB of memory and five seconds for code that never runs here (measured in
docs/decisions/0002). `leave_out` stands placeholders in their place. It must run before anything of Rasa is imported,
and only the commands of this package call it: importing this module changes nothing.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import NoReturn

OUR_COMPONENTS = "nlu.components.registry"
RASA_COMPONENTS = "rasa.engine.recipes.default_components"

CHANNELS = frozenset(
    {
        "botframework",
        "facebook",
        "hangouts",
        "mattermost",
        "rasa_chat",
        "rocketchat",
        "slack",
        "socketio",
        "telegram",
        "twilio",
        "twilio_voice",
        "webexteams",
    }
)
"""Rasa's channels but `rest`, `callback` and `cmdline`, which need nothing of their own. Source: rasa.core.channels."""

LEFT_OUT = frozenset(
    {f"rasa.core.channels.{channel}" for channel in CHANNELS}
    | {
        # TensorFlow: no classifier or policy of ours is a network.
        "rasa.nlu.classifiers.diet_classifier",
        "rasa.nlu.selectors.response_selector",
        "rasa.core.policies.ted_policy",
        "rasa.utils.train_utils",
        # matplotlib: plots of `rasa test`.
        "rasa.utils.plotting",
        # Tracker and lock stores other than SQL and memory.
        "boto3",
        "botocore",
        "pymongo",
        # The event broker.
        "aio_pika",
        "aiormq",
    }
)
"""Modules that placeholders stand for, with whatever lies inside them."""


class _Absent(Exception):
    """Stands for any class of a left-out module: may be named, compared and caught, never made.

    An exception, so that it may stand in an except clause.
    """

    channel = "left_out"

    def __init__(self, *_: object, **__: object) -> NoReturn:
        raise RuntimeError(f"{type(self).__module__}.{type(self).__name__} is left out: see nlu/components/left_out.py")

    @classmethod
    def name(cls) -> str:
        """The channel's name, by which Rasa lists its channels."""
        return cls.channel


class _Placeholder(ModuleType):
    """A module whose every public attribute is a class of its own that cannot be made."""

    def __getattr__(self, name: str) -> type[_Absent]:
        if name.startswith("__"):
            raise AttributeError(name)
        absent = type(name, (_Absent,), {"__module__": self.__name__, "channel": self.__name__.rpartition(".")[2]})
        setattr(self, name, absent)
        return absent


class _Loader(Loader):
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = _Placeholder(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module: ModuleType) -> None:
        """A placeholder runs nothing."""


class _ComponentsLoader(Loader):
    """Gives Rasa our list of components for its own, which imports TensorFlow."""

    def create_module(self, spec: ModuleSpec) -> None:  # noqa: ARG002  # the import system passes it
        return None

    def exec_module(self, module: ModuleType) -> None:
        from nlu.components.registry import COMPONENTS

        vars(module)["DEFAULT_COMPONENTS"] = list(COMPONENTS)


class _Finder(MetaPathFinder):
    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002  # the interpreter passes three
        target: ModuleType | None = None,  # noqa: ARG002  # the interpreter passes three
    ) -> ModuleSpec | None:
        if fullname == RASA_COMPONENTS:
            return ModuleSpec(fullname, _ComponentsLoader())
        if any(fullname == module or fullname.startswith(f"{module}.") for module in LEFT_OUT):
            return ModuleSpec(fullname, _Loader(), is_package=True)
        return None


def leave_out() -> None:
    """Put the placeholders in place; doing it twice is doing it once.

    Raises `RuntimeError` when Rasa's channels or components were imported before: then it is too late.
    """
    if any(isinstance(finder, _Finder) for finder in sys.meta_path):
        return
    if late := sorted(({RASA_COMPONENTS, "rasa.core.channels"} | LEFT_OUT) & sys.modules.keys()):
        raise RuntimeError(f"already imported, so they cannot be left out: {', '.join(late)}")
    sys.meta_path.insert(0, _Finder())
