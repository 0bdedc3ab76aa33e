import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoGauges } from "../../shared/store/gauges.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { functions } from "../../shared/system.ts";
import { daysOfMoneyLeft } from "./gauges/days-of-money-left.ts";
import { oldestUrgentCase } from "./gauges/oldest-urgent-case.ts";
import { referralsUnanswered } from "./gauges/referrals-unanswered.ts";
import { timeToDecision } from "./gauges/time-to-decision.ts";
import { createWatch } from "./watch.ts";

const { TABLE_NAME } = readEnvironment("watch");
const table = dynamoTable(TABLE_NAME);
const stored = dynamoGauges(table);
const schemes = dynamoSchemes(table);

export const handler = createWatch([
  oldestUrgentCase({ stored, schemes }),
  timeToDecision(functions.watch.schedule.everyMinutes, stored),
  daysOfMoneyLeft({ schemes, money: dynamoMoney(table) }),
  referralsUnanswered({ stored, directories: dynamoDirectories(table) }),
]);
