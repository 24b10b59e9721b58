"""``python -m coopevents.cli``."""

from coopevents.cli import main

main(prog_name="coopevents")
