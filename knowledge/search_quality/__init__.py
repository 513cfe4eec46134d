"""The report on how well search does: quality, calibration, generalisation, costs and errors, in one command."""
