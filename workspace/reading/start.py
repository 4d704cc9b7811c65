"""Where the reading process begins: it finds its own package and none of its neighbours.

The package is entered under the name `reading`, so that neither `workspace` nor a Django app is
imported, and an allow-list makes everything else on the path invisible.
"""

import os
import sys
from importlib import import_module
from types import ModuleType

_MAY_IMPORT = sys.stdlib_module_names | {"pypdf", "cryptography", "_cffi_backend"}
_HERE = __file__.rpartition(os.sep)[0]


class Gate:
    """An importer that comes first and only ever refuses."""

    def __init__(self, may_import: frozenset[str]) -> None:
        self._may_import = may_import

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] not in self._may_import:
            raise ModuleNotFoundError(f"{name} is not for the reading process", name=name)


def enter(packages: dict[str, str] | None = None, libraries: frozenset[str] = frozenset()) -> None:
    """Put the gate up and make the package importable as `reading`.

    Another room with the same walls names its `packages` (by the folder of each, "" for one
    that only holds others; none of their `__init__` run) and what more it needs of `libraries`.
    """
    packages = packages or {"reading": _HERE}
    names = {name.partition(".")[0] for name in packages}
    sys.meta_path.insert(0, Gate(_MAY_IMPORT | names | libraries))
    for name, folder in packages.items():
        package = ModuleType(name)
        package.__path__ = [folder] if folder else []
        sys.modules[name] = package


if __name__ == "__main__":
    enter()
    import_module("reading.child").main()
