"""Where the reading process begins: it finds its own package and none of its neighbours.

The package is entered under the name `reading`, so that neither `workspace` nor a Django app is
imported, and an allow-list makes everything else on the path invisible.
"""

import os
import sys
from importlib import import_module
from types import ModuleType

_MAY_IMPORT = sys.stdlib_module_names | {"reading", "pypdf", "cryptography", "_cffi_backend"}


class Gate:
    """An importer that comes first and only ever refuses."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] not in _MAY_IMPORT:
            raise ModuleNotFoundError(f"{name} is not for the reading process", name=name)


def enter() -> None:
    """Put the gate up and make the package importable as `reading`."""
    sys.meta_path.insert(0, Gate)
    package = ModuleType("reading")
    package.__path__ = [__file__.rpartition(os.sep)[0]]
    sys.modules["reading"] = package


if __name__ == "__main__":
    enter()
    import_module("reading.child").main()
