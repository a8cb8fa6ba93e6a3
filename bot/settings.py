"""The settings (设置): everything that differs between installations, read from YIZHENG_… in the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import IntakeError

DATABASE = "yizheng.db"


class UnsafeSettings(IntakeError):
    """These settings must not serve applicants: the message names each and what to set."""


class Settings(BaseSettings):
    """One object for the whole process; names in the environment are YIZHENG_ and the field's name."""

    model_config = SettingsConfigDict(env_prefix="YIZHENG_", frozen=True, extra="forbid")

    data: Path = Field(
        default=Path("var"), description="Folder of database, keys and files; created with the first start."
    )
    database_url: SecretStr | None = Field(
        default=None, description="postgresql://user:password@host/name; a SQLite file in the data folder without it."
    )
    key_file: Path | None = Field(
        default=None,
        description="Root key; keys/root.key in the data folder without it. Keep it off the database's backup.",
    )
    anchor_key: Path | None = Field(
        default=None,
        description="Key that signs the daily anchors of the evidence journal; keys/anchor.key in the data folder "
        "without it. Best on another machine's file system.",
    )
    anchor_copies: Path | None = Field(
        default=None,
        description="Second folder for the anchors, on another system: what is in it can't be rewritten from here.",
    )
    signer_certificate: Path | None = Field(
        default=None,
        description="Certificate that the office signs documents with, then its chain: PEM, or PKCS#12 (.p12, .pfx) "
        "with the key. Without it a demonstration signs as such, and production leaves documents unsigned.",
    )
    signer_key: Path | None = Field(
        default=None, description="Private key of that certificate, PEM, for its owner only."
    )
    signer_passphrase: SecretStr | None = Field(default=None, description="Passphrase of the key or PKCS#12 file.")
    pkcs11_module: Path | None = Field(
        default=None, description="Library of the token that holds the key instead (PKCS#11), such as opensc-pkcs11.so."
    )
    pkcs11_token: str = Field(default="", description="Label of the token.")
    pkcs11_key: str = Field(default="", description="Label of the key on the token.")
    pkcs11_pin: SecretStr | None = Field(default=None, description="PIN of the token.")
    tsa_url: str = Field(
        default="",
        description="Time stamp authority (RFC 3161): signatures then carry its time stamp. It gets hashes only.",
    )
    licence_key: Path | None = Field(
        default=None,
        description="Key that signs the QR codes of licences and receipts; keys/licence.key in the data folder without it.",
    )
    office_seal: Path | None = Field(
        default=None,
        description="Picture of the office's seal, PNG, put on its documents; the 演示 watermark without it.",
    )
    broker_url: SecretStr | None = Field(default=None, description="amqp://…; queues lie in the database without it.")

    profile: Literal["demonstration", "production"] = Field(
        default="demonstration",
        description="production refuses to start without scanner, registers and public address, and fakes nothing.",
    )
    public_url: str = Field(
        default="", description="Address under which applicants reach the pages, as https://yizheng.example.gov.cn."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(default=8080, ge=0, le=65535, description="Port to listen on.")
    workers: int = Field(default=1, ge=1, le=64, description="Processes; more than one needs PostgreSQL.")

    telegram_token: SecretStr | None = Field(default=None, description="Bot token; with it Telegram is served too.")
    telegram_base_url: str = Field(
        default="https://api.telegram.org", description="Bot API server: the public one, or your own."
    )
    telegram_webhook_secret: SecretStr | None = Field(
        default=None, description="With it updates come by webhook to public_url, without it by polling."
    )
    abroad_channels: frozenset[str] = Field(
        default=frozenset({"telegram"}),
        description="Channels operated abroad: sensitive facts and files go through a page of ours by link. JSON list.",
    )

    registers_url: str = Field(
        default="", description="Base address of the registers (docs/registers.md); demonstration rows without it."
    )
    registers_token: SecretStr | None = Field(default=None, description="Bearer token that the registers expect.")
    registers_limit_s: float = Field(
        default=3.0, gt=0, le=30, description="How long a turn waits for a register, seconds."
    )
    photo_limit_s: float = Field(
        default=10.0,
        gt=0,
        le=300,
        description="How long reading a photographed licence may take, seconds; then the code is typed.",
    )
    clamd: str = Field(default="", description="Virus scanner: unix:/run/clamav/clamd.ctl or host:3310.")

    draft_kept_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="Days that an application never submitted is kept after its last change, then erased. "
        "The pack's privacy notice names 30: change both.",
    )

    @field_validator("public_url", "registers_url")
    @classmethod
    def _without_slash(cls, value: str) -> str:
        return value.rstrip("/")

    def database(self) -> str:
        """The URL of the database."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data.resolve() / DATABASE}"

    def address(self) -> str:
        """Where people reach the pages: what a QR code leads to."""
        return self.public_url or f"http://{self.host}:{self.port}"

    def root_key(self) -> Path:
        """The file of the root key, outside the database."""
        return self.key_file or self.data.resolve() / "keys" / "root.key"

    def anchor_signing_key(self) -> Path:
        """The file of the key that signs anchors; its public half lies beside it."""
        return self.anchor_key or self.data.resolve() / "keys" / "anchor.key"

    def licence_signing_key(self) -> Path:
        """The file of the key that signs QR codes; its public half lies beside it."""
        return self.licence_key or self.data.resolve() / "keys" / "licence.key"

    def demonstration_signer(self) -> Path:
        """The file of the demonstration's key and certificates (演示证书)."""
        return self.data.resolve() / "keys" / "demonstration-signer.pem"

    def trust(self) -> Path:
        """The folder of the certificates that `yizheng verify` trusts."""
        return self.data.resolve() / "trust"

    def anchors(self) -> Path:
        """The folder of the anchors (日锚)."""
        return self.data.resolve() / "anchors"

    def check(self) -> None:
        """Refuses what must not serve.

        Raises UnsafeSettings that names everything that is missing, at once.
        """
        wrong: list[str] = []
        if self.workers > 1 and self.database().startswith("sqlite"):
            wrong.append("YIZHENG_WORKERS: one process writes to a SQLite file; set YIZHENG_DATABASE_URL")
        if self.profile == "production":
            wrong.extend(self._missing_in_production())
        if wrong:
            raise UnsafeSettings("Not started. " + "; ".join(wrong) + ".")

    def _missing_in_production(self) -> list[str]:
        wrong: list[str] = []
        if not self.clamd:
            wrong.append("YIZHENG_CLAMD: files must be scanned; name a clamd")
        if not self.registers_url:
            wrong.append("YIZHENG_REGISTERS_URL: the demonstration registers answer for nobody; name the real ones")
        if not self.public_url.startswith("https://"):
            wrong.append("YIZHENG_PUBLIC_URL: name the https:// address that applicants use")
        if self.telegram_token is not None and self.telegram_webhook_secret is None and self.workers > 1:
            wrong.append("YIZHENG_TELEGRAM_WEBHOOK_SECRET: several processes can't poll; set a secret")
        return wrong
