"""Problems and what their remedies change: `case.py` says how one is written, `test_remedies.py` follows them."""
