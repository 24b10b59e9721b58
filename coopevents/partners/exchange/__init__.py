"""Lists of institutions to and from spreadsheets."""
