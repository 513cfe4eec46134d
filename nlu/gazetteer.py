"""Places and agencies by all the names that citizens give them; data, to be edited by curators.

One row each: value, for a city the province's value after `@`, then the names in three writings, separated by `|`.
Names as `nlu.normalise.normalise` writes them: lower case, ی ک ہ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

_PROVINCES = """
punjab: punjab | panjab | pnjab | punjaab | پنجاب
sindh: sindh | sind | sindhh | سندھ
khyber-pakhtunkhwa: khyber pakhtunkhwa | khyber pakhtoonkhwa | khyber pukhtunkhwa | kpk | kp | k p k | pakhtunkhwa
  | pakhtoonkhwa | sarhad | nwfp | خیبر پختونخوا | خیبر پختونخواہ | پختونخوا | پختونخواہ | کے پی کے | کے پی | سرحد
balochistan: balochistan | baluchistan | blochistan | balouchistan | بلوچستان
islamabad: islamabad capital territory | ict | وفاقی دارالحکومت
ajk: ajk | azad kashmir | azad jammu and kashmir | azad jammu kashmir | kashmir | aj&k | آزاد کشمیر | آزاد جموں و کشمیر
  | آزاد جموں کشمیر | کشمیر
gilgit-baltistan: gilgit baltistan | gilgit-baltistan | gb | baltistan | گلگت بلتستان | بلتستان
"""

_CITIES = """
islamabad @islamabad: islamabad | islamabaad | islambad | islmabad | اسلام آباد | اسلامآباد
lahore @punjab: lahore | lahor | lahoor | laahore | لاہور
rawalpindi @punjab: rawalpindi | pindi | rawal pindi | ralwalpindi | راولپنڈی | پنڈی
faisalabad @punjab: faisalabad | faislabad | faisalabaad | fsd | lyallpur | فیصل آباد | فیصلآباد
multan @punjab: multan | multaan | mltan | ملتان
gujranwala @punjab: gujranwala | gujranwla | gujrawala | گوجرانوالہ | گجرانوالہ
sialkot @punjab: sialkot | sialkoat | syalkot | سیالکوٹ
bahawalpur @punjab: bahawalpur | bahawal pur | bhawalpur | bahawlpur | بہاولپور
sargodha @punjab: sargodha | sargoda | sargodah | سرگودھا
gujrat @punjab: gujrat | gujraat | گجرات
sheikhupura @punjab: sheikhupura | shekhupura | sheikupura | شیخوپورہ
jhelum @punjab: jhelum | jehlum | jhelam | جہلم
sahiwal @punjab: sahiwal | saiwal | ساہیوال
okara @punjab: okara | okarah | اوکاڑہ
kasur @punjab: kasur | قصور
jhang @punjab: jhang | jhung | جھنگ
rahim-yar-khan @punjab: rahim yar khan | raheem yar khan | rahimyar khan | rahimyarkhan | رحیم یار خان
dera-ghazi-khan @punjab: dera ghazi khan | d g khan | dg khan | dgkhan | ڈیرہ غازی خان | ڈی جی خان
attock @punjab: attock | atak | اٹک
mianwali @punjab: mianwali | miawali | میانوالی
karachi @sindh: karachi | karachee | krachi | karanchi | khi | کراچی
hyderabad @sindh: hyderabad | hydrabad | haiderabad | haidarabad | حیدرآباد | حیدر آباد
sukkur @sindh: sukkur | sukhar | sakhar | sukker | سکھر
larkana @sindh: larkana | larkano | لاڑکانہ
nawabshah @sindh: nawabshah | nawab shah | shaheed benazirabad | نوابشاہ | نواب شاہ
mirpur-khas @sindh: mirpur khas | mirpurkhas | میرپور خاص | میرپورخاص
thatta @sindh: thatta | thatha | ٹھٹھہ
peshawar @khyber-pakhtunkhwa: peshawar | pishawar | peshawer | pshawar | پشاور
mardan @khyber-pakhtunkhwa: mardan | mardaan | مردان
abbottabad @khyber-pakhtunkhwa: abbottabad | abbotabad | abotabad | abtabad | ایبٹ آباد | ایبٹآباد
swat @khyber-pakhtunkhwa: swat | sawat | mingora | سوات | مینگورہ
kohat @khyber-pakhtunkhwa: kohat | kohaat | کوہاٹ
bannu @khyber-pakhtunkhwa: bannu | banu | بنوں
dera-ismail-khan @khyber-pakhtunkhwa: dera ismail khan | d i khan | di khan | dikhan | ڈیرہ اسماعیل خان | ڈی آئی خان
mansehra @khyber-pakhtunkhwa: mansehra | mansera | مانسہرہ
nowshera @khyber-pakhtunkhwa: nowshera | noshera | naushera | نوشہرہ
quetta @balochistan: quetta | queta | kwetta | kuetta | کوئٹہ
gwadar @balochistan: gwadar | gawadar | gwader | گوادر
turbat @balochistan: turbat | turbet | تربت
khuzdar @balochistan: khuzdar | خضدار
chaman @balochistan: chaman | چمن
muzaffarabad @ajk: muzaffarabad | muzafarabad | muzafrabad | مظفرآباد | مظفر آباد
mirpur @ajk: mirpur | meerpur | میرپور
rawalakot @ajk: rawalakot | rawlakot | راولاکوٹ
gilgit @gilgit-baltistan: gilgit | gilgat | گلگت
skardu @gilgit-baltistan: skardu | sakardu | iskardu | سکردو | اسکردو
hunza @gilgit-baltistan: hunza | hunzah | ہنزہ
"""

_AGENCIES = """
NADRA: nadra | naadra | nadraa | نادرا
DGIP: passport office | pasport office | passport daftar | immigration and passports | immigration & passports | dgip
  | پاسپورٹ آفس | پاسپورٹ دفتر | پاسپورٹ کے دفتر | امیگریشن اینڈ پاسپورٹس
PTA: pta | p t a | پی ٹی اے | pakistan telecommunication authority
FBR: fbr | f b r | ایف بی آر | federal board of revenue
BISP: bisp | b i s p | benazir income support | benazir programme | benazir program | ehsaas | ahsaas | بی آئی ایس پی
  | بینظیر انکم سپورٹ | بے نظیر انکم سپورٹ | بینظیر پروگرام | احساس پروگرام | احساس
FIA: fia | f i a | ایف آئی اے
WAPDA: wapda | wabda | waapda | واپڈا
LESCO: lesco | laisco | لیسکو
FESCO: fesco | faisco | فیسکو
GEPCO: gepco | گیپکو
MEPCO: mepco | maipco | میپکو
IESCO: iesco | aiesco | آئیسکو
PESCO: pesco | paisco | پیسکو
HESCO: hesco | حیسکو | ہیسکو
SEPCO: sepco | سیپکو
QESCO: qesco | کیسکو | کوئسکو
K-ELECTRIC: k electric | k-electric | kelectric | kesc | ke electric | کے الیکٹرک
SNGPL: sngpl | sui northern | سوئی ناردرن
SSGC: ssgc | sui southern | سوئی سدرن
NEPRA: nepra | نیپرا
PTCL: ptcl | پی ٹی سی ایل
PLRA: plra | arazi record center | arazi record centre | land record authority | اراضی ریکارڈ سینٹر | پی ایل آر اے
EXCISE: excise | excise office | excise and taxation | ایکسائز | ایکسائز اینڈ ٹیکسیشن
TRAFFIC-POLICE: traffic police | traffic polis | ٹریفک پولیس
POLICE: police | polis | pulis | thana | thanay | تھانہ | تھانے | پولیس
UNION-COUNCIL: union council | union counsel | یونین کونسل
HEC: hec | h e c | ایچ ای سی
EOBI: eobi | e o b i | ای او بی آئی
SECP: secp | ایس ای سی پی
ECP: ecp | election commission | الیکشن کمیشن
"""


@dataclass(frozen=True, slots=True)
class Named:
    """Something with many names. `kind`: `province`, `city` or `agency`; `province` is set for a city."""

    kind: str
    value: str
    province: str | None
    names: tuple[str, ...]


@cache
def gazetteer() -> tuple[Named, ...]:
    """All provinces, cities and agencies, in the order of the lists."""
    kinds = (("province", _PROVINCES), ("city", _CITIES), ("agency", _AGENCIES))
    return tuple(named for kind, rows in kinds for named in _read(kind, rows))


@cache
def provinces_of_cities() -> Mapping[str, str]:
    """The province of each city, both by value."""
    return MappingProxyType({named.value: named.province for named in gazetteer() if named.province})


@cache
def place_names() -> frozenset[str]:
    """Every name of a province or a city."""
    return frozenset(name for named in gazetteer() if named.kind != "agency" for name in named.names)


def _read(kind: str, rows: str) -> list[Named]:
    found = []
    for row in rows.replace("\n  |", " |").strip().splitlines():
        head, names = row.split(":", maxsplit=1)
        value, _, province = (part.strip() for part in head.partition("@"))
        found.append(Named(kind, value, province or None, tuple(name.strip() for name in names.split("|"))))
    return found
