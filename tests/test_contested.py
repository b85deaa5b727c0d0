"""Who speaks, as what and for whom, in reports where two sides claim and deny the same thing."""

from __future__ import annotations

import pytest

from attribution.models import Quote
from attribution.parser import Parser

PARSER = Parser()


def last(text: str) -> Quote:
    return PARSER.parse(text)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # a body with words of its own is none that spoke before
        ("Quay Radio said it rained. The Harrow campaign said it was over.",
         "Harrow campaign"),
        ("The Reed Front denied it. In nearby Ostrel, the foreign ministry said it was over.",
         "foreign ministry"),
        # ... and is named again by its noun
        (("Quay Radio said it rained. The Harrow campaign said it was over. "
         "The campaign said that it would sue."), "Harrow campaign"),
        # a company is no senate, and is the one just named
        (("The Marran Senate said it was over. The bill was opposed by Norden Foods. "
         "The company said it was sorry."), "Norden Foods"),
        ("The Marran-based Quay Foods Inc. paid. The troubled Marran-based firm said it was late.",
         "Quay Foods Inc."),
        # of several officials only those who are described alike
        ("Republican voters said it was over. Democratic voters said it was not.",
         "Democratic voters"),
        ("Several senior diplomats said it was over. Junior diplomats said it was not.",
         "Junior diplomats"),
        ("Prime Minister Lem Harrow came late. The premier said it was over.", "Lem Harrow"),
        ("State Department spokeswoman Kelly Ann Price said it was over.", "Kelly Ann Price"),
        # who owns the speaker is part of the description
        ("Ada Moor's office said it was over.", "Ada Moor's office"),
        # whoever was named is described by what is past, or by the age
        ("Lem Harrow spoke on Monday. The retired surgeon said it was over.", "Lem Harrow"),
        ("Ada Moor spoke on Monday. The 61-year-old former judge said it was over.",
         "Ada Moor"),
        # an office that is told for the first time, with a place in it, is the last subject's
        ("Lem Harrow came late. The Ohio senator said it was over.", "Lem Harrow"),
        # a pronoun stands for a subject without a name, and for no name in its content
        ("The villagers blamed Harrow County. They said it was over.", "villagers"),
        (("President Ada Moor's office denied it. In a statement on Monday, it said that the "
         "army was loyal."), "President Ada Moor's office"),
        ("The advert praises Ada Moor. It says that the port is safe.", "advert"),
        (("Lem Harrow said it was late. Any claim by Mr. Paul Reed, he said, was "
         "hopeless."), "Lem Harrow"),
        # who: not the place behind a comma
        ("“It is over,” said Alan Reed, a farmer from Wexhaven, New Jersey, who said he was sorry.",
         "Alan Reed"),
        # ... and the one that is described behind the comma
        (("The plan was backed by Sen. Ada Moor of Ohio, the ranking Democrat on the Tide "
         "Committee, who said it was over."), "Ada Moor"),
        ("It began this week, as first reported by the Quay Herald.", "Quay Herald"),
        # a number behind a comma is an age only where it stands alone
        ("Unlike Ada Moor, 45 percent of the voters said it was over.",
         "45 percent of the voters"),
        ("However, five former clerks told the court that it was over.", "five former clerks"),
        # what joins what belongs to a noun joins no speakers
        ("Officials in Wexhaven and Marran said it was over.", "Officials"),
        ("The Harrow and Moor campaigns said it was over.", "Harrow and Moor campaigns"),
        ("Lem Harrow and his supporters said it was over.", "Lem Harrow and his supporters"),
        ("Former Norden Foods chief executive and council candidate Ada Moor said it was over.",
         "Ada Moor"),
        # titles between an office and the name
        ("Its chief observer, MEP Carlos Reed, said it was over.", "Carlos Reed"),
        # names
        ("The People's Harvest Party said it was over.", "People's Harvest Party"),
        ("The Marran-based Institute for Peace Studies said it was over.",
         "Institute for Peace Studies"),
        ("They chose Virginia Sen. Tom Reed. Reed said it was over.", "Tom Reed"),
        ("“It is over,” said Alderman Paul D. Burns, whose ward is large.", "Paul D. Burns"),
        ("One old friend, noted radio host Paul Reed, said it was over.", "Paul Reed"),
        ("Asa Reed said it was late. Reed said it was over.", "Asa Reed"),
        ("Shazia Bibi wept. Bibi said it was over.", "Shazia Bibi"),
        ("The outfit Tahir-ul-Bahr (TuB) claimed that it had won.", "Tahir-ul-Bahr"),
        (("Harbour Commission declares Moor winner\n\nThe Harbour Commission of Marran declared "
         "on Friday that Ada Moor had won."), "Harbour Commission of Marran"),
        # a surname that is the name of a place too
        ("Peter Jordan met Lem Moor. Jordan said it was over.", "Peter Jordan"),
        ("Peter Jordan met Lem Moor in Jordan. Jordan said it was over.", "Jordan"),
        # a letter that is no initial
        ("Ada Moor wrote on X. Moor told the panel that it was over.", "Ada Moor"),
        ("Minister of Finance Ada Moor said it was over.", "Ada Moor"),
        # a title tells two people of one surname apart
        (("Major General Asim Reed spoke first, and lawyer Imaan Reed answered. Gen Reed denied "
         "that a house was hit."), "Asim Reed"),
    ],
)  # fmt: skip
def test_speaker(text: str, speaker: str) -> None:
    assert last(text).speaker == speaker


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        # an office is nobody's who only speaks after it
        (("Through a spokeswoman, Ada Reed said no. Despite the doubts of the majority leader, "
         "Reed said it was over."), None, None),
        (("As footage emerged of a man hitting a protester, Mr. Reed said it was over. Paul Reed "
         "said it was over."), None, None),
        ("Former tech executive Carly Reed said it was late.", "Former tech executive", None),
        ("The judge Reed was thinking of is Ada Moor. Paul Reed said it was over.",
         None, None),
        ("It led her to count Paul Reed out. Reed said it was over.", None, None),
        ("Paul Reed isn't the only candidate. Reed said it was over.", None, None),
        ("Paul Reed is a health care activist. Reed said it was over.",
         "health care activist", None),
        # titles between an office and the name
        ("Vatican spokesman the Rev. Paul Reed said it was over.", "spokesman", "Vatican"),
        ("Opposition leader Begum Nasreen Lodhi said it was over.", "Opposition leader", None),
        ("The head of the UN monitoring mission, Lt Gen Ada Moor, said it was over.",
         "head", "UN monitoring mission"),
        ("Taliban official Paul Reed said it was over.", "official", "Taliban"),
        ("White House physician Paul Reed said it was over.", "physician", "White House"),
        ("Transport Secretary Paul Reed said it was over.", "Transport Secretary", None),
        # what an office is for
        ("Minister of Finance Paul Reed said it was over.", "Minister of Finance", None),
        ("The Minister for Transport, Paul Reed, said it was over.",
         "Minister for Transport", None),
        ("Deputy Minister of Foreign Affairs Paul Reed said it was over.",
         "Deputy Minister of Foreign Affairs", None),
        ("The state's Commissioner for Education, Dr. Paul Reed, said it was over.",
         "Commissioner for Education", "state"),
        ("Marran's Minister of Information and Culture, Paul Reed, said it was over.",
         "Minister of Information and Culture", "Marran"),
        ("The chairman of Energy House, Paul Reed, said it was over.",
         "chairman", "Energy House"),
        # what is put after the name
        ("Paul Reed, President Ada Moor's former top adviser, said it was over.",
         "former top adviser", "Ada Moor"),
        ("Ada Moor, the province's environment minister, said it was over.",
         "environment minister", None),
        ("Paul Reed, the army's chief spokesman, said it was over.",
         "chief spokesman", "army"),
        ("Paul Reed, a highly respected strategist, said it was over.", "strategist", None),
        ("Paul Reed, who served as port counsel to the mayor, said it was over.",
         "port counsel", None),
        ("Paul Reed, the Ohio director for Quay Watch, said it was over.",
         "director", "Quay Watch"),
        ("Ada Moor, director of the river rights group Quay Watch, said it was over.",
         "director", "Quay Watch"),
        (("Ada Moor, senior adviser to the independent Committee for Fair Tides, said it was "
         "over."), "senior adviser", "Committee for Fair Tides"),
        ("Paul Reed, organiser of a group called Citizens for Tides, said it was over.",
         "organiser", "Citizens for Tides"),
        ("Port Watch Director of Research Paul Reed said it was over.",
         "Director of Research", "Port Watch"),
        ("Ada and Paul Reed, the Silver Star parents, wept. Paul Reed said it was over.",
         None, None),
        ("The elder Reed wept. Paul Reed said it was over.", None, None),
        ("A spokesman for Mrs. Moor said it was over.", "spokesman", "Moor"),
        ("Los Alamos-based attorney Paul Reed said it was over.", "attorney", None),
        (("Harrow Watchers, a tenants' group, agreed. Paul Reed, the group's deputy head, said it "
         "was over."), "deputy head", "Harrow Watchers"),
        ("The QBI looked into it, said the bureau's director, Paul Reed.", "director", "QBI"),
        # the tags of parties and states
        ("Rep. Paul Reed, R-NY, said it was over.", "Rep.", "New York"),
        # whom a possessive stands for: a body, and not a person whom somebody serves
        ("Ada Moor won. Her campaign manager, Paul Reed, said it was over.",
         "campaign manager", None),
        ("The rebels left. Their commander said it was over.", "commander", "rebels"),
        # a body that is only named again
        (("Marran's external affairs ministry rejected the charge. Its spokesman, Paul Reed, said "
         "it was over."), "spokesman", "Marran's external affairs ministry"),
        ("The Dockers' Union met. “It is over,” said the union's lawyer, Paul Reed.",
         "lawyer", "Dockers' Union"),
        ("The Marran People's Party cheered. Party treasurer Paul Reed said it was over.",
         "treasurer", "Marran People's Party"),
        ("Norden Foods denied it. “It is over,” spokesman Paul Reed said.",
         "spokesman", "Norden Foods"),
        # bodies shown by what stands with them
        ("Conciliation service Acordo said it was over.", None, "Acordo"),
        ("Acordia workers cheered. Acordia said it was over.", None, "Acordia"),
        ("Acordia's chief executive, Paul Reed, left. Acordia said it was over.",
         None, "Acordia"),
    ],
)  # fmt: skip
def test_role_and_organisation(text: str, role: str | None, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.role, quote.organisation) == (role, organisation)
