"""The agreement registry: what the university agreed with whom, from the proposal to the last day it holds."""
