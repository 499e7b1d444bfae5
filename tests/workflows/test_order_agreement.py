"""What a client agreed to, for the client's own system: there after the yes, and for nobody else."""

from lxml import etree

from tests.workflows.test_order_pages import Browser


def test_an_accepted_order_is_there_as_a_peppol_agreement_for_its_own_people(site):
    claire = site.people.add("adviser", "Claire Dubois")
    ana = site.people.add("member", "Ana Peeters", adviser=claire)
    id = site.sent(ana, client_number="0202.239.951")
    me, place = Browser(site, ana), f"/orders/{id}/agreement.xml"
    early = me.get(place)
    assert early.status_code == 409 and "pas encore d’accord" in early.text and place not in me.get(f"/orders/{id}").text
    site.office.answer(id)
    assert place in me.get(f"/orders/{id}").text
    for who in (me, Browser(site, claire)):
        found = who.get(place)
        assert found.status_code == 200 and found.headers["Content-Type"].startswith("application/xml")
        made = etree.fromstring(found.content)
        assert made.tag.endswith("OrderResponse") and site.row(id).number in found.text and "0202239951" in found.text
    assert Browser(site, site.people.add("member", "Marc Thys")).get(place).status_code == 404


def test_a_client_without_an_enterprise_number_is_offered_none(site):
    ana = site.people.add("member", "Ana Peeters")
    id = site.sent(ana, client_number=None)
    site.office.answer(id)
    me = Browser(site, ana)
    assert "agreement.xml" not in me.get(f"/orders/{id}").text and me.get(f"/orders/{id}/agreement.xml").status_code == 409
