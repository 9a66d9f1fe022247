"""The reasons of matching in plain sentences, short enough to be read aloud.

The young person reads along: the first name is used, and staff hear what to ask.
"""

from meedoenbalie.services.matching_text.asking import asked_field, worth
from meedoenbalie.services.matching_text.questions import changes, question
from meedoenbalie.services.matching_text.reasons import reason
from meedoenbalie.services.matching_text.words import called

__all__ = ["asked_field", "called", "changes", "question", "reason", "worth"]
