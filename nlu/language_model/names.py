"""Names that stand in English and in Roman Urdu texts alike and so tell nothing: people, parties, offices.

General knowledge, to be edited by curators; more names are found in the training texts (`corpora.read_corpora`).
Lower case. A name that is also a common word of one language (noor, jan, gul, rose) may stand here: it loses its say.
"""

from nlu.listed import listed

PARTIES = listed(
    """
    pti ptis ptii insaf pmln pmlns pmlq pml plmn ppp pppp ppps mqm mqmp anp bnp tlp jui juif mma gda psp
    ik ecp nab ispr fia fc cpec
    """
)
"""Parties, politicians by initials, and institutions."""

PEOPLE = listed(
    """
    abbas abbasi abdul abdullah abid abrar adeel adil adnan afridi afzal agha ahmad ahmed ahsan aisha akbar akhtar akram
    ali alia alvi amin amina amir ameer aamir ammar amna anwar aqeel arif arshad arslan asad ashraf asif asim aslam asma
    atif awan ayaz ayesha ayub azam azhar babar bajwa baloch bashir bibi bilal bilawal bukhari butt bhutto
    chaudhry chaudhary chaudhri chohan chishti cheema dawood durrani ehsan faheem fahim faisal faiz faizan
    farhan farid farooq faraz fariha fatima fawad fazal fazl gardezi ghafoor ghani ghulam gilani gillani gul gohar
    habib haider hamid hamza hasan hashmi hassan hussain husain hussein ibrahim idrees ijaz imran iqbal iqra
    irfan irshad ismail jabbar jafar jahangir jalal jameel jamil jamal jamali javed javaid jawad jemima jinnah junaid
    kamran karim kareem kashif kazmi khalid khalil khan khans khattak khatak khawaja khosa khoso khurram
    laghari lateef latif leghari liaqat luqman maheen mahmood majid malik maliks manzoor maryam mariam masood maula
    mazari mehmood mengal mirza mohammad muhammad mohammed mubashir mumtaz munir murad murtaza musarrat mushtaq
    mustafa nabeel nadeem nadia naeem najam naqvi naseem nasir nasreen naveed nawaz nazir niazi nida nisar noman noor
    parveen pasha pervaiz pervez qadir qadri qaiser qamar qasim qazi qureshi rabia rafiq raheel rahim rahman raja
    rana randhawa rashid rasheed rasool raza rehman rehmat riaz rizvi rizwan rubina saad sabir sadia sadiq saeed safdar
    saif saima sajid sajjad saleem salim salman salahuddin samina samar sana sanaullah sarwar sattar shafiq
    shabbir shabir shah shahbaz shehbaz shahid shaheed shahzad shaista shakeel shakir shamim sharif sheikh shaikh
    sheeraz sherazi sherali shireen shujaat siddiqui siddiqa sidra sikandar sohail sufyan sultan syed sayed tahir talha
    shoaib talib talal tanveer tariq tauseef tayyab umair umar umer usama usman usmani uzma wahab wajid waleed waqar
    waqas waseem wasim yaqoob yasir yasmin younas younis yousaf yousuf yusuf zafar zahid zahra zaid zaidi zain
    zainab zakir zardari zarrar zeeshan zia zubair zulfiqar bhatti gujjar rajput jutt arain mughal qaisrani bugti
    marri magsi jatoi soomro memon junejo talpur shaikhs chandio bhutta khokhar tiwana wattoo legari tarar gondal
    """
)
"""Given and family names of Pakistan in their commonest spellings."""

NAMES = PARTIES | PEOPLE
