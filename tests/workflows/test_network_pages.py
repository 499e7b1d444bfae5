"""The pages of the network at a running server: as a member, an adviser, an administrator and a stranger use them."""

import os
import re
import subprocess
from html import unescape

import pytest

from tests.faults.test_server_killed import ATELIER
from workflows.network.others import LONGEST_POST, networks, post
from workflows.words.catalogue import LANGUAGES, speak

FR = speak("fr")
PLACES = ("/network", "/directory", "/directory/me", "/partners", "/mentors", "/exchanges", "/wall", "/network/others")
TYPED = {"act": "save", "name": "Ana Peeters", "disciplines": "Graphiste", "country": "Belgique", "languages": "fr nl", "mobility": "region",
         "place": "Liège", "seniority": "3", "mentors": "0", "wants_mentor": "1", "offers": "Affiches <b>belles</b>", "seeks": "site web"}


class Person:
    """A browser without scripts that is somebody."""

    def __init__(self, site, role="member", name="Ana Peeters"):
        self.person = site.people.add(role, name)
        self.client = site.client(self.person)

    def get(self, place):
        return self.client.get(place)

    def text(self, place) -> str:
        """What a page says, tags left away."""
        page = self.get(place).text
        return unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main"):]))

    def send(self, place, /, **data):
        page = self.get(place)
        xsrf = re.search(r'name="_xsrf" value="([^"]+)"', page.text)[1]
        return self.client.post(place, data={"_xsrf": xsrf, **data}, follow_redirects=True)

    def joins(self, *uses, **said):
        """Writes the profile and agrees to uses."""
        assert self.send("/directory/me", **{**TYPED, "name": self.person.name, **said}).status_code == 200
        return self.send("/directory/me", act="consent", use=list(uses or ("directory",)))


@pytest.mark.claims("T060")
def test_everything_of_the_network_is_reached_from_one_page(site):
    ana = Person(site)
    entry = ana.get("/network").text
    for place in ("directory", "directory/me", "partners", "mentors", "exchanges", "wall", "network/others", "network_evening"):
        assert re.search(rf'href="/{place}[?"]', entry), place
    for place in PLACES:
        for language in LANGUAGES:
            assert ana.get(f"{place}?lang={language}").status_code == 200, place
    assert 'href="/network"' in ana.get("/").text, "and that page from the bar of every other"


def test_a_stranger_signs_in_first_and_an_administrator_sees_nothing_of_it(site):
    nobody, root = site.client(), Person(site, "administrator", "Root")
    for place in PLACES:
        assert nobody.get(place).headers["Location"].startswith("/sign-in"), place
        assert root.get(place).status_code == 403, place
    assert nobody.post("/directory/me", data={"act": "save"}).status_code in (302, 403)


def test_a_member_writes_a_profile_is_shown_once_they_agree_and_gone_once_they_do_not(site):
    ana, bob = Person(site, name="Ana Visible"), Person(site, name="Bob Autre")
    assert FR("network.start") in ana.text("/network?lang=fr")
    saved = ana.send("/directory/me", **{**TYPED, "name": "Ana Visible"})
    assert FR("network.done.saved") in unescape(saved.text)
    assert "Ana Visible" not in bob.text("/directory?q=visible"), "nothing is shown before a yes"
    ana.send("/directory/me", act="consent", use=["directory"])
    for words in ("visible", "grafisch ontwerper", "graphc designer"):
        assert "Ana Visible" in bob.text(f"/directory?q={words}"), words
    page = bob.get("/directory?q=visible&lang=nl").text
    assert "&lt;b&gt;belles" in page and "<b>belles" not in page, "what people type is never markup"
    assert "grafisch ontwerp" in page and "Bevestigd op" in page
    ana.send("/directory/me", act="consent")
    assert "Ana Visible" not in bob.text("/directory?q=visible")
    assert FR("directory.withdrawn", day="")[:10] in ana.text("/directory/me?lang=fr")


def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_stays(site):
    ana = Person(site)
    wrong = ana.send("/directory/me?lang=fr", **{**TYPED, "country": "Atlantide", "seniority": "99", "place": "Mons"})
    assert wrong.status_code == 422 and wrong.text.count('aria-invalid="true"') == 2 and 'value="Mons"' in wrong.text
    assert ana.send("/directory/me", **{**TYPED, "name": " "}).status_code == 422


@pytest.mark.claims("T073", "T072")
def test_a_success_becomes_a_text_that_is_ready_to_post_with_a_link_and_nothing_is_posted(site):
    ana, bob = Person(site, name="Ana Mur"), Person(site, name="Bob")
    ana.joins("directory", "wall")
    ana.send("/wall", act="write", text="Mon affiche a été choisie")
    assert "Mon affiche a été choisie" in bob.text("/wall")
    assert "mailto:" not in ana.get("/wall").text, "no consent for social networks, no text for them"
    ana.send("/directory/me", act="consent", use=["directory", "wall", "social"])
    page = unescape(ana.get("/wall").text)
    assert f"Ana Mur : Mon affiche a été choisie {site.address}/wall" in page and 'href="mailto:?subject=Ana%20Mur&body=' in page
    assert "ne publie rien à votre place" in ana.text("/wall?lang=fr")
    ana.send("/directory/me", act="consent", use=["directory", "social"])
    assert "Mon affiche" not in bob.text("/wall"), "gone at once"
    said, _ = post("Ana", "x" * 1_000, "http://here/wall", FR)
    assert len(said) <= LONGEST_POST and said.endswith("… http://here/wall")


@pytest.mark.claims("T074")
def test_each_use_has_its_own_box_unticked_at_first_and_the_logo_stands_only_beside_who_agreed(site):
    ana = Person(site, name="Ana Logo")
    ana.send("/directory/me", **{**TYPED, "name": "Ana Logo"})
    page = ana.get("/directory/me").text
    assert re.findall(r'name="use" value="(\w+)"(.*?)>', page) == [
        (use, "") for use in ("directory", "wall", "logo", "social", "testimonial")]
    ana.send("/directory/me", act="consent", use=["directory"])
    assert FR("directory.logo") not in ana.text("/directory?q=logo&lang=fr")
    ana.send("/directory/me", act="consent", use=["directory", "logo"])
    assert FR("directory.logo") in ana.text("/directory?q=logo&lang=fr")


def test_a_member_asks_a_mentor_who_agrees_and_hours_are_confirmed_by_the_other(site):
    ana, bob = Person(site, name="Ana Jeune"), Person(site, name="Bob Mentor")
    ana.joins(seniority="1")
    bob.joins(seniority="20", mentors="2", wants_mentor="0")
    page = ana.get("/mentors?lang=fr").text
    mentor, mentee = re.search(r'name="mentor" value="(\w+)"><input type="hidden" name="mentee" value="(\w+)"><button aria-label="[^"]*Bob Mentor"', page).groups()
    assert "même métier : graphisme" in page and "19 ans d’expérience de plus" in page
    ana.send("/mentors", act="propose", mentor=mentor, mentee=mentee)
    assert FR("mentors.asks_you") in bob.text("/mentors?lang=fr") and "1 proposition" in bob.text("/network?lang=fr")
    bob.send("/mentors", act="yes", id=re.search(r'name="id" value="(\w+)"', bob.get("/mentors").text)[1])
    assert "Les deux sont d’accord" in ana.text("/mentors?lang=fr")
    ana.send("/exchanges", act="write", way="took", other=mentor, hours="1,5", about="Relecture", day="2026-01-05")
    assert "Votre solde : 0 h" in ana.text("/exchanges?lang=fr")
    bob.send("/exchanges", act="yes", id=re.search(r'name="id" value="(\w+)"', bob.get("/exchanges").text)[1])
    assert "Votre solde : 1,5 h" in bob.text("/exchanges?lang=fr") and "Votre solde : -1,5 h" in ana.text("/exchanges?lang=fr")
    assert Person(site, "adviser", "Claire").get("/mentors").status_code == 200


@pytest.mark.claims("T065", "T067")
def test_partners_and_teams_are_asked_for_in_words_and_answered_with_reasons(site):
    for name, country, trade in (("Vito", "IT", "video"), ("Dora", "FR", "danse"), ("Musa", "BE", "muziek")):
        Person(site, name=name).joins(country=country, disciplines=trade, mobility="europe")
    ana = Person(site, name="Ana Chef")
    said = ana.text("/partners?need=videograaf&lang=fr")
    assert "Vito" in said and "couvre : vidéo" in said
    team = ana.text("/partners?team=1&k=3&n=3&disciplines=vidéo;danse;musique&lang=fr")
    assert all(name in team for name in ("Vito", "Dora", "Musa"))
    assert "personne ne fait plomberie" in ana.text("/partners?team=1&k=3&n=3&disciplines=plombier&lang=fr")


@pytest.mark.claims("T100", "T081", "T101")
def test_other_networks_have_a_record_are_filtered_and_say_what_nobody_checked(site):
    ana = Person(site)
    for one in networks():
        assert set(one.audience) == set(one.partnership) == set(LANGUAGES) and one.country and one.known in ("notes", "remembered")
    every = ana.text("/network/others?lang=fr")
    assert "Do not ityourself" in every and "aucune donnée n’en est reprise" in every
    assert "SMart Agora" in every and "peu fiable" in every and FR("others.known.remembered") in every
    france = ana.text("/network/others?lang=fr&country=FR")
    assert "Coopérer pour entreprendre" in france and "Agora" not in france
    assert "Febecoop" in ana.text("/network/others?q=cooperatief advies&lang=nl")


@pytest.mark.claims("T070", "T068")
def test_an_import_and_an_export_from_the_command_line_show_only_who_agreed(site, tmp_path):
    table = tmp_path / "p.csv"
    table.write_text("name;trade;consent\nZoe Import;video;2026-01-01\nYan Import;video;\nZoe Import;video;\n", encoding="utf-8")
    run = {"capture_output": True, "text": True, "env": {**os.environ, "ATELIER_HOME": str(site.people.home), "LANG": "en"}, "timeout": 120}
    done = subprocess.run([ATELIER, "network", "import", str(table), "--partners"], **run)
    assert done.returncode == 1 and "3 rows: 2 imported, 1 duplicates, 0 refused" in done.stdout and "row 4" in done.stdout
    assert "1 without a dated consent" in done.stdout
    said = Person(site).text("/directory?kind=partner&q=import")
    assert "Zoe Import" in said and "Yan Import" not in said
    done = subprocess.run([ATELIER, "network", "export", "-o", str(tmp_path / "d.csv")], **run)
    text = (tmp_path / "d.csv").read_text(encoding="utf-8-sig")
    assert done.returncode == 0 and "Zoe Import" in text and "Yan Import" not in text
    assert subprocess.run([ATELIER, "network", "import", "nowhere.csv"], **run).returncode == 2
