"""The processes of a running Sahulat: entry points, what starts and watches them, and their health."""
