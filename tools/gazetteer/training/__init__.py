"""Fits the weights of the scorer: on Wikinews texts whose licence allows it, and on texts of our own."""
