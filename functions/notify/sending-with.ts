import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoDestinations } from "../../shared/store/destinations.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoLines } from "../../shared/store/lines.ts";
import { dynamoMessages } from "../../shared/store/messages.ts";
import { dynamoTexts } from "../../shared/store/texts.ts";
import { findOtherWay, findWhetherGone, findWhetherStillSo } from "./other-way.ts";
import type { Postbox, SendMessagePorts } from "./send-message.ts";

/** The ports that both senders of messages share. */
export const sendingWith = (table: Table, postbox: Postbox, matchingKey: () => Promise<string>): SendMessagePorts => ({
  messages: dynamoMessages(table),
  postbox,
  texts: dynamoTexts(table),
  matchingKey,
  isStillSo: findWhetherStillSo({ lines: dynamoLines(table) }),
  isGone: findWhetherGone({ cases: dynamoCases(table), lines: dynamoLines(table) }),
  otherWay: findOtherWay({ cases: dynamoCases(table), lines: dynamoLines(table), destinations: dynamoDestinations(table), matchingKey }),
});
