const hourMs = 3_600_000;
const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;

/** How long someone has waited, as a person would say it. */
export const waitedWords = (since: string, now: Date): string => {
  const hours = Math.floor(Math.max(0, now.getTime() - Date.parse(since)) / hourMs);
  if (hours < 1) return "less than an hour";
  return hours < 48 ? plural(hours, "hour") : plural(Math.floor(hours / 24), "day");
};
