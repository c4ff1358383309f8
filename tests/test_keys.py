from pathlib import Path

import pytest

from supervision.errors import Refused
from supervision.keys import FILE, Keys, sm3


def test_the_digest_is_the_standards_own() -> None:
    """The example of GB/T 32905—2016, appendix A.1."""
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_what_is_sealed_opens_for_its_owner_only(tmp_path: Path) -> None:
    ours, others = Keys.make(tmp_path / "ours"), Keys.make(tmp_path / "others")
    sealed = ours.seal("vault", "张某".encode(), bound_to="XF-1")

    assert ours.open("vault", sealed, bound_to="XF-1").decode() == "张某"
    for keys, purpose, bound_to in (
        (others, "vault", "XF-1"),
        (ours, "exports", "XF-1"),
        (ours, "vault", "XF-2"),
    ):
        with pytest.raises(Refused, match="不能打开"):
            keys.open(purpose, sealed, bound_to=bound_to)


def test_the_same_words_sealed_twice_look_different_and_recognised_twice_alike(tmp_path: Path) -> None:
    keys = Keys.make(tmp_path)

    assert keys.seal("vault", b"1", bound_to="") != keys.seal("vault", b"1", bound_to="")
    assert keys.recognise("buyer", "140101199001011234") == keys.recognise("buyer", "140101199001011234")
    assert keys.recognise("buyer", "1") != keys.recognise("fingerprint", "1")


def test_a_key_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    made = Keys.make(tmp_path / "keys")

    assert (tmp_path / "keys" / FILE).stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused, match="不会覆盖"):
        Keys.make(tmp_path / "keys")
    assert Keys.load(tmp_path / "keys").fingerprint == made.fingerprint


def test_a_key_that_is_gone_or_broken_says_so(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="找不到密钥"):
        Keys.load(tmp_path)
    (tmp_path / FILE).write_text("no key")
    with pytest.raises(Refused, match="已损坏"):
        Keys.load(tmp_path)
