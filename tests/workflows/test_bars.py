"""Bars are as long as their values, hang below zero, carry their own colours, and name only what has room."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflows.drawing.bars import BarChart, Bars
from workflows.drawing.paper import PAPER

SVG = "{http://www.w3.org/2000/svg}"


def bars_of(chart, width=760, height=360):
    tree = ElementTree.fromstring(chart.svg(width, height, "k"))
    return tree, [rect for rect in tree.iter(f"{SVG}rect") if rect.get("fill") != PAPER]


def chart_of(values, groups=None, **more):
    groups = groups or [f"g{at}" for at in range(len(values))]
    return BarChart("Title", "Description", "x", "y", groups, [Bars("one", values, "#0b5cad")], lambda value: f"{value:g}", **more)


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=12).filter(lambda values: max(map(abs, values)) > 10))
@settings(max_examples=60, deadline=None)
def test_lengths_are_in_proportion_and_start_at_zero(values):
    _, bars = bars_of(chart_of(values))
    most = max(values, key=abs)
    unit = float(bars[values.index(most)].get("height")) / abs(most)
    assert [float(bar.get("height")) for bar in bars] == pytest.approx([abs(value) * unit for value in values], abs=0.02)
    zero = {round(float(bar.get("y")) + (float(bar.get("height")) if value > 0 else 0), 1) for bar, value in zip(bars, values)}
    assert max(zero) - min(zero) < 0.2


def test_two_series_stand_beside_each_other_and_are_told_apart():
    chart = BarChart("T", "D", "x", "y", ["a", "b"], [Bars("one", [1, 2], "#111111"), Bars("two", [3, 4], "#222222")], str)
    _, bars = bars_of(chart)
    places = sorted((float(bar.get("x")), bar.get("fill")) for bar in bars)
    assert [fill for _, fill in places] == ["#111111", "#222222"] * 2
    assert [ink.name for ink in chart.inks] == ["one", "two"] and {ink.dash for ink in chart.inks} == {"fill"}


def test_names_that_have_no_room_are_left_out_evenly():
    months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
    for width, most in ((760, 12), (360, 6)):
        tree, _ = bars_of(chart_of([1.0] * 12, months), width)
        named = [text.text for text in tree.iter(f"{SVG}text") if text.text in months]
        assert 2 <= len(named) <= most and named[0] == "january"


def test_marks_stand_between_the_bars_and_everything_is_escaped():
    chart = chart_of([1.0, 2.0], ["<a>", "b&c"], marks=[(1.0, "<mark>")], joined=True)
    tree, bars = bars_of(chart)
    texts = [text.text for text in tree.iter(f"{SVG}text")]
    assert "<mark>" in texts and "<a>" in texts and "b&c" in texts
    line = next(line for line in tree.iter(f"{SVG}line") if line.get("stroke-dasharray"))
    assert abs(float(line.get("x1")) - float(bars[1].get("x"))) < 5
    marks = [element for element in tree.iter() if element.tag.removeprefix(SVG) in ("line", "rect", "text")]
    assert all({"fill", "stroke"} & set(element.attrib) for element in marks)


@pytest.mark.parametrize("at", [0.0, 0.6, 1.0, 1.4, 2.0])
@pytest.mark.parametrize("name", ["mean", "gemiddelde van de ergste"])
def test_the_name_of_a_mark_stays_on_the_paper_of_a_phone(name, at):
    tree, _ = bars_of(chart_of([1.0, 2.0], marks=[(at, name)]), 360)
    said = next(text for text in tree.iter(f"{SVG}text") if text.text == name)
    length, place = 7.2 * len(name), float(said.get("x"))
    left, right = (place, place + length) if said.get("text-anchor") == "start" else (place - length, place)
    assert left >= 0 and right <= 360
