"""What the servers that tests speak to have in common: they say their port, tell what they see in lines of JSON, and end with the test."""

import json
import os
import sys
import threading


def tell(what):
    print(what if isinstance(what, (int, str)) else json.dumps(what), flush=True)


def missing(package):
    tell(f"the Python package {package} is not installed; 'dev/install test' does it")
    sys.exit(1)


def end_with_the_test():
    """The test holds the other end of standard input."""

    def wait():
        sys.stdin.buffer.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
