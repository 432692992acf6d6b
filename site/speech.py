"""The command line's own words: Vietnamese, or English when LANG asks for it; and how errors meet people."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import Any

import click
from phancap.indexer.atomic import reason

_ENGLISH = next((v for v in (os.environ.get(k) for k in ("LC_ALL", "LC_MESSAGES", "LANG")) if v), "vi").lower().startswith("en")


def say(vietnamese: str, english: str) -> str:
    """The sentence in the language that LC_ALL, LC_MESSAGES or LANG asks for; Vietnamese unless it is English."""
    return english if _ENGLISH else vietnamese


_VALUE = re.compile(r"'([^']*)'|^(\S+) is not")  # what was typed, in click's sentences
_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh"}
_KINDS = {"INTEGER RANGE": "SỐ", "INTEGER": "SỐ", "TEXT": "CHỮ"}  # click's names for what an option takes


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args if _ENGLISH else args.replace("[OPTIONS]", "[TÙY_CHỌN]").replace("COMMAND [ARGS]...", "LỆNH …")
        super().write_usage(prog, words, prefix or say("Cách dùng: ", "Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(heading if _ENGLISH else _HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().write_dl(
            list(rows) if _ENGLISH else [(_kind(name), words.replace("[default: ", "[mặc định: ")) for name, words in rows], *args, **kwargs
        )


def _kind(option: str) -> str:
    """ "--limit INTEGER RANGE" as "--limit SỐ"."""
    name, _, kind = option.partition(" ")
    return f"{name} {_KINDS[kind]}" if kind in _KINDS else option


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help speaks the reader's language."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The --help option with its sentence in the reader's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("Xem hướng dẫn này.", "Show this help.")
        return option


class Group(click.Group, Command):
    """The program itself: a set of such commands."""

    command_class = Command
    context_class = _Context


def usage_sentence(error: click.UsageError) -> str:
    """What is wrong with the command as typed, and what to do, in one sentence."""
    path = error.ctx.command_path if error.ctx else "phancap"
    advice = say(f'gõ "{path} --help" để xem cách dùng.', f'try "{path} --help".')
    if _ENGLISH:
        return f"{error.format_message().rstrip('.')}; {advice}"
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}; {advice}"
    if isinstance(error, click.MissingParameter):
        name = error.param.human_readable_name if error.param else ""
        return f"Thiếu {name}; {advice}"
    if isinstance(error, click.BadParameter):
        value = _VALUE.search(error.message)
        typed = f" {value.group(1) or value.group(2)}" if value else ""
        return f"Giá trị{typed} của {_name(error.param)} không dùng được{_why(error)}; {advice}"
    if "No such command" in error.message:
        return f"Không có lệnh {error.message.split(chr(39))[1]}; {advice}"
    if "Missing command" in error.message:
        return f"Thiếu tên lệnh; {advice}"
    return f"{error.message.rstrip('.')}; {advice}"


def _name(param: click.Parameter | None) -> str:
    """What a person types for it: "--corpus", "DIR"."""
    if param is None:
        return ""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.strip("[]")


class Misuse(click.ClickException):
    """Wrong use that the sentence explains by itself."""

    exit_code = 2


def _why(error: click.BadParameter) -> str:
    """The reason in Vietnamese, for the kinds of value that our options take."""
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f" (chọn một trong: {', '.join(map(str, kind.choices))})"
    if isinstance(kind, click.Path) and not kind.dir_okay:
        return " (đó là một thư mục, cần tên tệp)"
    if isinstance(kind, click.Path):
        return " (không có thư mục này, hoặc đó không phải thư mục)"
    if isinstance(kind, click.IntRange):
        bounds = [f"từ {kind.min}" if kind.min is not None else "", f"đến {kind.max}" if kind.max is not None else ""]
        return f" (cần số nguyên {' '.join(b for b in bounds if b)})"
    return ""


def run(command: click.Command, arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code: 2 for wrong use, 1 for failure; never a traceback for a foreseen fault."""
    try:
        result: Any = command.main(args=None if arguments is None else list(arguments), prog_name="phancap", standalone_mode=False)
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        return 2
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.Abort:
        click.echo(say("Đã dừng theo yêu cầu.", "Stopped."), err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader of a pipe (head, less) went away
        return 0
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        click.echo(say(f"Không đọc hoặc ghi được{where}: {reason(error)}.", f"Cannot read or write{where}: {error}."), err=True)
        return 1
    return result if isinstance(result, int) else 0
