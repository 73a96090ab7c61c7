"""The trusted half: what is sent in, what comes out, and what it is worth."""
