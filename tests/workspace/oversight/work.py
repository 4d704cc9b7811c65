"""What a practitioner did that an auditor may ask about."""

from dataclasses import dataclass

from tests import families
from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.chat.models import Conversation, Message


@dataclass
class Work:
    ruth: User
    case: Case
    chat: Conversation
    answer: Message


def begin() -> Work:
    families.built_in()
    ruth = families.someone("ruth.amber@example.test")
    case = families.case_of(ruth)
    chat = families.chat(ruth, case=case)
    return Work(ruth, case, chat, families.ask(chat, "How is Amina Warsame?", by=ruth))
