"""Words that say nothing by themselves, by language, folded as `plat` folds them."""

FRANCAIS = """
a ai au aux avec c ce ces cet cette combien comment d dans de des du elle elles en entre es est et etait faire fait il
ils j je l la le les leur leurs lui m ma mais me mes moi n ne nos notre nous on ont ou par pas pour pourquoi qu quand
que quel quelle quelles quels qui quoi s sa se ses si son sont sur t ta te tes toi ton trouve trouver tu un une vers
voir vos votre vous y
"""

ANGLAIS = """
a an and are as at be but by can did do does find for from has have he her his how i if in into is it its made me my no
not of on or s she should so such t that the their them then there these they this to was we were what when where which
who whose why will with you your
"""

ALLEMAND = """
ab aber als am an auch auf aus bei bin bis da das dass dem den der des die doch du durch ein eine einem einen einer
eines er es fur gegen gemacht hat ich ihr im in ins ist ja kann mit nach nicht noch nun ob oder ohne sein sich sie sind
so um und uns vom von vor wann war warum was welche welcher welches wer wie wir wo zu zum zur
"""

MOTS_VIDES = {
    "fr": frozenset(FRANCAIS.split()),
    "en": frozenset(ANGLAIS.split()),
    "de": frozenset(ALLEMAND.split()),
}
