"""The shape of the house: what the folders promise and no single room can test."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import digests
from tests.conftest import ROOT

ROOMS = ("digests", "bot", "adapters", "config")
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60
VAGUE = frozenset({"manager", "helper", "helpers", "util", "utils", "service", "processor", "data", "info", "item"})


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0


def test_the_code_under_test_is_the_checkouts():
    assert Path(digests.__file__).resolve().is_relative_to(ROOT)


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_ships_a_folder_of_our_name(room: str):
    assert set(packages_distributions().get(room, ())) <= {"llamawire"}


def test_no_module_is_longer_than_a_reader_can_hold():
    long = {str(p.relative_to(ROOT)): n for p in sources() if (n := p.read_text("utf-8").count("\n")) > LONGEST_MODULE}
    assert long == {}


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sources()
        for node in functions(tree_of(path))
        if (node.end_lineno or 0) - node.lineno + 1 - docstring_lines(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_function_or_class_has_a_vague_name():
    vague = []
    for path in sources():
        defined = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        nodes = ast.walk(tree_of(path))
        names = [path.stem, *(node.name for node in nodes if isinstance(node, defined))]
        vague += [f"{path.relative_to(ROOT)}: {n}" for n in names if n.lower().strip("_") in VAGUE]
    assert vague == []


def test_every_package_says_what_it_is_for():
    packages = [path for room in (*ROOMS, "tests") for path in (ROOT / room).rglob("__init__.py")]
    said = {str(p.relative_to(ROOT)): ast.get_docstring(ast.parse(p.read_text("utf-8"))) or "" for p in packages}
    assert [path for path, words in said.items() if len(words) < 10] == []


def test_the_import_contracts_hold():
    ran = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_lock_names_no_host_and_pins_every_dependency_by_hash():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    assert "index-url" not in lock
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert pins
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
