import type { Chance } from "../../infra/local/demo-data/random.ts";

/** Names as people give them: the first spelling on their papers, then those that they or an office also write. */
const spelled = (text: string): readonly (readonly [string, ...string[]])[] =>
  text
    .trim()
    .split(/[\s]+/)
    .map((names) => names.split("/") as [string, ...string[]]);

export const communities = ["english", "polish", "romanian", "punjabi", "arabic", "somali", "vietnamese"] as const;
export type Community = (typeof communities)[number];

type Pool = {
  readonly men: ReturnType<typeof spelled>;
  readonly women: ReturnType<typeof spelled>;
  readonly surnames: ReturnType<typeof spelled>;
};

export const pools: Readonly<Record<Community, Pool>> = {
  english: {
    men: spelled(`James/Jim/Jimmy John/Jon/Johnny Robert/Rob/Bob Michael/Mike/Mick William/Will/Bill David/Dave Richard/Rick Thomas/Tom Christopher/Chris
      Daniel/Dan/Danny Matthew/Matt Anthony/Tony Mark Paul Steven/Stephen/Steve Andrew/Andy Kenneth/Ken George Kevin Brian Edward/Ed/Ted Ronald/Ron
      Timothy/Tim Jason Jeffrey/Geoffrey/Jeff Ryan Gary Nicholas/Nick Eric Jonathan/Jonathon Stephen/Steve Larry/Laurence Justin Scott Brandon
      Benjamin/Ben Samuel/Sam Gregory/Greg Frank/Francis Alexander/Alex Patrick/Pat Raymond/Ray Jack Dennis Jerry/Gerald Tyler Aaron Jose Henry/Harry
      Adam Douglas/Doug Nathan Peter/Pete Zachary/Zac Kyle Noah Alan/Allan Ethan Jeremy Lionel Keith Roger Terence/Terry Sean/Shaun Austin Carl Arthur
      Leroy Winston Delroy Dwayne Malachi Ezekiel Callum Lachlan Euan Fergus Rhodri Gethin Iestyn Ewan Alistair/Alasdair Hamish Barnaby Rupert`),
    women:
      spelled(`Mary Patricia/Pat/Trish Jennifer/Jenny/Jen Linda Elizabeth/Liz/Beth Barbara/Barb Susan/Sue Jessica/Jess Sarah/Sara Karen Nancy Lisa
      Margaret/Maggie Sandra Ashley Kimberly/Kim Emily Donna Michelle Carol Amanda/Mandy Melissa Deborah/Debbie/Debra Stephanie/Steph Rebecca/Becky
      Laura Sharon Cynthia Kathleen/Kath Amy Angela Shirley Anna Brenda Pamela/Pam Emma Nicole Helen Samantha/Sam Katherine/Catherine/Kate Christine/Chris
      Rachel/Rachael Carolyn Janet Maria Heather Diane Julie Joyce Victoria/Vicky Kelly Christina/Tina Joan Evelyn Lauren Judith/Judy Olivia Martha
      Cheryl Megan/Meg Andrea Ann/Anne Alice Jean Doris Jacqueline/Jackie Hannah Kathryn/Kate Gloria Teresa/Theresa Sophie Janice Zoe Chantelle Shanice
      Latoya Precious Blessing Comfort Grace Rhiannon Angharad Bronwen Eilidh/Ailidh Mairi Niamh Siobhan/Shevaun Aoife Saoirse Imogen Cordelia Tamsin`),
    surnames:
      spelled(`Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke/Clark
      Harris Clark Lewis Young Allen/Allan Scott Moore Watson Hill Cooper Ward Turner Carter Phillips/Philips Mitchell Patel Adams Campbell Anderson Begum
      Cook/Cooke Bailey Miller Murphy Parker Collins Bennett/Bennet Griffiths Kelly Davis Shaw Price Stewart/Stuart Simpson Marshall Graham Gray/Grey
      Murray Ellis O'Brien O'Connor O'Neill Foster Fletcher Hodgson Higginbottom Featherstone Ramsbottom Okafor Adeyemi Mensah Boateng Chikwanha
      Sutherland Mackenzie McDonald/MacDonald McCarthy Pritchard Llewellyn Penhaligon Trevithick Ashworth Braithwaite Cholmondeley Dewhurst Entwistle`),
  },
  polish: {
    men: spelled(`Piotr Krzysztof/Krzysiek Andrzej Tomasz/Tomek Jan/Janek Paweł/Pawel Michał/Michal Marcin Jakub/Kuba Adam Marek Łukasz/Lukasz Grzegorz Mateusz Wojciech/Wojtek
      Mariusz Dariusz/Darek Zbigniew Maciej Rafał/Rafal Robert Kamil Jacek Szymon Bartosz/Bartek Sławomir/Slawomir Dawid Artur Damian Przemysław/Przemek Zdzisław`),
    women:
      spelled(`Anna/Ania Maria Katarzyna/Kasia Małgorzata/Malgorzata/Gosia Agnieszka/Aga Barbara/Basia Krystyna Ewa Elżbieta/Elzbieta Zofia/Zosia Teresa Magdalena/Magda Joanna/Asia
      Janina Monika Danuta Jadwiga Aleksandra/Ola Halina Irena Beata Marta Dorota Helena Karolina Grażyna/Grazyna Jolanta Iwona Paulina Justyna Bożena Urszula Wioletta`),
    surnames:
      spelled(`Nowak Kowalski Wiśniewski/Wisniewski Wójcik/Wojcik Kowalczyk Kamiński/Kaminski Lewandowski Zieliński/Zielinski Szymański/Szymanski Woźniak/Wozniak Dąbrowski/Dabrowski
      Kozłowski/Kozlowski Jankowski Mazur Kwiatkowski Krawczyk Piotrowski Grabowski Nowakowski Pawłowski/Pawlowski Michalski Adamczyk Dudek Zając/Zajac Wieczorek
      Król/Krol Jabłoński/Jablonski Majewski Olszewski Jaworski Wróbel/Wrobel Malinowski Pawlak Witkowski Walczak Stępień/Stepien Górski/Gorski Rutkowski Brzęczyszczykiewicz`),
  },
  romanian: {
    men: spelled(`Andrei Alexandru/Alex Ion/Ioan Gheorghe/George Constantin/Costel Mihai/Mihail Nicolae/Nicu Vasile Florin Marian Adrian Ștefan/Stefan Cristian/Cristi Daniel
      Ionuț/Ionut Gabriel Marius Cătălin/Catalin Bogdan Dumitru Sorin Viorel Liviu Răzvan/Razvan Vlad Cosmin Dragoș/Dragos Petru Ovidiu Lucian`),
    women:
      spelled(`Maria Elena Ioana/Oana Ana Andreea Mihaela Cristina Alexandra Daniela Gabriela Mariana Nicoleta Georgiana Florentina Simona Alina Roxana Mădălina/Madalina
      Raluca Bianca Diana Loredana Carmen Camelia Anca Irina Lăcrămioara Luminița/Luminita Monica Rodica`),
    surnames:
      spelled(`Popescu/Popesco Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Constantin Marin Lazăr/Lazar Florea Dinu Nistor Munteanu Șerban/Serban
      Tudor Moldovan Ilie Toma Dobre Barbu Neagu Ungureanu Cojocaru Vasilescu Crăciun/Craciun Țurcanu/Turcanu Preda Manole Oprea`),
  },
  punjabi: {
    men: spelled(`Gurpreet/Gurprit Harpreet Jaspreet Manpreet Amarjit/Amarjeet Baljit/Baljeet Kuldeep/Kuldip Sukhwinder/Sukhvinder Kulwinder/Kulvinder Balwinder Ranjit/Ranjeet Daljit/Daljeet
      Harjinder Jagdeep/Jagdip Paramjit/Parmjit Satnam Gurdeep Mandeep/Mandip Sandeep/Sandip Inderjit Harvinder Lakhbir Tarsem Jaswant Mohinder Charanjit Gurmukh Surjit Avtar Dalbir`),
    women:
      spelled(`Gurpreet/Gurprit Harpreet/Harprit Jaspreet Manpreet Amarjit Baljit Kuldeep Sukhwinder/Sukhvinder Kulwinder Balwinder Simran/Simranjit Jasleen Navneet Rajwinder Kiranjit/Kirandeep
      Parminder Ravinder Jasvir Surinder Harjit/Harjeet Gurinder Amandeep Ramandeep Prabhjot Sharanjit Manjit Gurmeet/Gurmit Davinder Nirmal Swaran`),
    surnames: spelled(
      `Gill Dhillon/Dhilon Sandhu Sidhu Grewal Brar Dhaliwal Bains Johal Sahota Atwal Bhogal Mann Virk Uppal Rai Sohal Cheema Chahal Randhawa Basra Purewal`,
    ),
  },
  arabic: {
    men: spelled(`Mohammed/Muhammad/Mohamed/Mohamad Ahmed/Ahmad Mahmoud/Mahmood Ali/Aly Hassan/Hasan Hussein/Hussain/Hossein Omar/Umar Khaled/Khalid Ibrahim/Ebrahim Yousef/Yusuf/Youssef
      Mustafa/Moustafa Tarek/Tariq Samir/Sameer Karim/Kareem Abdullah/Abdallah Abdulrahman/Abdelrahman Waleed/Walid Faisal/Faysal Bilal Hamza Nasser/Nasir Said/Saeed
      Rami Ziad/Zeyad Bassam Haitham/Haytham Jamal/Gamal Adel Munir/Mounir Ghassan`),
    women:
      spelled(`Fatima/Fatimah/Fatma Aisha/Ayesha/Aysha Maryam/Mariam Zainab/Zeinab/Zaynab Khadija/Khadijah Amina/Aminah Layla/Leila/Laila Noor/Nour Huda/Hoda Salma Rania Samira/Sameera
      Hanan Iman/Eman Nadia/Nadya Mona/Muna Sara/Sarah Yasmin/Yasmeen Rasha Dina Asma/Asmaa Sumaya/Sumayya Reem Hala Lina Wafa/Wafaa Suad/Souad`),
    surnames:
      spelled(`Al-Hassan/Hassan/Alhassan Al-Masri/Almasri/El-Masry Haddad Khalil Mansour/Mansoor Saleh/Salih Nasser/Nasir Khoury/Khouri Ibrahim Hamdan Darwish/Darwiche Qasim/Kassem/Qassem
      Abbas Rahman/Rehman Khan Ahmed/Ahmad Hussain/Hussein Malik Shah Chaudhry/Chowdhury/Choudhury Sheikh/Shaikh Siddiqui/Siddiqi Ansari Qureshi/Qureishi Aziz Haidar/Haider Najjar Awad`),
  },
  somali: {
    men: spelled(`Mohamed/Maxamed/Mohamud Abdi/Cabdi Ahmed/Axmed Hassan/Xasan Ali/Cali Abdullahi/Cabdullahi/Abdulahi Abdirahman/Cabdiraxmaan/Abdurahman Farah/Faarax Omar/Cumar Yusuf/Yuusuf
      Ibrahim/Ibraahim Hussein/Xuseen Ismail/Ismaaciil Jama/Jaamac Warsame Guled/Guuleed Liban/Liibaan Mahad Abdiaziz/Cabdicasiis Bashir/Bashiir Said/Siciid Nur/Nuur Osman/Cismaan`),
    women:
      spelled(`Fadumo/Faadumo/Faduma Amina/Aamina Halima/Xaliimo Hodan/Xodan Hawa/Xaawo Khadija/Khadiijo/Qadija Asha/Caasha Sahra/Zahra Maryan/Maryam Ayan/Ayaan Ifrah/Ifraax Hibo/Hiba
      Nasra Deqa/Deeqa Sagal Ubah/Ubax Zeinab/Saynab Ladan Fartun/Fartuun Idil Safiya/Safiyo Hamdi/Xamdi Shukri Naima/Nacima`),
    surnames:
      spelled(`Mohamed/Maxamed Abdi/Cabdi Ahmed/Axmed Hassan/Xasan Ali/Cali Farah/Faarax Omar/Cumar Yusuf/Yuusuf Ibrahim/Ibraahim Hussein/Xuseen Jama/Jaamac Warsame Osman/Cismaan Nur/Nuur
      Abdullahi/Cabdullahi Aden/Aadan Elmi/Cilmi Duale/Ducaale Egal/Cigaal Hirsi/Xirsi Samatar Shire Roble/Rooble Gedi/Geedi`),
  },
  vietnamese: {
    men: spelled(
      `Đức/Duc Minh Hùng/Hung Dũng/Dung Tuấn/Tuan Nam Hải/Hai Long Sơn/Son Thắng/Thang Quang Hiếu/Hieu Trung Khoa Phong Bảo/Bao Huy Thành/Thanh Tùng/Tung Việt/Viet Cường/Cuong Đạt/Dat`,
    ),
    women: spelled(
      `Lan Hương/Huong Mai Linh Hoa Thảo/Thao Ngọc/Ngoc Trang Hà/Ha Phương/Phuong Yến/Yen Thu Nga Hạnh/Hanh Vân/Van Quỳnh/Quynh Tuyết/Tuyet Anh Thúy/Thuy Bích/Bich Diệp/Diep Nhung`,
    ),
    surnames: spelled(
      `Nguyễn/Nguyen Trần/Tran Lê/Le Phạm/Pham Huỳnh/Huynh Phan Vũ/Vu Võ/Vo Đặng/Dang Bùi/Bui Đỗ/Do Hồ/Ho Ngô/Ngo Dương/Duong Lý/Ly Đinh/Dinh Trương/Truong Lương/Luong`,
    ),
  },
};

/** The parts of one person's name, in the spellings of the papers. */
export type FullName = {
  readonly community: Community;
  readonly isMan: boolean;
  readonly given: readonly [string, ...string[]];
  readonly middle?: readonly [string, ...string[]];
  readonly surname: readonly [string, ...string[]];
};

const take = <T>(chance: Chance, from: readonly T[]): T => from[chance.between(0, from.length - 1)] as T;

/** The share of people of each community who apply here. */
export const communityOf = (chance: Chance): Community => {
  const draw = chance.next();
  if (draw < 0.55) return "english";
  return take(chance, communities.slice(1));
};

const feminine = ([first, ...others]: readonly [string, ...string[]]): readonly [string, ...string[]] => {
  const turned = (name: string) => name.replace(/ski$/, "ska").replace(/cki$/, "cka");
  return [turned(first), ...others.map(turned)];
};

/** A member of the family has its surname, as its community passes names on. */
export const nameOf = (chance: Chance, community: Community, isMan: boolean, family: readonly [string, ...string[]]): FullName => {
  const { men, women } = pools[community];
  const given = take(chance, isMan ? men : women);
  const base = { community, isMan, given, surname: isMan ? family : feminine(family) };
  if (community === "vietnamese") return { ...base, middle: isMan ? ["Văn", "Van"] : ["Thị", "Thi"] };
  if (community === "punjabi") return { ...base, middle: isMan ? ["Singh"] : ["Kaur"] };
  if (community === "somali") return { ...base, middle: take(chance, men) };
  return chance.happens(0.25) ? { ...base, middle: take(chance, isMan ? men : women) } : base;
};

export const familyOf = (chance: Chance, community: Community): readonly [string, ...string[]] => take(chance, pools[community].surnames);
