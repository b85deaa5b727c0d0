"""A command line that takes Ctrl-C, as a user's does."""

COMMAND = """\
import signal, sys
# Where the tests run in the background, it is ignored unless somebody asks for it.
signal.signal(signal.SIGINT, signal.default_int_handler)
from attribution._command.program import main
sys.exit(main())
"""
"""To be run by ``python -c``, the arguments behind it."""
