import type { Application } from "../../shared/domain/application.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import type { Applications, Filed } from "../../shared/store/applications.ts";
import { type FiledBy, filedHashesOf } from "./filed-hashes.ts";

/** More applications than this in a day are for a person to look at. None of them stops anybody. */
const aDay: Readonly<Record<FiledBy, number>> = { person: 3, contact: 5, address: 10, source: 30 };

/** More than this in one minute from one place is a script: a library full of people sends fewer, and so does a call centre. */
export const fromOnePlaceAMinute = 60;

const secondsKept = 3 * 24 * 60 * 60;

type ToSend = { readonly caseId: string; readonly application: Application; readonly now: Date; readonly source?: string };

export type Pace = "usual" | "lookFirst" | "script";

/** Counts an application under its own id, so that sending it again counts once. */
export const paceOf = async (
  { caseId, application, now, source }: ToSend,
  key: string,
  { noteFiled }: Pick<Applications, "noteFiled">,
): Promise<Pace> => {
  const until = Math.floor(now.getTime() / 1000) + secondsKept;
  const today: Day = londonDay(now);
  const hashes = filedHashesOf(key, application, source);
  const note = async (filed: Filed, most: number) => (await noteFiled(caseId, { ...filed, expiresAtSeconds: until })) > most;

  const days = hashes.map(({ by, hash }) => note({ filedHash: hash, window: today }, aDay[by]));
  const minutes = hashes
    .filter(({ by }) => by === "source")
    .map(({ hash }) => note({ filedHash: hash, window: now.toISOString().slice(0, 16) }, fromOnePlaceAMinute));
  const [isManyADay, isManyAMinute] = await Promise.all([Promise.all(days), Promise.all(minutes)]);
  if (isManyAMinute.includes(true)) return "script";
  return isManyADay.includes(true) ? "lookFirst" : "usual";
};
