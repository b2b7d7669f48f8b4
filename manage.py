#!/usr/bin/env python3
"""The one door to Touchstone: `up` starts everything, `test` checks everything, Django's own commands work too."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit("Touchstone needs Python 3.11 or newer. This is Python " + found + " (" + sys.executable + ").")

from config.bootstrap.commands import main

if __name__ == "__main__":
    main(sys.argv)
