"""Municipal rates: found as people write the names, imported from a table with a sentence for each bad row."""

import shutil

import pytest
from openpyxl import Workbook

from workflows.cli.main import main
from workflows.law.library import shelf
from workflows.law.municipalities import BadRates, UnknownMunicipality, municipalities, municipality_of, rate_of, read_table
from workflows.law.reading import RefusedLaw
from workflows.settings import data_folder
from workflows.simulation.compare import compare
from workflows.simulation.questions import SimulationQuestions
from workflows.simulation.setting import Setting
from workflows.words.catalogue import LANGUAGES, speak

HEAD = "name;region;year;rate;source\n"


def table(tmp_path, content, name="rates.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("written", ["Merbes-le-Château", "MERBES LE CHATEAU", "merbes le  château ", "Merbes-le-Cha\u0302teau"])
def test_accents_capitals_and_hyphens_do_not_matter(written):
    assert rate_of(written, 2024) == 0.082


def test_the_year_is_the_own_or_the_newest_before_or_the_oldest(tmp_path):
    known, wrong = read_table(table(tmp_path, HEAD + "Halle;flanders;2022;7,1 %;x\nHalle;flanders;2025;6,9 %;x\n"), speak("en"))
    assert wrong == () and [rate_of("halle", year, known) for year in (2020, 2022, 2024, 2025, 2030)] == [0.071, 0.071, 0.071, 0.069, 0.069]
    assert municipality_of("halle", 2024, known).year == 2022


def test_an_unknown_name_is_answered_with_close_ones():
    with pytest.raises(UnknownMunicipality) as unknown:
        rate_of("Gansoren", 2026)
    assert unknown.value.close[0] == "Ganshoren"
    for name in ("", "🎭", "x" * 10_000):
        with pytest.raises(UnknownMunicipality):
            rate_of(name, 2026)


def test_the_own_table_is_whole_and_every_rate_says_where_it_was_read():
    assert len(municipalities()) >= 11
    assert all(place.source and 0 <= place.rate <= 0.09 and place.names for place in municipalities())


def test_an_own_table_that_cannot_be_used_is_refused_with_its_line(tmp_path, monkeypatch):
    (tmp_path / "law").mkdir()
    table(tmp_path / "law", HEAD + "Jette;brussels;2022;0.064;\n", "municipal_rates.csv")
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path))
    with pytest.raises(RefusedLaw, match=r"^municipal_rates.csv:2: source"):
        municipalities()


@pytest.mark.parametrize("rate", ["0.075", "0,075", "7,5", "7.5 %", "7,5%", " 7,5 % "])
def test_a_rate_is_read_as_people_write_it(tmp_path, rate):
    (place,), wrong = read_table(table(tmp_path, f"{HEAD}Aat / Ath;wallonia;2026;{rate};x\n"), speak("nl"))
    assert (place.rate, place.names, wrong) == (0.075, ("Aat", "Ath"), ())


@pytest.mark.parametrize(("row", "column"), [
    (";flanders;2026;7;x", "name"), (" / ;flanders;2026;7;x", "name"), ("Gent;vlaanderen;2026;7;x", "region"),
    ("Gent;flanders;26;7;x", "year"), ("Gent;flanders;soon;7;x", "year"), ("Gent;flanders;2026.5;7;x", "year"),
    ("Gent;flanders;2026;;x", "rate"), ("Gent;flanders;2026;-1;x", "rate"), ("Gent;flanders;2026;nan;x", "rate"),
    ("Gent;flanders;2026;70;x", "rate"), ("Gent;flanders;2026;seven;x", "rate"), ("Gent;flanders;2026;🎭;x", "rate"), ("Gent", "region")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_bad_row_is_named_by_line_and_column_and_the_others_are_kept(tmp_path, row, column, language):
    known, (sentence,) = read_table(table(tmp_path, f"# a remark\n{HEAD}Halle;flanders;2022;7,1;x\n\n{row}\n"), speak(language))
    assert [place.names for place in known] == [("Halle",)]
    assert "5" in sentence and column in sentence and "{" not in sentence


def test_a_spreadsheet_and_the_windows_encoding_are_read(tmp_path):
    book = Workbook()
    for line in (["name", "region", "year", "rate"], ["Liège / Luik", "wallonia", 2026, 0.08], ["Gent", "flanders", 2026, "6,9 %"]):
        book.active.append(line)
    book.save(tmp_path / "rates.xlsx")
    known, wrong = read_table(tmp_path / "rates.xlsx", speak("fr"))
    assert wrong == () and rate_of("luik", 2026, known) == 0.08 and rate_of("gent", 2026, known) == 0.069
    known, _ = read_table(table(tmp_path, (HEAD + "Liège;wallonia;2026;8 %;x\n").encode("cp1252")), speak("fr"))
    assert rate_of("Liege", 2026, known) == 0.08


def test_ten_thousand_lines_are_read(tmp_path):
    known, wrong = read_table(table(tmp_path, HEAD + "".join(f"Place {n};flanders;2026;{n % 9} %;x\n" for n in range(10_000))), speak("en"))
    assert len(known) == 10_000 and wrong == () and rate_of("place 4217", 2026, known) == 0.05


@pytest.mark.parametrize(("name", "content", "says"), [
    ("empty.csv", b"", "empty.csv"), ("no.csv", b"name;region;year\nGent;flanders;2026\n", "rate"), ("no.xlsx", b"no spreadsheet", "no.xlsx"),
    ("nul.csv", b"name;region\x00;year;rate\nGent;flanders;2026;7\n", ""), ("head.csv", HEAD.encode(), "head.csv")])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path, name, content, says):
    with pytest.raises(BadRates) as refused:
        read_table(table(tmp_path, content, name), speak("en"))
    assert says in str(refused.value)


def test_a_file_that_is_not_there_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(BadRates, match="does not exist"):
        read_table(tmp_path / "gone.csv", speak("en"))


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """A copy of the data folder that may be written."""
    shutil.copytree(data_folder(), tmp_path / "data")
    monkeypatch.setenv("ATELIER_DATA", str(tmp_path / "data"))
    return tmp_path


def test_a_list_is_imported_from_the_command_line_and_the_page_knows_it_at_once(own_data, capsys):
    path = table(own_data, HEAD + "Liège / Luik;wallonia;2026;8,8 %;SPF\nJETTE;brussels;2022;6,5;\n")
    assert main(["--lang", "en", "law", "municipalities", str(path)]) == 0
    assert "added: 1; replaced: 1" in capsys.readouterr().out
    assert rate_of("luik", 2026) == 0.088 and rate_of("Jette", 2026) == 0.065
    assert municipality_of("jette", 2022).source.startswith("rates.csv, ")
    assert Setting(SimulationQuestions(municipality="liege"), shelf()).municipal_rate == 0.088
    assert len(municipalities()) == 12


def test_one_bad_row_and_nothing_is_imported(own_data, capsys):
    before = municipalities()
    path = table(own_data, HEAD + "Liège;wallonia;2026;8,8 %;SPF\nNamur;wallonia;2026;beaucoup;SPF\n")
    assert main(["--lang", "fr", "law", "municipalities", str(path)]) == 2
    said = capsys.readouterr().err
    assert "beaucoup" in said and "Rien n’a été ajouté" in said and municipalities() == before


def test_a_typed_rate_goes_before_the_municipality_and_both_move_the_tax():
    def tax(**asked):
        return compare(SimulationQuestions(situation="none", turnover=50_000, **asked), scan=False).ways["self_employed"].income_tax

    assert tax(municipality="Knokke-Heist") < tax(municipality="Jette") < tax(municipality="Merbes-le-Château")
    assert tax(municipality="Jette") == tax(municipal_rate=0.064) == tax(municipality="Mesen", municipal_rate=0.064)
