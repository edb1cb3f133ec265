"""``brightthread``: the whole product on one machine."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping

from local_stack.arguments import parser
from local_stack.complaint import Complaint


def main(words: list[str] | None = None) -> int:
    """Run one command; 0 if it did what it says, 1 with one clear sentence if not, 2 for a wrong command line."""
    words = sys.argv[1:] if words is None else words
    try:
        done = _run(words)
        sys.stdout.flush()  # here, where it is known what to do if nobody listens any more
        return done
    except Complaint as complaint:
        print(f"brightthread: {complaint.what} {complaint.remedy}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read along has read enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    if words[:1] in (["interpret"], ["eval"]):
        return _read_messages(words)
    arguments = parser().parse_args(words)
    return COMMANDS[arguments.command](arguments)


def _up(arguments: argparse.Namespace) -> int:
    from local_stack.up import UpOptions, up

    options = UpOptions(
        data_dir=arguments.data_dir,
        port_base=arguments.port_base,
        seed=arguments.seed,
        ready_file=arguments.ready_file,
        quote_ttl_s=arguments.quote_ttl,
        review_ttl_s=arguments.review_ttl,
        quiet=arguments.quiet,
    )
    if arguments.detach:
        from local_stack.detach import up_in_background

        return up_in_background(options)
    return up(options)


def _down(arguments: argparse.Namespace) -> int:
    from local_stack.control import down

    return down(arguments.data_dir)


def _status(arguments: argparse.Namespace) -> int:
    from local_stack.control import status

    return status(arguments.data_dir)


def _reset(arguments: argparse.Namespace) -> int:
    from local_stack.control import reset

    return reset(arguments.data_dir)


def _logs(arguments: argparse.Namespace) -> int:
    from local_stack.log_files import show_logs

    return show_logs(arguments.data_dir, arguments.names, arguments.lines, follow=arguments.follow)


def _chat(arguments: argparse.Namespace) -> int:
    from local_stack.talking import chat

    return chat(arguments.data_dir, arguments.base, arguments.user, arguments.order)


def _demo(arguments: argparse.Namespace) -> int:
    from local_stack.demonstration import demo

    return demo(arguments.port_base)


def _doctor(arguments: argparse.Namespace) -> int:
    from local_stack.doctor import doctor

    return doctor(arguments.data_dir, arguments.port_base)


def _verify_receipt(arguments: argparse.Namespace) -> int:
    from local_stack.data_dir import DataDir
    from platform_service.adapters.receipt_verification import judge_file
    from platform_service.adapters.receipts import PUBLIC_KEYS

    keys = arguments.keys or DataDir(arguments.data_dir).receipt_key.with_name(PUBLIC_KEYS)
    judgement = judge_file(arguments.file, keys)
    print(judgement.sentence)
    return 0 if judgement.genuine else 1


def _operate(arguments: argparse.Namespace) -> int:
    from local_stack.operate import operate

    return operate(arguments.data_dir, arguments.words)


def _bench(arguments: argparse.Namespace) -> int:
    if arguments.subject == "agent":
        from local_stack.bench.agent import bench_agent

        return bench_agent(arguments.turns)
    from local_stack.bench.platform import bench_platform

    return bench_platform(arguments.calls, arguments.orders)


def _openapi(_: argparse.Namespace) -> int:
    from local_stack.openapi_files import write

    for place in write():
        print(f"docs/{place} is up to date again.")
    return 0


def _read_messages(words: list[str]) -> int:
    """``interpret`` and ``eval nlu`` know their own options: only they pay for loading a reader."""
    from local_stack import interpreting

    own = argparse.ArgumentParser(prog=f"brightthread {words[0]}")
    if words[0] == "interpret":
        interpreting.add_arguments(own)
        return interpreting.interpret_command(own.parse_args(words[1:]))
    own.add_argument("what", choices=["nlu"], help="what to evaluate: the reading of messages")
    interpreting.add_eval_arguments(own)
    return interpreting.eval_command(own.parse_args(words[1:]))


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "reset": _reset,
    "logs": _logs,
    "chat": _chat,
    "demo": _demo,
    "doctor": _doctor,
    "verify-receipt": _verify_receipt,
    "bench": _bench,
    "operate": _operate,
    "openapi": _openapi,
}
"""Each imports what it needs when it runs: the others start faster."""


if __name__ == "__main__":
    sys.exit(main())
