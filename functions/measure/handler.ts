import { readEnvironment } from "../../shared/environment.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoMeasures } from "../../shared/store/measures.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { functions } from "../../shared/system.ts";
import { daysOfMoneyLeft } from "./gauges/days-of-money-left.ts";
import { oldestUrgentCase } from "./gauges/oldest-urgent-case.ts";
import { referralsUnanswered } from "./gauges/referrals-unanswered.ts";
import { timeToDecision } from "./gauges/time-to-decision.ts";
import { createMeasure } from "./measure.ts";

const { TABLE_NAME } = readEnvironment("measure");
const table = dynamoTable(TABLE_NAME);
const measures = dynamoMeasures(table);
const schemes = dynamoSchemes(table);

export const handler = createMeasure([
  oldestUrgentCase({ measures, schemes }),
  timeToDecision(functions.measure.schedule.everyMinutes, measures),
  daysOfMoneyLeft({ schemes, money: dynamoMoney(table) }),
  referralsUnanswered({ measures, directories: dynamoDirectories(table) }),
]);
