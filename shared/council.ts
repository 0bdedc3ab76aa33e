/** Everything on a page that names the council comes from here. */
export const council = {
  name: "Coventry City Council",
  place: "Coventry",
  serviceName: "Get help in a money crisis",
  /** The same service as staff and partners know it. */
  staffServiceName: "Hardship support",
  colour: "#1b4f72",
  /** A number that Ofcom reserves for drama, and below an address that cannot exist, until the council gives its own. */
  telephone: "0808 157 0123",
  telephoneHours: "Monday to Friday, 9am to 5pm",
  /** The same hours, by the clock. */
  telephoneOpens: 9,
  telephoneCloses: 17,
  /** An emergency number for when the telephone is closed. Made up like the telephone. */
  emergency: { telephone: "0808 157 0124", hours: "At night, at weekends and on bank holidays" },
  email: "hardship@council.example",
  area: {
    inside: ["CV1", "CV2", "CV4", "CV5", "CV6"],
    partly: ["CV3", "CV7"],
    /** The council's code in the national address list. */
    custodian: "4610",
    /** The councils around it by theirs, as people know the scheme that helps there. */
    neighbours: {
      "3705": "North Warwickshire, where Warwickshire County Council helps",
      "3710": "Nuneaton and Bedworth, where Warwickshire County Council helps",
      "3715": "Rugby, where Warwickshire County Council helps",
      "3725": "Warwick District, where Warwickshire County Council helps",
      "4625": "Solihull, where Solihull Council helps",
    },
  } as {
    readonly inside: readonly string[];
    readonly partly: readonly string[];
    readonly custodian: string;
    readonly neighbours: Readonly<Record<string, string>>;
  },
  /** The council's code of the Office for National Statistics, which files of results carry. */
  code: "E08000026",
  /** The paying account and its owner's number at Bacs. Made up, until the council gives its own. */
  payer: {
    serviceUserNumber: "123456",
    sortCode: "000000",
    accountNumber: "12345678",
    /** Stands on the household's bank statement, so it does not say why they are paid. */
    name: "Coventry Council",
  },
  /** The council's bank takes a file for the next banking day until this hour. Made up, until the council's bank says. */
  bank: { takesFilesUntilHour: 16 },
  /** The places that take the provider's codes. Made up until the council's contract names them. */
  codesAreTaken: {
    cash: "at any Post Office or PayPoint shop",
    voucher: "in the shops named where you open it",
  },
  /** The most texts to one number in a day. GOV.UK Notify itself takes a hundred an hour, and twenty that are alike. */
  textsToOneNumberADay: 15,
  phase: "Demonstration",
} as const;
