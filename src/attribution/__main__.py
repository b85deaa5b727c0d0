"""The command line: ``python -m attribution FILE…`` prints who said what."""

import sys

from attribution._command.program import main

if __name__ == "__main__":
    sys.exit(main())
