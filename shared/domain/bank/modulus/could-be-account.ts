import { substitutionTable } from "./substitution-table.ts";
import { weightTable } from "./weight-table.ts";

/** Vocalink's modulus checks find mistyped numbers; they do not tell whether an account is open or whose it is. */

type Method = "MOD10" | "MOD11" | "DBLAL";
type Row = {
  readonly from: string;
  readonly to: string;
  readonly method: Method;
  readonly weights: readonly number[];
  readonly exception: number;
};

/** The specification calls the digits of a sort code u to z and those of an account number a to h. */
const at = { a: 6, b: 7, c: 8, g: 12, h: 13 } as const;

const rowFrom = (line: string): Row => {
  const [from = "", to = "", method = "", ...numbers] = line.split(" ");
  return { from, to, method: method as Method, weights: numbers.slice(0, 14).map(Number), exception: Number(numbers[14] ?? 0) };
};

/** Parsed for the first account, since most requests check none. */
let rows: readonly Row[] | undefined;
const rowsFor = (sortCode: string): readonly Row[] => {
  rows ??= weightTable.trim().split("\n").map(rowFrom);
  return rows.filter(({ from, to }) => from <= sortCode && sortCode <= to);
};

const substitutes = new Map(
  substitutionTable
    .trim()
    .split("\n")
    .map((line) => line.split(" ") as [string, string]),
);

const digitsOf = (sortCode: string, accountNumber: string): readonly number[] => Array.from(sortCode + accountNumber, Number);
const digit = (digits: readonly number[], place: keyof typeof at): number => digits[at[place]] ?? 0;

const sumOfDigits = (number: number): number => (number < 10 ? number : Math.floor(number / 10) + sumOfDigits(number % 10));

const remainderOf = (method: Method, digits: readonly number[], weights: readonly number[], extra = 0): number => {
  const products = digits.map((value, place) => value * (weights[place] ?? 0));
  const total = products.reduce((sum, product) => sum + (method === "DBLAL" ? sumOfDigits(product) : product), extra);
  return total % (method === "MOD11" ? 11 : 10);
};

/** The weights from digit c on: those before it become nought. */
const fromC = (weights: readonly number[]): readonly number[] => weights.map((weight, place) => (place < at.c ? 0 : weight));

const weightsWhereANotZero = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1] as const;

const weightsFor = ({ weights, exception }: Row, digits: readonly number[]): readonly number[] => {
  const [a, b, g] = [digit(digits, "a"), digit(digits, "b"), digit(digits, "g")];
  if (exception === 2 && a !== 0) return g === 9 ? fromC(weightsWhereANotZero) : weightsWhereANotZero;
  if (exception === 7 && g === 9) return fromC(weights);
  if (exception === 10 && g === 9 && b === 9 && (a === 0 || a === 9)) return fromC(weights);
  return weights;
};

/** Some banks' accounts have check digits of another sort code. */
const sortCodeFor = ({ exception }: Row, sortCode: string): string => {
  if (exception === 5) return substitutes.get(sortCode) ?? sortCode;
  if (exception === 8) return "090126";
  if (exception === 9) return "309634";
  return sortCode;
};

/** In modulus 11 a remainder of one has no check digit. */
const isCheckDigit = (remainder: number, modulus: number, checkDigit: number): boolean =>
  remainder === 0 ? checkDigit === 0 : !(modulus === 11 && remainder === 1) && modulus - remainder === checkDigit;

const passes = (row: Row, sortCode: string, accountNumber: string): boolean => {
  const { method, exception } = row;
  const digits = digitsOf(sortCodeFor(row, sortCode), accountNumber);
  const remainder = remainderOf(method, digits, weightsFor(row, digits), exception === 1 ? 27 : 0);
  if (exception === 4) return remainder === digit(digits, "g") * 10 + digit(digits, "h");
  if (exception === 5)
    return method === "MOD11" ? isCheckDigit(remainder, 11, digit(digits, "g")) : isCheckDigit(remainder, 10, digit(digits, "h"));
  if (exception === 14 && remainder !== 0) return passesMovedOn(row, sortCode, accountNumber);
  return remainder === 0;
};

/** Exception 14: drop a last digit of 0, 1 or 9, and put a nought before the rest. */
const passesMovedOn = ({ method, weights }: Row, sortCode: string, accountNumber: string): boolean =>
  /[019]$/.test(accountNumber) && remainderOf(method, digitsOf(sortCode, `0${accountNumber.slice(0, 7)}`), weights) === 0;

/** Exceptions of two rows of which an account needs to pass one. */
const eitherPairs: readonly (readonly [number, number])[] = [
  [2, 9],
  [10, 11],
  [12, 13],
];

/** An unknown sort code refuses nobody: new banks come before new tables. */
export const couldBeAccount = (sortCode: string, accountNumber: string): boolean => {
  const [first, second] = rowsFor(sortCode);
  if (!first) return true;
  const digits = digitsOf(sortCode, accountNumber);
  // A foreign currency account has no check digits.
  const isForeign = digit(digits, "a") >= 4 && digit(digits, "a") <= 8 && digit(digits, "g") === digit(digits, "h");
  if (first.exception === 6 && isForeign) return true;

  const isFirst = passes(first, sortCode, accountNumber);
  if (!second) return isFirst;
  if (eitherPairs.some(([one, other]) => first.exception === one && second.exception === other))
    return isFirst || passes(second, sortCode, accountNumber);
  if (second.exception === 3 && [6, 9].includes(digit(digits, "c"))) return isFirst;
  return isFirst && passes(second, sortCode, accountNumber);
};
