"""Words of a question that say nothing about the service: politeness, haste, pronouns, particles, copulas.

Folded as `knowledge.terms.words` folds them, so every common spelling of a Roman one is covered by one. Negations are
in neither list: with and without them two questions say opposite things.
"""

from knowledge.terms import words

_ENGLISH = """
please plz pls kindly sir madam maam dear hello hi thanks thank you urgently quickly asap
a an the is are am was were be been do does did can could will would should have has had
i we he she it they my our his her its their me us him them mine this that
to of for in on at by from with and or so just also
tell know want wants need needs help somebody someone anybody anyone
"""
_ROMAN_URDU = """
bhai bhaiya janab sahib sahab jee ji salam assalam alaikum walaikum meherbani mehrbani karam shukriya
jaldi foran zara koi batao bata batayen batain btayen dein den
mujhe mujhay hame hamein main mera meri hamara hamari hamare apna apni apne aap tum
kya hai hain ho hun hoon tha thi ka ki ke ko ne se par pe aur to hi bhi wala wali
chahiye chahta chahti janna maloom karna karni karne
"""
_URDU = """
پلیز براہ مہربانی سر میڈم جناب صاحب بھائی ہیلو السلام علیکم سلام شکریہ جی جلدی فوراً ذرا کوئی بتائیں بتا بتاؤ بتائیے
دیں مجھے ہمیں میں میرا میری میرے ہمارا ہماری ہمارے اپنا اپنی اپنے آپ تم
کیا ہے ہیں ہو ہوں تھا تھی تھے کا کی کے کو نے سے پر اور تو ہی بھی والا والی والے
چاہیے چاہتا چاہتی جاننا معلوم کرنا کرنی کرنے
"""
_QUESTION_WORDS = """
how what when where which who whom whose why much many long often soon early late
kese kab kaha kidhar kon konsa konsi kyu kitna kitni kitne kis kise
کیسے کیسی کب کہاں کدھر کون کونسا کونسی کیوں کتنا کتنی کتنے کس کسے
"""
_NEGATIONS = "not no never without nahi na bina baghair نہیں نہ مت بنا بغیر"

SMALL_WORDS = frozenset(words(" ".join((_ENGLISH, _ROMAN_URDU, _URDU))))
"""What two questions may differ in and still say the same."""

ASKING_WORDS = frozenset(words(f"{_QUESTION_WORDS} {_NEGATIONS}"))
"""What a question turns on without being a noun: what is asked, and whether."""
