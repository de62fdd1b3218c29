"""Words that say nothing by themselves, by language, folded as `plat` folds them."""

FRANCAIS = """
a ai au aux avec c ce ces cet cette d dans de des du elle elles en entre es est et etait il ils j je l la le les leur
leurs lui m ma mais me mes moi n ne nos notre nous on ont ou par pas pour qu que qui quel quelle s sa se ses si son
sont sur t ta te tes toi ton tu un une vers vos votre vous y
"""

ANGLAIS = """
a an and are as at be but by for from has have he her his i if in into is it its no not of on or s she so such t that
the their them then there these they this to was we were what where which who will with you your
"""

ALLEMAND = """
ab aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du durch ein eine einem einen einer
eines er es fur gegen hat ich ihr im in ins ist ja mit nach nicht noch nun ob oder ohne sein sich sie sind so um und
uns vom von vor war was wie wir wo zu zum zur
"""

MOTS_VIDES = {
    "fr": frozenset(FRANCAIS.split()),
    "en": frozenset(ANGLAIS.split()),
    "de": frozenset(ALLEMAND.split()),
}
