import { listOlderReferrals, type OlderListed } from "../../functions/refer/list-older-referrals.ts";
import { dynamoDirectories } from "../../shared/store/directories.ts";
import { dynamoReferrals } from "../../shared/store/referrals.ts";
import { failCommand } from "../trouble.ts";
import { withStoredTable } from "./stored-table.ts";

const print = ({ looked, listed }: OlderListed): void => {
  process.stdout.write(`${looked} referrals looked at, ${listed} put into the list of referrals to follow up\n`);
};

await withStoredTable("list", async (table) =>
  listOlderReferrals(await dynamoDirectories(table).book(new Date()), { referrals: dynamoReferrals(table) }),
).then(print, failCommand);
