/** Words of names, in the letters that latinLetters leaves. Lists are data: add to them what a name in use here lacks. */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);
const lines = (text: string): readonly (readonly string[])[] => text.trim().split("\n").map(words);

/** Titles and letters behind a name. They say nothing about who somebody is. */
export const titles: ReadonlySet<string> = new Set(
  words(`
mr mrs ms miss mx master dr doctor prof professor rev reverend sir dame lord lady fr father sister hon imam sheikh shaykh hajji haji hajj
pan pani dl dna domnul doamna sardar sardarni bibi janab ustaz ustad eng engr cllr councillor jr jnr junior sr snr senior ii iii iv
mbe obe cbe phd md bsc msc esq`),
);

/** Particles between names, which people write or leave out: "al-Hassan" and "Hassan". */
export const particles: ReadonlySet<string> = new Set(
  words("al el ul bin ibn ben bint binti bte de da do dos das del la le von van der den di of the e y i o d"),
);

/** Part of many people's names, so that having it in common says little. */
export const commonParts: ReadonlySet<string> = new Set(words("singh kaur thi begum khatun bibi banu miah mia bai devi lal kumar kumari"));

/** First names that many brothers share in front of their own, so that the next one tells them apart. */
export const sharedFirstNames: ReadonlySet<string> = new Set(words("muhammad syed md abdul noor nur mary maria thi"));

/**
 * Spellings of one name, the one that stands for all first: from other alphabets and languages (Somali writes c for the Arabic
 * ʿayn and x for h), as English offices spell them, and as Arabic writes them without vowels.
 */
export const spellings = lines(`
muhammad mohamed mhmd mohammed muhammed mohammad mohamad muhamed mohamud maxamed maxamud mahamed mahammad mohd muhd mehmet mehmed mohamet muxamed
ahmad ahmed ahmd axmed ahmet akhmed achmed ahamed ahammed
mahmud mahmoud mhmud mahmood mehmood maxmuud
husayn hussein hsin hussain husain husein hossain hosain hossein xuseen huseyin hussien
hasan hassan hsn xasan hasaan hassen
ali aly cali alie
umar omar cumar omer umer
uthman osman usman othman cismaan ousman cusmaan
yusuf yousef iusf youssef yousuf yusef yousif yuusuf yosef yusif
ibrahim ebrahim abrahim ibraahim ibraheem brahim abraham
ismail ismael ismaaciil ismaeel esmail ismaciil
khalid khaled khald qalid qaalid
fatima fatimah fatma faduma fadumo faadumo fathima fatema fadma
aisha aysha ayesha aicha caasha casha aishah ayisha aishaa asha
khadija khadijah kadija khadiija qadija qadiija khadeeja hadija
amina aamina aminah ameena aminaa
maryam mariam mrim meryem miriam maryan mariyam maryama
zaynab zainab zinb zeinab zeynab zeinep saynab zainabu
hawa xaawo hawo hawwa xawa
halima haleema xaliimo halimo xalimo halimah
sahra zahra zahrah saara
nasir nasser naser nassir naasir
said saeed sayid sayeed saciid saiid
sharif shareef cherif shariif
abdi cabdi abdy
abdullah abdallah abdulla abdulahi abdullahi cabdullahi abdoulaye cabdulaahi abdulah
abdirahman abdulrahman abdurrahman abdelrahman cabdiraxmaan abdirahmaan abdurahman abdorahman cabdiraxman abdalrahman
abdirashid abdulrashid abdurrashid abdirasheed cabdirashiid
abdulaziz abdelaziz abdiaziz abdalaziz cabdicasiis abdiasis abdulazeez
abdulkadir abdelkader abdikadir abdulqadir cabdiqaadir abdiqadir abdulkader abdikader
abdulkarim abdelkarim abdikarim cabdikariin abdulkareem
abdinasir abdulnasir abdelnasser cabdinaasir
farah farax faarax
jama jaamac jamac jamah
warsame warsama warsamah
guled guuleed
hodan xodan
hibo hiba
ayan ayaan
nur noor nour nuur
isse ciise issa isa eissa ciisa essa
musa moosa mousa moussa muuse muse mosa
sulayman suleiman sulaiman soliman saleebaan saleban souleymane suleyman
mustafa mostafa moustafa mustapha mustaf
tariq tarek tarik taariq
samir sameer samiir
karim kareem
rashid rasheed raschid raashid
rahman raxmaan rehman rahmaan
jamal gamal jamaal
bashir basheer bashiir
layla leila laila leyla leyli
nadia nadiya nadya
sumaya sumayya sumaia soumaya sumaiya
yasin yassin yaseen yasiin yacine
zakariya zakaria zakariye zakaria zakariyya
hamza hamzah xamse
bilal bilaal
idris edris idriss
adan aden adam aadan aadam adem
gurpreet gurprit gurpret gurpreeth
harpreet harprit harpret
jaspreet jasprit
manpreet manprit
simranjit simranjeet simranjeeth
amarjit amarjeet
baljit baljeet
daljit daljeet
kuldip kuldeep
sandip sandeep
mandip mandeep
hardip hardeep
jagdip jagdeep
rahima raheema
iqbal ikbal eqbal
akhtar akhter aktar akter
malik maalik malick
aziz azeez casiis
dumitru dimitru
stefan stephan steven stephen
gheorghe george georghe
constantin konstantin costantin
alexandru aleksandru
andrei andrej andrey
mihai mihay mihail
cristian kristian christian
nicolae nicolai nikolae
florin florian
ioan ion
ionut ionuts
elena helena yelena
ecaterina ekaterina katerina
duc duck
hung hunh
quynh quinh
phuong fuong
thuy thui
`);

/** The same for surnames. */
export const surnameSpellings = lines(`
singh sing sinh singhh
kaur kour kor
dhillon dhilon dillon
sidhu sidhoo siddhu
sandhu sandhoo
grewal garewal
brar braar
dhaliwal dhalival
choudhury chowdhury chaudhry chaudhary choudhary choudhry chaudhuri chowdhary
sheikh shaikh shaykh sheik cheikh
qureshi kureshi quraishi
begum begam
khatun khatoon
shah shaah
patel pattel
kowalski kowalska
nowak novak
wisniewski wisniewska
wojcik vojcik
kaminski kaminska
lewandowski lewandowska
zielinski zielinska
szymanski szymanska
dabrowski dabrowska
kozlowski kozlowska
jankowski jankowska
krawczyk kravchyk
piotrowski piotrowska
grabowski grabowska
pawlowski pawlowska
michalski michalska
krol krul
wieczorek vieczorek
jablonski jablonska
nowakowski nowakowska
majewski majewska
olszewski olszewska
stepien stempien
malinowski malinowska
jaworski jaworska
adamczyk adamchyk
dudek dudec
gorski gorska
sikorski sikorska
rutkowski rutkowska
ostrowski ostrowska
baranowski baranowska
mazur mazour
popescu popesco
ionescu jonescu ionesco
stoica stoika
nguyen nguyn ngyuen
tran tranh
pham fam
huynh hoang huinh
phan fan
vu vo
dang dahng
bui bue
`);

/** Short and familiar names, behind the name that each is short for. One of two names stands in both lines. */
export const nicknames = lines(`
elizabeth elisabeth elisabet liz lizzie lizzy beth betty bess bessie eliza libby betsy lisbeth
katherine catherine kathryn katharine catharine kathrin kate katie katy kath kathy cathy cath kay kitty kat catrin katrina
margaret margret maggie meg peggy madge marge margie greta
jennifer jenny jen jenni jennie jenn
jessica jess jessie jessi
rebecca rebekah becky becca bex beck
victoria viktoria vicky vicki vikki tori vic
susan suzanne susanna susannah sue susie suzie suzy sukie
patricia pat patsy trish tricia trisha paddy
christine christina kristina cristina chris chrissy chrissie tina kirsty
christopher kristopher chris kit topher
alexander alex al alec sandy sasha lex xander alek
alexandra aleksandra alex sandra sandy sasha lexi lexie ola alexa
samantha sam sammy sammie
samuel sam sammy sami
nicholas nicolas nick nicky nico nik
nicola nicky nikki nik nichola nicole
michael mike mick micky mickey mikey mikael
michelle michele shelly shell chelle
matthew mathew matt matty mathias
william will bill billy willy willie liam wills
robert rob bob bobby robbie robby bert robin
richard rick dick richie ricky rich ritchie
james jim jimmy jamie jem jaimie
john jon johnny jonny jack johnnie
jonathan jonathon johnathan jon jonny jonty
joseph joe joey jo josef
josephine jo josie josephina
joanna joanne jo joann joan johanna asia
thomas tom tommy tomas
timothy tim timmy
anthony antony tony ant anton
andrew andy drew andre
edward ed eddie ted teddy ned edouard
edwin ed eddie
david dave davey davy dai
daniel dan danny dani
danielle dani danni danny
stephen steven steve stevie stephan stefan
stephanie steph stefanie steffi stephany
charles charlie chuck chas charley
charlotte charlie lottie lotty char
gregory greg gregg
geoffrey jeffrey geoff jeff jeffery
benjamin ben benny benji
peter pete petey
philip phillip phil pip
phillipa philippa pippa pip
francis frank frankie fran
frances fran frankie francesca fanny
frederick fred freddie freddy frederic
deborah debra debbie deb debs debby
pamela pam pammy
barbara barb babs basia barbie
jacqueline jackie jacqui jacquie jaqueline
dorothy dot dottie dolly
amanda mandy manda
theresa teresa terry tess terri tracy
terence terry terrence
gerald gerry jerry gerard
lawrence laurence larry laurie lawrie
leonard len lenny leo
raymond ray
ronald ron ronnie
donald don donnie
kenneth ken kenny
douglas doug dougie
albert al bert bertie
alfred alf alfie fred
arthur art artie
harold harry hal
henry harry hal hank
harriet harriett hattie
helen nell nellie ellen helena
eleanor ellie elle nell nora elinor eleanore
emily em emmy emmie milly emilie
emma em emmie
amelia amy millie milly mia
isabella isabel isabelle izzy bella izzie isobel
abigail abby abbie abi gail
olivia liv livvy ollie
oliver ollie olly
zachary zac zach zak zack zachariah
joshua josh
jacob jake jakob
nathan nate nathaniel nat
natalie nat natalia nataly
natasha tash tasha nat
gabriel gabe gabby
gabrielle gabriella gabby gabi
georgina georgia gina georgie george
georgie george
valerie val
veronica ronnie vera
virginia ginny ginger
vincent vince vinny
walter walt wally
stanley stan
sidney sid sydney
ruth ruthie
rosemary rose rosie
rosalind ros roz
sarah sally sadie sara
lucy lucie lucinda
lesley leslie les
lynn lynne linda lyn lindy
maureen mo reen
kimberley kimberly kim
karen kaz carron
kelly kel kelley
laura laurie lori
louis lewis lou louie
louise lou louisa lulu
marie maria mary mari
martin marty martyn
maxwell max
maximilian max
mohamud mo
muhammad mo mohsin mohi
melanie mel
melissa mel lissa
graham graeme grahame
alan allan allen al
ian iain
sean shaun shawn
stuart stewart stu
simon si simeon
ashley ash ashleigh
bradley brad
cameron cam
dominic dom dominik
elliot elliott eliot
finlay fin finn finley
gareth gaz gary garry
hannah hanna hana
imogen immy
jasmine jas jaz jasmin yasmin yasmine
jordan jord
lauren loz
leah lea lia
megan meg meghan
molly mollie
naomi nomi
phoebe phebe
rachel rach rachael rachelle
reginald reg reggie
rhiannon rhi
rupert rupe
toby tobias
tristan tris
katarzyna kasia kaska
malgorzata gosia goska margaret
agnieszka aga agnes
anna ania anka ann anne annie hania
magdalena magda madzia
joanna asia joasia
zofia zosia sophia sofia sophie sofie
ewa eva ewka
monika monica
aleksandra ola
krystyna krysia
teresa terenia
maria marysia mania
jadwiga jadzia
stanislawa stasia
danuta danka danusia
dorota dorotka
beata beatka
tomasz tomek thomas
jakub kuba jacob
krzysztof krzysiek krzys christopher
wojciech wojtek wojtus
stanislaw staszek stas
piotr piotrek peter
pawel pawelek paul
michal michalek michael
mateusz mateuszek matthew
lukasz lukaszek luke
andrzej andrzejek jedrek andrew
jan janek jas
jozef jozek joseph
grzegorz grzesiek grzes gregory
marcin marcinek
maciej maciek
rafal rafalek
slawomir slawek
zbigniew zbyszek
jaroslaw jarek
dariusz darek
mariusz mariuszek
tadeusz tadek
ryszard rysiek richard
jerzy jurek
robert robertek
bartosz bartek bartlomiej
dawid dawidek david
ioan ion ionel nelu ionica
gheorghe gigi george ghita
alexandru alex sandu
mihai mihaita misu
stefan fane stefanel
constantin costel costi dinu
nicolae nicu nicusor
vasile vasilica
elena lenuta ileana
maria marioara mioara
mihaela miha ela
andreea deea andrea
gabriela gabi
ana anca anuta
ioana oana
cristina cristi
cristian cristi
florentina florina
daniela dana
adrian adi
catalin cata
dumitru mitica
iulian iuli
`);

/** Given names in use here. Two different ones are two people, though a slip of one letter were enough. */
export const givenNames: ReadonlySet<string> = new Set([
  ...spellings.flat(),
  ...nicknames.flat(),
  ...words(`
aaron adam adele adrian aidan aiden alana alice alison amber amelie amy andrea angela angelina angus anita annabel anne april archie aria arlo
arya ava ayla bailey barry beatrice belinda bernard beverley blake brandon brenda brian bridget bruce bryan bryony caitlin callum carl carla carly
carol carole caroline carolyn cecilia celia chantelle chelsea cheryl chloe claire clara clare clive colin colleen connor conor corey craig
crystal curtis cynthia daisy damian damien darren dawn dean debra declan denis denise dennis derek diana diane diego dillon donna doris dylan
eden edith eileen elaine eli elias elijah elisa elise eliza ella ellis elsie emilia enid eric erica erin esme esther ethan eugene eva evan eve evelyn
evie ezra faith felicity felix fern fiona fleur florence freya gail gavin gemma genevieve geraldine gillian gladys glen glenda glenn gloria
grace guy gwen hailey hallie harley harper harrison harvey hayden hayley hazel heather heidi hilary hilda holly hope howard hugh hugo hunter
irene iris isaac isla ivan ivy jade jaden jane janet janice janine jason jasper jay jayden jayne jean jeanette jeremy jill joan joanne joel
jonah josiah joy joyce jude judith julia julian julie june justin kai karl kate kayden kayla keira keith kelsey kevin kian kieran kirk kirsten
kyle kyra lara lea leanne lee lena leo leon leona levi lewis lillian lilly lily lisa logan lola lorna lorraine louie lucas luca luka luke luna lydia
mabel maddison madeleine madison maeve maisie malcolm marc marcus margot marian marilyn marina marion marjorie mark marlene martha martina
marvin mason maya mckenzie melody mia mila milo miriam moira mohsin morgan muriel myles nadine nancy neil nell niall nigel nina noah noel
nora norma norman oscar owen paige pauline paul paula pearl penelope penny percy perry polly poppy quentin rafael ralph ramona ray reece
reggie reuben rhys riley rita robyn rodney roger roland roman rory rosa rosie ross rowan roxanne roy ruby russell ryan sabrina samson saskia
savannah scarlett scott sean sebastian selina shane shannon sharon sheila shelley sheryl shirley sienna silvia skye sofia sonia sophia spencer stacey
stella summer sybil sylvia tabitha tamara tammy tanya tara taylor teddy thea theo theodore tiffany tilly tobias tracey trevor tyler una
ursula valentina vanessa vera vernon violet vivian wayne wendy wilfred willow winifred xavier yolanda yvette yvonne zoe zara zach kian
adamo agata alicja antoni artur bartlomiej bogdan bogumila boguslaw bozena cezary edyta elzbieta emil ernest eugeniusz eustachy filip franciszek
gabriela grazyna halina hanna henryk igor ireneusz irena iwona izabela jacek janina janusz jolanta julia justyna kacper kamil kamila karol karolina
kazimierz kinga konrad krystian lech lena leszek lidia lucyna marek marianna marlena marta marzena michalina mieczyslaw mikolaj milena miroslaw
natalia nikola norbert olga oliwia oskar patrycja patryk paulina przemyslaw radoslaw renata roman sebastian sylwia szymon tymon urszula waldemar
wanda weronika wieslaw wieslawa wiktor wiktoria wladyslaw wlodzimierz zdzislaw zenon zuzanna zygmunt
adelina alin alina anca aurel aurelia bianca bogdan camelia carmen catalina ciprian claudia claudiu cornel cornelia corina cosmin cosmina costin
cristiana dan daria david denis diana doina dorin dragos elisabeta emanuel emil eugen eugenia felicia flavius florica gabriel georgiana
georgeta horia iacob ilie ileana ilinca ionela irina iulia iustin larisa laura laurentiu liliana liviu loredana lucia lucian luminita madalina marcel marian
mariana marin marius mihnea mirela mircea monica nadia narcisa natalia nicoleta octavian oana ovidiu paul petre petru radu ramona raluca razvan
roxana ruxandra sabin sebastian sergiu silviu simona sorin sorina teodor teodora tiberiu traian tudor valentin vali vasilica veronica victor viorel
viorica virgil vlad vladut
ajit aman amandeep amanjit amanpreet amardeep amrit amritpal anmol arjan arjun armaan arshdeep arvinder avtar baldev balbir baldip balraj balvinder
balwinder bhupinder charanjit darshan davinder devinder dilpreet dharam gagandeep gian gurbaksh gurdeep gurdip gurjit gurmeet gurmit gurmukh
gurnam gursharan gurvinder gurwinder harbans harbhajan harbir hardev harinder harjinder harjit harjot harkirat harman harmandeep harmeet harmohan
harnek harsimran harvinder inderjit iqbal jagjit jagmeet jagtar jaskaran jaskirat jasleen jasmeet jasvinder jaswant jaswinder jatinder joginder joga
kamaldeep kamaljit karamjit karan karanvir karnail kartar kewal kiran kirandeep kirpal kirpreet kulbir kuljit kulvinder kulwant kulwinder lakhbir
lakhvinder lovepreet mahinder malkit manbir manjinder manjit manjot manmohan manveer manvir mohan mohinder mukhtiar narinder navdeep
navjot navneet nirmal onkar paramjit pardeep parminder parmjit parvinder pavandeep pritam prabhjot rajbir rajdeep rajinder rajpal rajvinder
rajwinder raman ramandeep ranbir randeep ranjit ravinder ravneet resham rupinder sarabjit satbir satinder satnam satpal satvinder satwinder
sharanjit shamsher simran simrat sukhbir sukhdeep sukhdev sukhjinder sukhjit sukhpreet sukhraj sukhvinder sukhwinder surinder surjit swaran
tajinder talwinder taran taranjit tarlochan tarsem tejinder upinder varinder veerpal zorawar
abbas abeer abir adel adil adnan afaf afnan ahlam akram alaa alia aliya amal aman amani amin amir amira amjad ammar amna anas anwar
arif arwa ashraf asif asim asma asmaa aslam ayah ayat ayman azhar aziza badr bader basel basem basim basma batool burhan bushra daud dawood dina
ehab ebtisam eman ezz fadi fahad fahd faisal faiza fares farid farida faris farouk faruk fatin fawzi faysal feras firas ghada ghassan habib habiba hadi
hafsa haider haifa hakim hala hamad hamed hamid hana hanan hani haris harun haroon hashim hatem haya hayat haytham heba hiba hind hisham hoda huda
hussam iman imad imran inas inaya intisar iqra irfan ishaq isra israa jabir jafar jalal jamil jamila jana jawad jihad jumana kamal kamran kausar kawthar khadra
khawla kifah lamia latif latifa lina lubna lujain luqman maha maher mahdi majid majida malak malika manal mansour mansoor mariya marwa marwan
maysa mazen mehdi mina mona moataz mohsen muna munir munira murad nabeel nabil nabila nada nader nadir nadira nael nafisa nahla naima najib najma najwa
nahid nargis nasra nasreen nasrin nawal nazia nida nihad nizar noura nura nuha omaima omnia osama qasim rabia raed rafiq raghad rahim rahma
raja rami rana rania rasha rashida rawan razan reem rehab riad riyad rima rizwan rizwana ruba rukhsana ruqaya sabah sabina sabir sabr sadia sadiq safa
safia safiya sahar sajid sajida sakina salah saleem saleh salem salih salim salma salman salwa samar sameh sami samia samiha samira sana sanaa sara sawsan
shadi shabana shafiq shahid shahida shaima shakil shakira shamim shams sharifa shazia sherif siham soha sohail souad suad suhail suhayla suha sultan
tahir tahira taha talal taleb tamer tasneem tayyab ubaid usama wafa wahid waleed walid warda wasim widad wissam yahya yahia yara yasir yasser
yazan younes younis yunis yunus yusra zahid zahida zahir zaid zain zaina zakir zaki zeeshan zubair zulfiqar
abshir abdihakim abdiwahab abdisalan abdiweli abdow abukar ahado amal anab anisa asad asli awale axado ayaanle ayub barni barkhad barwaqo bile
bilan bishar cawil daahir dahabo dahir deeqa deka dahabo degmo dhahabo dhuuh duale ducaale ebyan edna egal fadxi fahma farduus farhan farhiya farxiya
fartun fatuma fawzia filsan fowsiya galad geedi gedi habon hafsa halgan hamdi hamda hani hanad haweeya haweya hersi hirsi hinda hoodo hufan
ibado idil ifrah ifraax ikran ilhan ilham ilwad iman istahil jawahir kaltun kaltuma kawsar khadan khadar kaafi khadro kin kulmiye ladan laki leylo
liban liiban luul mako magan maalin mahad maxad mana marwo maymun mire mukhtar muna munira muno muqtar nafiso naima najma nasro
nimo nimco nimcan obah qali qaman raage rage rahmo raho rooda roda roble robleh ruqiya ruun saado sabrin sadia safiyo sagal sahal sahra said sadiya
samatar sareedo sayid shamso sharmaake shermarke shire shukri siad siham siman sirad siyad siraad sofia subeer sucaad suad sucdi suldan suleqa tahlil
ubah ubax udgoon ugaas umi umul wardo warda wiilo wiil yahye yasmin yurub yussur zamzam zeinab zuhur
an anh  bao bich bien binh cam canh  chi chien cuc cuong dai dan danh dao dat diem diep dieu   dong dung  duy duyen
em gia giang giao ha hai han hang hanh hao hau hien hieu hieu hoa hoai hoan hong hop hue huan huong huu huy huyen khai khang khanh khiem khoa
khoi khue kien kieu kim ky  lam lan lanh le lien linh loan loc loi long luan   mai man manh minh my nam nga ngan nghi nghia ngoc
nguyet nhan nhat nhi nhu nhung ninh oanh phat phi phong phu phuc phung phuoc quan quang que quoc quy quyen quyet sang son suong tai tam tan tao
thach thai tham thang thanh thao the thien thinh tho thoa thong thu thuan thuc thuong thy tien tin tinh toan trai tram trang tri trieu trinh trong
truc trung  tu tuan tuong tuyen tuyet ut uyen van viet vinh  xuan yen`),
]);

/** Surnames in use here. Some are given names as well, and then tell neither. */
export const surnames: ReadonlySet<string> = new Set([
  ...surnameSpellings.flat(),
  ...words(`
smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green hall wood jackson clarke clark
harris lewis young allen scott moore watson hill cooper ward turner carter phillips mitchell patel adams campbell anderson cook bailey miller murphy
parker collins bennett griffiths kelly davis shaw price stewart simpson marshall graham gray murray ellis obrien oconnor oneill foster fletcher
richardson khan hughes edwards hussain morris rogers morgan cox lee martin baker harrison king ali james thomas jenkins powell reid ross mills
stevens palmer matthews gibson hunt holmes knight barnes butler russell stone pearson webb chapman ahmed dixon fisher harvey mason lloyd ford
kowalczyk wozniak kwiatkowski zajac wrobel walczak witkowski pawlak zalewski wysocki sadowski kubiak kalinowski borkowski czarnecki sawicki
popa radu stan matei ciobanu rusu marin lazar florea dinu nistor munteanu serban tudor moldovan ilie toma dobre barbu neagu ungureanu cojocaru
vasilescu craciun turcanu preda manole oprea stanciu dumitrescu georgescu constantinescu diaconu sandu balan
gill bains johal sahota atwal bhogal mann virk uppal rai sohal cheema chahal randhawa basra purewal sharma kumar verma gupta
masri haddad khalil mansour saleh nasser khoury hamdan darwish qasim abbas rahman siddiqui ansari haidar najjar awad hashemi karimi ahmadi
farah jama warsame duale egal hirsi samatar roble gedi elmi aden guled
le hoang vo do ho ngo duong ly dinh truong luong mai trinh ta cao chau quach lam`),
]);
