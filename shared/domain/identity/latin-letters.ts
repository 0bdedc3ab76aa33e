import { foldLetters } from "../fold-letters.ts";

/** Scripts of people who live here, letter by letter. Other scripts are compared as they are written. */
const scripts: readonly (readonly [letters: string, latin: string])[] = [
  // Cyrillic, with the letters of Ukrainian and Bulgarian.
  [
    "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "a b v g g d e ie zh z i i i i k l m n o p r s t u f kh ts ch sh sch - y - e iu ia",
  ],
  ["α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ ς τ υ φ χ ψ ω", "a v g d e z i th i k l m n x o p r s s t i f ch ps o"],
  // Arabic, Persian and Urdu. Short vowels are not written, so a name of these letters is compared by its sound.
  [
    "ا ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ى ة ء ئ ؤ پ چ ژ گ ک ی ں ہ ھ ے ٹ ڈ ڑ",
    "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a - i u p ch zh g k i n h h e t d r",
  ],
  // Gurmukhi. The vowel signs are marks, which foldLetters takes off.
  [
    "ੳ ਅ ੲ ਸ ਹ ਕ ਖ ਗ ਘ ਙ ਚ ਛ ਜ ਝ ਞ ਟ ਠ ਡ ਢ ਣ ਤ ਥ ਦ ਧ ਨ ਪ ਫ ਬ ਭ ਮ ਯ ਰ ਲ ਵ ੜ ਆ ਇ ਈ ਉ ਊ ਏ ਐ ਓ ਔ",
    "u a i s h k kh g gh n ch chh j jh n t th d dh n t th d dh n p ph b bh m y r l v r a i i u u e ai o au",
  ],
];
const latin = new Map(
  scripts.flatMap(([letters, words]) => {
    const spelled = words.split(" ");
    return letters.split(" ").map((letter, index) => [letter, spelled[index] === "-" ? "" : (spelled[index] ?? "")] as const);
  }),
);
const beyondLatin = /[^\p{ASCII}]/u;

/** Lower-case Latin letters without marks, as far as there are any: "Łukasz" is "lukasz" and "Иван" is "ivan". */
export const latinLetters = (text: string): string => {
  const folded = foldLetters(text);
  return beyondLatin.test(folded) ? folded.replace(/[^\p{ASCII}]/gu, (letter) => latin.get(letter) ?? letter) : folded;
};
