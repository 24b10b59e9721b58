"""Who reads what: every door of the application, asked by each of its readers, searched for planted words."""
