"""Languages in Arabic letters, and in Latin ones, that Sahulat does not speak, by their letters and commonest words.

Words are in the form that `nlu.normalise.normalise` gives; letters are looked for in the text as it was typed.
Chosen so that none is an Urdu word (Arabic-script lists) or an English or Roman Urdu word (Latin list).
"""

import re

from nlu.listed import listed

PASHTO_LETTERS = re.compile("[ټډړږښګڼۍ]")
SINDHI_LETTERS = re.compile("[ڄڃٿڊڳڱڦڻٻڀڏڌٺڪ]")
OTHER_LETTERS = re.compile("[ېۆۇۈۋڭڵڕێݨݙٽ]")
"""Letters of Uyghur, Kurdish, Kazakh, Saraiki and others; ې is Pashto's too."""

URDU_LETTERS = re.compile("[ٹڈڑںےۓ]")
"""Letters that none of Arabic, Persian, Pashto and Sindhi has."""

ARABIC_FORMS = re.compile("[ةىيكه]")
"""Letters that Urdu writes otherwise: Arabic, or Urdu typed on an Arabic keyboard."""

URDU_WORDS = listed(
    """
    کا کی کے کو میں سے پر ہے ہیں ہوں تھا تھی تھے ہو گا گی گے کیا کون کب کہاں کیسے کیوں کتنا کتنی کتنے کونسا کونسی
    یہ وہ میرا میری میرے مجھے ہم ہمیں ہمارا آپ اپنا اپنی اپنے آپکا اور یا نہیں نہ بھی تو ہی جو جب اگر لیے لئے ساتھ
    بعد کرنا کرنی کروں کریں کرتا کرتے کر جاتا جانا گیا گئی گئے رہا رہی رہے سکتا سکتی سکتے چاہیے چاہئے بنوانا بتائیں
    ہوتا ہوتی ہوگا ہوگی ہوا ہوئی والا والی والے ایک کچھ کوئی شکریہ السلام علیکم جی ہاں مدد فیس کارڈ پاسپورٹ بجلی
    دفتر شناختی درخواست ملے ملتا آتا دن سے ہے
    """
)

NEIGHBOUR_WORDS = {
    "pashto": listed(
        """
        زما زه زہ تہ ستا څنگہ چیرتہ دہ لہ پہ کښی چی یی شی شم کوم غواړم څہ نشتہ ستاسو زمونږ مونږ
        تاسو سرہ پښتو څومرہ کلہ راکړہ شتہ هم کړم وکړم کوی کیږی غوارم کولی
        """
    ),
    "sindhi": listed(
        """
        آہی آہیان آہن مونکی توھان اسان منہنجو منہنجی ڪیئن کیئن ڪٿی ڇا ناہی ٿو ٿی ٿیندو سنڌی
        گھرجی کپی ڪری ڪیترا کیترا ڪڏہن پنہنجو ویو
        """
    ),
    "arabic": listed(
        """
        ہل کیف ما ماذا ہذا ہذہ الی التی الذی این متی لماذا انا انت نحن اریدہ ارید لا نعم شکرا
        مرحبا یمکن یمکننی عن ثم لدی عندی السفر البطاقۃ یجب اللغۃ العربیۃ ہناک لی
        """
    ),
    "persian": listed(
        """
        برای را می از این من ما
        است ہست نیست شما آن چگونہ چطور کجا کجاست چقدر چیست کنم کنید کند شود میشود میکنم میخواہم
        خواہم باید دارم دارد گذرنامہ لطفا متشکرم چرا بگیرم میتوانم بدہم دہم میخواہم نمیتوانم ہزینہ شدہ کردہ
        """
    ),
}

FOREIGN_LATIN = listed(
    """
    bonjour merci suis vous nous est une les des pour avec dans mon passeport comment combien quel quelle
    puis veux votre cette perdu hola gracias por favor como cuanto cuesta puedo quiero pasaporte donde esta necesito
    los las que renovar guten ich bin und ist wie viel kostet mein meinen reisepass nicht bitte
    danke verloren eine einen fur ciao grazie il mio passaporto quanto costa posso dove perso rinnovare
    merhaba nasil nerede pasaportumu yenilemek istiyorum kimlik kayip ettim ucreti teşekkürler icin
    paspor bagaimana berapa biaya untuk kartu hilang terima kasih dimana obrigado passaporte quanto
    meu voce onde nao preciso
    """
)
