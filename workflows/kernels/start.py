"""A kernel that is not forked: the same, but it loads everything itself. Reads its request from standard input."""

import argparse
import json
import socket
import sys

from workflows.kernels.child import become


def main() -> None:
    """The program."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reply", type=int, required=True, help="descriptor of the socket that hears when it is ready")
    parser.add_argument("--desk", type=int, help="descriptor of the kernel's Desk")
    asked = parser.parse_args()
    become(json.loads(sys.stdin.buffer.read()), socket.socket(fileno=asked.reply), asked.desk)


if __name__ == "__main__":
    main()
