"""Names told in two goes (分两回说的姓名): the surname apart from the name, or the name beside a title of its surname."""

from __future__ import annotations

import re

_NAMED_IN_TWO = re.compile(
    r"^(?:[^，,。]{1,6}[，,]\s?)?(?:鄙人|本人|我|在下|他|她|人)?(?:免贵)?姓(?P<surname>[一-鿿]{1,2})[，,\s]?"
    r"(?:单名|名字?)(?:叫|就?是|一个|个)*(?P<given>[一-鿿]{1,3}?)字?$"
)
_TITLE = r"(?:老师|医生|大夫|师傅|工|总|经理|主任|院长|校长|园长|店长|药师|医师|老板|教练|会计|姐|哥|先生|女士)"
_SAID_TWICE = re.compile(
    rf"(?:[老小](?P<nicknamed>[一-鿿]){_TITLE}?|(?P<titled>[一-鿿]){_TITLE})[，,\s]?"
    r"(?P<full>(?:(?P=nicknamed)|(?P=titled))[一-鿿]{1,2})$|"
    rf"(?P<name>(?P<surname>[一-鿿])[一-鿿]{{1,2}})[，,\s]?(?P=surname){_TITLE}$"
)
"""方国庆方老师, 老罗罗永久: a name beside its surname with a title."""


def in_one(words: str) -> str:
    """The words with such a name in one."""
    return _NAMED_IN_TWO.sub(_joined, _SAID_TWICE.sub(lambda said: said["name"] or said["full"], words))


def _joined(said: re.Match[str]) -> str:
    """A surname and what was said to be the name, which may begin with the surname ("姓王，名字叫王强")."""
    surname, given = said["surname"], said["given"]
    return given if given.startswith(surname) and len(given) > len(surname) else surname + given
