"""How much of the real service the fake imitates, and how well that is known: a row for each documented address."""
