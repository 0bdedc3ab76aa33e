/** The page that a person wanted before sign-in, if it is one of ours. Links out of this service are not followed. */
export const ownPath = (to: string | undefined): string => {
  if (!to || to.length > 2000 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to)) return "/home";
  return /^\/sign(-|ed-)/.test(to) ? "/home" : to;
};
