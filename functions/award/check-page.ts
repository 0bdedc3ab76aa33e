import { awardLimits, type Charge, quantityOf } from "../../shared/domain/award/award.ts";
import { passedWords } from "../../shared/domain/award/limits-together.ts";
import { type Message, toTellReasons } from "../../shared/domain/case/message.ts";
import { waitsFor, waitsForName } from "../../shared/domain/case/waiting-list.ts";
import { serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import { budgetName } from "../../shared/domain/ledger/budget-words.ts";
import { type Pot, purposeCodeOf, wholePeriod } from "../../shared/domain/ledger/envelope.ts";
import { formatPounds, type Pence, pence, zeroPence } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { checks } from "../../shared/domain/rules/facts.ts";
import { toLookAt } from "../../shared/domain/rules/look-first.ts";
import { deciders, deliveries, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Money } from "../../shared/store/money.ts";
import { rowNames, rowsAsTyped } from "../case/award-rows.ts";
import { type Budget, readBudgets } from "../case/budgets.ts";
import { evidenceWords } from "../case/input-words.ts";
import type { AwardDecision } from "../decide/award-outcome.ts";
import type { Tried } from "../decide/try-award.ts";
import { joiningOf } from "../decide/wait-for-money.ts";
import { sayingOf } from "../message/message-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "award/check.njk": ReturnType<typeof checkView>;
  }
}

export type CheckPagePorts = {
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly directories: Pick<Directories, "book">;
};

/** Shows what an award would commit, and commits nothing. Its form carries everything that was typed. */
export const checkPage = async (decision: AwardDecision, tried: Tried, form: Form, ports: CheckPagePorts): Promise<Reply> => {
  const { now } = decision;
  const [budgets, services] = await Promise.all([
    readBudgets(tried.scheme, now, { isUrgent: tried.seen.case.urgent }, ports.money),
    ports.directories.book(now),
  ]);
  return page("award/check.njk", checkView(decision, tried, form, budgets, serviceNamesIn(services)));
};

type Names = ReturnType<typeof serviceNamesIn>;

const checkView = (decision: AwardDecision, tried: Tried, form: Form, budgets: readonly Budget[], names: Names) => {
  const { request } = decision;
  const { scheme, seen, award: toRecord, assessment } = tried;
  const { award } = toRecord;
  const charges = toRecord.consequences.charges.map((charge) =>
    chargeView(
      scheme,
      charge,
      budgets.find(({ category }) => category === charge.category),
    ),
  );
  const short = toRecord.consequences.charges.find((_, index) => charges[index]?.isShort);
  const behind = tried.behind ?? (short && waitsFor(short));
  return {
    case: { caseId: seen.case.caseId, applicantName: seen.case.applicantName },
    schemeName: scheme.about.name,
    total: award.total,
    lines: award.lines.map((line) => ({
      label: line.label,
      isSeveral: quantityOf(line) > 1,
      each: pence(line.amount / quantityOf(line)),
      amount: line.amount,
      delivery: deliveries[line.delivery],
      reason: line.reason,
    })),
    notMet: seen.case.needs.filter((need) => !assessment.facts.needs.includes(need)).map((need) => needs[need]),
    charges,
    waitsFor: behind && waitsForName(scheme, behind),
    second: secondWords(decision, tried),
    told: toldView(decision, tried, behind),
    referrals: request.referrals.map(({ service, asks }) => ({ service: names[service] ?? service, asks })),
    signposts: request.signposts.map((code) => names[code] ?? code),
    evidence: [
      ...evidenceWords(award.evidence, scheme),
      ...award.checks.map((check) => `Confirmed: ${checks[check]}`),
      ...toLookAt(assessment.results, seen.case)
        .filter(({ rule }) => award.looked?.includes(rule))
        .map(({ because }) => `Looked at: ${because}`),
    ],
    reason: request.reason,
    typed: typedIn(form, Object.keys(names)),
  };
};

const leftIn = (pot: Pot, budget: Budget | undefined): Pence => {
  if (pot === "ordinary") return budget?.left ?? zeroPence;
  if (pot === "urgent") return budget?.urgentReserve?.left ?? zeroPence;
  return budget?.purposes?.find(({ purpose }) => purpose === purposeCodeOf(pot))?.left ?? zeroPence;
};

/** The first pot that can pay it, or the first of all where none can. */
const chargeView = (scheme: Scheme, { category, amount, envelopes }: Charge, budget: Budget | undefined) => {
  const pots = envelopes.map(({ pot }) => pot);
  const pot = pots.find((each) => leftIn(each, budget) >= amount) ?? pots[0] ?? "ordinary";
  const from = leftIn(pot, budget);
  const isShort = from < amount;
  return {
    label: budgetName(scheme, { category, period: wholePeriod, pot }),
    isShort,
    amount,
    left: from,
    after: isShort ? from : pence(from - amount),
  };
};

const secondWords = ({ by }: AwardDecision, { scheme, award: { award }, second }: Tried): string | undefined => {
  if (!second) return undefined;
  if (second.together) return `${passedWords(second.together)} The money is put aside until then.`;
  const who = awardLimits(scheme)
    .filter(({ role, upTo }) => upTo >= award.total && !by.roles.includes(role))
    .map(({ role, upTo }) => `${deciders[role].toLowerCase()} up to ${formatPounds(upTo)}`);
  const may = who.length > 0 ? ` It may be approved by: ${who.join(", ")}, who is not you.` : "";
  return `The award comes to ${formatPounds(award.total)}, and you may award up to ${formatPounds(second.limit)} alone.${may} The money is put aside until then.`;
};

const toldView = (decision: AwardDecision, tried: Tried, behind: Tried["behind"]) => {
  if (tried.second) return undefined;
  const joining = behind === undefined ? undefined : joiningOf(decision, tried, tried.seen, behind);
  const message: Message | undefined = joining?.kind === "toJoin" ? joining.message : tried.award.message;
  if (!message) return undefined;
  const { channel, because } = message;
  return { says: sayingOf(message) ?? "", channel, because: because ? toTellReasons[because] : "" };
};

/** Everything typed, under the names of its boxes, so that going back or awarding loses none of it. */
const typedIn = (form: Form, services: readonly string[]): readonly { readonly name: string; readonly value: string }[] =>
  [
    ...["version", "householdId", "decisionId", "rows", "reason"],
    ...rowsAsTyped(form).flatMap(({ number }) => rowNames(number)),
    ...["evidence", "checks", "looked", "services", "signposts"],
    ...services.flatMap((code) => [`reasons-${code}`, `asks-${code}`]),
  ].flatMap((name) => form.all(name).map((value) => ({ name, value })));
