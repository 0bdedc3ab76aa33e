import type { Application } from "../application.ts";
import { birthProblem } from "../application.ts";
import { type Day, formatDay } from "../dates.ts";
import { movedTo, nextPersonId } from "./after-applying.ts";
import type { ChangeToPeople, RecordedChange } from "./identity.ts";
import { type Home, type HouseholdIdentity, type Member, type ReasonToLeave, reasonsToLeave } from "./identity.ts";
import { peopleNow } from "./people-on.ts";
import { areOnePerson } from "./score-of.ts";

/** The ways to become one of a household. */
export const waysToJoin = { joined: "They moved in or came back", born: "They were born" } as const;
export type WayToJoin = keyof typeof waysToJoin;

type Described = Pick<Member, "name" | "otherNames" | "dateOfBirth" | "estimatedAge" | "nino">;

/** A person's record about a household. */
export type ToRecord =
  | ({
      readonly kind: "addMember";
      readonly how: WayToJoin;
      /** Somebody who is born joins on that day. */
      readonly on?: Day;
      readonly relationship: Exclude<Member["relationship"], "self">;
    } & Described)
  | ({ readonly kind: "correctMember"; readonly personId: string } & Described)
  /** Somebody who was listed by mistake was never there, so no day is asked. */
  | { readonly kind: "memberLeft"; readonly personId: string; readonly why: ReasonToLeave; readonly on?: Day }
  | { readonly kind: "changeHome"; readonly address: Application["address"]; readonly on: Day };

export type RecordProblem = { readonly path: readonly string[]; readonly message: string };

/** In order of precedence. */
export type Recorded =
  | { readonly kind: "recorded"; readonly people: readonly Member[]; readonly homes: readonly Home[]; readonly change: ChangeToPeople }
  | { readonly kind: "noSuchPerson" }
  | { readonly kind: "nothingDiffers" }
  | { readonly kind: "problems"; readonly problems: readonly RecordProblem[] };

/** More than any household has. */
export const mostPeople = 100;
/** Enough for every award that can still be asked about. The oldest go first. */
const mostChanges = 200;

const problem = (name: string, message: string): Recorded => ({ kind: "problems", problems: [{ path: [name], message }] });

const describedIn = ({ name, otherNames = [], dateOfBirth, estimatedAge, nino }: Described): Described => ({
  name,
  ...(otherNames.length > 0 && { otherNames }),
  ...(dateOfBirth !== undefined && { dateOfBirth }),
  ...(estimatedAge !== undefined && { estimatedAge }),
  ...(nino !== undefined && { nino }),
});

const problemOfDay = (day: Day | undefined, missing: string, today: Day, notBefore?: Day): string | undefined => {
  if (day === undefined) return missing;
  if (day > today) return "The day must be today or in the past";
  return notBefore !== undefined && day < notBefore ? `The day must not be before ${formatDay(notBefore)}, when they joined` : undefined;
};

const addMember = (identity: HouseholdIdentity, asked: Extract<ToRecord, { kind: "addMember" }>, today: Day): Recorded => {
  const { how, relationship } = asked;
  const described = describedIn(asked);
  const born = described.dateOfBirth;
  const wrongBirth = born === undefined ? undefined : birthProblem(born, today);
  if (wrongBirth) return problem("dateOfBirth", wrongBirth);
  if (how === "born" && born === undefined) return problem("dateOfBirth", "Enter the date of birth: they joined on that day");
  const on = how === "born" ? born : asked.on;
  const wrongDay = problemOfDay(on, "Enter the day on which they joined", today);
  if (on === undefined || wrongDay) return problem("on", wrongDay ?? "");
  if (born !== undefined && on < born) return problem("on", `They were born after that day, on ${formatDay(born)}`);
  const now = peopleNow(identity);
  const personId = nextPersonId(new Set(identity.people.map((one) => one.personId)));
  const becomes: Member = { personId, ...described, relationship, from: on };
  const alike = now.find((one) => areOnePerson(becomes, one));
  if (alike) return problem("name", `${alike.name} is of this household already`);
  if (now.length >= mostPeople) return problem("name", `A household has at most ${mostPeople} people. Say first who has left`);
  return {
    kind: "recorded",
    people: [...identity.people, becomes],
    homes: identity.homes,
    change: { kind: "memberAdded", how, becomes },
  };
};

const isSameMember = (one: Member, other: Member): boolean =>
  JSON.stringify(Object.entries(one).toSorted()) === JSON.stringify(Object.entries(other).toSorted());

const inPlace = (identity: HouseholdIdentity, becomes: Member): readonly Member[] =>
  identity.people.map((one) => (one.personId === becomes.personId ? becomes : one));

const correctMember = (identity: HouseholdIdentity, asked: Extract<ToRecord, { kind: "correctMember" }>, today: Day): Recorded => {
  const was = identity.people.find(({ personId }) => personId === asked.personId);
  if (!was) return { kind: "noSuchPerson" };
  const described = describedIn(asked);
  const { personId, relationship, byOthersWord, until, left, notListedSince } = was;
  // A child born into the household joined on its birthday.
  const from = was.from === was.dateOfBirth ? (described.dateOfBirth ?? was.from) : was.from;
  const becomes: Member = {
    personId,
    ...described,
    relationship,
    ...(byOthersWord && { byOthersWord }),
    from,
    ...(until !== undefined && { until }),
    ...(left && { left }),
    ...(notListedSince !== undefined && { notListedSince }),
  };
  if (isSameMember(was, becomes)) return { kind: "nothingDiffers" };
  const born = described.dateOfBirth;
  const wrongBirth = born === undefined ? undefined : birthProblem(born, today);
  if (wrongBirth) return problem("dateOfBirth", wrongBirth);
  if (born !== undefined && born > from) return problem("dateOfBirth", `They joined the household before that day, on ${formatDay(from)}`);
  const sharing = described.nino && peopleNow(identity).find((one) => one.personId !== personId && one.nino === described.nino);
  if (sharing) return problem("nino", `${sharing.name} has this National Insurance number. Only one of them can have it`);
  return { kind: "recorded", people: inPlace(identity, becomes), homes: identity.homes, change: { kind: "memberCorrected", was, becomes } };
};

const memberLeft = (identity: HouseholdIdentity, asked: Extract<ToRecord, { kind: "memberLeft" }>, today: Day): Recorded => {
  const was = identity.people.find(({ personId }) => personId === asked.personId);
  if (!was) return { kind: "noSuchPerson" };
  const on = asked.why === "mistake" ? was.from : asked.on;
  const wrongDay = problemOfDay(on, "Enter the day on which they left", today, was.from);
  if (on === undefined || wrongDay) return problem("on", wrongDay ?? "");
  const { notListedSince: _, ...known } = was;
  const becomes: Member = { ...known, until: on, left: asked.why };
  if (isSameMember(was, becomes)) return { kind: "nothingDiffers" };
  return { kind: "recorded", people: inPlace(identity, becomes), homes: identity.homes, change: { kind: "memberLeft", was, becomes } };
};

const changeHome = (identity: HouseholdIdentity, asked: Extract<ToRecord, { kind: "changeHome" }>, today: Day): Recorded => {
  const { address, on } = asked;
  const now = identity.homes.findLast(({ until }) => until === undefined);
  if (now && JSON.stringify(Object.entries(now.address).toSorted()) === JSON.stringify(Object.entries(address).toSorted()))
    return { kind: "nothingDiffers" };
  const wrongDay = problemOfDay(on, "Enter the day on which they moved", today);
  if (wrongDay) return problem("on", wrongDay);
  if (now && on < now.from)
    return problem("on", `They have lived at the address of today since ${formatDay(now.from)}. Enter that day or a later one`);
  const homes = movedTo(identity.homes, address, on);
  return { kind: "recorded", people: identity.people, homes, change: { kind: "homeChanged", was: identity.homes, becomes: homes } };
};

/** Applies a record to a household's people and homes. Facts known before are not lost: see peopleKnownAt. */
export const record = (identity: HouseholdIdentity, asked: ToRecord, today: Day): Recorded => {
  switch (asked.kind) {
    case "addMember":
      return addMember(identity, asked, today);
    case "correctMember":
      return correctMember(identity, asked, today);
    case "memberLeft":
      return memberLeft(identity, asked, today);
    case "changeHome":
      return changeHome(identity, asked, today);
  }
};

/** The household with what was recorded, under its next version. */
export const withRecorded = (
  identity: HouseholdIdentity,
  { people, homes, change }: Extract<Recorded, { kind: "recorded" }>,
  { changeId, at }: Pick<RecordedChange, "changeId" | "at">,
): HouseholdIdentity => withChanges({ ...identity, version: identity.version + 1, people, homes }, [{ changeId, at, change }]);

/** Keeps changes as the newest. The oldest go where there are too many. */
export const withChanges = (identity: HouseholdIdentity, more: readonly RecordedChange[]): HouseholdIdentity =>
  more.length === 0 ? identity : { ...identity, changes: [...(identity.changes ?? []), ...more].slice(-mostChanges) };

const homeWords = (homes: readonly Home[]): string => {
  const address = homes.at(-1)?.address;
  if (address?.kind === "refuge") return "a refuge";
  if (address?.kind === "settled") return [address.line1, address.line2, address.town, address.postcode].filter(Boolean).join(", ");
  return "no settled address";
};

const changed = (was: Member, becomes: Member): readonly string[] => [
  ...(was.name === becomes.name ? [] : [`name, before “${was.name}”`]),
  ...(was.otherNames?.join() === becomes.otherNames?.join() ? [] : ["other names"]),
  ...(was.dateOfBirth === becomes.dateOfBirth
    ? []
    : [`date of birth, before ${was.dateOfBirth === undefined ? "not known" : formatDay(was.dateOfBirth)}`]),
  ...(was.estimatedAge === becomes.estimatedAge ? [] : ["estimated age"]),
  ...(was.nino === becomes.nino ? [] : ["National Insurance number"]),
];

/** "The couple parted on 3 May 2026: Tom Example". */
export const changeInWords = (change: ChangeToPeople): string => {
  switch (change.kind) {
    case "memberAdded":
      return change.how === "born"
        ? `${change.becomes.name} was born on ${formatDay(change.becomes.from)}`
        : `${change.becomes.name} joined on ${formatDay(change.becomes.from)}`;
    case "memberCorrected":
      return `Details of ${change.becomes.name} corrected: ${changed(change.was, change.becomes).join("; ")}`;
    case "memberLeft": {
      const { name, left = "moved", until = "" } = change.becomes;
      return `${name}: ${reasonsToLeave[left].toLowerCase()}${left === "mistake" ? "" : `, on ${formatDay(until)}`}`;
    }
    case "homeChanged":
      return `Moved on ${formatDay(change.becomes.at(-1)?.from ?? "")} to: ${homeWords(change.becomes)}`;
  }
};
