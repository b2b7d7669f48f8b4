"""Pictures for demos, drawn by our own code: the same on every machine, and what is where in them is known exactly."""
