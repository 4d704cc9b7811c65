"""Where the process begins that opens documents: the walls of reading, and lxml inside them.

Like `workspace.reading.start`, it makes its own modules importable without running a package
around them: neither Django nor the rest of the workspace can be found.
"""

from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

_HERE = Path(__file__).parent
_READING = _HERE.parents[1] / "reading"


def enter() -> None:
    """Put the gate up and make both packages importable by their usual names."""
    spec = spec_from_file_location("start_of_reading", _READING / "start.py")
    if not (spec and spec.loader):
        raise ImportError("reading is not where it belongs")
    start = module_from_spec(spec)
    spec.loader.exec_module(start)
    packages = {
        "workspace": "",
        "workspace.reading": str(_READING),
        "workspace.translation": "",
        "workspace.translation.documents": str(_HERE),
    }
    start.enter(packages, frozenset({"lxml"}))


if __name__ == "__main__":
    enter()
    import_module("workspace.translation.documents.child").main()
