"""The words by which citizens ask for one side of a service; data for `nlu.aspects`, to be edited by curators.

Three writings in each list. A Roman spelling stands for all that share its key under `nlu.roman.fold` (fees, fee,
feez, fis), so one spelling is enough where the sound is the same. Urdu words as `nlu.normalise.normalise` writes
them: ی ک ہ, no vowel signs.

`ASKED`: phrases that ask for the aspect by themselves. `NAMED`: nouns that name it. `WEAK`: nouns that name it
only beside a word of quantity or choice ("kitne din") or when nothing else is said, because they are also told
("teen din se bijli band hai").
"""

from nlu.listed import listed, phrases

ASKED = {
    "fee": phrases(
        """how much | kitne paise | kitne ka | kitne ki | kitne me | kitna kharcha | kitna lage | kya rate
        is it free | free hai | muft hai | kitne rupay | کتنے پیسے | کتنے کا | کتنے میں | کتنا خرچہ | مفت ہے
        کتنے روپے"""
    ),
    "documents": phrases(
        """what do i need | what should i bring | what to bring | kya lana | kya le kar | kya kya chahiye | kya sath
        kya lekar | liye kya chahiye | kya chahiye | لیے کیا چاہیے | کیا لانا | کیا لے کر | کیا کیا چاہیے
        کیا ساتھ | کیا کیا لگے | kya kya lage | kya kya lagta"""
    ),
    "time": phrases(
        """how long | how soon | how many days | how many weeks | when will | when can | when do | kab | kab tak
        kitne din | kitne dino | kitne dinon | kitni der | kitna time | kitna waqt | kitna arsa | kitne hafte
        kitne mahine | کب | کب تک
        کتنے دن | کتنے دنوں | کتنی دیر | کتنا وقت | کتنا ٹائم | کتنا عرصہ | کتنے ہفتے | کتنے مہینے | کتنی مدت"""
    ),
    "place": phrases(
        """where | kahan | kidhar | kis jagah | kis daftar | kaunse daftar | konse office | which office | nearest
        qareeb tareen | کہاں | کدھر | کس جگہ | کس دفتر | کون سے دفتر | کونسے دفتر | قریبی دفتر | قریب ترین"""
    ),
    "steps": phrases(
        """how to | how do i | how can i | how should i | kaise | kis tarah | kya tareeqa | tareeqa kya
        kya process
        کیسے | کس طرح | کیا طریقہ | طریقہ کیا | کیا طریقہکار"""
    ),
    "eligibility": phrases(
        """who can | who is eligible | am i eligible | can i apply | kaun kar sakta | kon apply | kaun banwa sakta
        kon le sakta | kaun ahl | کون کر سکتا | کون بنوا سکتا | کون لے سکتا | کون اہل | کیا میں اہل"""
    ),
    "helpline": phrases(
        """phone number | contact number | whom to call | who do i call | call center | kis number pe call
        rabta number | فون نمبر | رابطہ نمبر | کس نمبر پر | کال سینٹر"""
    ),
    "link": phrases("""web address | online link | ویبسائٹ | آنلائن لنک"""),
}

NAMED = {
    "fee": listed("fee charge charges cost price qeemat kharcha lagat فیس فیسیں فیسوں قیمت لاگت چارجز خرچہ اخراجات"),
    "documents": listed(
        """documents document docs dastawezat dastawaiz kaghzat kaghaz kagzaat paperwork papers requirements
        requirement
        دستاویزات دستاویز کاغذات کاغذ ڈاکومنٹس ڈاکیومنٹس ڈاکومنٹ"""
    ),
    "time": listed("duration muddat timing timings deadline miyad validity مدت دورانیہ اوقات ٹائمنگ میعاد"),
    "place": listed("location address لوکیشن"),
    "steps": listed(
        """steps step procedure process method tareeqa tareeqay tarika tariqa tareeka طریقہ طریقے طریقہکار مراحل
        مرحلہ
        پراسیس پروسیجر"""
    ),
    "eligibility": listed("eligibility eligible ahliyat ahl sharait criteria اہلیت اہل شرائط"),
    "helpline": listed("helpline helplines hotline rabta رابطہ ہیلپلائن"),
    "link": listed("link website url webpage لنک ویبسائٹ"),
}

WEAK = {
    "fee": listed("paise paisay rupay rupees amount rate free muft raqam پیسے روپے رقم مفت ریٹ"),
    "documents": listed("cheezen چیزیں"),
    "time": listed(
        """din dino dinon days day hafta hafte week weeks mahina mahine month months time waqt der arsa دن دنوں
        ہفتہ ہفتے مہینہ
        مہینے وقت ٹائم دیر عرصہ"""
    ),
    "place": listed("office offices daftar center centre jagah branch pata دفتر دفاتر سینٹر جگہ برانچ پتہ پتا"),
    "eligibility": listed("umar age shart عمر شرط"),
    "helpline": listed("number call phone نمبر کال فون"),
    "link": listed("online site portal آنلائن سائٹ پورٹل ایپ"),
}

QUANTITY = listed(
    """how much many what which any kitna kitne kitni konsa konse konsi kaun kon kya list kis کتنا کتنی کتنے
    کونسا کونسی
    کونسے کون کیا فہرست کن کس"""
)
"""Words beside which a noun is what is asked for."""

CONTINUING = phrases(
    """and | also | then | what about | how about | what else | or | but | ok and | aur | phir | is ke baad
        us ke baad
    uske baad | iske baad | iski | uski | is ki | us ki | is ka | us ka | is ke | us ke | iska | uska | lekin
        magar
    اور | پھر | اس کے بعد | اس کی | اس کا | اس کے | اسکی | اسکا | اسکے | لیکن | مگر | تو پھر | to phir"""
)
"""What a message begins with that goes on from the last one."""

EMPTY_ENGLISH = listed(
    """
    a an the this that these it its they them i my me we us our for of to in on at by with from about as be is
    are was will would can could do does did have has should shall may must need want get give tell show know
    please pls plz kindly thanks if so just only also too and or but then what which who when where why how much
    many more else there take takes taken go come bring pay paid submit apply applied cost costs required
    charged sir bhai yar jee ji not long soon total all other any some details detail info information charge
    urgent normal fast faster quick quickly ready next last date list open opens closed limit necessary
    compulsory possible processing same year years valid up step own old original early late explain full again
    repeat
    """
)
"""English words that name nothing, as they are typed."""

EMPTY = listed(
    """
    hai hain he hon hoon ho hota hoti hote hoga hogi honge hongi ga gi ge gy hua hui tha thi the ka ki ke ko se
    me mein par pe tak ne aur or ya bhi to tou hi na nahi kya kyun kaise kab kahan kidhar kon kaun konsa kitna
    kis kin jo jab agar is us in un ye yeh wo woh iska iski iske uska uski uske inka unka inki unki mera meri
    mere mujhe mjhe hum hamen hume hamara hamein apna apni ap aap apko apka liye lye baad pehle sath wala wali
    wale lagega lagegi lagenge lagen lage lagta lagti lagte lagay lag jana jaye jaun jaon jayen jaoon milega
    milegi milenge mile milta milti karna karwana karwani karwane krwana krwane banwana karun karen karein karo
    kare kar karke karta dena deni dene dun de den lana lani lane laun laana chahiye chahte chahiyen sakta sakti
    sakte batao bata batain bataen btao bta bataye bataiye btayen dein dijiye zara zra plz jama jma hogaya phir
    lekin magar sab kuch koi ek aik dobara bas wahan yahan abhi ab total kul kam zyada ziada ghar baith baithe
    bina baghair janab ata ati ate aye ayega ayegi banega banegi ban jata jati jate jaega jayega jayegi jaegi
    lijiye rakhna rakhni ha hga lgen gey lgta lgti lgay parega padega paregi qareebi khulta khulti khula jaldi
    tayyar urgent normal list agla agle agay aage zaroori zaruri lazmi lazim khud asal purana purani saal arse
    arsa miyad aakhri akhri tareekh riayat poora pura yehi yahi wohi hisab had ehal kara karana karani leni lena
    bana sirf mazeed tafseel malumat maloomat

    ہے ہیں ہوں ہو ہوتا ہوتی ہوتے ہوگا ہوگی ہونگے ہوا ہوئی تھا تھی تھے گا گی گے کا کی کے کو سے میں پر پہ تک نے
    اور یا بھی تو ہی نہ نہیں کیا کیوں کیسے کب کہاں کدھر کون کونسا کونسی کونسے کتنا کتنی کتنے کس کن سی سا جو جب
    اگر اس ان یہ وہ اسکا اسکی اسکے میرا میری میرے مجھے ہم ہمیں ہمارا اپنا اپنی آپ آپکا لیے لئے بعد پہلے ساتھ
    والا والی والے لگے لگیں لگتا لگتی لگتے لگیںگے لگیگی جانا جاؤں جائیں جائے ملے ملیں ملتا ملتی ملتے کرنا کرنی
    کروں کریں کرے کر کرکے دینا دینی دینے دوں دیں دے لانا لانی لانے لاؤں چاہیے چاہئے چاہیئے چاہئیں چاہییں ہونگی
    سکتا سکتی سکتے بتائیں بتا بتاؤ بتائیے دیجیے ذرا پلیز جمع پھر لیکن مگر سب کچھ کوئی ایک دوبارہ بس وہاں یہاں
    ابھی اب کل کم زیادہ گھر بیٹھے بغیر جناب آتا آتی آتے آئے بنے بنتا جاتا جاتی جاتے گیا جلدی ارجنٹ نارمل تیار
    کھلتا کھلا کھلتی قریبی اگلا اگلے آگے ضروری لازمی لازم خود اصل پرانا پرانی سال میعاد آخری تاریخ رعایت پورا
    پوری یہی وہی حساب حد کرانا کراؤں کرانی لینا لینی تفصیلات جائےگا بنوانا ہونا گئی رکھنا صرف مزید تفصیل معلومات
    مہربانی
    """
)
"""Words that name nothing: pronouns, question words, particles, and the verbs of every service."""

CONTENT = listed(
    """
    car cars fir pay son sons coach home atta mri sho record records lane loan poor shikayat pessi policy
    """
)
"""English words that share their key with one of the words above and do name something."""

COMPOUNDS = {
    "طریقہ کار": "طریقہکار",
    "آن لائن": "آنلائن",
    "ہیلپ لائن": "ہیلپلائن",
    "ویب سائٹ": "ویبسائٹ",
    "براہ کرم": "پلیز",
}
"""Words of two parts, and the one word that they are read as."""

SECOND_PERSON = listed("you your ap aap tum tu apka apki tumhara آپ تم تو آپکا آپکی تمہارا")
"""A message of empty words with one of these and no aspect is about us ("who are you"), not a follow-up."""

SMALL_TALK = phrases(
    """how are you | not at all | call me | what time is it | kaise ho | kaise hain aap | kaise hain ap | aap kaise
    kaise kaam kar | ye kaise kaam | phir mil | phir milenge | phir milte | kal milte | mujhe call | mujhe phone
    koi mujhe | time kya hua | کیسے ہیں آپ | کیسے ہو | آپ کیسے | پھر ملیں | پھر ملتے | مجھے فون | مجھے کال | کوئی مجھے
    وقت ہوا"""
)
"""Phrases that make a message of empty words small talk, or about ourselves."""

DWELLING: tuple[str, ...] = (
    *("live", "living", "reside", "stay", "belong", "province", "district", "city", "from"),
    *("rehta", "rehti", "rehte", "rahta", "rahti", "rehtay", "ghar", "sooba", "suba", "soobay", "zila", "shehar"),
    *("رہتا", "رہتی", "رہتے", "گھر", "صوبہ", "صوبے", "ضلع", "شہر", "تعلق"),
)
"""Words beside a place in the answer to "which province are you in?"."""
