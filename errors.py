"""The exceptions that callers tell apart.

What an applicant gets wrong is a value, answered in the chat, and never one of these. They are for pack
authors, operators and the outside world. A message says what happened, to which thing, and what to do;
it never carries a fact marked personal.
"""


class IntakeError(Exception):
    """The root: anything that stops us from doing what was asked, and that says what to do next."""


class PackError(IntakeError):
    """A knowledge pack is wrong: the message names file, place and code, and how to mend it."""


class StaleConversation(IntakeError):
    """Another turn of the same conversation was stored in between: load it again and repeat the turn."""


class DeliveryFailed(IntakeError):
    """The outside world (channel, register, queue) did not take or answer something; it can be tried again."""


class NotPermitted(IntakeError):
    """Who asks may not do this: role, department, holder of the conversation, or an expired link."""
