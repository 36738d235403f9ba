"""The words that tell who acts: titles, heads of names of bodies, nouns for people in a conflict.

All are lower case. Kinds are those of CODEBOOK.md.
"""

from dashboard.model import ActorKind


def _words(*lists: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for each in lists for word in each.split())


LEADERS = _words(
    "president premier chancellor king queen emir sultan prime_minister pm commander chief leader",
    "head chairman chairwoman chair chairperson secretary-general secretary_general director ruler",
    "commander-in-chief strongman warlord governor mayor founder co-founder boss director-general",
    "supreme_leader crown_prince chief_executive first_minister director_general party_leader",
    "head_of_state head_of_government speaker",
)
"""titles of those who lead a body, or who speak for a country as its head"""
MEMBERS = _words(
    "spokesman spokeswoman spokesperson minister foreign_minister defence_minister fm official",
    "defense_minister interior_minister finance_minister envoy ambassador adviser advisor deputy",
    "diplomat lawmaker senator negotiator secretary secretary_of_state attorney_general member",
    "aide representative undersecretary vice-president vice_president mp deputy_president",
    "information_minister health_minister oil_minister justice_minister special_envoy",
    "chief_of_staff army_chief intelligence_chief police_chief military_chief defense_secretary",
    "foreign_secretary defence_secretary prosecutor fighter soldier emissary head_of_mission",
    "head_of_delegation chief_of_mission country_director regional_director",
    "rapporteur_general special_representative humanitarian_coordinator relief_chief",
)
"""titles of those who belong to a body without leading it"""
RANKS = _words(
    "general gen lt lieutenant colonel col maj major captain capt brigadier brig admiral sergeant",
    "sgt corporal marshal field_marshal commodore lieutenant-general major-general sheikh sheik",
    "ayatollah imam bishop archbishop pope patriarch judge justice mr mrs ms dr prof professor sir",
    "lord lady prince princess mullah maulana rep sen gov pvt private inspector commissioner",
    "former_president ex-president opposition_leader activist journalist lawyer",
)
"""titles that say nothing of a body"""
TITLES = LEADERS | MEMBERS | RANKS
BEFORE_TITLE = _words(
    "former then acting interim deputy late ex senior top outgoing incoming vice new current",
    "military rebel political opposition foreign defence defense interior finance",
    "national security transitional chief army police prime special supreme overall regional local",
    "de facto joint naval spiritual information health oil justice press media the its his",
    "main longtime veteran self-styled u.n. intelligence",
)
"""words that may stand between a body and the title of its member"""
PAST = _words("former ex late ousted deposed slain then-president ex-president toppled")

BODIES: dict[str, ActorKind] = {
    word: kind
    for kind, words in {
        ActorKind.STATE: "government ministry army navy police coastguard guard_corps junta cabinet"
        " presidency gendarmerie military administration air_force armed_forces authorities"
        " air_forces defense_forces defence_forces security_forces republic kingdom emirate"
        " sovereign_council presidential_council governorate interior",
        ActorKind.REBEL: "front liberation_army resistance insurgency liberation_front caliphate"
        " liberation_movement revolutionary_forces democratic_forces people's_army",
        ActorKind.MILITIA: "brigade brigades militia militias battalion forces force regiment"
        " defenders corps protection_force support_forces self-defence guard guards legion"
        " mobilization defence_force division unit coalition_forces company group",
        ActorKind.ORGANISATION: "council mission union organisation organization committee court"
        " commission corporation agency party congress assembly fund federation league parliament"
        " senate association society nations alliance bank institute movement foundation centre"
        " center observatory office crescent cross programme program bloc coalition initiative"
        " network secretariat authority tribunal monitor watch borders embassy university knesset"
        " representatives house jihad brotherhood directorate department service",
    }.items()
    for word in _words(words)
}
"""last words of names of bodies (or the one before "of"), with the kind they make it"""
NATIONAL = _words("national federal republican royal state central presidential transitional")

FORCES = _words(
    "troops soldiers army military police navy forces force coastguard coastguards warplanes jets",
    "airforce warships authorities government regime officials official",
    "ministry cabinet presidency",
    "troop soldier policemen policeman officer officers diplomats diplomat embassy",
    "commandos warplane jet drones artillery marines paratroopers gendarmes gendarmerie guards",
    "infantry administration negotiators delegation envoys ministers lawmakers leadership leaders",
    "servicemen frigate warship helicopters servicemembers intelligence air_force junta",
    "coast_guard special_forces security_forces armed_forces border_guards foreign_ministry",
    "defence_ministry defense_ministry interior_ministry health_ministry state_media",
    "security_services security_service aircraft consulate gunners pilots conscripts",
    "air_defence air_defences air_defense air_defenses prosecutors",
    "health_authorities security_agencies security_council military_council finance_ministry",
)
"""nouns that mean the state, or the body, whose name or adjective stands before them"""
OWN_BODIES = _words("parliament court supreme_court senate constitutional_court congress")
"""nouns for what a country has one of, and what is not its government"""
STATE_BODIES = _words(
    "government army military authorities cabinet regime junta air_force navy armed_forces",
    "foreign_ministry defence_ministry defense_ministry interior_ministry health_ministry",
    "security_forces administration police presidency coastguard coast_guard government_forces",
)
"""of those, what a country has one of"""
GROUPS: dict[str, ActorKind] = {
    word: kind
    for kind, words in {
        ActorKind.REBEL: "rebels rebel insurgents insurgent militants militant jihadists jihadist"
        " guerrillas guerrilla islamists extremists terrorists separatists separatist insurgency"
        " mutineers jihadis",
        ActorKind.MILITIA: "militias militiamen militiaman mercenaries mercenary paramilitaries"
        " fighters fighter vigilantes vigilante paramilitary combatants militia contractors groups"
        " pro-government_militias armed_groups armed_group tribal_fighters brigades volunteers",
        ActorKind.OTHER: "gunmen gunman attackers attacker assailants assailant bandits bandit"
        " armed_men kidnappers looters raiders smugglers pirates traffickers suicide_bomber bomber"
        " hackers robbers cadets gang gangs crew perpetrators unknown_assailants",
    }.items()
    for word in _words(words)
}
"""nouns for armed people who may belong to a named group"""
PEOPLE = _words(
    "protesters protestors demonstrators residents civilians villagers people migrants refugees",
    "students activists journalists settlers farmers herders herdsmen tribesmen women children",
    "worshippers shoppers pilgrims passengers workers miners aid_workers locals citizens families",
    "mourners detainees prisoners hostages worshipers supporters strikers pastoralists fishermen",
    "doctors teachers sailors tourists inhabitants rioters bystanders displaced_people elders",
    "medics health_workers humanitarian_workers opposition_supporters asylum_seekers nationals",
    "protester demonstrator journalist activist resident villager civilian paramedics rescuers",
    "rescue_workers peace_activists crowds crowd survivors relatives drivers shepherds fishers",
)
"""nouns for people who carry no arms"""
KEPT = _words("peacekeepers blue_helmets observers monitors")
"""nouns for people of an organisation"""
REFERENCES = _words(
    "group militia mission movement organisation organization faction agency party alliance bloc",
    "force militants rebels insurgents fighters jihadists council house coalition paramilitary",
    "paramilitaries union body committee network gang company insurgency separatists",
)
"""nouns that, with "the" before them, may mean a body named earlier"""
PERSONAL = _words(
    "general president commander minister leader spokesman premier envoy strongman",
    "warlord chancellor king spokeswoman colonel ambassador prime_minister",
)
"""nouns that, with "the" before them, may mean a person named earlier"""
OUTLETS = _words(
    "reuters afp ap associated_press xinhua bbc cnn al_jazeera anadolu agence_france-presse tass",
    "agence_france_presse al_arabiya new_york_times guardian washington_post deutsche_welle dw",
    "anadolu_agency interfax ria_novosti sana wafa twitter facebook telegram youtube x whatsapp",
    "bloomberg sky_news fox_news cbs nbc abc npr wall_street_journal financial_times kyodo yonhap",
)
"""who tells the news, and by what; no part of it"""
NOT_NAMES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may",
    "june july august september october november december i gmt utc est christmas ramadan",
    "jan feb mar apr jun jul aug sep sept oct nov dec god covid-19 covid",
)
"""words with a capital that are in no name of an actor"""
NOT_ALONE = _words(
    "islam christian muslim muslims sunni shia english shiite christians jews jewish arab arabs",
    "islamic islamist state western african european north south east west",
    "southern northern eastern",
    "government army council house parliament president general united national european_union",
    "democrats republicans ministry forces police mission congress senate court commission",
)
"""words with a capital that are a name only together with others"""
SMALL = _words("al el bin ibn ben abu de da del der van von la ul ur ud ad as ash an di du dos al-")
"""lower-case parts of names of people"""
OWNERS = _words("people workers women farmers students lord citizens soldiers peoples nation")
"""before 's inside a name ("People's Defence Forces")"""
