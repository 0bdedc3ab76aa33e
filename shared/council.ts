/** The council whose service this is. Everything on a page that names the council comes from here. */
export const council = {
  name: "Coventry City Council",
  place: "Coventry",
  serviceName: "Get help in a money crisis",
  colour: "#1b4f72",
  /** A telephone number that Ofcom reserves for drama and an address that cannot exist, until the council gives its own. */
  telephone: "0808 157 0123",
  telephoneHours: "Monday to Friday, 9am to 5pm",
  email: "hardship@council.example",
  area: {
    inside: ["CV1", "CV2", "CV4", "CV5", "CV6"],
    partly: ["CV3", "CV7"],
  } as { inside: readonly string[]; partly: readonly string[] },
  /** The code of the Office for National Statistics: banks' result files say by it whose payments they are about. */
  code: "E08000026",
  /** The account that pays, and the number under which Bacs knows its owner: made up, until the council gives its own. */
  payer: {
    serviceUserNumber: "123456",
    sortCode: "000000",
    accountNumber: "12345678",
    /** On the bank statement of everybody who is paid, so it says nothing of why. */
    name: "Coventry Council",
  },
  /** Reads "DEMO" over the pages of a service that is not live. */
  phase: "Demonstration",
} as const;
