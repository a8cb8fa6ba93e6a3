"""Which signer an installation gets: a demonstration's own, the office's, or none; and what is refused at the start."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import Settings, UnsafeSettings
from bot.signing import office_seal, office_signer
from files.samples import sample

NOW = datetime.now(UTC)


def test_a_demonstration_makes_its_chain_once_and_trusts_it(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    first, second = office_signer(settings, NOW), office_signer(settings, NOW)
    assert first is not None
    assert second is not None
    assert first.demonstration
    assert first.key.certificate == second.key.certificate
    assert settings.demonstration_signer().stat().st_mode & 0o077 == 0
    root = (tmp_path / "trust" / "demonstration-root.pem").read_bytes()
    assert b"PRIVATE" not in root


def test_production_never_signs_as_a_demonstration(tmp_path: Path) -> None:
    office_signer(Settings(data=tmp_path), NOW)
    assert office_signer(Settings(data=tmp_path, profile="production"), NOW) is None
    made = Settings(data=tmp_path).demonstration_signer()
    settings = Settings(data=tmp_path, profile="production", signer_certificate=made, signer_key=made)
    with pytest.raises(UnsafeSettings, match="demonstration's certificate"):
        office_signer(settings, NOW)


def test_a_key_that_is_not_named_or_a_package_that_is_missing_is_told(tmp_path: Path) -> None:
    office_signer(Settings(data=tmp_path), NOW)
    made = Settings(data=tmp_path).demonstration_signer()
    with pytest.raises(UnsafeSettings, match="YIZHENG_SIGNER_KEY"):
        office_signer(Settings(data=tmp_path, signer_certificate=made), NOW)
    with pytest.raises(UnsafeSettings, match=r"yizheng\[token\]"):
        office_signer(Settings(data=tmp_path, signer_certificate=made, pkcs11_module=Path("token.so")), NOW)


def test_a_seal_is_a_png_or_nothing(tmp_path: Path) -> None:
    assert office_seal(Settings(data=tmp_path)) is None
    picture = tmp_path / "seal.png"
    picture.write_bytes(sample("sample.jpg"))
    with pytest.raises(UnsafeSettings, match="YIZHENG_OFFICE_SEAL"):
        office_seal(Settings(data=tmp_path, office_seal=picture))
