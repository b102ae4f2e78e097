/** What a verdict can be written as. */
export const checkFormats = [
  'table',
  'json',
  'markdown',
  'cyclonedx-vex',
  'sarif',
  'gitlab',
  'junit',
] as const;

/** What a verdict can be written as. */
export type CheckFormat = (typeof checkFormats)[number];
