import { failCommand } from "../../../infra/trouble.ts";
import { measureApplications } from "./one-application.ts";
import { priceOf, prices } from "./prices.ts";
import { quotas } from "./quotas.ts";
import { countedOf, priceOfStep, usageOf } from "./usage.ts";
import { volumes, volumesOn } from "./volumes.ts";

const applications = 10;
/** An application that comes evenly over a year is checked on half of its nights. */
const nights = 365 / 2;

const print = (line = "") => process.stdout.write(`${line}\n`);
const twoPlaces = (amount: number) => amount.toLocaleString("en-GB", { maximumFractionDigits: 2, minimumFractionDigits: 2 });
const money = (amount: number) => `$${twoPlaces(amount)} (about £${twoPlaces(amount / prices.dollarsForAPound)})`;
const short = (count: number) => count.toLocaleString("en-GB", { maximumSignificantDigits: 3 });

const printCosts = async (): Promise<void> => {
  const measured = await measureApplications(applications);
  const { steps, night, texts } = measured;
  const usage = usageOf(measured);

  print(`One application, the mean of ${applications} on the real engine. Reads and writes are DynamoDB’s units by its own rules;`);
  print("milliseconds are this machine’s, with everything else that ran on it, and so more than Lambda’s.");
  print();
  const columns = ["requests", "runs", "messages", "milliseconds", "readUnits", "writeUnits"] as const;
  print(["", ...columns, "$ for 1,000"].map((name, index) => (index === 0 ? name.padEnd(62) : name.padStart(13))).join(""));
  for (const step of [...steps, { name: "Is checked against the ledger, each night", reading: night }]) {
    const counts = columns.map((column) => short(step.reading[column] / applications).padStart(13));
    print(step.name.padEnd(62) + counts.join("") + (1_000 * priceOfStep(step, applications)).toFixed(4).padStart(13));
  }
  print();

  const textsEach = texts / applications;
  const eachOne = steps.reduce((total, step) => total + priceOfStep(step, applications), 0);
  const eachNight = priceOf(countedOf(night)) / applications;
  for (const { name, applications: count, peak } of volumes) {
    const [aws, checked, notify] = [count * eachOne, count * eachNight * nights, priceOf({ texts: count * textsEach })];
    print(name);
    print(`  ${count.toLocaleString("en-GB")} applications: ${money(aws)} as they come, ${money(checked)} for the nights of a year,`);
    print(`  ${money(notify)} for ${short(count * textsEach)} texts, of which a council has many free. At worst ${short(peak)} a second:`);
    for (const quota of quotas) {
      const taken = quota.taken(usage, peak);
      const isOver = taken > quota.most;
      print(
        `  ${isOver ? "OVER " : "     "}${short(taken).padStart(8)} of ${quota.most.toLocaleString("en-GB").padStart(7)} ${quota.name}`,
      );
      if (taken > quota.most / 10) print(`       ${"".padStart(19)} ${quota.answer}`);
    }
    print();
  }

  print(`The busiest partition that applications share is ${usage.hottest.partition}.`);
  print(`Prices of ${prices.on} for ${prices.region}, entered by hand, volumes of ${volumesOn}. Free allowances are left out, and what is`);
  print("charged by the month whatever is done: the firewall, the key, secrets, alarms, storage and backups. These are not certain:");
  for (const { called, dollars: price, forEach, london, isCertain } of prices.list) {
    const here = london === 1 ? "" : ` in US East, and ${london} times that in London`;
    if (!isCertain) print(`  ${called}: $${price} for ${forEach.toLocaleString("en-GB")}${here}`);
  }
};

await printCosts().catch(failCommand);
