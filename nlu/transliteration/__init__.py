"""Roman Urdu to Urdu letters and back: the shipped model, its runtime, and the program that trains it."""
