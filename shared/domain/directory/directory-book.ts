import { type Day, londonDay } from "../dates.ts";
import type { Directory, ServiceCode } from "./directory.ts";

/** Every published version of the directory, in their order. The product ships with the first, so there is always one. */
export type DirectoryBook = readonly [Directory, ...Directory[]];

/** The version in force on a day: the one that has started last, or the first while none has. */
export const directoryOn = (book: DirectoryBook, day: Day): Directory => book.findLast(({ startsOn }) => startsOn <= day) ?? book[0];

export const directoryAt = (book: DirectoryBook, instant: Date): Directory => directoryOn(book, londonDay(instant));

export const directoryVersion = (book: DirectoryBook, version: number): Directory | undefined =>
  book.find((directory) => directory.version === version);

export const newestDirectory = (book: DirectoryBook): Directory => book.at(-1) ?? book[0];

/** The newest name of every service in any version, by its code: records outlive a service. */
export const serviceNamesIn = (book: DirectoryBook): { readonly [code: string]: string } =>
  Object.fromEntries(book.flatMap(({ services }) => services.map(({ code, name }) => [code, name])));

/** The same for the reasons of referrals. */
export const reasonLabelsIn = (book: DirectoryBook): { readonly [code: string]: string } =>
  Object.fromEntries(book.flatMap(({ reasons }) => reasons.map(({ code, label }) => [code, label])));

/** Every service that takes referrals now, or did once. */
export const servicesEverReferredTo = (book: DirectoryBook): readonly ServiceCode[] => [
  ...new Set(book.flatMap(({ services }) => services.filter(({ takesReferrals }) => takesReferrals).map(({ code }) => code))),
];
