"""The message catalogues: collect texts from the source, check them, compile them.

    python -m scripts.catalogues update     after adding or changing a text
    python -m scripts.catalogues check      fails on a text that is missing, stale or fuzzy
    python -m scripts.catalogues compile    makes the files that the program reads
    python -m scripts.catalogues add CODE   begins a language, such as uk or pt_BR

The Dutch text in the source is the message id, so the Dutch catalogue is filled with itself.
"""

import io
import string
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
DOMAIN = "meedoenbalie"
SOURCE_LANGUAGE = "nl"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

HEADER = """\
# {language} texts of Meedoenbalie.
# Run `make catalogues` after adding a text; never edit a msgid here."""


def languages() -> tuple[str, ...]:
    """Return every language that has a catalogue, that of the source first."""
    found = {path.parent.parent.name for path in TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def po_path(language: str) -> Path:
    """Return the path of a language's catalogue."""
    return TRANSLATIONS / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def collect() -> Catalog:
    """Return every text in the source, as the mapping in pyproject.toml says where to look."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        mappings = tomllib.load(file)["tool"]["babel"]["mappings"]
    found = Catalog(charset="utf-8")
    for name, _line, message, comments, context in extract_from_dir(
        ROOT,
        method_map=[(each["pattern"], each["method"]) for each in mappings],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda path: not Path(path).name.startswith((".", "__")),
    ):
        # No line numbers: a catalogue changes when a text changes, not when code moves.
        location = (Path(name).as_posix(), 0)
        found.add(message, locations=[location], auto_comments=comments, context=context)
    return found


def read(language: str) -> Catalog:
    """Return the stored catalogue of a language, empty if there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str, source: Catalog) -> Catalog:
    """Return a language's catalogue with exactly the texts of the source.

    A translation is kept only for the very same Dutch text: a changed text is translated anew,
    never guessed.
    """
    stored, fresh = read(language), Catalog(locale=language, charset="utf-8")
    for message in source:
        if not message.id:
            continue
        kept = stored.get(message.id, message.context)
        new = fresh.add(
            message.id,
            locations=sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            context=message.context,
        )
        if language == SOURCE_LANGUAGE:
            new.string = message.id
        elif kept is not None and kept.string:
            new.string = kept.string
            new.user_comments = list(kept.user_comments)
            if kept.fuzzy:
                new.flags.add("fuzzy")
    return fresh


def text_of(language: str, catalogue: Catalog) -> bytes:
    """Return the catalogue as a file that is the same for the same texts."""
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=100,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
    )
    header = HEADER.format(language=Locale.parse(language).english_name)
    plural = catalogue.plural_forms
    fields = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {plural}",
    )
    lines = "".join(f'"{field}\\n"\n' for field in fields)
    return f'{header}\nmsgid ""\nmsgstr ""\n{lines}\n'.encode() + buffer.getvalue()


def placeholders(text: str) -> set[str]:
    """Return the names in braces, as ``str.format`` reads them; "{" alone raises ValueError."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def forms(text: str | Sequence[str] | None) -> list[str]:
    """Return the singular and the plural, or the only form there is."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def problems_of(message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    sources, targets = forms(message.id), forms(message.string)
    if not all(targets):
        yield "has no translation"
        return
    if message.fuzzy:
        yield "is marked fuzzy: read it again and take the mark away"
    try:
        known = set().union(*map(placeholders, sources))
        extra = set().union(*map(placeholders, targets)) - known
        # A singular may leave the number out: "één bewoner".
        lost = placeholders(sources[-1]) - placeholders(targets[-1])
    except ValueError as error:
        yield f"has a brace that str.format does not understand ({error})"
        return
    if extra or lost:
        yield f"does not have the same names in braces: {sorted(extra | lost)}"


def problems() -> Iterator[str]:
    """Yield a sentence for everything that is wrong with the catalogues."""
    source = collect()
    for language in languages():
        path = po_path(language)
        where = path.relative_to(ROOT).as_posix()
        if not path.exists():
            yield f"{where} does not exist: run `make catalogues`"
            continue
        fresh = updated(language, source)
        if path.read_bytes() != text_of(language, fresh):
            yield f"{where} is stale: run `make catalogues` and commit what it changes"
        for message in fresh:
            if message.id:
                for problem in problems_of(message):
                    yield f"{where}: {message.id!r} {problem}"


def check() -> int:
    """Print what is wrong; return how many problems there are."""
    found = list(problems())
    for problem in found:
        print(problem, file=sys.stderr)
    if not found:
        print(f"Catalogues are complete: {', '.join(languages())}.")
    return len(found)


def update() -> None:
    """Write the texts of the source into every catalogue."""
    source = collect()
    for language in languages():
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(language, source)
        path.write_bytes(text_of(language, catalogue))
        missing = sum(1 for message in catalogue if message.id and any(problems_of(message)))
        print(
            f"{path.relative_to(ROOT).as_posix()}: {len(catalogue)} texts, {missing} to translate"
        )
    compile_all()


def add(language: str) -> None:
    """Begin the catalogue of a language. Raises babel's UnknownLocaleError, and ValueError."""
    Locale.parse(language)
    path = po_path(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    update()


def compile_all() -> None:
    """Write the file that the program reads beside every catalogue.

    That of the source has no texts: one that isn't found is shown as the source has it, and the
    first screen need not wait for all of them.
    """
    for language in languages():
        path = po_path(language)
        if path.exists():
            texts = Catalog(language) if language == SOURCE_LANGUAGE else read(language)
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, texts)


def main(arguments: list[str]) -> int:
    """Do what the only argument says."""
    match arguments:
        case ["check"]:
            return 1 if check() else 0
        case ["compile"]:
            compile_all()
        case ["update"]:
            update()
        case ["add", language]:
            try:
                add(language)
            except (UnknownLocaleError, ValueError) as error:
                print(error, file=sys.stderr)
                return 2
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
