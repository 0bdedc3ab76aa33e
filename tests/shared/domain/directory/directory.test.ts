import { expect, test } from "vitest";
import { compareDirectories } from "../../../../shared/domain/directory/compare-directories.ts";
import {
  type Directory,
  type Service,
  serviceOf,
  servicesNamedOnForm,
  servicesToReferTo,
  servicesToTellOf,
} from "../../../../shared/domain/directory/directory.ts";
import {
  type DirectoryBook,
  directoryOn,
  serviceNamesIn,
  servicesEverReferredTo,
} from "../../../../shared/domain/directory/directory-book.ts";
import { serviceFields } from "../../../../shared/domain/directory/directory-fields.ts";
import { onwardHelpProblems } from "../../../../shared/domain/directory/onward-help.ts";
import { directoryProblemsInBook, nextDirectory, readDirectory } from "../../../../shared/domain/directory/read-directory.ts";
import { shippedDirectory } from "../../../../shared/domain/directory/shipped-directory.ts";

const like = (code: string, changes: Partial<Service>): Directory => ({
  ...shippedDirectory,
  services: shippedDirectory.services.map((service) => (service.code === code ? { ...service, ...changes } : service)),
});
const problemsIn = (document: unknown) => {
  const read = readDirectory(document);
  return read.kind === "problems" ? read.problems.map(({ place, message }) => `${place.join(".")}: ${message}`) : [];
};
const now = new Date("2026-11-20T10:00:00Z");

test("the directory that the product ships with holds, and has every service that was promised", () => {
  expect(readDirectory(shippedDirectory)).toEqual({ kind: "document", document: shippedDirectory });
  expect(shippedDirectory.services.map(({ code }) => code)).toEqual([
    "welfareRights",
    "earlyHelp",
    "debtAdvice",
    "foodNetwork",
    "holidayActivities",
    "freeSchoolMeals",
    "energyAdvice",
    "domesticAbuse",
    "mash",
    "marac",
  ]);
});

test("a service for staff only is neither told to residents, named on their form nor offered for a referral", () => {
  const offered = [servicesToReferTo, servicesToTellOf, servicesNamedOnForm].flatMap((of) => of(shippedDirectory));
  for (const code of ["domesticAbuse", "mash", "marac"]) {
    expect(serviceOf(shippedDirectory, code)?.audience).toBe("staff");
    expect(offered.map((service) => service.code)).not.toContain(code);
  }
});

test.each<[string, Directory, string]>([
  [
    "no reasons",
    like("earlyHelp", { reasons: [] }),
    "services.1.reasons: Select why people are referred to it, since the service takes referrals",
  ],
  [
    "a reason that nobody knows",
    like("earlyHelp", { reasons: ["rain"] }),
    "services.1.reasons: There is no reason rain. Add it to the reasons first",
  ],
  [
    "no consent words",
    like("earlyHelp", { shares: undefined }),
    "services.1.shares: Enter what is shared with the service, since the service takes referrals",
  ],
  [
    "no days to answer",
    like("earlyHelp", { answerDays: undefined }),
    "services.1.answerDays: Enter the days to answer, since the service takes referrals",
  ],
  [
    "nobody to contact",
    like("earlyHelp", { contactName: undefined }),
    "services.1.contactName: Enter who to contact, since the service takes referrals",
  ],
  [
    "no way to contact them",
    like("earlyHelp", { phone: undefined, email: undefined }),
    "services.1.email: Enter a telephone number or an email address, since the service takes referrals",
  ],
  [
    "more time when it is urgent",
    like("earlyHelp", { urgentAnswerDays: 9 }),
    "services.1.urgentAnswerDays: Give no more days to an urgent answer than to any other",
  ],
  [
    "nothing to tell a resident",
    like("debtAdvice", { tells: undefined }),
    "services.2.tells: Enter what residents are told, since they are told to go there by themselves",
  ],
  [
    "a signpost to a service for staff only",
    like("mash", { signposted: true, tells: "MASH." }),
    "services.8.signposted: No resident is shown a service that is for staff only. Untick this",
  ],
  [
    "a service for staff only on the form",
    like("earlyHelp", { audience: "staff" }),
    "services.1.namedOnForm: No resident is asked about a service that is for staff only. Untick this",
  ],
  [
    "ages the wrong way round",
    like("earlyHelp", { agesFrom: 9, agesTo: 4 }),
    "services.1.agesTo: The oldest age must be the youngest age or more",
  ],
  ["a code twice", like("mash", { code: "marac" }), "services.9.code: The service marac is there twice. Give each a code of its own"],
  [
    "a name twice",
    like("mash", { name: "Debt advice" }),
    "services.8.name: There are two services called “Debt advice”. Give each a name of its own",
  ],
  [
    "an address that is not secure",
    like("mash", { url: "http://mash.example" }),
    "services.8.url: Enter the web address, beginning with https://",
  ],
])("%s is refused where it is mended", (_, directory, problem) => {
  expect(problemsIn(directory)).toEqual([problem]);
});

test("a version is the next one, and starts neither too soon nor before the one it follows", () => {
  const next = nextDirectory(shippedDirectory, now);
  const book: DirectoryBook = [shippedDirectory, { ...next, startsOn: "2026-12-24" }];
  expect(next).toMatchObject({ version: 2, startsOn: "2026-11-21" });
  expect(directoryProblemsInBook(next, [shippedDirectory], now)).toEqual([]);
  expect(
    directoryProblemsInBook({ ...next, version: 3, startsOn: "2026-11-20" }, [shippedDirectory], now).map(({ place }) => place),
  ).toEqual([["version"], ["startsOn"]]);
  expect(directoryProblemsInBook({ ...next, version: 3 }, book, now).map(({ message }) => message)).toEqual([
    "Version 2 starts on 24 December 2026. Start this one then, or later",
  ]);
});

test("a version is in force from its first day, and names outlive their services", () => {
  const next = { ...like("earlyHelp", { name: "Early Help" }), version: 2, startsOn: "2026-12-01" };
  const without = { ...next, version: 3, startsOn: "2026-12-09", services: next.services.filter(({ code }) => code !== "earlyHelp") };
  const book: DirectoryBook = [shippedDirectory, next, without];
  expect(["2020-01-01", "2026-11-30", "2026-12-01", "2026-12-09"].map((day) => directoryOn(book, day).version)).toEqual([1, 1, 2, 3]);
  expect(serviceNamesIn(book).earlyHelp).toBe("Early Help");
  expect(servicesEverReferredTo(book)).toEqual(["welfareRights", "earlyHelp", "debtAdvice"]);
});

test("only an active service is offered, for the reasons that it takes", () => {
  const asked = { referrals: [{ service: "earlyHelp", reasons: ["parenting"] }], signposts: ["debtAdvice"] };
  expect(onwardHelpProblems(asked, shippedDirectory)).toEqual([]);
  expect(onwardHelpProblems(asked, like("earlyHelp", { status: "temporarilyClosed" })).map(({ path }) => path)).toEqual([
    ["referrals", 0, "service"],
  ]);
  expect(onwardHelpProblems(asked, like("earlyHelp", { reasons: ["debt"] })).map(({ path }) => path)).toEqual([
    ["referrals", 0, "reasons", 0],
  ]);
  expect(onwardHelpProblems({ referrals: [], signposts: ["mash", "nobody"] }, shippedDirectory).map(({ path }) => path)).toEqual([
    ["signposts", 0],
    ["signposts", 1],
  ]);
});

test("the comparison tells a change of any single field of a service", () => {
  const [first] = shippedDirectory.services;
  for (const [name, { kind }] of Object.entries(serviceFields)) {
    const before = first?.[name as keyof Service];
    const changed =
      kind === "count"
        ? 59
        : kind === "yesNo"
          ? !before
          : kind === "choices"
            ? ["debt"]
            : kind === "day"
              ? "2026-01-01"
              : `Another ${before}`;
    const changes = compareDirectories(shippedDirectory, like("welfareRights", { [name]: changed }));
    expect(changes.length, name).toBeGreaterThan(0);
    expect(new Set(changes.map(({ part }) => part))).toEqual(new Set(["services"]));
  }
  expect(compareDirectories(shippedDirectory, structuredClone(shippedDirectory))).toEqual([]);
});

test("a service that is new or gone is said with all that is known of it", () => {
  const without = { ...shippedDirectory, services: shippedDirectory.services.filter(({ code }) => code !== "mash") };
  const [gone] = compareDirectories(shippedDirectory, without);
  expect(gone?.sentence).toMatch(/^Service no longer used: Multi-Agency Safeguarding Hub \(MASH\) \(code: mash; /);
  const [added] = compareDirectories(without, shippedDirectory);
  expect(added?.sentence).toMatch(/^Service added: Multi-Agency Safeguarding Hub \(MASH\) \(/);
  const reasons = [{ code: "debt", label: "Owing money" }, ...shippedDirectory.reasons.filter(({ code }) => code !== "debt")];
  expect(compareDirectories(shippedDirectory, { ...shippedDirectory, reasons })[0]?.sentence).toBe(
    "Reason Debt, what it is called: Debt becomes Owing money.",
  );
});
