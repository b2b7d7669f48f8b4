"""Reading an answer part by part: what is said of steps, errors, the plan, the run as a whole, and other ways to go."""
