"""What the Makefile runs: setting up, building the front end, keeping the translations."""
