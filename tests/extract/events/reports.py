"""Short reports from several wars, written for these tests, with the events that a coder reads.

An expected event is: words of its sentence that hold its trigger, type, realis, place (empty: none).
"""
# ruff: noqa: E501

from datetime import date

from tests.extract.events.diplomacy import OIL, STOCKHOLM, SYRIA
from tests.extract.events.told import Told

SUDAN = Told(
    "Dozens flee as paramilitaries storm village in Gezira",
    date(2024, 10, 26),
    """Dozens flee as paramilitaries storm village in Gezira

Fighters of the Rapid Support Forces (RSF) stormed the village of Al-Sireha in Gezira state on Friday, killing at least 50 people, a local doctors' union said. More than 200 others were wounded, and hundreds of families fled to the town of Al-Managil.

The army said its warplanes had bombed RSF positions near Wad Madani on Thursday. The RSF accused the army of targeting civilians. Residents of Omdurman reported heavy shelling from the west of the city overnight.

The United States urged both sides to return to talks in Geneva. General Abdel Fattah al-Burhan has refused to negotiate until the RSF leaves the cities it occupies.
""",
    (
        ("stormed the village", "Attack", "actual", "Al-Sireha"),
        ("families fled", "Other", "actual", "Al-Sireha"),
        ("had bombed RSF", "Air/drone strike", "actual", "Wad Madani"),
        ("accused the army", "Accusation or condemnation", "actual", ""),
        ("heavy shelling", "Shelling/artillery/missile attack", "actual", "Omdurman"),
        ("urged both sides", "Call or demand", "actual", ""),
        ("talks in Geneva", "Meeting or talks", "requested", "Geneva"),
        ("refused to negotiate", "Rejection", "actual", ""),
        ("RSF leaves", "Withdrawal or release", "requested", ""),
    ),
    (
        ("Rapid Support Forces", "rebel"),
        ("RSF", "rebel"),
        ("army", "state"),
        ("Abdel Fattah al-Burhan", "person"),
        ("United States", "state"),
    ),
)
UKRAINE = Told(
    "Missile hits apartment block in Dnipro",
    date(2023, 1, 15),
    """Missile hits apartment block in Dnipro

KYIV, Jan 15 - A Russian missile struck an apartment block in the city of Dnipro on Saturday, killing 30 people and wounding 73, regional officials said. Rescue teams were still searching the rubble on Sunday.

Ukraine's air force said it shot down 21 of 33 missiles. Energy facilities were hit in Lviv and Kharkiv, causing power cuts.

President Volodymyr Zelenskiy called on Western partners to send more air defence systems. Britain said it would send 14 Challenger tanks to Ukraine. The Kremlin denied that its forces had attacked residential buildings.

In the east, Russian troops continued to attack the town of Bakhmut. Moscow's defence ministry said on Friday its forces had captured Soledar; Kyiv rejected the claim.
""",
    (
        ("missile struck", "Shelling/artillery/missile attack", "actual", "Dnipro"),
        ("shot down 21", "Disrupted weapons use", "actual", ""),
        ("facilities were hit", "Shelling/artillery/missile attack", "actual", "Lviv"),
        ("facilities were hit", "Shelling/artillery/missile attack", "actual", "Kharkiv"),
        ("called on Western", "Call or demand", "actual", ""),
        ("to send more air", "Aid", "requested", ""),
        ("would send 14", "Aid", "planned", "Ukraine"),
        ("had attacked residential", "Shelling/artillery/missile attack", "denied", "Dnipro"),
        ("continued to attack", "Armed clash", "ongoing", "Bakhmut"),
        ("had captured Soledar", "Non-state actor overtakes territory", "actual", "Soledar"),
        ("rejected the claim", "Rejection", "actual", ""),
    ),
    (
        ("Ukraine", "state"),
        ("Russian", "state"),
        ("Kremlin", "state"),
        ("Moscow", "state"),
        ("Kyiv", "state"),
        ("Volodymyr Zelenskiy", "person"),
        ("Britain", "state"),
    ),
)
SAHEL = Told(
    "Ambush near Tongo Tongo leaves 17 soldiers dead",
    date(2023, 8, 17),
    """Ambush near Tongo Tongo leaves 17 soldiers dead

At least 17 soldiers were killed and 20 injured when a convoy was ambushed by jihadists near Koutougou in western Niger on Tuesday, the defence ministry said in a statement. More than 100 assailants were "neutralised" during their retreat, it added.

The West African bloc ECOWAS condemned the attack and called for the release of ousted president Mohamed Bazoum, who has been held since the coup of 26 July. Its army chiefs were to meet in Accra on Thursday and Friday to prepare a possible intervention. Mali and Burkina Faso have warned that they would regard it as a declaration of war.

In Burkina Faso, gunmen killed five members of a volunteer militia in Nohao on Monday. Two aid workers were abducted on the road between Djibo and Ouagadougou. Thousands of people demonstrated in Niamey on Sunday in support of the junta.
""",
    (
        ("was ambushed", "Armed clash", "actual", "Koutougou"),
        ("condemned the attack", "Accusation or condemnation", "actual", ""),
        ("called for the release", "Call or demand", "actual", ""),
        ("the release of", "Withdrawal or release", "requested", ""),
        ("has been held", "Arrests", "ongoing", ""),
        ("the coup of", "Other", "background", ""),
        ("were to meet", "Meeting or talks", "planned", "Accra"),
        ("have warned", "Threat or ultimatum", "actual", ""),
        ("gunmen killed five", "Armed clash", "actual", "Nohao"),
        ("were abducted", "Abduction/forced disappearance", "actual", "Djibo"),
        ("demonstrated in Niamey", "Peaceful protest", "actual", "Niamey"),
    ),
    (
        ("jihadists", "rebel"),
        ("ECOWAS", "organisation"),
        ("Mohamed Bazoum", "person"),
        ("Mali", "state"),
        ("Burkina Faso", "state"),
        ("gunmen", "other"),
    ),
)
MYANMAR = Told(
    "Rebels seize border town in northern Myanmar",
    date(2023, 11, 28),
    """Rebels seize border town in northern Myanmar

The Three Brotherhood Alliance captured the trading town of Monekoe from the military on Saturday, its spokesman said. Junta forces withdrew from three outposts near Kunlong without a fight. Jets later dropped bombs on Monekoe; four civilians, among them two children, died.

Police arrested 12 students in Mandalay on Sunday for handing out leaflets. Soldiers burned down about 60 houses in the village of Kone Thar, residents told local media. A landmine exploded under a lorry near Hpakant, injuring three miners.

China called on all parties to cease fire immediately and announced military exercises on its side of the border. The shadow government rejected the junta's offer of elections.
""",
    (
        ("captured the trading", "Non-state actor overtakes territory", "actual", "Monekoe"),
        ("withdrew from three", "Withdrawal or release", "actual", "Kunlong"),
        ("dropped bombs", "Air/drone strike", "actual", "Monekoe"),
        ("arrested 12", "Arrests", "actual", "Mandalay"),
        ("burned down", "Looting/property destruction", "actual", "Kone Thar"),
        ("landmine exploded", "Remote explosive/landmine/IED", "actual", "Hpakant"),
        ("called on all", "Call or demand", "actual", ""),
        ("cease fire", "Agreement", "requested", ""),
        ("exercises on its", "Deployment or show of force", "planned", ""),
        ("rejected the junta", "Rejection", "actual", ""),
    ),
    (
        ("Three Brotherhood Alliance", "rebel"),
        ("Junta", "state"),
        ("junta", "state"),
        ("military", "state"),
        ("China", "state"),
        ("shadow government", "organisation"),
        ("Police", "state"),
    ),
)
GAZA = Told(
    "Truce begins in Gaza, first hostages freed",
    date(2023, 11, 25),
    """Truce begins in Gaza, first hostages freed

A four-day truce between Israel and Hamas took effect on Friday morning. Hamas released 24 hostages and Israel freed 39 Palestinian prisoners, officials in Qatar said. The agreement was brokered by Qatar and Egypt after weeks of negotiations in Doha.

About 130 trucks with aid entered the territory through the Rafah crossing. An Israeli air strike on a house in Nuseirat refugee camp had killed eight members of one family on Thursday night, medics said.

Israel's defence minister, Yoav Gallant, threatened to resume the bombing if no more hostages were released. U.S. President Joe Biden said he hoped that the pause would be extended. In Jenin, in the occupied West Bank, Israeli troops shot dead two teenagers during a raid.
""",
    (
        ("took effect", "Agreement", "actual", "Gaza"),
        ("released 24", "Withdrawal or release", "actual", ""),
        ("freed 39", "Withdrawal or release", "actual", ""),
        ("was brokered", "Agreement", "actual", ""),
        ("negotiations in Doha", "Meeting or talks", "actual", "Doha"),
        ("trucks with aid", "Aid", "actual", "Rafah crossing"),
        ("air strike on a house", "Air/drone strike", "actual", "Nuseirat refugee camp"),
        ("threatened to resume", "Threat or ultimatum", "actual", ""),
        ("the bombing", "Air/drone strike", "threatened", ""),
        ("pause would be extended", "Agreement", "requested", ""),
        ("shot dead two", "Attack", "actual", "Jenin"),
    ),
    (
        ("Israel", "state"),
        ("Israeli", "state"),
        ("Hamas", "rebel"),
        ("Qatar", "state"),
        ("Egypt", "state"),
        ("Yoav Gallant", "person"),
        ("Joe Biden", "person"),
    ),
)
YEMEN = Told(
    "Houthi drones strike Abu Dhabi fuel depot",
    date(2022, 1, 18),
    """Houthi drones strike Abu Dhabi fuel depot

Drones launched by the Houthi movement set off explosions at a fuel depot in Abu Dhabi on Monday, killing three people. The Houthis claimed responsibility and warned foreign companies to leave the Emirates.

Hours later the Saudi-led coalition bombed Sanaa. Residents said at least 14 people were killed in the strikes, and rescuers feared the toll would rise. The United Nations secretary-general, Antonio Guterres, condemned the attacks on Abu Dhabi and appealed for restraint.

Fighting also raged in Marib, where pro-government Giants Brigades retook the district of Harib last week. Iran's foreign minister is due to visit Muscat on Wednesday for talks on the war. The coalition imposed a naval blockade on Hodeidah in 2015.
""",
    (
        ("Drones launched", "Air/drone strike", "actual", "Abu Dhabi"),
        ("warned foreign", "Threat or ultimatum", "actual", ""),
        ("bombed Sanaa", "Air/drone strike", "actual", "Sanaa"),
        ("condemned the attacks", "Accusation or condemnation", "actual", ""),
        ("appealed for restraint", "Call or demand", "actual", ""),
        ("Fighting also raged", "Armed clash", "actual", "Marib"),
        ("retook the district", "Government regains territory", "actual", "Harib"),
        ("due to visit", "Meeting or talks", "planned", "Muscat"),
        ("imposed a naval", "Restriction or repression", "background", "Hodeidah"),
    ),
    (
        ("Houthi movement", "rebel"),
        ("Houthis", "rebel"),
        ("Saudi-led coalition", "state"),
        ("coalition", "state"),
        ("Antonio Guterres", "person"),
        ("Giants Brigades", "militia"),
        ("United Nations", "organisation"),
        ("Iran", "state"),
    ),
)
SOMALIA = Told(
    "Suicide bomber kills 20 at Mogadishu academy",
    date(2022, 10, 30),
    """Suicide bomber kills 20 at Mogadishu academy

A suicide bomber blew himself up at the gate of a military academy in Mogadishu on Saturday, killing 20 recruits, police said. Al-Shabaab said it had carried out the attack. In Hiran region, clan fighters backed by the army recaptured the village of Adale from the militants after two days of clashes.

African Union troops handed over a base in Lower Shabelle to the Somali army on Thursday. Turkey delivered 22 tonnes of medical supplies to the capital. A court in Garowe sentenced three al-Shabaab members to death.

President Hassan Sheikh Mohamud met Ethiopia's prime minister, Abiy Ahmed, in Addis Ababa on Friday. The two leaders signed an agreement on border security and promised to fight the group together.
""",
    (
        ("blew himself up", "Suicide bomb", "actual", "Mogadishu"),
        ("recaptured the village", "Government regains territory", "actual", "Adale"),
        ("handed over a base", "Non-violent transfer of territory", "actual", "Lower Shabelle"),
        ("delivered 22", "Aid", "actual", "Mogadishu"),
        ("sentenced three", "Sanction or break of relations", "actual", "Garowe"),
        ("met Ethiopia", "Meeting or talks", "actual", "Addis Ababa"),
        ("signed an agreement", "Agreement", "actual", "Addis Ababa"),
        ("promised to fight", "Promise or pledge", "actual", ""),
    ),
    (
        ("Al-Shabaab", "rebel"),
        ("al-Shabaab", "rebel"),
        ("African Union", "organisation"),
        ("Turkey", "state"),
        ("Hassan Sheikh Mohamud", "person"),
        ("Abiy Ahmed", "person"),
        ("Somali army", "state"),
        ("army", "state"),
    ),
)
CONGO = Told(
    "M23 withdraws from Kibumba; protesters burn UN vehicles in Goma",
    date(2022, 12, 24),
    """M23 withdraws from Kibumba; protesters burn UN vehicles in Goma

The M23 rebels handed the town of Kibumba to a regional force on Friday, as agreed at a summit in Luanda on 23 November. The army dismissed the move as a sham. The rebels denied having killed 131 villagers in Kishishe at the end of November.

In Goma, protesters threw stones at a convoy of the United Nations and set fire to two vehicles. Police fired tear gas to disperse them; one demonstrator was killed by gunfire. The governor imposed a curfew from 8 p.m.

Rwanda has repeatedly rejected accusations that it supports the group. The European Union imposed sanctions on eight commanders on 8 December. Kenya deployed 900 soldiers to the region last month. Gunmen raped at least 12 women in a camp near Rutshuru, a charity reported.
""",
    (
        ("handed the town", "Non-violent transfer of territory", "actual", "Kibumba"),
        ("a summit in Luanda", "Meeting or talks", "background", "Luanda"),
        ("dismissed the move", "Rejection", "actual", ""),
        ("having killed 131", "Attack", "denied", "Kishishe"),
        ("threw stones", "Violent demonstration", "actual", "Goma"),
        ("fired tear gas", "Excessive force against protesters", "actual", "Goma"),
        ("imposed a curfew", "Restriction or repression", "actual", "Goma"),
        ("rejected accusations", "Rejection", "actual", ""),
        ("imposed sanctions", "Sanction or break of relations", "actual", ""),
        ("deployed 900", "Deployment or show of force", "background", ""),
        ("raped at least", "Sexual violence", "actual", "Rutshuru"),
    ),
    (
        ("M23", "rebel"),
        ("army", "state"),
        ("Police", "state"),
        ("Rwanda", "state"),
        ("European Union", "organisation"),
        ("Kenya", "state"),
        ("United Nations", "organisation"),
        ("Gunmen", "other"),
    ),
)
ALL = (SUDAN, UKRAINE, SAHEL, MYANMAR, GAZA, YEMEN, SOMALIA, CONGO, STOCKHOLM, OIL, SYRIA)
