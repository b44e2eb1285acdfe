"""The steps: pure functions, Table -> Outcome(kept, rejected), with frozen params beside each."""
