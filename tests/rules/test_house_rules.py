import pytest

from scripts.house_rules import code_problems, line_problems, problems

IGNORE = "# type: " + "ignore"
HOME = "/home" + "/ann/plan.txt"
REGISTRY = "https://files.pythonhosted" + ".org/x"


def test_the_project_keeps_its_own_rules() -> None:
    assert list(problems()) == []


@pytest.mark.parametrize("line", [f"open({HOME!r})", f"see {REGISTRY}"])
def test_no_file_names_a_machine_or_a_registry(line: str) -> None:
    assert len(list(line_problems(1, line))) == 1


@pytest.mark.parametrize("line", ["see docs/home/index.md", "~/work/plan", "a/tmp/b", "1/2"])
def test_an_ordinary_path_is_no_offence(line: str) -> None:
    assert list(line_problems(1, line)) == []


def test_the_type_checker_is_not_silenced() -> None:
    assert len(list(code_problems("tests/x.py", f"a = 1  {IGNORE}[misc]"))) == 1


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def f(): return _('Bewoners')", ""),
        ("def f(n): return ngettext('{n} bewoner', '{n} bewoners', n)", ""),
        ("PAGES = [lambda: _('Bewoners')]", ""),
        ("def f(): return _(name)", "literal"),
        ("def f(): return _(f'{name} is er')", "literal"),
        ("TITLE = _('Bewoners')", "at import"),
        ("class Page:\n    title = _('Bewoners')", "at import"),
        ("def f(title=_('Bewoners')): return title", "at import"),
    ],
)
def test_a_text_is_a_literal_that_is_looked_up_when_it_is_shown(source: str, said: str) -> None:
    found = list(code_problems("meedoenbalie/ui/x.py", source))
    assert [line for line, _ in found] == ([source.count("\n") + 1] if said else [])
    assert all(said in message for _, message in found)
