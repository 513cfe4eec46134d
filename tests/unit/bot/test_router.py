from bot.router import Owner, bot_answers


def test_only_the_bot_is_the_bot() -> None:
    assert bot_answers(Owner.BOT)
    assert bot_answers("bot")
    assert not bot_answers(Owner.QUEUE)
    assert not bot_answers("agent-7")
