"""Configuration complains at start, about everything at once."""

from pathlib import Path

import pytest

from coopevents.config import ConfigurationError, Settings

GOOD = {"COOPEVENTS_SECRET_KEY": "k" * 32, "COOPEVENTS_BASE_URL": "https://events.example.edu/"}


def test_production_needs_its_own_secret_and_its_address() -> None:
    with pytest.raises(ConfigurationError) as refused:
        Settings.from_environment({})
    assert [complaint.split()[0] for complaint in refused.value.complaints] == [
        "COOPEVENTS_SECRET_KEY",
        "COOPEVENTS_BASE_URL",
    ]


def test_a_good_environment_makes_settings() -> None:
    settings = Settings.from_environment(GOOD | {"COOPEVENTS_DATABASE_URL": "postgres://db/x"})
    assert settings.database_url == "postgresql+psycopg://db/x"
    assert settings.base_url == "https://events.example.edu"
    assert settings.host == "events.example.edu"
    assert settings.is_behind_tls
    assert settings.is_public


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "staging"),
        ("DATABASE_URL", "mysql://x"),
        ("BASE_URL", "events.example.edu"),
        ("MAIL_PORT", "smtp"),
        ("MAIL_USE_TLS", "perhaps"),
        ("DEFAULT_TIME_ZONE", "Shanghai"),
        ("DEFAULT_LANGUAGE", "zh"),
        ("SECRET_KEY", "short"),
        ("PASSWORD_HASH_COST", "low"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(name: str, value: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        Settings.from_environment(GOOD | {f"COOPEVENTS_{name}": value})
    assert [complaint.split()[0] for complaint in refused.value.complaints] == [f"COOPEVENTS_{name}"]


def test_development_makes_a_secret_of_its_own(tmp_path: Path) -> None:
    environment = {"COOPEVENTS_MODE": "development", "COOPEVENTS_DATA_DIR": str(tmp_path)}
    first, second = Settings.from_environment(environment), Settings.from_environment(environment)
    assert first.secret_key != second.secret_key
    assert first.database_url == f"sqlite:///{tmp_path / 'coopevents.sqlite3'}"
