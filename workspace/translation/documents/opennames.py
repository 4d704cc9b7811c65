"""Names of OpenDocument."""

from typing import Final

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"

TEXT: Final = f"{{{_OASIS}text:1.0}}"
TABLE: Final = f"{{{_OASIS}table:1.0}}"
OFFICE: Final = f"{{{_OASIS}office:1.0}}"
DRAW: Final = f"{{{_OASIS}drawing:1.0}}"
STYLE: Final = f"{{{_OASIS}style:1.0}}"
META: Final = f"{{{_OASIS}meta:1.0}}"
FORM: Final = f"{{{_OASIS}form:1.0}}"
CONFIG: Final = f"{{{_OASIS}config:1.0}}"
MANIFEST: Final = f"{{{_OASIS}manifest:1.0}}"
SVG: Final = f"{{{_OASIS}svg-compatible:1.0}}"
FO: Final = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
LINK: Final = "{http://www.w3.org/1999/xlink}"
