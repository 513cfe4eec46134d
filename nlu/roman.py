"""A key under which the common spellings of one Roman Urdu word meet.

Roman Urdu has no orthography: the long vowel of "fees" is typed ee, i or ie; q and k, w and v, z and zh
change places; h after a consonant comes and goes; short vowels are dropped. `fold` removes what varies. It is
for lexical matching and language identification only: a query is never rewritten, since rewriting by rule
lowers recall. Two different words may share a key; English words get keys by the same rules.

Measured on the Dakshina lexicon (training part): two attested spellings of a word share their key with
probability 0.67 (0.16 unfolded); two words that share a key are the same word with probability 0.58 (0.66).
"""

import re
import unicodedata
from functools import lru_cache

_NOT_LATIN = re.compile(r"[^a-z0-9]+")

# Function words are too short for rules: their spellings meet here, under the first of each row.
_SHORT_WORDS = {
    spelling: row.split()[0]
    for row in """
he hai hay h hy hae haii hei
hen hain hein hyn haen hn
nahi nahin nhi nai ni nahe nahee nahein naheen nhn nae nhin nehi nahn
kyu kyun kiun kyon kion kyoon kiyun kiyu kyo q qu kioun kyn quon
kya kia kiya kea kyaa
me mein mai main mn mei mien maen
mera mere mery meri mra mri mre meray meree
kese kaise kesy kaisay kesay kaisy kasy kesi kaisi kaisa kesa kse ksy
kitna kitni kitne kitny ktna ktni ktne ktny kitnay kitnaa kitnee
ke k kay kei
ki kee
ka kaa
ko koo
se sy sey
pe py pey
par pr per
or aur awr aor
ap aap
kaha kahan khan kahaan khn
kab kb kub
kon kaun koun kn
konsa kaunsa kaunsi konsi konse kaunse konsay konsy kaunsay
ye yeh yh yai yeah
wo woh vo voh
ho hoo
gya gaya gia giya gayaa gyaa
gai gayi gae gaye gaey gye gayee gyee gyi gaee
rha raha rahaa rhaa rahi rhi rahe rhe rhy rahay rahee
kar kr krr
karna krna kerna karni krni karne krne krny karny karnay
karu karun karoon kru krun kron karoo karon krn kroon krru karoo
bana bna banaa
banwana bnwana banwani bnwani banvana banwanay banwane bnwane bnwany banwany
chahiye chahye chaiye chahie chahiyen chaye chahiay chaheye chahen chahiyay chaiyay chahyie chahiyain chahyn
bhi b bi bhe bhee
jana jna jaana jany jane jani jaane
hoga hogaa hogi hogee hge
acha achha accha achaa achchha
hua hoa huwa howa hui hue huye hoi hoye
tha thi the thy thay thee
fees fee feez fis fess feees phees
sakta skta sakti skti sakte skte sakty skty saktay
""".strip().splitlines()
    for spelling in row.split()
}

# In this order. h after a consonant that takes breath in Urdu is dropped because half of the writers drop it.
_RULES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("ck", "k"), ("tch", "ch"), ("ph", "f"), ("q", "k"), ("x", "ks"), ("zh", "z"), ("v", "w"),
        ("c(?=[eiy])", "s"), ("c(?!h)", "k"),
        ("oo|ou", "u"), ("ee|ie", "i"), ("[ae](?:i|y(?![aeiou]))", "i"),
        ("au|ow(?![aeiou])", "u"), ("y(?![aeiou])", "i"),
        ("e", "i"), ("o", "u"),
        (r"(.)\1+", r"\1"),
        ("(?<=[bdgjklmnprtw])h", ""), ("(?<=[aiu])h(?![aiu])", ""),
        (r"(.)\1+", r"\1"),
        ("(?<=..[aiu])n$", ""),
    )
)  # fmt: skip
_CONSONANTS = re.compile("[^aiu0-9]")
_INNER_VOWELS = re.compile("(?<!^)[aiu](?!$)")
_INNER_A = re.compile("(?<!^)a(?!$)")
_DIGITS = re.compile("[0-9]")
_LONGEST_WORD = 64


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The key of one word: lower-case ASCII letters and digits, empty when the word has none.

    `word` may be in any case and carry accents; letters of other scripts are dropped. A word that holds a
    digit (a number, a form's code) keeps its spelling. At most the first 64 characters count. Never raises.
    """
    word = word[:_LONGEST_WORD].lower()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).lower()
    word = _NOT_LATIN.sub("", word)
    if _DIGITS.search(word):
        return word
    short = _SHORT_WORDS.get(word)
    if short is not None:
        return short
    for pattern, to in _RULES:
        word = pattern.sub(to, word)
    consonants = len(_CONSONANTS.findall(word))
    if consonants > 3:
        return _INNER_VOWELS.sub("", word)
    if consonants == 3:
        return _INNER_A.sub("", word)
    return word
