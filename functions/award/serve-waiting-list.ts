import type { Clock } from "../../shared/clock.ts";
import { waitOf } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { type Waiter, type Waiting, type WaitingList, type WaitsFor, waitsForSame } from "../../shared/domain/case/waiting-list.ts";
import { system } from "../../shared/domain/principal.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { WaitingLists } from "../../shared/store/waiting-list.ts";
import { type AwardGrantPorts, awardGrant } from "../decide/award-grant.ts";
import { aboveLimitWords, alreadyAwardedWords, failedRulesWords, heldWords } from "./award-words.ts";

export type ServeWaitingListPorts = AwardGrantPorts & {
  readonly cases: Pick<Cases, "toDecide" | "find" | "change">;
  readonly waitingLists: Pick<WaitingLists, "first" | "requestServing">;
};

export type Served = { readonly served: number; readonly sentBack: number; readonly isMoneyLeft: boolean };

/** One delivery serves this many before its time is up. Another is requested for the rest. */
const mostAtOnce = 100;

/**
 * Awards the cases that wait for a category's money or for a purpose in it, each at the time of its own turn, until the money
 * reaches no more of them. Safe to run twice, or two at once: each looks for the first cases again after every award.
 */
export const serveWaitingList = async (
  { scheme, category }: Pick<WaitingList, "scheme" | "category">,
  clock: Clock,
  ports: ServeWaitingListPorts,
): Promise<Served> => {
  const { waitingLists, schemes } = ports;
  const own: WaitsFor = { category };
  const purposes = (await schemes.book(clock()))
    .filter(({ code }) => code === scheme)
    .flatMap((version) => version.purposes)
    .filter((purpose) => purpose.category === category);
  const lists: readonly WaitsFor[] = [own, ...[...new Set(purposes.map(({ code }) => code))].map((purpose) => ({ category, purpose }))];
  /** The first case of each list that the money does not reach. */
  const short = new Map<WaitsFor, InTurn>();
  let ownFirst: Waiter | undefined;
  let [served, sentBack] = [0, 0];
  let last: Waiter | undefined;
  const firstOf = async (list: WaitsFor) => {
    const waiter = await waitingLists.first(scheme, list);
    return waiter ? [{ list, waiter }] : [];
  };
  /** Finds the waiter who is first across all lists of the category. */
  const nextInTurn = async (): Promise<InTurn | undefined> => {
    const firsts = (await Promise.all(lists.filter((list) => !short.has(list)).map(firstOf))).flat();
    if (!short.has(own)) ownFirst = firsts.find(({ list }) => list === own)?.waiter;
    const isBehindOthers = (list: WaitsFor, waiter: Waiter) => list !== own && ownFirst !== undefined && inOrder(ownFirst, waiter) < 0;
    // A waiter of a purpose may draw on the category's own money once nobody of that list stands before it.
    const freed = [...short.values()].filter(({ list, waiter, ...was }) => was.isBehindOthers && !isBehindOthers(list, waiter));
    for (const { list } of freed) short.delete(list);
    const [next] = [...firsts, ...freed].toSorted((a, b) => inOrder(a.waiter, b.waiter));
    return next && { list: next.list, waiter: next.waiter, isBehindOthers: isBehindOthers(next.list, next.waiter) };
  };
  const serveFirst = async (): Promise<typeof again | "nobodyWaits" | "served" | "sentBack" | "tooLittle"> => {
    for (let next = await nextInTurn(); next; next = await nextInTurn()) {
      last = next.waiter;
      const done = await serve(next, clock(), ports);
      if (done !== "tooLittle") return done === "lookAgain" ? again : done;
      short.set(next.list, next);
    }
    return short.size > 0 ? "tooLittle" : "nobodyWaits";
  };
  while (served + sentBack < mostAtOnce) {
    switch (await retry<"nobodyWaits" | "served" | "sentBack" | "tooLittle">(serveFirst)) {
      case "nobodyWaits":
        return { served, sentBack, isMoneyLeft: true };
      case "served":
        served += 1;
        break;
      case "sentBack":
        sentBack += 1;
        break;
      case "tooLittle":
        return { served, sentBack, isMoneyLeft: false };
    }
  }
  const now = clock();
  await waitingLists.requestServing({ scheme, category, askId: `${now.toISOString()}-${last?.caseId}` }, now);
  return { served, sentBack, isMoneyLeft: true };
};

/** A case at the head of its list. Others may wait before it for the category's own money. */
type InTurn = { readonly list: WaitsFor; readonly waiter: Waiter; readonly isBehindOthers: boolean };

const serve = async (
  { waiter, isBehindOthers }: InTurn,
  now: Date,
  ports: ServeWaitingListPorts,
): Promise<"served" | "sentBack" | "tooLittle" | "lookAgain"> => {
  const scheme = schemeAt(await ports.schemes.book(now), now);
  const back = (because: string) => sendBack(waiter, because, now, ports);
  if (scheme?.code !== waiter.scheme) return back("The scheme that it waited in is over.");
  const { caseId, decisionId, by, request, run } = waiter;
  const outcome = await awardGrant(
    {
      caseId,
      decisionId,
      by,
      now,
      request,
      ...(run && { run }),
      waited: { ...waiter, ...(isBehindOthers && { isBehindOthers: true as const }) },
    },
    ports,
  );
  switch (outcome.kind) {
    case "awarded":
      return "served";
    case "waitsForMoney":
      return isInSameList(waitOf(outcome.case), waiter) ? "tooLittle" : "lookAgain";
    case "stale":
    case "otherDecisionUnderThisId":
      return "lookAgain";
    case "notFound":
      throw new Fault("itemUnreadable");
    case "notEligible":
      return back(`What must be true is no longer: ${failedRulesWords(outcome.reasons, scheme)}`);
    case "householdAlreadyAwarded":
      return back(alreadyAwardedWords(outcome));
    case "held":
      return back(heldWords(outcome));
    case "notAllowed":
      return back(`The scheme no longer allows it: ${outcome.problems.map(({ message }) => message).join(". ")}.`);
    case "aboveLimit":
      return back(aboveLimitWords(outcome));
    case "barred":
      return back("Whoever decided it, or prepared the run that did, has declared an interest in the case since.");
    case "enteredByYou":
      return back("Whoever decided it, or prepared the run that did, entered the application themselves.");
    case "noScheme":
      return back("No scheme is open.");
    case "noConsentToRefer":
      return back("They no longer agree to be referred.");
  }
};

const isInSameList = (waits: Waiting | undefined, waiter: Waiter): boolean => waits !== undefined && waitsForSame(waits, waiter);

/** In the order of one list, across the lists. */
const inOrder = (a: Waiter, b: Waiter): number =>
  a.priority - b.priority || a.submittedAt.localeCompare(b.submittedAt) || a.caseId.localeCompare(b.caseId);

/** Sends a case whose decision no longer holds back to be decided, with the reason in its history. */
const sendBack = async ({ caseId, decisionId }: Waiter, because: string, now: Date, { cases }: ServeWaitingListPorts) => {
  const before = await cases.find(caseId);
  if (!before) return "lookAgain";
  const taken = takeStep(before, { kind: "stopWaiting", because }, { by: system, at: now.toISOString(), seen: { turnOf: decisionId } });
  if (taken.kind !== "taken") return "lookAgain";
  const changed = await cases.change({ taken });
  return changed.kind === "changed" ? "sentBack" : "lookAgain";
};
