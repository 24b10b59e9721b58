"""Reports: figures and tables across rooms."""
