"""The promises of speed, measured: one script per promise, figures against a reference of the same run."""
