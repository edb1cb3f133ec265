"""The command line of ``brightthread``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from local_stack.layout import DEFAULT_PORT_BASE

DATA_DIR_VARIABLE = "BRIGHTTHREAD_DATA_DIR"
PORT_BASE_VARIABLE = "BRIGHTTHREAD_PORT_BASE"


def default_data_dir() -> Path:
    """``.brightthread`` in the current folder, unless the environment names another."""
    return Path(os.environ.get(DATA_DIR_VARIABLE) or ".brightthread")


def default_port_base() -> str:
    """The first port, unless the environment names another (argparse reads it like a typed one)."""
    return os.environ.get(PORT_BASE_VARIABLE) or str(DEFAULT_PORT_BASE)


def parser() -> argparse.ArgumentParser:
    """Every command with its options; the chosen one is ``command``."""
    top = argparse.ArgumentParser(
        prog="brightthread", description="Run the BrightThread Order Support Agent on this machine, and look after it."
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _up(commands.add_parser("up", help="start everything and keep it running (Ctrl-C stops it)"))
    for name, text in (
        ("down", "stop the stack that runs on the data folder"),
        ("status", "say what is running, and where"),
        ("reset", "wipe the data folder: orders, conversations, tickets, keys"),
    ):
        _data_dir(commands.add_parser(name, help=text))
    _logs(commands.add_parser("logs", help="show what the processes wrote"))
    _chat(commands.add_parser("chat", help="talk to the assistant in the terminal, as a user of your choice"))
    demo = commands.add_parser("demo", help="play one change from request to receipt on a throw-away stack")
    demo.add_argument("--port-base", type=int, default=None, help="first of 13 ports (default: free ones)")
    _doctor(commands.add_parser("doctor", help="say what is missing or wrong on this machine, and what to do"))
    _receipt(commands.add_parser("verify-receipt", help="check a receipt offline"))
    commands.add_parser("openapi", help="bring the files under docs that are written from the code up to date")
    _operate(commands.add_parser("operate", help="list what is stuck; try it again or leave it out"))
    _bench(commands.add_parser("bench", help="measure the platform, or the agent, beside others"))
    # These two parse their own options (see __main__): here they only stand in the list.
    commands.add_parser("interpret", help="read a file of messages and write what was understood")
    commands.add_parser("eval", help="measure the reading of messages: eval nlu")
    return top


def _data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        default=default_data_dir(),
        metavar="DIR",
        help=f"where the stack keeps everything (default: ${DATA_DIR_VARIABLE} or ./.brightthread)",
    )


def _port_base(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port-base",
        type=int,
        default=default_port_base(),
        metavar="N",
        help=f"first of 13 ports (default: ${PORT_BASE_VARIABLE} or {DEFAULT_PORT_BASE})",
    )


def _up(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    _port_base(parser)
    parser.add_argument("--seed", type=Path, metavar="FILE", help="data of the first start (default: the demo data)")
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="written, as JSON, once all is ready")
    parser.add_argument(
        "--quote-ttl", type=_seconds, default=900, metavar="SECONDS", help="life of a quote (default: %(default)s)"
    )
    parser.add_argument(
        "--review-ttl",
        type=_seconds,
        default=172_800,
        metavar="SECONDS",
        help="how long a review waits for a decision (default: %(default)s)",
    )
    parser.add_argument("--detach", action="store_true", help="return once all is ready; `brightthread down` stops it")
    parser.add_argument("--quiet", action="store_true", help="show only what the stack itself says")


def _seconds(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of seconds, 1 or more")
    return int(text)


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number, 1 or more")
    return int(text)


def _logs(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    parser.add_argument("names", nargs="*", metavar="PROCESS", help="only these (default: all)")
    parser.add_argument("--lines", type=int, default=40, metavar="N", help="the last N of each (default: %(default)s)")
    parser.add_argument("--follow", action="store_true", help="go on with what comes")


def _chat(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    parser.add_argument("--user", metavar="ID", help="who you are, for example u-ana (default: you are asked)")
    parser.add_argument("--order", metavar="ID", help="start with this order")
    parser.add_argument("--base", metavar="URL", help="origin of the stack (default: that of the data folder)")


def _doctor(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    _port_base(parser)


def _operate(parser: argparse.ArgumentParser) -> None:
    _data_dir(parser)
    parser.add_argument("words", nargs="+", metavar="stuck | retry ID | skip ID [SYSTEM]", help="what to do")


def _bench(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("subject", choices=["platform", "agent"], help="what is measured")
    parser.add_argument(
        "--calls", type=_count, default=200, metavar="N", help="platform: calls of each kind (default: %(default)s)"
    )
    parser.add_argument(
        "--orders", type=_count, default=1000, metavar="N", help="platform: orders in the table (default: %(default)s)"
    )
    parser.add_argument(
        "--turns", type=_count, default=20, metavar="N", help="agent: turns a conversation (default: %(default)s)"
    )


def _receipt(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the receipt, as JSON")
    parser.add_argument("--keys", type=Path, metavar="FILE", help="the public keys (JWKS)")
    _data_dir(parser)
