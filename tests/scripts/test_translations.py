"""The translations' own check finds what a reader would stumble over."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Message

from scripts import translations


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with three marked strings, in code and in a template."""
    (tmp_path / "babel.cfg").write_text((translations.ROOT / "babel.cfg").read_text())
    (tmp_path / "coopevents").mkdir()
    (tmp_path / "coopevents" / "doors.py").write_text(
        'HELLO = _l("Hello, %(name)s")\nSEATS = ngettext("%(num)s seat", "%(num)s seats", 2)\n'
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text("{% trans %}\n  One\n  sentence\n{% endtrans %}{% do x.y() %}")
    return tmp_path


def translate(project: Path, locale: str, words: dict[str | tuple[str, ...], str | tuple[str, ...]]) -> None:
    catalogue = translations.read_catalogue(project, locale)
    for source, target in words.items():
        message = catalogue.get(source)
        assert message is not None
        message.string = target
    translations.write_catalogue(project, locale, catalogue)


def test_update_finds_strings_in_code_and_templates(project: Path) -> None:
    translations.update(project)
    text = translations.catalogue_path(project, "fr").read_text()
    assert 'msgid "Hello, %(name)s"' in text
    assert 'msgid "One sentence"' in text
    assert 'msgid_plural "%(num)s seats"' in text


def test_catalogues_carry_no_address_date_or_line_number(project: Path) -> None:
    translations.update(project)
    text = translations.catalogue_path(project, "fr").read_text()
    assert "@" not in text
    assert "20" not in text
    assert "#: coopevents/doors.py\n" in text


def test_update_changes_nothing_the_second_time(project: Path) -> None:
    translations.update(project)
    before = translations.catalogue_path(project, "zh_Hans_CN").read_bytes()
    translations.update(project)
    assert translations.catalogue_path(project, "zh_Hans_CN").read_bytes() == before


def test_complete_catalogues_have_no_faults(project: Path) -> None:
    translations.update(project)
    seats = ("%(num)s seat", "%(num)s seats")
    translate(project, "fr", {"Hello, %(name)s": "Bonjour, %(name)s", seats: ("une place", "%(num)s places"),
                              "One sentence": "Une phrase"})  # fmt: skip
    translate(project, "zh_Hans_CN", {"Hello, %(name)s": "%(name)s，您好", seats: ("%(num)s 个座位",),
                                      "One sentence": "一句话"})  # fmt: skip
    faults = list(translations.find_faults(project))
    assert faults == ["fr: '%(num)s seat' has placeholders [] instead of ['num']"]


def test_missing_translations_are_faults(project: Path) -> None:
    faults = list(translations.find_faults(project))
    assert len(faults) == 6
    assert "fr: 'One sentence' is not translated" in faults


@pytest.mark.parametrize(
    ("source", "target", "is_right"),
    [
        ("Hello, %(name)s", "Bonjour, %(name)s", True),
        ("Hello, %(name)s", "Bonjour", False),
        ("Hello, %(name)s", "Bonjour, %(nom)s", False),
        ("<b>One</b> page", "<b>Une</b> page", True),
        ("<b>One</b> page", "<b>Une page", False),
        (("One seat", "%(num)s seats"), ("Une place", "%(num)s places"), True),
        (("One seat", "%(num)s seats"), ("%(num)s place", "%(num)s places"), True),
    ],
)
def test_translations_keep_placeholders_and_tags(
    source: str | tuple[str, str], target: str | tuple[str, str], is_right: bool
) -> None:
    assert (list(translations.faults_of(Message(source, target))) == []) is is_right


def test_compiled_catalogues_are_the_same_every_time(project: Path) -> None:
    translations.update(project)
    translate(project, "fr", {"One sentence": "Une phrase"})
    compiled = translations.catalogue_path(project, "fr").with_suffix(".mo")
    translations.compile_all(project)
    first = compiled.read_bytes()
    translations.compile_all(project)
    assert compiled.read_bytes() == first
    assert b"Une phrase" in first
