"""What `benchmarks/training.py` measures: one file a question."""
