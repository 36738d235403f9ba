import pytest

from tests.extract.actors.stage import roles


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("Ankara expects an answer.", "Ankara", "tr"),
        ("Talks between Ankara and Moscow broke down.", "Moscow", "ru"),
        ("Moscow's demand was rejected.", "Moscow", "ru"),
        ("The plan was rejected by Kigali.", "Kigali", "rw"),
        ("Congo accused Rwanda of sending troops.", "Rwanda", "rw"),
        ("Russia attacked Kharkiv with drones.", "Russia", "ru"),
        ("Mali broke off relations with France.", "France", "fr"),
        ("It asked Washington for help.", "Washington", "us"),
        ("The Iran-backed Houthis fired on a ship.", "Iran", "ir"),
        ("Moscow is close to the Sudanese army.", "Moscow", "ru"),
        ("Kyiv counts on Washington to send more.", "Washington", "us"),
        ("Bamako has turned to Moscow for help.", "Moscow", "ru"),
        ("Ukraine is at war with Russia.", "Ukraine", "ua"),
        ("Kigali answered that France was itself to blame.", "France", "fr"),
        ("Tehran is on the side of the Houthis.", "Tehran", "ir"),
    ],
)
def test_metonyms(text: str, place: str, actor: str) -> None:
    assert (place, "metonym", actor) in roles(text)


@pytest.mark.parametrize(
    "text",
    [
        "He left Moscow on Sunday.",
        "Shells fell on Khartoum.",
        "The treaty was signed in Ankara.",
        "Kyiv was hit by drones.",
        "Thousands fled Sudan.",
        "Sudan borders Eritrea.",
        "The road to Damascus was closed.",
        "Weapons from Turkey were found in Benghazi.",
        "They held a news conference in Gaza.",
        "The talks will be held in Geneva.",
    ],
)
def test_places_where_things_are_stand_for_nobody(text: str) -> None:
    assert roles(text) == []


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("Turkish President Recep Tayyip Erdoğan spoke.", "Turkish", "tr"),
        ("Russian troops entered Bakhmut.", "Russian", "ru"),
        ("The Government of National Accord (GNA) in Tripoli agreed.", "Tripoli",
         "government-of-national-accord"),
        ("The Tripoli-based Government of National Accord (GNA) agreed.", "Tripoli",
         "government-of-national-accord"),
        ("The Free Syrian Army took Manbij.", "Syrian", "free-syrian-army"),
        ("Fighters from Misrata left.", "Misrata", "t-fighters-from-misrata"),
        ("Mali's army killed dozens.", "Mali", "ml"),
        ("The Houthis, who govern from Sanaa, fired.", "Sanaa", "houthis"),
        ("Some citizens of Sudan fled.", "Sudan", ""),
        ("Ukrainian and Russian officials met.", "Ukrainian", "ua"),
        ("The Free Council (FC), whose seat is Kidal, agreed.", "Kidal", ""),
    ],
)  # fmt: skip
def test_seats_of_actors(text: str, place: str, actor: str) -> None:
    assert (place, "actor_seat", actor) in roles(text)


@pytest.mark.parametrize(
    ("text", "place", "actor"),
    [
        ("The Rapid Support Forces control Darfur.", "Darfur", "rsf"),
        ("Hamas, which rules Gaza, agreed.", "Gaza", "hamas"),
        ("Shells fell on rebel-held Idlib.", "Idlib", "t-rebels"),
        ("Aid arrived in Houthi-controlled Sanaa.", "Sanaa", "houthis"),
        ("Goma is under the control of M23.", "Goma", "m23"),
        ("Djibo, a stronghold of Hamas, was quiet.", "Djibo", "hamas"),
        ("Raqqa is held by Hamas.", "Raqqa", "hamas"),
        ("There are two governments, one in eastern Libya under the command of the Libyan National "
         "Army (LNA).", "eastern Libya", "libyan-national-army"),
        ("Areas held by M23 in Rutshuru were hit.", "Rutshuru", "m23"),
        ("Rutshuru is in the hands of M23.", "Rutshuru", "m23"),
        ("The Houthis control much of Hodeidah.", "Hodeidah", "houthis"),
        ("The army lost Manbij, which is held by Hamas.", "Manbij", "hamas"),
        ("Goma and Rutshuru are held by M23.", "Rutshuru", "m23"),
    ],
)  # fmt: skip
def test_areas_held(text: str, place: str, actor: str) -> None:
    assert (place, "area_held", actor) in roles(text)


def test_a_role_is_judged_within_its_sentence() -> None:
    assert roles("Moscow rejected it. He left Moscow.") == [("Moscow", "metonym", "ru")]
