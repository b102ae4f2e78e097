/** Where our tabs stand below an entity page, unless configured otherwise. @public */
export const entityTabPaths = {
  security: '/security',
  licenses: '/licenses',
  scorecards: '/scorecards',
} as const;
