import { formatDay } from "../../shared/domain/dates.ts";
import type { Known } from "../../shared/domain/register/known-of.ts";
import { registerKinds } from "../../shared/domain/register/register.ts";
import { lowerFirst } from "../../shared/domain/text.ts";

/** Each row of another office’s list about people of the case, under the kind, origin and day of that list. */
export const registersView = (known: readonly Known[]) =>
  known.map(({ register, row, match, score, facts }) => ({
    title: `${registerKinds[register.kind]}: ${register.origin}`,
    dated: formatDay(register.dated),
    usedUntil: formatDay(register.usedUntil),
    person: row.people[0].name,
    reference: row.reference,
    isCertain: match === "certain",
    because: score.parts.filter(({ points }) => points > 0).map(({ says }) => lowerFirst(says)),
    against: score.parts.filter(({ points, isGuard }) => points < 0 || isGuard).map(({ says }) => lowerFirst(says)),
    facts,
  }));

/** The same for the API, in codes where it has some. */
export const registersReply = (known: readonly Known[]) =>
  known.map(({ register, row, match, score, facts }) => ({
    registerId: register.registerId,
    kind: register.kind,
    origin: register.origin,
    dated: register.dated,
    usedUntil: register.usedUntil,
    ...(row.reference && { reference: row.reference }),
    person: row.people[0].name,
    match,
    points: score.points,
    because: score.parts.map(({ says }) => says),
    ...(row.facts.amount !== undefined && { amount: row.facts.amount }),
    ...(row.facts.awardedOn && { awardedOn: row.facts.awardedOn }),
    facts: facts.map(({ label, held, said, differs }) => ({ label, held, ...(said && { said }), ...(differs && { differs }) })),
  }));
