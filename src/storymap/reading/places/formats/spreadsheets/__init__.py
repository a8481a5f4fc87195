"""Spreadsheets: Excel and OpenDocument, a row for each place."""
