"""Many stories on one map."""
