"""The commands of `newsmill`, one a file. Each imports what it needs when it is called."""
