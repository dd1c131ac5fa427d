"""Exit statuses: the error tree's branches, for scripts."""

from typing import Final

from ivr.domain.errors import BadInput, NotFound, NotPermitted, NotSignedIn, RuleBroken, Unsafe
from ivr.kit.errors import GatewayError
from ivr.pbx.dialplan.trunk import BadTrunk
from ivr.speech.errors import BadRecording, BadWording, NoPrompt

OTHER: Final = 1
BAD_INPUT: Final = 2
AGAINST_THE_RULES: Final = 3
NOT_PERMITTED: Final = 4
NOT_FOUND: Final = 5


def exit_status(error: GatewayError) -> int:
    """2 bad input, 3 refused by a rule, 4 not permitted or not signed in, 5 not found, 1 all else."""
    return next((status for status, branches in _BRANCHES.items() if isinstance(error, branches)), OTHER)


_BRANCHES: Final = {
    BAD_INPUT: (BadInput, BadWording, BadRecording, BadTrunk),
    AGAINST_THE_RULES: (RuleBroken, Unsafe),
    NOT_PERMITTED: (NotPermitted, NotSignedIn),
    NOT_FOUND: (NotFound, NoPrompt),
}
