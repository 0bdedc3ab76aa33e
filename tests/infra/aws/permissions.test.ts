import { expect, test } from "vitest";
import { type SecretVariable, secretVariables } from "../../../infra/aws/data-stack.ts";
import { variablesOf } from "../../../shared/environment.ts";
import { type KindName, kindNames, rowOf } from "../../../shared/store/kinds.ts";
import { contentOf, fieldsOf } from "../../../shared/store/schemas.ts";
import { type Family, type FunctionName, type PutUse, table } from "../../../shared/system.ts";
import { examples } from "../../shared/store/example-items.ts";
import { configuration, consumers, functionIn, type Statement, specs, synthesise } from "./synthesise.ts";

const { service } = synthesise();

const readActions = ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"];
const writeActions = ["dynamodb:ConditionCheckItem", "dynamodb:DeleteItem", "dynamodb:PutItem", "dynamodb:UpdateItem"];
const listFamilies: readonly Family[] = table.index.families;

const isIndex = ({ resource }: Statement) => resource.includes(`/index/${table.index.name}`);
const patternsOf = (families: readonly Family[]) => families.map((family) => `${table.families[family]}*`).sort();

const reachOf = (statements: readonly Statement[], action: string, inIndex = false) =>
  statements
    .filter((statement) => statement.actions.includes(action) && isIndex(statement) === inIndex)
    .flatMap(({ families }) => families)
    .sort();

test.each(specs)("%s reads and writes the families it declares, and no other", (name, spec) => {
  const { statements } = functionIn(service, name);
  const { reads = [], writes = [], puts = {} } = spec.table ?? {};
  for (const action of readActions) {
    expect(reachOf(statements, action), action).toEqual(patternsOf(reads.filter((family) => !listFamilies.includes(family))));
  }
  expect(reachOf(statements, "dynamodb:Query", true)).toEqual(patternsOf(reads.filter((family) => listFamilies.includes(family))));
  const put = Object.keys(puts) as Family[];
  const updated = put.filter((family) => puts[family]?.updates);
  const beside: Readonly<Record<string, readonly Family[]>> = {
    "dynamodb:PutItem": put,
    "dynamodb:UpdateItem": updated,
    "dynamodb:ConditionCheckItem": updated,
  };
  for (const action of writeActions)
    expect(reachOf(statements, action), action).toEqual(patternsOf([...writes, ...(beside[action] ?? [])]));
});

/** The fields that a put in one family may have. */
const fieldsPutBy = (name: FunctionName, family: Family): readonly string[] => {
  const { statements } = functionIn(service, name);
  const own = statements.filter(
    ({ actions, families }) => actions.join() === "dynamodb:PutItem" && families.join() === `${table.families[family]}*`,
  );
  expect(own).toHaveLength(1);
  return own[0]?.condition["ForAllValues:StringEquals"]?.["dynamodb:Attributes"] as string[];
};

const isNeeded = (kind: KindName, field: string): boolean => {
  const { [field as never]: _, ...rest } = examples[kind].record as Readonly<Record<string, unknown>>;
  return !contentOf(kind).schema().safeParse(rest).success;
};
const neededOf = (kind: KindName) => Object.keys(examples[kind].record).filter((field) => isNeeded(kind, field));

const limited = specs.flatMap(([name, spec]) =>
  (Object.entries(spec.table?.puts ?? {}) as [Family, PutUse][]).map(([family, use]) => ({ name, family, use })),
);

test.each(limited)(
  "$name puts the kinds of $family that it declares, and its role allows no field that another kind needs",
  ({ name, family, use }) => {
    const allowed = fieldsPutBy(name, family);
    const others = kindNames.filter((kind) => rowOf(kind).family === family && !use.kinds.includes(kind));
    for (const kind of kindNames.filter((each) => use.kinds.includes(each)))
      expect(
        rowOf(kind).family === family && fieldsOf(kind).filter((field) => !allowed.includes(field) && !use.never?.includes(field)),
      ).toEqual([]);
    for (const kind of others)
      expect(
        neededOf(kind).filter((field) => !allowed.includes(field)),
        kind,
      ).not.toEqual([]);
  },
);

test("the public function puts an application, and no award, line, order, payee, referral or decision", () => {
  const allowed = fieldsPutBy("apply", "case");
  expect(allowed).toEqual(expect.arrayContaining(["application", "applicantName", "detail", "itemKind", "pk", "sk"]));
  for (const field of ["awardId", "lines", "lineId", "payee", "referralId", "decision", "waits"]) expect(allowed).not.toContain(field);
});

test.each(specs)("%s has no other action on the table, and each action is limited to its families", (name, spec) => {
  const { statements } = functionIn(service, name);
  const onItems = statements.filter(({ actions }) => actions.some((action) => [...readActions, ...writeActions].includes(action)));
  for (const { actions, families } of onItems) {
    expect([...readActions, ...writeActions]).toEqual(expect.arrayContaining([...actions]));
    expect(families).not.toEqual([]);
  }
  const others = statements.filter((statement) => !onItems.includes(statement)).flatMap(({ actions }) => actions);
  const onStream = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];
  expect(others.filter((action) => action.startsWith("dynamodb:")).sort()).toEqual(spec.relays ? onStream : []);
});

test.each(specs)("%s may read the secrets of its own variables, and no other", (name, spec) => {
  const { statements } = functionIn(service, name);
  if (spec.guardsTheWayIn) {
    const { arn = "" } = configuration.edge?.secret ?? {};
    const own = statements.filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue"));
    return expect(own.map(({ resource }) => JSON.parse(resource))).toEqual([arn.replace("us-east-1", "eu-west-2")]);
  }
  const wanted = variablesOf(spec).filter((variable): variable is SecretVariable => Object.hasOwn(secretVariables, variable));
  const readable = statements.filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue")).map(({ resource }) => resource);
  expect(readable).toHaveLength(wanted.length);
  for (const variable of wanted) expect(readable.join()).toContain(secretVariables[variable]);
});

test.each(specs)("%s writes to its own log and no other", (name) => {
  const { statements, properties } = functionIn(service, name);
  const logged = statements.filter(({ actions }) => actions.some((action) => action.startsWith("logs:")));
  expect(logged.map(({ resource }) => JSON.parse(resource))).toEqual([{ "Fn::GetAtt": [properties.LoggingConfig.LogGroup.Ref, "Arn"] }]);
  expect(logged.flatMap(({ actions }) => actions)).toEqual(["logs:CreateLogStream", "logs:PutLogEvents"]);
});

test.each(specs)(
  "%s has no wildcard permission but to list its own stream and for the files of exports, and no managed policy",
  (name, spec) => {
    const { statements, role } = functionIn(service, name);
    expect(role).not.toHaveProperty("ManagedPolicyArns");
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
    const wide = statements.filter(({ resource }) => resource.includes("*"));
    expect(wide.flatMap(({ actions }) => actions)).toEqual([
      ...(spec.relays ? ["dynamodb:ListStreams"] : []),
      ...(spec.exportsBucket ? ["s3:GetObject"] : []),
      ...(spec.exportsBucket === "writes" ? ["s3:PutObject"] : []),
    ]);
    expect(wide.every(({ resource }) => resource.includes("/stream/*") || /Exports.*\/\*/.test(resource))).toBe(true);
  },
);

test.each(specs)("%s uses the key only through a service that it may use", (name, spec) => {
  const { statements } = functionIn(service, name);
  const services = statements
    .filter(({ actions }) => actions.some((action) => action.startsWith("kms:")))
    .map(({ condition }) => condition.StringEquals?.["kms:ViaService"]);
  const wanted = [
    ...(spec.table || spec.relays ? ["dynamodb.eu-west-2.amazonaws.com"] : []),
    ...(variablesOf(spec).some((variable) => Object.hasOwn(secretVariables, variable)) ? ["secretsmanager.eu-west-2.amazonaws.com"] : []),
    ...(spec.consumes || spec.relays || spec.operatesQueues || spec.schedule ? ["sqs.eu-west-2.amazonaws.com"] : []),
    ...(spec.exportsBucket ? ["s3.eu-west-2.amazonaws.com"] : []),
  ];
  expect(services).toEqual(wanted);
});

/** A function's actions on queues, each queue by its logical id. */
const onQueues = (statements: readonly Statement[]) =>
  statements.flatMap(({ actions, resource }) =>
    actions.filter((action) => action.startsWith("sqs:")).map((action) => `${action} ${JSON.parse(resource)["Fn::GetAtt"][0]}`),
  );
const each = (names: readonly string[], suffix: string, ...actions: string[]) =>
  names.flatMap((name) => actions.map((action) => `sqs:${action} ${name}${suffix}`));

test.each(specs)("%s has only the actions on queues that its declaration calls for", (name, spec) => {
  const { statements } = functionIn(service, name);
  const all = consumers.map(([consumer]) => consumer);
  const own = onQueues(statements).filter((may) => !/(Clock|Stream)DeadLetters/.test(may));
  const wanted = [
    ...(spec.consumes ? each([name], "Queue", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility") : []),
    ...(spec.relays ? each(all, "Queue", "SendMessage") : []),
    ...(spec.operatesQueues
      ? [
          ...each(all, "DeadLetters", "GetQueueAttributes", "ReceiveMessage", "DeleteMessage"),
          ...each(all, "Queue", "GetQueueAttributes", "SendMessage"),
        ]
      : []),
  ];
  expect(own.sort()).toEqual(wanted.sort());
  // Lambda also sends dead letters in the function's name, and an operator counts the relay's.
  expect(onQueues(statements)).toHaveLength(wanted.length + (spec.relays || spec.schedule || spec.operatesQueues ? 1 : 0));
  const ofRelay = onQueues(statements).filter((may) => may.includes("StreamDeadLetters"));
  if (spec.operatesQueues) expect(ofRelay).toEqual([expect.stringMatching(/^sqs:GetQueueAttributes relayStreamDeadLetters/)]);
});
