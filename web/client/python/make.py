"""Run by Pyodide itself at build time: which modules the browser needs, and their compiled bytes.

`use` does everything that a page asks for; `library` and `core` then look at what was imported for
it, so that no list has to be kept by hand.
"""

import gzip
import importlib
import importlib.util
import io
import json
import marshal
import pkgutil
import shutil
import sys
import zipfile
from pathlib import Path
from types import CodeType

FOR_PUPILS = (
    "bisect",
    "calendar",
    "collections",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "heapq",
    "itertools",
    "json",
    "math",
    "operator",
    "random",
    "re",
    "statistics",
    "string",
    "textwrap",
    "time",
    "typing",
)
"""What a pupil's own Python may import."""
FOR_LATER = ("codeop", "encodings.latin_1", "encodings.utf_8_sig", "traceback")
"""What Python itself imports when something goes wrong, or the page when it unpacks."""
NO_LINE = 0x80 | 15 << 3
STAMP = (2020, 1, 1, 0, 0, 0)

PROGRAM = """from random import randint

@when_message("fini")
def fini():
    light("red")

def carre(cote, tours=1):
    for i in range(tours):
        forward(cote)
        turn_left()
    return cote

pas = [randint(1, 1), 2, round(2.4)]
while obstacle("front") or distance() < 3:
    turn_right()
carre(1)
print(f"{sum(pas)} pas", heading())
send("fini")
"""
PYTHON = {"program": {"face": "python", "content": PROGRAM}}


QUESTIONS: list[tuple[str, dict[str, object]]] = [
    *(("convert", {**PYTHON, "to": face}) for face in ("cards", "blocks", "python")),
    ("convert", {"program": {"face": "blocks", "content": '{"blocks": {}}'}, "to": "blocks"}),
    ("check", PYTHON),
    ("check", {"program": {"face": "cards", "content": "{"}}),
    ("check", {"program": {"face": "python", "content": "if x\n"}}),
    ("judge", {**PYTHON, "goals": ['at("A1")'], "mat": "plain"}),
    ("open", {"name": "essai.py", "data": ""}),
]
FREE = """class Dog:
    def walk(self):
        forward()
        print([self.__class__.__name__ for _ in range(2)])
try:
    Dog().walk()
    Dog().sit()
except AttributeError as error:
    print(error)
nobody
"""
RUNS = (PROGRAM, FREE, "drive(20)\nforward(1)\nprint(1 / (heading() - heading()))\n", "forward(1)")


def use() -> None:
    """Do once whatever a page does."""
    from robots.browser import answers, playing

    for name, question in QUESTIONS:
        answers.answer(name, json.dumps(question))
    for text in RUNS:
        order = {"program": {"face": "python", "content": text}, "speed": "max", "timeout": 60}
        playing.begin(json.dumps(order), lambda line: None)
        while playing.step(0.0) >= 0.0:
            pass
    for name in (*FOR_PUPILS, *FOR_LATER, *_core_modules()):
        importlib.import_module(name)
    with zipfile.ZipFile("/some.zip", "w") as some:
        some.writestr("some/text", "")
    shutil.unpack_archive("/some.zip", "/some")


def _core_modules() -> list[str]:
    """All modules of the core: some are imported only where they are needed."""
    found = []
    for folder in ("robots.program", "robots.world", "robots.browser"):
        package = importlib.import_module(folder)
        found += [item.name for item in pkgutil.walk_packages(package.__path__, f"{folder}.")]
    return found


def library(archive: str) -> bytes:
    """The compiled modules of Python's own library that are imported now, as a stored zip."""
    with zipfile.ZipFile(archive) as source:
        there = set(source.namelist())
        paths = set()
        for name in sys.modules:
            stem = name.replace(".", "/")
            paths |= there & {f"{stem}.py", f"{stem}/__init__.py"}
        return _zip({path: source.read(path) for path in paths})


def core(root: str) -> bytes:
    """The compiled modules of `robots` that are imported now, and its texts and mats."""
    found = {}
    for name, module in sys.modules.items():
        if name.split(".")[0] == "robots":
            path = Path(module.__file__)
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    for folder, ending in (("robots/strings", ".json"), ("robots/world/mats", ".toml")):
        for path in Path(root, folder).glob(f"*{ending}"):
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return _zip(found)


def _zip(files: dict[str, bytes]) -> bytes:
    """A zip that is the same for the same files; `.py` compiled, the rest as it is."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED) as target:
        for path, content in sorted(files.items()):
            name, data = path, content
            if path.endswith(".py"):
                name, data = f"{path}c", _compiled(path, content)
            target.writestr(zipfile.ZipInfo(name, STAMP), data)
    return kept.getvalue()


def _compiled(path: str, content: bytes) -> bytes:
    """A .pyc that is never looked up against its source (PEP 552), without docstrings."""
    code = _bare(compile(content, path, "exec", dont_inherit=True, optimize=2))
    head = importlib.util.MAGIC_NUMBER + (0b01).to_bytes(4, "little")
    return head + importlib.util.source_hash(content) + marshal.dumps(code)


def _bare(code: CodeType) -> CodeType:
    """Code whose table of lines, a third of it, only says "no line": nobody reads them there.

    One entry is for at most 8 instructions (CPython's InternalDocs/code_objects.md).
    """
    inner = tuple(_bare(part) if isinstance(part, CodeType) else part for part in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, 8)
    table = bytes([NO_LINE | 7] * whole + ([NO_LINE | (rest - 1)] if rest else []))
    return code.replace(co_consts=inner, co_linetable=table)


def compressed(path: str) -> bytes:
    """A file, gzipped at its best: Node's own zlib is quicker and leaves two percent more."""
    with open(path, "rb") as file:
        return gzip.compress(file.read(), 9, mtime=0)
