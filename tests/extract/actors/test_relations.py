import pytest

from tests.extract.actors.stage import cast, stands


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Rwanda backs M23.", ("rw", "supports", "m23")),
        ("Iran supports Hamas and the Houthis.", ("ir", "supports", "houthis")),
        ("M23, which is backed by Rwanda, took Goma.", ("rw", "supports", "m23")),
        ("The Iran-backed Houthis fired on a ship.", ("ir", "supports", "houthis")),
        ("Hamas is supported by Tehran.", ("ir", "supports", "hamas")),
        ("Eritrean troops fought alongside the Ethiopian army.", ("er", "supports", "et")),
        ("Turkey sided with Ukraine.", ("tr", "supports", "ua")),
        ("Tehran provides weapons to the Houthis.", ("ir", "supports", "houthis")),
        ("Hamas, the armed group backed by Iran, fired rockets.", ("ir", "supports", "hamas")),
        ("Russia is on the side of the Sudanese army.", ("ru", "supports", "saf")),
        ("Tehran is supplying Russia with drones.", ("ir", "supports", "ru")),
        ("Turkey supports Ukraine; Iran, Mali and Eritrea support Russia.",
         ("ml", "supports", "ru")),
        ("Moscow and Tehran back different sides, with the former backing M23 and the latter "
         "supporting Hamas.", ("ir", "supports", "hamas")),
    ],
)  # fmt: skip
def test_supports(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Houthis are fighting Saudi Arabia.", ("houthis", "opposes", "sa")),
        (
            "The army has been fighting since May to take El Fasher from the Rapid Support Forces.",
            ("saf", "opposes", "rsf"),
        ),
        ("Ukrainian troops retook Kharkiv from Russian forces.", ("ua", "opposes", "ru")),
        ("Hamas seized Manbij from the Houthis.", ("hamas", "opposes", "houthis")),
        ("M23 rebels clashed with Congolese troops near Goma.", ("m23", "opposes", "cd")),
        ("The Sudanese army is battling the Rapid Support Forces.", ("saf", "opposes", "rsf")),
        ("Hamas opposes Israel.", ("hamas", "opposes", "il")),
    ],
)
def test_opposes(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Ukrainian President Volodymyr Zelenskiy thanked France.",
         ("volodymyr-zelenskiy", "leads", "ua")),
        ("Abdul-Malik al-Houthi leads the Houthis.", ("abdul-malik-al-houthi", "leads", "houthis")),
        ("The Rapid Support Forces, led by Mohamed Hamdan Dagalo, left El Fasher.",
         ("mohamed-hamdan-dagalo", "leads", "rsf")),
        ("Bertrand Bisimwa, leader of M23, spoke in Goma.", ("bertrand-bisimwa", "leads", "m23")),
        ("Turkish President Recep Tayyip Erdoğan and his Russian counterpart Vladimir Putin met.",
         ("vladimir-putin", "leads", "ru")),
        ("The Libyan National Army (LNA) of Khalifa Haftar took Sirte.",
         ("khalifa-haftar", "leads", "libyan-national-army")),
        ("The National Army's (NA) commander Omar Dahab met reporters.",
         ("omar-dahab", "leads", "national-army")),
    ],
)  # fmt: skip
def test_leads(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Houthi spokesman Yahya Sarea said so.", ("yahya-sarea", "belongs_to", "houthis")),
        ("Sergei Lavrov, the Russian foreign minister, left Geneva.",
         ("sergei-lavrov", "belongs_to", "ru")),
        ("Turkey welcomed the truce. Hakan Fidan, the country's foreign minister, spoke in Geneva.",
         ("hakan-fidan", "belongs_to", "tr")),
        ("The Arakan Army is part of the Three Brotherhood Alliance.",
         ("arakan-army", "belongs_to", "three-brotherhood-alliance")),
    ],
)  # fmt: skip
def test_belongs_to(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The U.N.-recognized Government of National Accord (GNA) agreed.",
         ("un", "recognises", "government-of-national-accord")),
        ("France recognises the National Salvation Council.",
         ("fr", "recognises", "national-salvation-council")),
        ("The National Salvation Council, recognised by the United Nations, sits in Aden.",
         ("un", "recognises", "national-salvation-council")),
    ],
)  # fmt: skip
def test_recognises(text: str, relation: tuple[str, str, str]) -> None:
    assert relation in stands(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda does not back M23.",
        "Kigali denies backing M23.",
        "Iran might support Hamas.",
        "If Tehran arms the Houthis, Riyadh will respond.",
        "France urged Rwanda to back M23.",
        "Rwanda no longer supports M23.",
        "Congo accused Rwanda of backing M23.",
        "Former Ukrainian president Viktor Yanukovych lives in Russia.",
        "Turkey and Russia met in Geneva.",
    ],
)
def test_what_is_not_said_to_be_so_is_no_relation(text: str) -> None:
    assert stands(text) == set()


def test_a_relation_has_its_sentence() -> None:
    text = "It rained in Goma. Rwanda backs M23. Nobody spoke."
    (relation,) = cast(text).relations
    assert text[relation.sentence.start : relation.sentence.end] == "Rwanda backs M23."
