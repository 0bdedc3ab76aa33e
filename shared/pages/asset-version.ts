/** Part of every asset's address, so that a browser may keep it for ever. Raise it when an asset changes. */
export const assetVersion = "1";
