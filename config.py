"""The deployment's settings: the only reader of the environment, refusing what is not safe to run.

Every setting has one row here; README lists them. `from_environment` returns a Settings object that
`create_app` takes; tests build one by hand.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DEMONSTRATION_KEY = "demonstration-key-not-for-real-families"
SHORTEST_KEY = 32
FEWEST_DIFFERENT = 10


class SettingsRefused(Exception):
    """A setting that must not be run with; the message says which and why."""


@dataclass(frozen=True)
class Settings:
    """What one deployment decides.

    `secret_key` signs sessions and is the root of every derived key (receipts, blur, encryption):
    back it up and never change it, or published figures cannot be made again.
    `password_cost` is argon2's time cost: 1 in tests only.
    """

    secret_key: str = field(default=DEMONSTRATION_KEY, repr=False)
    # its address may hold a password, so that neither is ever printed
    database_url: str = field(default=f"sqlite:///{ROOT / 'instance' / 'portal.sqlite'}", repr=False)
    limits_url: str = f"sqlite-file://{ROOT / 'instance' / 'limits.sqlite'}"
    exports_folder: Path = ROOT / "instance" / "exports"
    site_url: str = "http://127.0.0.1:8000"
    smtp_url: str = field(default="", repr=False)
    mail_from: str = ""
    notify_key: str = field(default="", repr=False)
    notify_email_template: str = ""
    notify_text_template: str = ""
    mail_folder: Path = ROOT / "instance" / "mail"
    jobs_url: str = f"sqlite-file://{ROOT / 'instance' / 'jobs.sqlite'}"
    static_build: Path = ROOT / "static" / "build"
    production: bool = False
    demonstration: bool = True
    trusted_proxies: int = 0
    # hosts that feeds may be read from although they lie in a private network
    feed_hosts: tuple[str, ...] = ()
    password_cost: int = 3
    limits_on: bool = True
    testing: bool = False
    extra: Mapping[str, object] = field(default_factory=dict)


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from PORTAL_… variables; refuses a production run with an unsafe value."""
    env = os.environ if environment is None else environment
    plain = Settings()
    settings = Settings(
        secret_key=env.get("PORTAL_SECRET_KEY", plain.secret_key),
        database_url=env.get("PORTAL_DATABASE_URL", plain.database_url),
        limits_url=env.get("PORTAL_LIMITS_URL", plain.limits_url),
        exports_folder=Path(env.get("PORTAL_EXPORTS_FOLDER", str(plain.exports_folder))),
        site_url=env.get("PORTAL_SITE_URL", plain.site_url).rstrip("/"),
        smtp_url=env.get("PORTAL_SMTP_URL", plain.smtp_url),
        mail_from=env.get("PORTAL_MAIL_FROM", plain.mail_from),
        notify_key=env.get("PORTAL_NOTIFY_KEY", plain.notify_key),
        notify_email_template=env.get("PORTAL_NOTIFY_EMAIL_TEMPLATE", plain.notify_email_template),
        notify_text_template=env.get("PORTAL_NOTIFY_TEXT_TEMPLATE", plain.notify_text_template),
        mail_folder=Path(env.get("PORTAL_MAIL_FOLDER", str(plain.mail_folder))),
        jobs_url=env.get("PORTAL_JOBS_URL", plain.jobs_url),
        production=_yes(env, "PORTAL_PRODUCTION", default=False),
        demonstration=_yes(env, "PORTAL_DEMONSTRATION", default=not _yes(env, "PORTAL_PRODUCTION")),
        feed_hosts=tuple(
            name.strip() for name in env.get("PORTAL_FEED_HOSTS", "").split(",") if name.strip()
        ),
        trusted_proxies=_whole(env, "PORTAL_TRUSTED_PROXIES", plain.trusted_proxies),
    )
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Refuse settings that would endanger families, naming the setting and never its value."""
    key = settings.secret_key
    if len(key) < SHORTEST_KEY:
        raise SettingsRefused(f"PORTAL_SECRET_KEY must have at least {SHORTEST_KEY} characters.")
    if key == DEMONSTRATION_KEY and (settings.production or not settings.demonstration):
        raise SettingsRefused("PORTAL_SECRET_KEY is still the demonstration key: set your own.")
    if not settings.site_url.startswith(("http://", "https://")):
        raise SettingsRefused("PORTAL_SITE_URL must be where people open the portal: https://…")
    if settings.smtp_url and "@" not in settings.mail_from:
        raise SettingsRefused("PORTAL_MAIL_FROM must be the address that mails come from.")
    if settings.notify_key and not settings.notify_email_template:
        raise SettingsRefused("PORTAL_NOTIFY_EMAIL_TEMPLATE must be the id of the template for e-mails.")
    if settings.production:
        _check_production(settings)


def _check_production(settings: Settings) -> None:
    if len(set(settings.secret_key)) < FEWEST_DIFFERENT:
        raise SettingsRefused("PORTAL_SECRET_KEY is easy to guess: make one by chance.")
    if settings.demonstration:
        raise SettingsRefused("PORTAL_DEMONSTRATION must be off when PORTAL_PRODUCTION is on.")
    if settings.testing or not settings.limits_on or settings.password_cost < Settings.password_cost:
        raise SettingsRefused("PORTAL_PRODUCTION cannot run with the settings of a test.")


def _yes(env: Mapping[str, str], name: str, *, default: bool = False) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false", "off", "1", "yes", "true", "on"}:
        return default if not value else value in {"1", "yes", "true", "on"}
    raise SettingsRefused(f"{name} must be yes or no, not {value!r}.")


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not value.isdigit():
        raise SettingsRefused(f"{name} must be a whole number, not {value!r}.")
    return int(value)
