const hourMs = 3_600_000;
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** What residents are told: someone without an essential is answered within this time. */
const urgentAimHours = 48;

/** Whether an urgent case has waited longer than anyone without an essential should. */
export const isOverAim = ({ urgent, submittedAt }: { readonly urgent: boolean; readonly submittedAt: string }, now: Date): boolean =>
  urgent && now.getTime() - Date.parse(submittedAt) > urgentAimHours * hourMs;

/** How long someone has waited, as a person would say it. */
export const waitedWords = (since: string, now: Date): string => {
  const hours = Math.floor(Math.max(0, now.getTime() - Date.parse(since)) / hourMs);
  if (hours < 1) return "less than an hour";
  return hours < 48 ? plural(hours, "hour") : plural(Math.floor(hours / 24), "day");
};
