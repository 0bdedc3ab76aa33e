import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Principal } from "../../../shared/domain/principal.ts";
import { actOf, type KeptApart, separations } from "../../../shared/domain/separation.ts";
import { type Act, acts } from "../../../shared/system.ts";
import { allocateExample } from "../../examples.ts";
import { signIn } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { startCodeProvider } from "./code-provider.ts";
import { startEveryFunction } from "./every-function.ts";
import { type Door, type LinesWanted, type Person, sharedWorkOn, type Thing } from "./shared-work.ts";

/** Everybody has every role of the council's staff, so that only their part keeps them from an act. */
const roles: Principal["roles"] = ["assessor", "approver", "finance", "s151", "schemeManager", "auditor"];

let service: Awaited<ReturnType<typeof startEveryFunction>>;
let provider: Awaited<ReturnType<typeof startCodeProvider>>;
let on: ReturnType<typeof sharedWorkOn>;
let people: Readonly<Record<"eve" | "ann" | "bob" | "cam" | "dan" | "fay" | "gil", Person>>;

let joined = 0;
const join = async (name: string): Promise<Person> => {
  joined += 1;
  const person = { id: `${name}-${joined}`, name, roles };
  const signedInAs = async (groups: Principal["roles"]) => ({
    ...(await signIn(service.table, { ...person, roles: groups })),
    bearer: await service.issuer.token({ sub: person.id, name, "cognito:groups": [...groups] }),
  });
  return { ...person, signedIn: await signedInAs(roles), asAssessor: await signedInAs(["assessor"]) };
};

beforeAll(async () => {
  provider = await startCodeProvider();
  service = await startEveryFunction({ providerUrl: provider.url });
  await allocateExample(service.table, "CRF", "CRISIS_PAYMENT", 1_000_000_00);
  const [eve, ann, bob, cam, dan, fay, gil] = [
    await join("eve"),
    await join("ann"),
    await join("bob"),
    await join("cam"),
    await join("dan"),
    await join("fay"),
    await join("gil"),
  ];
  people = { eve, ann, bob, cam, dan, fay, gil };
  on = sharedWorkOn(service);
});
// Eve is a new person each time: her earlier approvals would count towards her limit for the day.
beforeEach(async () => {
  people = { ...people, eve: await join("eve") };
});
afterAll(async () => {
  await service.stop();
  await provider.stop();
});

/** The people for the steps towards the thing: Eve for the row's own act, others for the rest. */
const crew = (did: KeptApart["did"]) => {
  const { eve, bob, cam, dan, fay, gil } = people;
  return {
    apply: did === "apply" ? eve : bob,
    award: did === "award" ? eve : cam,
    second: did === "approveAward" ? eve : dan,
    payee: did === "recordPayee" ? eve : fay,
    confirm: did === "confirmPayee" ? eve : gil,
    prepare: did === "prepareBatch" || did === "prepareRun" ? eve : cam,
    finish: did === "finishBatch" ? eve : dan,
    release: did === "releaseBatch" ? eve : dan,
    order: did === "orderGoods" ? eve : fay,
    say: did === "sayBack" ? eve : dan,
  };
};

const safety = { safety: "Only when he is at work." };

/** An award with its lines started, and approved by a second person where the row is about that person. */
const awarded = async (did: KeptApart["did"], [small, big]: readonly [LinesWanted, LinesWanted], more: object = {}): Promise<Thing> => {
  const { apply, award, second } = crew(did);
  const waiting = await on.begin.apply({}, apply, more);
  if (did === "prepareRun") return on.begin.start(await on.begin.awardByRun(waiting, people.eve, award));
  const thing = await on.begin.award(waiting, award, did === "approveAward" ? big : small);
  if (did === "approveAward") expect((await on.does.approveAward(thing, second, "api")).status).toBe(201);
  return on.begin.start(thing);
};

const decided = async (did: KeptApart["did"]): Promise<Thing> => {
  const { apply, award, prepare } = crew(did);
  const thing = await on.begin.apply({}, apply);
  return did === "prepareRun" ? on.begin.awardInRun(thing, prepare, award) : on.begin.award(thing, award, "much");
};

const fuelWithAccount = async (did: KeptApart["did"]): Promise<Thing> => {
  const { payee, confirm } = crew(did);
  return on.begin.payee(await awarded(did, ["fuel", "muchFuel"]), payee, confirm);
};

/** Cash for a line, or again for one that the bank rejected: Eve loaded the file that said so. */
const rejectedBefore = async (): Promise<Thing> => {
  const { prepare, release } = crew("importBankResults");
  const batch = await on.begin.prepareBatch(await fuelWithAccount("importBankResults"), prepare);
  return on.begin.reject(await on.begin.release(batch, release), people.eve);
};
const fuelToPay = async (did: KeptApart["did"]): Promise<Thing> => {
  const { payee, confirm } = crew(did);
  return did === "importBankResults" ? on.begin.payee(await rejectedBefore(), payee, confirm) : fuelWithAccount(did);
};

const preparedBatch = async (did: KeptApart["did"]): Promise<Thing> => {
  const { prepare, finish } = crew(did);
  const thing = await fuelToPay(did);
  if (did !== "finishBatch") return on.begin.prepareBatch(thing, prepare);
  const draft = await on.begin.cutShort(thing, prepare);
  expect((await on.does.finishBatch(draft, finish, "api")).status).toBe(201);
  return draft;
};

let phones = 0;
/** A code that is held, since another household's code went to its phone. */
const heldCode = async (did: KeptApart["did"]): Promise<Thing> => {
  phones += 1;
  const { bob, cam } = people;
  const phone = `07700 91${String(phones).padStart(4, "0")}`;
  const contact = { phone };
  await on.begin.start(await on.begin.award(await on.begin.apply({}, bob, contact), cam, "voucher"));
  if (did !== "recordPayee" && did !== "confirmPayee") return awarded(did, ["voucher", "muchVoucher"], contact);
  const { payee, confirm } = crew(did);
  return on.begin.codeTo(await awarded(did, ["fuel", "muchFuel"]), phone, payee, confirm);
};

/** A thing on which Eve did the row's first act, and which is ready for the second. */
const ready: { readonly [does in KeptApart["does"]]: (row: KeptApart) => Promise<Thing> } = {
  award: ({ did }) => on.begin.apply({}, crew(did).apply),
  refuse: ({ did }) => on.begin.apply({}, crew(did).apply),
  approveAward: ({ did }) => decided(did),
  declineAward: ({ did }) => decided(did),
  settleMatch: ({ did }) => on.begin.applyLikeAnother({}, crew(did).apply),
  reopenMatch: async ({ did }) => {
    const thing = await on.begin.applyLikeAnother({}, crew(did).apply);
    expect((await on.does.settleMatch(thing, people.bob, "api")).status).toBe(201);
    return thing;
  },
  prepareRun: ({ did }) => on.begin.apply({}, crew(did).apply),
  approveRun: async ({ did }) => on.begin.prepareRun(await on.begin.apply({}, crew(did).apply), crew(did).prepare),
  stepLine: ({ did }) => awarded(did, ["bed", "much"]),
  stepLines: ({ did }) => awarded(did, ["bed", "much"]),
  importLineResults: async ({ did }) => {
    const thing = await awarded(did, ["bed", "much"]);
    expect((await on.does.stepLines(thing, people.fay)).status).toBe(303);
    return thing;
  },
  recordPayee: ({ did }) => (did === "importBankResults" ? rejectedBefore() : awarded(did, ["fuel", "muchFuel"])),
  sendCode: ({ did }) => awarded(did, ["fuel", "muchFuel"]),
  confirmPayee: async ({ did }) => {
    const thing = did === "importBankResults" ? await rejectedBefore() : await awarded(did, ["fuel", "muchFuel"]);
    expect((await on.does.recordPayee(thing, crew(did).payee, "api")).json()).toMatchObject({ awaitsSecondPerson: true });
    return thing;
  },
  confirmDestination: ({ did }) => heldCode(did),
  takeBack: async ({ did }) => {
    const { order, say } = crew(did);
    const thing = await on.begin.orderGoods(await awarded(did, ["bed", "much"]), order);
    return did === "sayBack" ? on.begin.sayBack(thing, say) : thing;
  },
  giveCode: ({ did }) => awarded(did, ["voucher", "muchVoucher"], safety),
  prepareBatch: ({ did }) => fuelWithAccount(did),
  finishBatch: async ({ did }) => on.begin.cutShort(await fuelWithAccount(did), crew(did).prepare),
  releaseBatch: ({ did }) => preparedBatch(did),
  redateBatch: async ({ did }) => on.begin.dayPassed(await on.begin.release(await preparedBatch(did), crew(did).release)),
  importBankResults: async ({ did }) => {
    const released = await on.begin.release(await preparedBatch(did), crew(did).release);
    return did === "redateBatch" ? on.begin.redate(await on.begin.dayPassed(released), people.eve) : released;
  },
  publishDraft: async ({ did }) => {
    const { eve, bob } = people;
    if (did === "startDraft" || did === "startDraftLike") return on.begin[did]({}, eve);
    const draft = await on.begin.startDraft({}, bob);
    return did === "editSection" ? on.begin.editSection(draft, eve) : on.begin.replaceDocument(draft, eve);
  },
  publishDirectory: async ({ did }) => {
    const { eve, bob } = people;
    if (did === "startDirectoryDraft" || did === "startNextDirectory") return on.begin[did]({}, eve);
    const draft = await on.begin.startDirectoryDraft({}, bob);
    return did === "editService" ? on.begin.editService(draft, eve) : on.begin.replaceDirectory(draft, eve);
  },
  signBudgetChange: () => on.begin.proposeBudgetChange({}, people.eve),
  refuseBudgetChange: () => on.begin.proposeBudgetChange({}, people.eve),
  approveStatement: () => on.begin.prepareStatement({}, people.eve),
  certifyReturn: async ({ did }) => {
    const { eve, bob } = people;
    if (did === "prepareReturn") return on.begin.prepareReturn({}, eve);
    return on.begin.fillReturn(await on.begin.prepareReturn({}, bob), eve);
  },
  signYearEnd: () => on.begin.prepareYearEnd({}, people.eve),
};

/** A run and a batch go on without the one that the person may not touch, so they leave records of themselves. */
const goesOn = (row: KeptApart): boolean =>
  (row.on === "case" && (row.does === "prepareRun" || row.does === "approveRun")) ||
  row.does === "prepareBatch" ||
  row.does === "finishBatch";

/** Everything; or, where runs and batches go on with others, all that belongs to this case. */
const kept = async (row: KeptApart, { caseId = "" }: Thing) => {
  const all = await everythingIn(service.table);
  return goesOn(row) ? all.filter(({ pk }) => pk === `CASE#${caseId}`) : all;
};

const doors = ({ does }: KeptApart): readonly Door[] => {
  const { page, api }: Act = acts[actOf(does)];
  return [...(page ? (["page"] as const) : []), ...(api ? (["api"] as const) : [])];
};
const tried = separations.flatMap((row) =>
  doors(row).map((door) => ({ ...row, door, named: `${row.on}: ${row.did}, then ${row.does}, by ${door}` })),
);

/** A run that Eve prepared is approved by another person, and the row that she entered is still not awarded. */
const letItRun = async (row: KeptApart, thing: Thing, door: Door): Promise<void> => {
  if (row.on !== "case" || row.does !== "prepareRun") return;
  const { runId } = await on.begin.prepareRun(thing, people.eve);
  await on.does.approveRun({ runId }, people.bob, door);
};

test.for(tried)("$named: the same person changes nothing, and a second person does it", async ({ door, ...row }) => {
  const thing = await ready[row.does](row as KeptApart);
  const before = await kept(row as KeptApart, thing);

  const own = await on.does[row.does](thing, people.eve, door);
  await letItRun(row as KeptApart, thing, door);

  expect(await kept(row as KeptApart, thing)).toEqual(before);
  if (row.does !== "importLineResults" && !goesOn(row as KeptApart)) expect(own.isShownAgain || own.status === 403, own.body).toBe(true);

  const again =
    goesOn(row as KeptApart) && row.does !== "prepareBatch" ? await ready[row.does]({ ...row, did: "recordPayee" } as KeptApart) : thing;
  const other = await on.does[row.does](again, people.ann, door);
  if (row.on === "case" && row.does === "prepareRun")
    await on.does.approveRun(await on.begin.prepareRun(again, people.ann), people.bob, door);
  expect(other.status, other.body).toBeLessThan(400);
  expect(await kept(row as KeptApart, again)).not.toEqual(before);
});
