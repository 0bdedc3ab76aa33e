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
  /** Reads "DEMO" over the pages of a service that is not live. */
  phase: "Demonstration",
} as const;
