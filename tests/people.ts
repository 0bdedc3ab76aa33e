import { addDays, type Day } from "../shared/domain/dates.ts";

const given = ["Amina", "Boris", "Carlos", "Dorothy", "Edgar", "Fiona", "Gustav", "Hilda", "Ibrahim", "Jolanta", "Kwame", "Lorenzo"];
const more = ["Magda", "Nadeem", "Olga", "Pavel", "Quentin", "Rukhsana", "Stefan", "Tomoko", "Ulrike", "Vikram", "Winifred", "Xiomara"];
const surnames = ["Abernathy", "Blackwood", "Chatterjee", "Dombrowski", "Eriksen", "Fitzgerald", "Gutierrez", "Hollingsworth", "Iwanowska"];
const others = [
  "Jankowiak",
  "Kowalczyk",
  "Lindqvist",
  "Montgomery",
  "Nakamura",
  "Okonkwo",
  "Papadopoulos",
  "Quigley",
  "Rasmussen",
  "Szymanski",
];

const firsts = [...given, ...more];
const lasts = [...surnames, ...others];

/** Each number is a person of its own, whom no rule of matching takes for another. */
export const nameOf = (number: number): string =>
  `${firsts[number % firsts.length]} ${lasts[Math.floor(number / firsts.length) % lasts.length]}`;
export const birthOf = (number: number): Day => addDays("1944-02-02", number % 22_000);
export const personOf = (number: number) => ({ name: nameOf(number), dateOfBirth: birthOf(number) });
