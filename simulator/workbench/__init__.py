"""Is a scenario any good? What is wrong with its file, and where simulated trainees end."""
