import { type Chance, chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { LabelledRow } from "./labelled.ts";
import { type Community, communityOf, type FullName, familyOf, nameOf } from "./names.ts";
import { ninoFrom, slippedDay, swappedDay, typo } from "./slips.ts";

/**
 * Lives: households that apply, move, marry, part, have children and apply again over two years, and the mistakes that they
 * and the people who help them make. The shares are choices, made before any score was known.
 */

type Person = {
  readonly name: FullName;
  readonly birth: string;
  readonly nino: string;
  readonly isChild: boolean;
  /** The name that they had before they married. */
  readonly maiden?: FullName["surname"];
};
type Place = { readonly flat: string; readonly number: number; readonly street: string; readonly postcode: string; readonly uprn: string };
type Household = {
  readonly truth: string;
  people: Person[];
  place: Place | undefined;
  phone: string;
  email: string;
  account: string;
  /** The applicant's place among the people. */
  applicant: number;
  readonly isPrivate: boolean;
};
type Due = { readonly at: number; readonly of: Household; readonly before?: (chance: Chance, household: Household) => void };

const streets = [
  "Split Road",
  "Mill Rise",
  "Canal Walk",
  "Elm Court",
  "Kiln Street",
  "Loom Way",
  "St John's Avenue",
  "Far Gosford Street",
  "Station Approach",
  "Bishop Gate",
  "The Crescent",
  "Upper Well Lane",
] as const;
const districts = ["CV1", "CV2", "CV3", "CV4", "CV5", "CV6"] as const;
const postLetters = "ABDEFGHJLNPQRSTUWXYZ";

const digits = (chance: Chance, count: number): string => Array.from({ length: count }, () => chance.between(0, 9)).join("");
const birthAt = (chance: Chance, least: number, most: number): string =>
  `${2026 - chance.between(least, most)}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`;

const world = (chance: Chance) => {
  let uprns = 100_070_000_000;
  let numbers = 0;
  const used = new Set<string>();
  const phoneFrom = () => `07${digits(chance, 9)}`;
  const accountFrom = () => `${digits(chance, 6)} ${digits(chance, 8)}`;
  const placeFrom = (isFlat = chance.happens(0.35)): Place => {
    const street = chance.oneOf(streets);
    const number = chance.between(1, 240);
    const postcode = `${chance.oneOf(districts)} ${chance.between(1, 9)}${chance.takeFrom([...postLetters])}${chance.takeFrom([...postLetters])}`;
    const flat = isFlat ? String(chance.between(1, 12)) : "";
    const place = `${postcode} ${number} ${flat}`;
    if (used.has(place)) return placeFrom(isFlat);
    used.add(place);
    uprns += chance.between(1, 30);
    return { flat, number, street, postcode, uprn: String(uprns) };
  };
  const personFrom = (name: FullName, birth: string, isChild = false): Person => ({ name, birth, nino: ninoFrom(chance), isChild });
  const adultOf = (community: Community, isMan: boolean, family: FullName["surname"], least = 19, most = 80) =>
    personFrom(nameOf(chance, community, isMan, family), birthAt(chance, least, most));
  const emailOf = ({ given, surname }: FullName) =>
    `${given[0]}.${surname[0]}${chance.between(1, 9_999)}@example.com`
      .normalize("NFKD")
      .replace(/[^\w.@]/g, "")
      .toLowerCase();

  const householdOf = (people: Person[], place: Place | undefined = placeFrom()): Household => {
    numbers += 1;
    const [first] = people;
    return {
      truth: `T${numbers}`,
      people,
      place,
      phone: chance.happens(0.94) ? phoneFrom() : "",
      email: first && chance.happens(0.65) ? emailOf(first.name) : "",
      account: chance.happens(0.7) ? accountFrom() : "",
      applicant: 0,
      isPrivate: chance.happens(0.7),
    };
  };

  const family = (): Household => {
    const community = communityOf(chance);
    const surname = familyOf(chance, community);
    const draw = chance.next();
    const isMan = chance.happens(0.45);
    const head = adultOf(community, isMan, surname, 19, draw < 0.45 ? 80 : 50);
    const people = [head];
    if (draw > 0.6) {
      const keepsOwn = community === "somali" || community === "vietnamese" || chance.happens(0.2);
      people.push(adultOf(community, !isMan, keepsOwn ? familyOf(chance, community) : surname, 20, 50));
    }
    if (draw > 0.42) {
      const children = chance.between(1, draw > 0.97 ? 6 : 3);
      for (let child = 0; child < children; child += 1)
        people.push(personFrom(nameOf(chance, community, chance.happens(0.5), surname), birthAt(chance, 0, 17), true));
      // Twins among the children.
      const [last] = people.slice(-1);
      if (last && chance.happens(0.03)) people.push(personFrom(nameOf(chance, community, chance.happens(0.5), surname), last.birth, true));
    }
    return householdOf(people, chance.happens(0.03) ? undefined : placeFrom());
  };
  return { phoneFrom, accountFrom, placeFrom, personFrom, adultOf, emailOf, householdOf, family };
};

const flatStyles = [
  ({ flat, number, street }: Place) => `Flat ${flat}, ${number} ${street}`,
  ({ flat, number, street }: Place) => `${flat}/${number} ${street}`,
  ({ flat, number, street }: Place) => `${number} ${street}, Flat ${flat}`,
  ({ flat, number, street }: Place) => `Apartment ${flat}, ${number} ${street}`,
  ({ flat, number, street }: Place) => `Apt ${flat} ${number} ${street}`,
  ({ flat, number, street }: Place) => `FLAT ${flat} ${number} ${street.toUpperCase()}`,
  ({ flat, number, street }: Place) => `${number} ${street}, Apartment ${flat}, Coventry`,
] as const;
const houseStyles = [
  ({ number, street }: Place) => `${number} ${street}`,
  ({ number, street }: Place) => `${number}, ${street}`,
  ({ number, street }: Place) => `${number} ${street}, Coventry`,
  ({ number, street }: Place) => `${number} ${street.toUpperCase()}`,
  ({ number, street }: Place) =>
    `${number} ${street.replace("Road", "Rd").replace("Street", "St").replace("Avenue", "Ave").replace("Lane", "Ln")}`,
] as const;

const addressText = (chance: Chance, place: Place): string => (place.flat ? chance.oneOf(flatStyles) : chance.oneOf(houseStyles))(place);

/** A name as one application has it. Most are as on the papers. */
const written = (chance: Chance, { name, maiden }: Person): string => {
  const { community, given, middle, surname } = name;
  const another = chance.happens(community === "english" ? 0.05 : 0.15);
  const pick = (names: readonly string[]) => (another ? chance.takeFrom(names) : (names[0] ?? ""));
  let [first, last] = [pick(given), pick(surname)];
  if (maiden && chance.happens(0.3)) last = `${last} née ${maiden[0]}`;
  if (chance.happens(0.02)) first = typo(chance, first);
  if (chance.happens(0.025)) last = typo(chance, last);
  const saysMiddle = middle && chance.happens(community === "somali" || community === "punjabi" || community === "vietnamese" ? 0.85 : 0.6);
  const inner = saysMiddle ? [pick(middle)] : [];
  const isTurned = chance.happens(community === "vietnamese" ? 0.3 : community === "english" ? 0.01 : 0.04);
  const words = (community === "vietnamese") !== isTurned ? [last, ...inner, first] : [first, ...inner, last];
  const title = chance.happens(0.06) ? [chance.oneOf(name.isMan ? ["Mr", "Mr.", "Dr"] : ["Mrs", "Ms", "Miss"])] : [];
  const text = [...title, ...words].join(" ");
  return chance.happens(0.05) ? text.toUpperCase() : chance.happens(0.04) ? text.toLowerCase() : text;
};

const births = (chance: Chance, birth: string): string => {
  if (chance.happens(0.012)) return swappedDay(birth);
  return chance.happens(0.012) ? slippedDay(chance, birth) : birth;
};

const inStyle = (chance: Chance, day: string): string => (chance.happens(0.2) ? day.split("-").toReversed().join("/") : day);

const phoneStyle = (chance: Chance, phone: string): string => {
  if (!phone) return "";
  const draw = chance.next();
  if (draw < 0.15) return `+44${phone.slice(1)}`;
  return draw < 0.3 ? `${phone.slice(0, 5)} ${phone.slice(5)}` : phone;
};

const rowsOf = (
  chance: Chance,
  application: string,
  { truth, people, place, phone, email, account, applicant }: Household,
): LabelledRow[] => {
  const [head, ...others] = [people[applicant], ...people.filter((_, index) => index !== applicant)];
  if (!head) return [];
  const saysUprn = chance.happens(0.75);
  return [head, ...others.filter((person) => person.isChild || chance.happens(0.97))].map((person, index) => ({
    application,
    household: truth,
    role: index === 0 ? "applicant" : "member",
    name: written(chance, person),
    date_of_birth: inStyle(chance, births(chance, person.birth)),
    nino: !person.isChild && chance.happens(index === 0 ? 0.3 : 0.05) ? person.nino : "",
    phone: index === 0 && chance.happens(0.96) ? phoneStyle(chance, phone) : "",
    email: index === 0 && chance.happens(0.92) ? (chance.happens(0.1) ? email.toUpperCase() : email) : "",
    address: place ? addressText(chance, place) : "No fixed abode",
    postcode: place ? (chance.happens(0.1) ? place.postcode.replace(" ", "").toLowerCase() : place.postcode) : "",
    uprn: place && saysUprn ? place.uprn : "",
    account: index === 0 && chance.happens(0.8) ? account : "",
  }));
};

type World = ReturnType<typeof world>;

/** Events of a household between two applications. */
const time = (chance: Chance, make: World, household: Household): void => {
  const [head] = household.people;
  if (!head) return;
  if (chance.happens(0.1)) household.place = make.placeFrom();
  if (chance.happens(0.1)) household.phone = make.phoneFrom();
  if (household.email && chance.happens(0.07)) household.email = make.emailOf(head.name);
  if (chance.happens(0.08)) household.account = make.accountFrom();
  const { community, isMan, surname } = head.name;
  if (!isMan && !head.isChild && chance.happens(0.015)) {
    const married = familyOf(chance, community);
    household.people[0] = { ...head, name: { ...head.name, surname: married }, ...(chance.happens(0.5) && { maiden: surname }) };
  }
  if (chance.happens(0.04))
    household.people.push(make.personFrom(nameOf(chance, community, chance.happens(0.5), surname), "2026-02-14", true));
  const second = household.people[1];
  if (second && !second.isChild && chance.happens(0.12)) {
    household.applicant = 1 - household.applicant;
    if (household.isPrivate) {
      household.phone = make.phoneFrom();
      household.email = make.emailOf(second.name);
    }
  }
};

/** Situations in which different households look alike. */
const lookalikes = (chance: Chance, make: World, count: number): Household[][] => {
  const share = (of: number) => Math.max(1, Math.round(count * of));
  const each = (of: number, build: () => Household[]) => Array.from({ length: share(of) }, build);
  const english = (isMan: boolean, surname = familyOf(chance, "english")) => make.adultOf("english", isMan, surname);
  const twins = (isSameHome: boolean, isOneInitial: boolean): Household[] => {
    const community = communityOf(chance);
    const surname = familyOf(chance, community);
    const first = make.adultOf(community, chance.happens(0.5), surname, 19, 60);
    let name = nameOf(chance, community, first.name.isMan, surname);
    for (
      let tries = 0;
      tries < 200 && (name.given[0] === first.name.given[0] || (isOneInitial && name.given[0][0] !== first.name.given[0][0]));
      tries += 1
    )
      name = nameOf(chance, community, first.name.isMan, surname);
    if (name.given[0] === first.name.given[0]) return [];
    const one = make.householdOf([first]);
    const other = make.householdOf([make.personFrom(name, first.birth)], isSameHome ? one.place : undefined);
    if (!isSameHome) other.place = make.placeFrom();
    else if (chance.happens(0.4)) other.phone = one.phone;
    return [one, other];
  };
  return [
    ...each(0.002, () => twins(true, false)),
    ...each(0.001, () => twins(true, true)),
    ...each(0.002, () => twins(false, false)),
    // A father and a grown son of one name.
    ...each(0.003, () => {
      const father = make.adultOf(communityOf(chance), true, familyOf(chance, "english"), 45, 80);
      const one = make.householdOf([father]);
      const years = chance.between(19, 38);
      const birth = chance.happens(0.1)
        ? `${Number(father.birth.slice(0, 4)) + years}${father.birth.slice(4)}`
        : `${Number(father.birth.slice(0, 4)) + years}-${birthAt(chance, 1, 1).slice(5)}`;
      const other = make.householdOf([make.personFrom(father.name, birth)], one.place);
      if (chance.happens(0.4)) other.phone = one.phone;
      return [one, other];
    }),
    // Students who share a house and nothing else.
    ...each(0.006, () => {
      const place = make.placeFrom(false);
      return Array.from({ length: chance.between(4, 7) }, () => {
        const community = communityOf(chance);
        return make.householdOf([make.adultOf(community, chance.happens(0.5), familyOf(chance, community), 18, 24)], place);
      });
    }),
    // Two families in one flat, related half of the time.
    ...each(0.008, () => {
      const [one, other] = [make.family(), make.family()];
      const community = one.people[0]?.name.community ?? "english";
      other.place = one.place;
      if (chance.happens(0.5) && one.people[0])
        other.people = [
          make.adultOf(community, chance.happens(0.5), one.people[0].name.surname, 20, 50),
          ...other.people.filter(({ isChild }) => isChild),
        ];
      if (chance.happens(0.3)) other.phone = one.phone;
      return [one, other];
    }),
    // Hostels: one building without rooms.
    ...Array.from({ length: 4 }, () => {
      const place = make.placeFrom(false);
      return Array.from({ length: chance.between(15, 40) }, () => make.householdOf([english(chance.happens(0.7))], place));
    }),
    // A support worker's phone on sixty cases, half of them in one scheme's flats.
    [0].map(() => {
      const phone = make.phoneFrom();
      return Array.from({ length: 60 }, () => ({ ...make.family(), phone }));
    })[0] ?? [],
    // An appointee's bank account, for people of several homes.
    ...Array.from({ length: 3 }, () => {
      const account = make.accountFrom();
      const place = make.placeFrom(false);
      return Array.from({ length: 12 }, (_, index) => {
        const household = make.householdOf([english(chance.happens(0.5))], index < 5 ? place : make.placeFrom());
        return { ...household, account };
      });
    }),
    // Two people of one name and one birthday.
    ...each(0.0005, () => {
      const one = make.householdOf([english(true)]);
      const [head] = one.people;
      return head ? [one, make.householdOf([make.personFrom(head.name, head.birth)])] : [one];
    }),
  ];
};

const rowsOver = (chance: Chance, dues: readonly Due[]): LabelledRow[] =>
  dues
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ of, before }, index) => {
      before?.(chance, of);
      return rowsOf(chance, `A${index + 1}`, of);
    });

/** A couple that parts: who stays is the household still, and who leaves is another one. */
const parting = (chance: Chance, make: World): Due[] => {
  let home = make.family();
  while (home.people.length < 2 || home.people[1]?.isChild || !home.place) home = make.family();
  const leaver = home.people[1];
  if (!leaver) return [];
  const after = make.householdOf([leaver], make.placeFrom());
  const at = chance.next();
  const later = at + (1 - at) * 0.5;
  return [
    { at, of: home },
    {
      at: later,
      of: home,
      before: (_, household) => {
        household.people = household.people.filter((person) => person !== leaver);
        household.applicant = 0;
      },
    },
    { at: later + 0.001, of: after },
    ...(chance.happens(0.5) ? [{ at: Math.min(1, later + 0.1), of: after }] : []),
  ];
};

/** A grown child who leaves home, and applies alone. */
const leavingHome = (chance: Chance, make: World): Due[] => {
  const home = make.family();
  const [head] = home.people;
  if (!head) return [];
  const child = make.adultOf(head.name.community, chance.happens(0.5), head.name.surname, 18, 22);
  home.people.push(child);
  const at = chance.next();
  return [
    { at, of: home },
    { at: at + (1 - at) / 2, of: make.householdOf([child]) },
  ];
};

const mononyms = ["Suharto", "Zahra", "Prakash", "Madhuri", "Ọlá", "Rahmatullah", "Devi", "X"] as const;

export const livesSet = (seed: number, households: number): readonly LabelledRow[] => {
  const chance = chanceFrom(seed);
  const make = world(chance);
  const alike = lookalikes(chance, make, households).flat();
  const ones: Household[] = Array.from({ length: Math.ceil(households * 0.001) }, () => {
    const household = make.householdOf([make.adultOf("arabic", true, ["-"])]);
    const [head] = household.people;
    const name = chance.oneOf(mononyms);
    if (head) household.people = [{ ...head, name: { ...head.name, given: [name], surname: [""] } }];
    return household;
  });
  const partings = Array.from({ length: Math.round(households * 0.006) }, () => parting(chance, make)).flat();
  const leavers = Array.from({ length: Math.round(households * 0.003) }, () => leavingHome(chance, make)).flat();
  const others = new Set([...partings, ...leavers].map(({ of }) => of)).size;
  const plain = Array.from({ length: Math.max(0, households - alike.length - ones.length - others) }, () => make.family());
  const dues = [...plain, ...alike, ...ones].flatMap((of): Due[] => {
    const draw = chance.next();
    const times = draw < 0.6 ? 1 : draw < 0.85 ? 2 : chance.between(3, 6);
    const at = Array.from({ length: times }, () => chance.next()).sort((a, b) => a - b);
    return at.map((when, index) => ({
      at: when,
      of,
      ...(index > 0 && { before: (draws: Chance, household: Household) => time(draws, make, household) }),
    }));
  });
  return rowsOver(chance, [...dues, ...partings, ...leavers]);
};
