"""`sahulat chat`: a conversation in the terminal, or one line of standard input at a time."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from bot.catalogue import Catalogue
from bot.cli.conversation import Conversation, TerminalTurn
from bot.cli.failures import CommandError
from bot.cli.output import say, say_json
from bot.database import current_revision, newest_revision
from bot.interfaces import Texts
from bot.processes.ports import any_free, is_free
from bot.processes.specs import settings_environment
from bot.processes.up import is_up, ready
from bot.settings import Settings, read_settings
from knowledge.database import open_database
from knowledge.settings import PROJECT_ROOT

START_WITHIN_S = 600.0
"""Long enough to train the dialogue model and to build the index on a slow machine."""

ANSWER_WITHIN_S = 120.0


def run(*, as_json: bool) -> int:
    """Chat until the input ends. The exit status."""
    settings = read_settings()
    texts = Catalogue.load()
    with _system(settings) as running:
        database = open_database(running.database_url)
        conversation = Conversation(running, database, texts)
        try:
            if sys.stdin.isatty():
                _talk(conversation, texts, as_json=as_json)
            else:
                for raw in sys.stdin.buffer:
                    line = raw.decode("utf-8", "replace").rstrip("\r\n")
                    _show(conversation.say(line, ANSWER_WITHIN_S), conversation, texts, as_json=as_json)
        finally:
            conversation.close()
            database.dispose()
    return 0


def _talk(conversation: Conversation, texts: Texts, *, as_json: bool) -> None:
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 - gives the prompt its history and editing
    if not as_json:
        say(texts.text("terminal.greeting", conversation.language))
    while True:
        try:
            line = input(f"\n{texts.text('terminal.prompt', conversation.language)}> ")
        except (EOFError, KeyboardInterrupt):
            say("")
            return
        if line.strip():
            _show(conversation.say(line, ANSWER_WITHIN_S), conversation, texts, as_json=as_json)


def _show(turn: TerminalTurn, conversation: Conversation, texts: Texts, *, as_json: bool) -> None:
    if as_json:
        say_json(turn.to_dict())
        return
    for reply in turn.replies:
        say(f"\n{reply.text}")
        if reply.buttons:
            say(f"\n{texts.text('terminal.pick', reply.language)}")
            for number, button in enumerate(reply.buttons, start=1):
                say(f"  {number}. {button.title}")
    if turn.record is None:
        say(texts.text("terminal.late", conversation.language))
    sys.stdout.flush()


@contextlib.contextmanager
def _system(settings: Settings) -> Iterator[Settings]:
    """The running system of this home, or one of our own for as long as the block lasts."""
    if is_up(settings):
        _await_database(settings)
        yield settings
        return
    if not (is_free("127.0.0.1", settings.rasa_port) and is_free("127.0.0.1", settings.actions_port)):
        settings = settings.model_copy(update={"rasa_port": any_free(), "actions_port": any_free()})
    sys.stderr.write("• Starting what a conversation needs; `sahulat up` beforehand saves this wait.\n")
    system = subprocess.Popen(
        [sys.executable, "-m", "bot.processes.up", "--without-web", "--while-stdin"],
        cwd=PROJECT_ROOT,
        env={**os.environ, **settings_environment(settings)},
        stdin=subprocess.PIPE,
        stdout=sys.stderr.fileno(),
        start_new_session=True,
    )
    try:
        _await_ready(settings, system)
        yield settings
    finally:
        if system.stdin is not None:
            system.stdin.close()  # the sign for it to end
        try:
            system.wait(20)
        except subprocess.TimeoutExpired:
            system.kill()


def _await_ready(settings: Settings, system: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while not ready(settings, with_web=False)[0]:
        if system.poll() is not None:
            raise CommandError("The conversation could not be started; the reason is above.")
        if time.monotonic() > deadline:
            raise CommandError(f"Sahulat did not start in time; the logs are in {settings.log_folder}.")
        time.sleep(0.2)


def _await_database(settings: Settings) -> None:
    """A system that is just starting may not have its tables yet."""
    database = open_database(settings.database_url)
    deadline = time.monotonic() + START_WITHIN_S
    try:
        while current_revision(database) != newest_revision():
            if time.monotonic() > deadline:
                raise CommandError("The database is not ready: run `sahulat db upgrade`.")
            time.sleep(0.2)
    finally:
        database.dispose()
