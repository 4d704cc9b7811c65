"""Work that fails with everybody's names in its hands. Imported by the canary's worker."""

from tests.canary import sent  # noqa: F401 – listens from now on
from workspace.chat.models import Message
from workspace.jobs.handlers import handles
from workspace.jobs.leases import Lease
from workspace.privacy.vaults import open_vault


@handles("canary.breaks", max_attempts=1)
def breaks(lease: Lease) -> None:
    message = Message.objects.select_related("conversation").get(pk=lease.job.subject_id)
    text = open_vault(message.conversation.vault_id).restore(message.text, message.aliases)
    raise ValueError(f"could not understand {text!r}")
