"""What is sealed opens only where it belongs, and a destroyed key takes everything with it."""

from itertools import permutations
from pathlib import Path

import pytest

from storage.keys import KeyProblem, Keyring, create_key_file, keyring_from

KEYRING = Keyring.of(bytes(range(32)))


def test_what_was_sealed_opens_again() -> None:
    seal, wrapped = KEYRING.new_data_key("c1")
    sealed = seal.seal("turns/body/c1/1", "面馆".encode())
    assert KEYRING.unwrap("c1", wrapped).open("turns/body/c1/1", sealed) == "面馆".encode()
    assert "面馆".encode() not in sealed


def test_no_value_opens_in_the_place_of_another() -> None:
    """100 of 100 swaps between rows fail."""
    seal, _ = KEYRING.new_data_key("c1")
    places = [f"turns/body/c1/{number}" for number in range(11)]
    values = [seal.seal(place, b"same") for place in places]
    for here, there in list(permutations(range(11), 2))[:100]:
        with pytest.raises(KeyProblem):
            seal.open(places[here], values[there])


@pytest.mark.parametrize("position", [0, 1, 12, 13, 20, -1])
def test_a_changed_value_does_not_open(position: int) -> None:
    seal, _ = KEYRING.new_data_key("c1")
    changed = bytearray(seal.seal("turns/body/c1/1", b"text"))
    changed[position] ^= 1
    with pytest.raises(KeyProblem):
        seal.open("turns/body/c1/1", bytes(changed))


def test_a_data_key_opens_only_with_its_root_key_and_conversation() -> None:
    _, wrapped = KEYRING.new_data_key("c1")
    with pytest.raises(KeyProblem, match="Put back the key file"):
        Keyring.of(bytes(32)).unwrap("c1", wrapped)
    with pytest.raises(KeyProblem):
        KEYRING.unwrap("c2", wrapped)


def test_equal_values_have_equal_blind_indexes_of_one_purpose_only() -> None:
    assert KEYRING.blind_index("address", "4711") == KEYRING.blind_index("address", "4711")
    assert KEYRING.blind_index("address", "4711") != KEYRING.blind_index("subject", "4711")
    assert KEYRING.blind_index("address", "4711") != Keyring.of(bytes(32)).blind_index("address", "4711")


def test_no_key_is_shown_by_repr() -> None:
    seal, _ = KEYRING.new_data_key("c1")
    assert "0, 1, 2" not in repr(KEYRING)
    assert repr(seal) == "Seal(key_id='c1')"


def test_the_key_file_is_for_its_owner_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "root.key"
    create_key_file(path)
    first = keyring_from(path)
    create_key_file(path)
    assert keyring_from(path).root_key_id == first.root_key_id
    assert path.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["root.key"]
    path.chmod(0o640)
    with pytest.raises(KeyProblem, match="chmod 600"):
        keyring_from(path)


@pytest.mark.parametrize("content", ["", "zz", "ab" * 31, "é" * 64], ids=["empty", "no hex", "too short", "no ascii"])
def test_what_is_no_key_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "root.key"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    with pytest.raises(KeyProblem):
        keyring_from(path)
