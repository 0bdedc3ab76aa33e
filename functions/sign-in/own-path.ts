/** Where someone was going, if that is a page of ours. An address that leaves this service is not followed. */
export const ownPath = (to: string | undefined): string => {
  if (!to || to.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return "/home";
  // Sign-in itself is no place to arrive at.
  return /^\/sign(-|ed-)/.test(to) ? "/home" : to;
};
