"""The built-in vocabulary: sentences, and what they mean in terms of the harness's ports."""
