"""Side by side against peers, always as a ratio within one run; `python -m benchmarks` measures and prints."""
