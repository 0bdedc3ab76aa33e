import { notRecorded, total, withoutPurpose } from "../../axes.ts";
import { type DocumentProblem, repeatsIn } from "../../document/document-problem.ts";
import { formatPounds } from "../../money.ts";
import { requiredCategories } from "../../scheme/required-categories.ts";
import { type CatalogueItem, categoryOf, funds, type Scheme } from "../../scheme/scheme.ts";
import { highestOf } from "../../scheme/tariff.ts";

const missingCategories = ({ about: { fund }, categories }: Scheme): DocumentProblem[] =>
  requiredCategories[fund]
    .filter(({ code }) => !categories.some((category) => category.code === code))
    .map(({ code, label }) => ({
      place: ["categories"],
      message: `Add the ${fund === "CRF" ? "strand" : "category"} ${code} (“${label}”): the ${funds[fund]} reports on it`,
    }));

const repeatedCategories = ({ categories }: Scheme): DocumentProblem[] =>
  repeatsIn(categories.map(({ code }) => code)).map((index) => ({
    place: ["categories", index, "code"],
    message: `The category ${categories[index]?.code} is there twice. Give each category a code of its own`,
  }));

const categoryProblem = (scheme: Scheme, { label, category: code }: CatalogueItem): string | undefined => {
  const category = categoryOf(scheme, code);
  if (!category) return `“${label}” is in the category ${code}, which this scheme does not have. Choose one that it has`;
  if (category.pays !== "awards") return `“${label}” cannot be in “${category.label}”, which pays for no awards. Choose another category`;
  return undefined;
};

const usualProblem = ({ tariffs }: Scheme, { label, tariff, noTariff, most }: CatalogueItem): [keyof CatalogueItem, string] | undefined => {
  if (tariff !== undefined && noTariff !== undefined)
    return ["noTariff", `“${label}” has a tariff and also a reason for having none. Keep one of the two`];
  if (tariff === undefined)
    return noTariff === undefined ? ["tariff", `Choose a tariff for “${label}”, or say why it has no usual amount`] : undefined;

  const highest = highestOf(tariffs, tariff);
  if (highest === undefined)
    return ["tariff", `“${label}” uses the tariff ${tariff}, which this scheme does not have. Choose one that it has`];
  return most !== undefined && most < highest
    ? [
        "most",
        `The most for “${label}”, ${formatPounds(most)}, is below its tariff of ${formatPounds(highest)}. Raise it, or lower the tariff`,
      ]
    : undefined;
};

const itemProblems = (scheme: Scheme): DocumentProblem[] =>
  scheme.items.flatMap((item, index) => {
    const problems: DocumentProblem[] = [];
    const category = categoryProblem(scheme, item);
    if (category) problems.push({ place: ["items", index, "category"], message: category });
    const usual = usualProblem(scheme, item);
    if (usual) problems.push({ place: ["items", index, usual[0]], message: usual[1] });
    if (repeatsIn(item.deliveries).length > 0)
      problems.push({ place: ["items", index, "deliveries"], message: `Choose each way of delivering “${item.label}” once` });
    return problems;
  });

const repeatedItems = ({ items }: Scheme): DocumentProblem[] =>
  repeatsIn(items.map(({ code }) => code)).map((index) => ({
    place: ["items", index, "code"],
    message: `The item ${items[index]?.code} is there twice. Give each item a code of its own`,
  }));

const typeProblems = ({ supportTypes, items }: Scheme): DocumentProblem[] => [
  ...repeatsIn(supportTypes.map(({ code }) => code)).map((index) => ({
    place: ["supportTypes", index, "code"],
    message: `The support type ${supportTypes[index]?.code} is there twice. Give each support type a code of its own`,
  })),
  ...supportTypes.flatMap((type, index) =>
    type.items.flatMap((code, at): DocumentProblem[] => {
      const place = ["supportTypes", index, "items"];
      const item = items.find((one) => one.code === code);
      if (!item)
        return [{ place, message: `“${type.label}” has the item ${code}, which this scheme does not have. Choose items that it has` }];
      if (type.items.indexOf(code) < at) return [{ place, message: `Choose “${item.label}” once in “${type.label}”` }];
      const before = supportTypes.slice(0, index).find((other) => other.items.includes(code));
      return before
        ? [
            {
              place,
              message: `“${item.label}” is in “${before.label}” and in “${type.label}”. Keep it in one, so that each award counts once`,
            },
          ]
        : [];
    }),
  ),
];

const notPurposes: readonly string[] = [withoutPurpose, total, notRecorded];

/** An item has one purpose at most, and its purpose's money is in its own category. */
const purposeProblems = ({ purposes, categories, items }: Scheme): DocumentProblem[] => [
  ...repeatsIn(purposes.map(({ code }) => code)).map((index) => ({
    place: ["purposes", index, "code"],
    message: `The purpose ${purposes[index]?.code} is there twice. Give each purpose a code of its own`,
  })),
  ...purposes.flatMap((purpose, index): DocumentProblem[] => {
    const category = categories.find(({ code }) => code === purpose.category);
    const paid = category?.pays === "awards";
    const place = ["purposes", index, "items"];
    return [
      ...(notPurposes.includes(purpose.code)
        ? [{ place: ["purposes", index, "code"], message: "Choose another code: returns use this one for other money" }]
        : []),
      ...(paid ? [] : [{ place: ["purposes", index, "category"], message: "Choose a category of this scheme that pays for awards" }]),
      ...purpose.items.flatMap((code, at): DocumentProblem[] => {
        const item = items.find((one) => one.code === code);
        if (!item)
          return [{ place, message: `“${purpose.label}” has the item ${code}, which this scheme does not have. Choose items that it has` }];
        if (purpose.items.indexOf(code) < at) return [{ place, message: `Choose “${item.label}” once in “${purpose.label}”` }];
        if (paid && item.category !== purpose.category)
          return [
            {
              place,
              message: `“${item.label}” is not in the category of “${purpose.label}”. Choose items of the category that the money is in`,
            },
          ];
        const before = purposes.slice(0, index).find((other) => other.items.includes(code));
        return before
          ? [
              {
                place,
                message: `“${item.label}” is in “${before.label}” and in “${purpose.label}”. Keep it in one, so that it is clear which money pays`,
              },
            ]
          : [];
      }),
    ];
  }),
];

export const checkCatalogue = (scheme: Scheme): DocumentProblem[] => [
  ...missingCategories(scheme),
  ...repeatedCategories(scheme),
  ...repeatedItems(scheme),
  ...itemProblems(scheme),
  ...typeProblems(scheme),
  ...purposeProblems(scheme),
];
