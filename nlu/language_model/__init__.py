"""The shipped model that tells an English word from a Roman Urdu one, and the program that trains it."""
