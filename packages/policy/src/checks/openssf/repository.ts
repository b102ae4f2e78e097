/** The facts of a forge are missing. */
export const NO_REPOSITORY = {
  missing:
    'Only the forge of the repository, or a result of OpenSSF Scorecard, tells, and neither is known.',
};
