"""The assembled application: inbox, worker, turn, engine, router, outbox, sender, processes and commands."""
