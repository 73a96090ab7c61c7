"""The sandbox: a preloaded process behind bubblewrap, which forks into fresh walls for each submission."""
