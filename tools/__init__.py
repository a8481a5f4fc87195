"""Tools for building, testing and making the shipped data. None of it is installed."""
