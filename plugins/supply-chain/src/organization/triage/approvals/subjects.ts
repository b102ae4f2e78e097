/** The kinds of decisions that triage is about. */
export const subjects = ['vulnerability-analysis', 'package-approval'] as const;
