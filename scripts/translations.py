"""Keep the translations: `python -m scripts.translations update|compile|check`.

update   find every marked string in code and templates and bring the catalogues up to date
compile  make the files the application reads (.mo)
check    fail unless every marked string is translated in every language, with the same placeholders and tags

Catalogues hold no dates, no line numbers and no addresses, so that they change only when a string does.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ("zh_Hans_CN", "fr")
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
SKIPPED = {".git", ".venv", "build", "dist", "frontend", "node_modules", "static", "tests"}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")
TAG = re.compile(r"</?[a-z]\w*")


def main(arguments: list[str]) -> int:
    """Do what was asked; exit status 0 when all is well."""
    match arguments:
        case ["update"]:
            return update(ROOT)
        case ["compile"]:
            return compile_all(ROOT)
        case ["check"]:
            return check(ROOT)
    print("usage: python -m scripts.translations update|compile|check", file=sys.stderr)
    return 2


def update(root: Path) -> int:
    """Bring every catalogue up to date with the code; new strings are left to be translated."""
    template = marked_strings(root)
    for locale in LOCALES:
        catalogue = read_catalogue(root, locale)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        write_catalogue(root, locale, catalogue)
        missing = sum(1 for message in catalogue if message.id and not is_translated(message))
        print(f"{locale}: {len(catalogue)} strings, {missing} to translate")
    return 0


def compile_all(root: Path) -> int:
    """Write the compiled catalogue of every language beside its source."""
    for locale in LOCALES:
        path = catalogue_path(root, locale)
        if path.is_file():
            with path.with_suffix(".mo").open("wb") as target:
                write_mo(target, read_catalogue(root, locale))
    return 0


def check(root: Path) -> int:
    """Print what is wrong with the catalogues, one line each; exit status 1 if anything is."""
    findings = list(find_faults(root))
    for finding in findings:
        print(finding)
    print(f"Translations: {len(findings)} faults" if findings else "Translations: complete")
    return 1 if findings else 0


def find_faults(root: Path) -> Iterator[str]:
    """Every marked string that some language lacks or renders with other placeholders or tags."""
    template = marked_strings(root)
    for locale in LOCALES:
        catalogue = read_catalogue(root, locale)
        for wanted in template:
            found = catalogue.get(wanted.id, wanted.context) if wanted.id else None
            if not wanted.id:
                continue
            name = f"{locale}: {_first(wanted.id)!r}"
            if found is None or not is_translated(found):
                yield f"{name} is not translated"
            elif found.fuzzy:
                yield f"{name} is marked as uncertain"
            else:
                yield from (f"{name} {fault}" for fault in faults_of(found))


def faults_of(message: Message) -> Iterator[str]:
    """How a translation differs from its source where it must not."""
    sources, targets = _forms(message.id), _forms(message.string)
    may = {name for form in sources for name in PLACEHOLDER.findall(form)}
    must = set.intersection(*(set(PLACEHOLDER.findall(form)) for form in sources))
    for form in targets:
        used = set(PLACEHOLDER.findall(form))
        if not must <= used <= may:
            yield f"has placeholders {sorted(used)} instead of {sorted(may)}"
        if sorted(TAG.findall(form)) != sorted(TAG.findall(sources[-1])):
            yield "has other tags than its source"


def is_translated(message: Message) -> bool:
    """Whether every form of the message has a translation."""
    return all(form.strip() for form in _forms(message.string))


def marked_strings(root: Path) -> Catalog:
    """Every string marked for translation in code and templates."""
    with (root / "babel.cfg").open(encoding="utf-8") as source:
        methods, options = parse_mapping_cfg(source, "babel.cfg")  # type: ignore[no-untyped-call]
    template = new_catalogue(None)
    found = extract_from_dir(
        root, methods, options, KEYWORDS, comment_tags=("Translators:",), directory_filter=_is_searched
    )
    for name, line, text, comments, context in found:
        template.add(text, None, [(name, line)], auto_comments=comments, context=context)
    return template


def new_catalogue(locale: str | None) -> Catalog:
    """An empty catalogue that names nobody and carries no date of today."""
    return Catalog(
        locale,
        project="coopevents",
        version="1",
        header_comment="",
        creation_date=EPOCH,
        revision_date=EPOCH,
        last_translator="coopevents",
        language_team="coopevents",
        msgid_bugs_address="",
        fuzzy=False,
    )


def read_catalogue(root: Path, locale: str) -> Catalog:
    """The catalogue of a language as it stands in the repository, empty if there is none yet."""
    catalogue = new_catalogue(locale)
    path = catalogue_path(root, locale)
    if path.is_file():
        with path.open("rb") as source:
            stored = read_po(source, locale=locale, ignore_obsolete=True, abort_invalid=True)
        for message in stored:
            if message.id:
                catalogue[message.id] = message
    return catalogue


def write_catalogue(root: Path, locale: str, catalogue: Catalog) -> None:
    """Write a catalogue sorted by file, without line numbers, under a header that says only what readers need."""
    path = catalogue_path(root, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {locale}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    with path.open("wb") as target:
        target.write(header.encode())
        write_po(
            target,
            catalogue,
            width=120,
            omit_header=True,
            sort_by_file=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def catalogue_path(root: Path, locale: str) -> Path:
    """Where the catalogue of a language stands."""
    return root / "coopevents" / "translations" / locale / "LC_MESSAGES" / "messages.po"


def _is_searched(folder: str) -> bool:
    name = Path(folder).name
    return name not in SKIPPED and not name.startswith(".")


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    if text is None:
        return [""]
    return [text] if isinstance(text, str) else list(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
