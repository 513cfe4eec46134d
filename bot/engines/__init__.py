"""The implementations of `bot.interfaces.Engine`: Rasa over HTTP, and the scripted fake that ships."""
