"""Further reports of the kind of ``reports.py``, with more of talks and decisions."""
# ruff: noqa: E501

from datetime import date

from tests.extract.events.told import Told

STOCKHOLM = Told(
    "Yemen's foes agree on truce for Hodeidah",
    date(2018, 12, 14),
    """Yemen's foes agree on truce for Hodeidah

The government of Yemen and the Houthi movement agreed on Thursday to a ceasefire in the port of Hodeidah after a week of talks in Rimbo, north of Stockholm. Both sides committed themselves to withdraw their forces from the city within 21 days. The UN secretary-general, Antonio Guterres, attended the last session and shook hands with both delegations.

The Security Council is expected to adopt a resolution next week that would send monitors to the port. Saudi Arabia welcomed the outcome, and Iran said it supported it. The head of the government's delegation, Khaled al-Yamani, said the Houthis must leave before the truce could begin.

The talks nearly collapsed on Tuesday, when the Houthis walked out of a meeting on Taiz. Sanaa airport stayed closed, because the two sides failed to agree on inspections. On the ground, shelling was reported from the east of Hodeidah only hours after the deal was announced; three soldiers were killed.
""",
    (
        ("agreed on Thursday", "Agreement", "actual", "Rimbo"),
        ("week of talks", "Meeting or talks", "actual", "Rimbo"),
        ("committed themselves", "Promise or pledge", "actual", ""),
        ("to withdraw their", "Withdrawal or release", "planned", "Hodeidah"),
        ("to adopt a resolution", "Acceptance or support", "planned", ""),
        ("would send monitors", "Deployment or show of force", "planned", "Hodeidah"),
        ("welcomed the outcome", "Acceptance or support", "actual", ""),
        ("said it supported", "Acceptance or support", "actual", ""),
        ("must leave", "Call or demand", "actual", ""),
        ("leave before the", "Withdrawal or release", "requested", ""),
        ("walked out", "Rejection", "actual", ""),
        ("shelling was reported", "Shelling/artillery/missile attack", "actual", "Hodeidah"),
    ),
    (
        ("government of Yemen", "state"),
        ("Houthi movement", "rebel"),
        ("Houthis", "rebel"),
        ("Antonio Guterres", "person"),
        ("Security Council", "organisation"),
        ("Saudi Arabia", "state"),
        ("Iran", "state"),
        ("Khaled al-Yamani", "person"),
    ),
)
OIL = Told(
    "South Sudan shuts oil wells as rebels close pipeline",
    date(2014, 4, 22),
    """South Sudan shuts oil wells as rebels close pipeline

Oil production in Unity state stopped on Sunday after rebels loyal to Riek Machar occupied the fields at Tharjath. The state company evacuated its staff and declared force majeure. Exports from Paloch and Adar went on, the petroleum ministry said.

The rebels gave foreign companies a week to leave the area. "We will shut every well," their spokesman, Lul Ruai Koang, said. The army promised to retake the fields soon and moved tanks from Bor towards Bentiu.

In Addis Ababa, mediators of the regional bloc IGAD postponed a new round of talks that was to open on Wednesday. The European Union said it was considering sanctions. The UN Security Council met behind closed doors on Monday and strongly condemned the killing of civilians in Bentiu, where hundreds were massacred in a mosque last week. Uganda, whose troops support the government, denied that its jets had dropped cluster bombs near Bor in February.
""",
    (
        ("production in Unity state stopped", "Other", "actual", "Tharjath"),
        ("occupied the fields", "Non-state actor overtakes territory", "actual", "Tharjath"),
        ("evacuated its staff", "Other", "actual", "Tharjath"),
        ("gave foreign companies", "Threat or ultimatum", "actual", ""),
        ("to leave the area", "Withdrawal or release", "requested", ""),
        ("promised to retake", "Promise or pledge", "actual", ""),
        ("retake the fields", "Government regains territory", "planned", "Tharjath"),
        ("moved tanks", "Deployment or show of force", "actual", "Bentiu"),
        ("round of talks", "Meeting or talks", "planned", "Addis Ababa"),
        ("met behind closed", "Meeting or talks", "actual", ""),
        ("strongly condemned", "Accusation or condemnation", "actual", ""),
        ("were massacred", "Attack", "actual", "Bentiu"),
        ("dropped cluster", "Air/drone strike", "denied", "Bor"),
    ),
    (
        ("rebels", "rebel"),
        ("Riek Machar", "person"),
        ("Lul Ruai Koang", "person"),
        ("army", "state"),
        ("IGAD", "organisation"),
        ("European Union", "organisation"),
        ("Security Council", "organisation"),
        ("Uganda", "state"),
    ),
)
SYRIA = Told(
    "Sochi summit: Turkey and Russia agree on patrols in northern Syria",
    date(2019, 10, 23),
    """Sochi summit: Turkey and Russia agree on patrols in northern Syria

Presidents Recep Tayyip Erdogan and Vladimir Putin signed a memorandum in Sochi on Tuesday under which Kurdish fighters are to leave the border area within 150 hours. Joint patrols will start once they have gone. The pact extends a pause in Turkey's offensive that Washington had brokered on 17 October.

The Syrian Democratic Forces did not say whether they would comply. Its commander, Mazloum Abdi, thanked Putin by telephone but voiced reservations. In Qamishli, residents pelted departing American vehicles with potatoes. Syrian government troops entered Kobani on 16 October at the invitation of the Kurds.

Germany's defence minister proposed an international security zone; the foreign ministers of NATO will discuss the idea in Brussels on Thursday. Amnesty International accused Turkish-backed militias of executing the politician Hevrin Khalaf. Two Turkish soldiers were wounded by mortar fire near Ras al-Ain, and a car bomb in Tal Abyad killed a shopkeeper. The United States has not lifted the tariffs it imposed on Turkish steel.
""",
    (
        ("signed a memorandum", "Agreement", "actual", "Sochi"),
        ("are to leave", "Withdrawal or release", "requested", ""),
        ("Joint patrols", "Cooperation", "planned", ""),
        ("had brokered", "Agreement", "actual", ""),
        ("by telephone", "Meeting or talks", "actual", ""),
        ("pelted departing", "Violent demonstration", "actual", "Qamishli"),
        ("troops entered Kobani", "Deployment or show of force", "actual", "Kobani"),
        ("proposed an international", "Call or demand", "actual", ""),
        ("will discuss", "Meeting or talks", "planned", "Brussels"),
        ("accused Turkish", "Accusation or condemnation", "actual", ""),
        ("executing the politician", "Attack", "actual", ""),
        ("mortar fire", "Shelling/artillery/missile attack", "actual", "Ras al-Ain"),
        ("car bomb", "Remote explosive/landmine/IED", "actual", "Tal Abyad"),
        ("it imposed on", "Sanction or break of relations", "actual", ""),
    ),
    (
        ("Recep Tayyip Erdogan", "person"),
        ("Vladimir Putin", "person"),
        ("Kurdish fighters", "militia"),
        ("Washington", "state"),
        ("Syrian Democratic Forces", "rebel"),
        ("Mazloum Abdi", "person"),
        ("Syrian government", "state"),
        ("Germany", "state"),
        ("NATO", "organisation"),
        ("Amnesty International", "organisation"),
        ("United States", "state"),
        ("Turkey", "state"),
    ),
)
