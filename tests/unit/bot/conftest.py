"""What the tests of `bot` share: a database file, the shipped catalogue and a scripted engine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

import knowledge.tables  # noqa: F401 - registers its tables on the shared metadata
from bot.catalogue import Catalogue
from bot.claims import claim_next
from bot.engines.scripted import Script, ScriptedEngine
from bot.inbox import DatabaseInbox
from bot.messages import Citizen, Message, Reply
from bot.tables import ConversationRow, MessageRow, OutcomeRow, ReplyRow
from bot.turn import Turn, TurnTools, run_turn
from knowledge.database import Base, open_database, read_session, write_session
from nlu.language import LanguageGuess
from nlu.masking import Masked
from nlu.script import Script as WritingSystem
from nlu.types import Language


class CountingBell:
    """A bell that remembers who was rung for."""

    def __init__(self) -> None:
        self.rung: list[str] = []

    def ring(self, name: str) -> None:
        self.rung.append(name)


def guess_by_letters(text: str) -> LanguageGuess:
    """A stand-in for `identify` whose answer is plain: the writing decides, `hai` marks Roman Urdu."""
    letters = [letter for letter in text if letter.isalpha()]
    if any("\u0904" <= letter <= "\u0939" for letter in letters):
        return LanguageGuess(None, False, 0.0, False, WritingSystem.DEVANAGARI)
    if any("\u0620" <= letter <= "\u06d3" for letter in letters):
        return LanguageGuess(Language.UR, False, 0.9, True, WritingSystem.ARABIC)
    roman = "hai" in text.lower().split()
    probability = 0.6 if len(text.split()) == 1 else 0.9
    return LanguageGuess(Language.UR_LATN if roman else Language.EN, False, probability, True, WritingSystem.LATIN)


@dataclass
class Rig:
    """The application without processes: accept messages, run turns one by one, look at what was written."""

    database: Engine
    engine: ScriptedEngine
    texts: Catalogue
    bell: CountingBell
    count: int = 0
    masks: list[str] = field(default_factory=list)

    @property
    def inbox(self) -> DatabaseInbox:
        return DatabaseInbox(self.database, self.bell)

    @property
    def tools(self) -> TurnTools:
        return TurnTools(self.database, self.engine, self.texts, guess_by_letters, self._mask)

    def _mask(self, text: str) -> Masked:
        self.masks.append(text)
        return Masked(text.replace("12345", "<NUMBER-1>"), {"<NUMBER-1>": "12345"})

    def accept(self, text: str, payload: str | None = None, citizen: str = "ali") -> int:
        self.count += 1
        return self.inbox.accept(Message(Citizen("web", citizen), f"m{self.count}", text, payload)).number

    def turn(self) -> Turn:
        claim = claim_next(self.database)
        assert claim is not None
        turn = Turn(claim)
        run_turn(turn, self.tools)
        return turn

    def say(self, text: str, payload: str | None = None, citizen: str = "ali") -> Turn:
        self.accept(text, payload, citizen)
        return self.turn()

    def replies(self) -> Sequence[Reply]:
        with read_session(self.database) as session:
            contents = session.scalars(select(ReplyRow.content).order_by(ReplyRow.id)).all()
        return [Reply.from_dict(content) for content in contents]

    def outcomes(self) -> Sequence[str]:
        with read_session(self.database) as session:
            return session.scalars(select(OutcomeRow.outcome).order_by(OutcomeRow.message_id)).all()

    def conversation(self) -> ConversationRow:
        with read_session(self.database) as session:
            return session.scalars(select(ConversationRow)).one()

    def message(self, number: int) -> MessageRow:
        with read_session(self.database) as session:
            return session.get_one(MessageRow, number)

    def change(self, edit: Callable[[ConversationRow], None]) -> None:
        with write_session(self.database) as session:
            edit(session.scalars(select(ConversationRow)).one())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'sahulat.db'}")
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def texts() -> Catalogue:
    return Catalogue.load()


@pytest.fixture
def bell() -> CountingBell:
    return CountingBell()


@pytest.fixture
def rig(database: Engine, texts: Catalogue, bell: CountingBell) -> Rig:
    return Rig(database, ScriptedEngine(), texts, bell)


@pytest.fixture
def scripted(database: Engine, texts: Catalogue, bell: CountingBell) -> Callable[[Script], Rig]:
    return lambda script: Rig(database, ScriptedEngine(script), texts, bell)
