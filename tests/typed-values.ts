/**
 * Typed and pasted text by kind of value, with the value it means or the one sentence it gets. Readers of pages, of the API
 * and of lists are held to the same table.
 */
export type Meant = { readonly means: string | number } | { readonly says: string };
/** A list may say more of what a spreadsheet did, and an empty cell of it is no fault. */
export type Typed = readonly [from: string, typed: string, meant: Meant, inList?: Meant | { readonly means: undefined }];

const means = (value: string | number): Meant => ({ means: value });
const says = (sentence: string): Meant => ({ says: sentence });

const tooShort = "This phone number is too short. Enter all of it, with its area code, like 07700 900 982";
const tooLong = "This phone number is too long. Enter one number, and begin with + if it is from outside the UK";
const noPostcode = "Enter a full UK postcode, like CV1 2AB";
const noEmail = "Enter an email address in the correct format, like name@example.com";
const noMoney = "must be in pounds and pence, like 120 or 120.50";
const noSortCode = "Enter a sort code of 6 numbers, like 309430";
const noAccount = "Enter an account number of 6 to 8 numbers, like 00733445";
const noRollNumber = "Enter a roll number as your building society writes it, of 18 characters or fewer";

export const typedValues = {
  name: [
    ["typed", " Robin  Example ", means("Robin Example")],
    ["pasted", "\ufeffRobin\u00a0Example\u200b", means("Robin Example")],
    ["pasted with its line break", "Robin\r\nExample", means("Robin Example")],
    ["from Word", "Siobhán O’Neill–Smith", means("Siobhán O’Neill–Smith")],
    ["from Word, with a soft hyphen", "Ro\u00adbin Example", means("Robin Example")],
    ["from a spreadsheet", "Robin\tExample", means("Robin Example")],
    ["from a Mac, in two parts a letter", "Zoe\u0308 Example", means("Zoë Example")],
    ["from a phone's contacts, with direction marks", "\u202aRobin Example\u202c", means("Robin Example")],
    ["in Polish", "Łukasz Żółć", means("Łukasz Żółć")],
    ["in Arabic", "محمد بن سلمان", means("محمد بن سلمان")],
    ["in Chinese", "李小龍", means("李小龍")],
    ["in Tamil", "க்ஷேமா", means("க்ஷேமா")],
    ["nothing that can be seen", "\u200b\u00a0\u2060", says("Enter a full name")],
    ["too long", "a".repeat(101), says("A full name must be 100 characters or fewer")],
  ],
  postcode: [
    ["typed", "cv12ab", means("CV1 2AB")],
    ["with O for 0 and I for 1", "CVI 2AB", means("CV1 2AB")],
    ["with a dash", "CV1–2AB", means("CV1 2AB")],
    ["with brackets and a full stop", "(CV1 2AB).", means("CV1 2AB")],
    ["pasted", "\u00a0CV1\u20092AB\u200b", means("CV1 2AB")],
    ["from a Japanese keyboard", "ＣＶ１ ２ＡＢ", means("CV1 2AB")],
    ["in Arabic digits", "CV١ ٢AB", means("CV1 2AB")],
    ["half of one", "CV1", says(noPostcode)],
    ["a town", "Coventry", says(noPostcode)],
  ],
  phone: [
    ["typed", "07700900123", means("07700 900123")],
    ["with spaces, dots, dashes and brackets", "(07700) 900.12-3", means("07700 900123")],
    ["with the country's code", "+44 7700 900123", means("07700 900123")],
    ["with the country's code and its 0", "+44 (0)7700 900 123", means("07700 900123")],
    ["with 00", "0044 7700 900123", means("07700 900123")],
    ["without a plus", "447700900123", means("07700 900123")],
    ["from a phone's contacts", "\u202a+44 7700 900123\u202c", means("07700 900123")],
    ["from a phone's contacts, with its label", "Mobile: 07700 900123", means("07700 900123")],
    ["from a contact card", "TEL;TYPE=CELL:+447700900123", means("07700 900123")],
    ["from a link", "tel:+447700900123", means("07700 900123")],
    ["from a spreadsheet that took the 0", "7700900123", means("07700 900123")],
    ["from a spreadsheet that made it a fraction", "7700900123.0", means("07700 900123")],
    ["from Word", "07700–900–123", means("07700 900123")],
    ["from the web", "07700\u00a0900\u2009123", means("07700 900123")],
    ["with O for 0", "O77OO 9OO123", means("07700 900123")],
    ["with whose it is", "07700 900123 (mum)", means("07700 900123")],
    ["with when to call", "07700 900123 after 5pm", means("07700 900123")],
    ["in Arabic digits", "٠٧٧٠٠ ٩٠٠١٢٣", means("07700 900123")],
    ["of the Isle of Man", "07624 123456", means("07624 123456")],
    ["a landline", "(024) 7683 1234", means("024 7683 1234")],
    ["a landline with an extension", "024 7683 1234 ext. 12", means("024 7683 1234 x12")],
    ["one of Ofcom's for examples", "01632 960123", means("01632 960123")],
    ["of Ireland", "00 353 85 123 4567", means("+353 85 123 4567")],
    ["of Poland", "+48 601-234-567", means("+48 601 234 567")],
    ["with a number missing", "07700 90012", says(tooShort)],
    ["without its area code", "7683 1234", says(tooShort)],
    ["with a number too many", "07700 9001234", says(tooLong)],
    ["two at once", "07700 900123 or 024 7683 1234", says(tooLong)],
    ["words", "none", says("Enter a phone number, like 07700 900 982"), { means: undefined }],
    ["an email address", "robin@example.com", says("Enter a phone number, like 07700 900 982")],
    [
      "from a spreadsheet that shortened it",
      "7.7009E+09",
      says("A spreadsheet has shortened this phone number. Enter all of it, like 07700 900 982"),
      says("“7.7009E+09” is how a spreadsheet shortens a long number"),
    ],
  ],
  email: [
    ["typed", "robin@example.com", means("robin@example.com")],
    ["with a capital", "Robin@Example.com", means("Robin@Example.com")],
    ["from another program", "Robin Example <robin@example.com>", means("robin@example.com")],
    ["from a link", "mailto:robin@example.com", means("robin@example.com")],
    ["with a full stop after it", "robin@example.com.", means("robin@example.com")],
    ["pasted", "\u200brobin@example.com\u00a0", means("robin@example.com")],
    ["from Word", "o’neill@example.com", means("o'neill@example.com")],
    ["with a space", "robin @example.com", means("robin@example.com")],
    ["without a dot", "robin@example", says(noEmail)],
    ["two at once", "robin@example.com kim@example.com", says(noEmail)],
    ["a phone number", "07700 900123", says(noEmail)],
  ],
  money: [
    ["typed", "120", means(120_00)],
    ["with pennies", "£1,234.50", means(1_234_50)],
    ["with one penny figure", "49.5", means(49_50)],
    ["with spaces", "1 200", means(1_200_00)],
    ["from the web", "£\u00a01\u202f200.00", means(1_200_00)],
    ["with the currency behind it", "20 pounds", means(20_00)],
    ["with the currency's code", "GBP 20", means(20_00)],
    ["from a Japanese keyboard", "１２０", means(120_00)],
    ["in Bengali digits", "১২০", means(120_00)],
    ["words", "about twenty", says(noMoney)],
    ["with three penny figures", "1.005", says(noMoney)],
    ["from a spreadsheet that shortened it", "1.2E+03", says(noMoney)],
  ],
  sortCode: [
    ["typed", "089999", means("089999")],
    ["with dashes", "08-99-99", means("089999")],
    ["from Word", "08–99–99", means("089999")],
    ["with spaces from the web", "08\u00a099\u00a099", means("089999")],
    ["with dots", "08.99.99", means("089999")],
    ["from a Japanese keyboard", "０８９９９９", means("089999")],
    ["a number short", "08999", says(noSortCode), says("“08999” is too short. A spreadsheet takes noughts from the start")],
    ["letters", "O8-99-XX", says(noSortCode)],
  ],
  accountNumber: [
    ["typed", "66374958", means("66374958")],
    ["with spaces", "6637 4958", means("66374958")],
    ["from Word", "6637–4958", means("66374958")],
    ["in Hindi digits", "६६३७४९५८", means("66374958")],
    ["pasted", "\u200e66374958\u00a0", means("66374958")],
    ["five numbers", "12345", says(noAccount), says("“12345” is too short. A spreadsheet takes noughts from the start")],
    [
      "nine numbers",
      "123456789",
      says("Only Santander writes 9 numbers. Ask Santander for the sort code and the 8 numbers to use, and enter those"),
    ],
    [
      "ten numbers",
      "1234567890",
      says(
        "Enter 8 numbers. NatWest uses the last 8 of 10; the Co-operative Bank and Leeds Building Society use the first 8. Ask your bank if it is another",
      ),
    ],
  ],
  rollNumber: [
    ["typed", "D/12345-67", means("D/12345-67")],
    ["from Word", "D/12345–67", means("D/12345-67")],
    ["pasted", "\u00a0D\u200b12345 ", means("D12345")],
    ["too long", "1".repeat(19), says(noRollNumber)],
    ["a sentence", "I do not know!", says(noRollNumber)],
  ],
  story: [
    ["from Word", "“It’s cold” – said he…", means("“It’s cold” – said he…")],
    ["with pictures", "No food 😢 👨‍👩‍👧", means("No food 😢 👨‍👩‍👧")],
    ["with line ends of every kind", "one\r\ntwo\rthree\vfour\ffive\u2028six", means("one\ntwo\nthree\nfour\nfive\nsix")],
    ["with tabs and control characters", "\u0007one\ttwo\u0000", means("one two")],
    ["in Persian", "می‌خواهم", means("می‌خواهم")],
    ["too long", "a".repeat(4_001), says("What happened must be 4,000 characters or fewer")],
  ],
} as const satisfies { readonly [kind: string]: readonly Typed[] };

/** Days are typed into three boxes, or pasted into the first of them. */
export const typedDays: readonly (readonly [from: string, boxes: readonly [string, string, string], meant: Meant])[] = [
  ["typed", ["9", "3", "1984"], means("1984-03-09")],
  ["with noughts", ["09", "03", "1984"], means("1984-03-09")],
  ["with the month's name", ["9", "March", "1984"], means("1984-03-09")],
  ["with the month's beginning", ["9", "Sept.", "1984"], means("1984-09-09")],
  ["as it is spoken", ["9th", "march", "1984"], means("1984-03-09")],
  ["pasted into the first box", ["09/03/1984", "", ""], means("1984-03-09")],
  ["pasted in words", ["9 March 1984", "", ""], means("1984-03-09")],
  ["pasted from a program", ["1984-03-09", "", ""], means("1984-03-09")],
  ["from the web", ["\u00a09", "3\u200b", " 1984 "], means("1984-03-09")],
  ["in Arabic digits", ["٩", "٣", "١٩٨٤"], means("1984-03-09")],
  ["with a part missing", ["9", "", "1984"], says("Date of birth must include a month")],
  ["that the calendar lacks", ["31", "6", "1984"], says("Date of birth must be a real date")],
  ["with a month that begins like none", ["9", "Mayday", "1984"], says("Date of birth must be a real date")],
  ["with a year of two numbers", ["9", "3", "84"], says("Year of birth must have 4 numbers, like 1980")],
  ["to come", ["9", "3", "2031"], says("Date of birth must be in the past")],
];
