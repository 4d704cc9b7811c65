"""Reading an uploaded file: its words as paragraphs, or a clear reason why not.

Files come from anywhere, so none is opened in the process that serves people. `read` starts a
small process that holds no secrets, knows no Django, cannot write, connect or start anything,
and is ended when it takes too long or too much memory.
"""

from .apart import read
from .limits import DEFAULT, Limits
from .problems import Reading, UnreadableFile

__all__ = ["DEFAULT", "Limits", "Reading", "UnreadableFile", "read"]
