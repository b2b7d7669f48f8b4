"""What stands in a file, whatever it is for: its container, its rows, the members of an archive. No project here."""
