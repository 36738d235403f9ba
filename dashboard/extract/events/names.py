"""Types of events as ``event_types.csv`` has them, as far as the code speaks of them."""

AIR, SHELLING = "Air/drone strike", "Shelling/artillery/missile attack"
MINE, SUICIDE = "Remote explosive/landmine/IED", "Suicide bomb"
GRENADE, CHEMICAL = "Grenade", "Chemical weapon"
CLASH, ATTACK = "Armed clash", "Attack"
GOVERNMENT, REBEL = "Government regains territory", "Non-state actor overtakes territory"
TRANSFER = "Non-violent transfer of territory"
DEPLOYMENT, WITHDRAWAL = "Deployment or show of force", "Withdrawal or release"
MEETING, AGREEMENT, OTHER = "Meeting or talks", "Agreement", "Other"
SUPPORT, DEMAND, ACCUSATION = (
    "Acceptance or support",
    "Call or demand",
    "Accusation or condemnation",
)
PEACEFUL, RIOT = "Peaceful protest", "Violent demonstration"
INTERVENTION = "Protest with intervention"
EXCESSIVE = "Excessive force against protesters"
DISRUPTED = "Disrupted weapons use"
PROMISE = "Promise or pledge"
AID, SANCTION = "Aid", "Sanction or break of relations"
RESTRICTION = "Restriction or repression"
WEAPONS = (
    ("suicide", SUICIDE), ("chemical", CHEMICAL), ("aircraft", AIR), ("artillery", SHELLING),
    ("mine", MINE), ("grenade", GRENADE),
)  # fmt: skip
LOOTING = "Looting/property destruction"
