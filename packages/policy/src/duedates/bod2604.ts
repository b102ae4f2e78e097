/** What CISA's directive asks for (BOD 26-04; decision table of CERT/CC, `cisa_bod_26_04_1_0_0`). */
export interface Bod2604Outcome {
  /** Calendar days; absent where the fix comes with the next upgrade of the system. */
  days?: number;
  /** Whether to look for traces of an attack, too. */
  forensicTriage: boolean;
}

/** The four facts that decide. */
export interface Bod2604Facts {
  knownExploited: boolean;
  exposed: boolean;
  automatable: boolean;
  impact: 'partial' | 'total';
}

const NEXT_UPGRADE: Bod2604Outcome = { forensicTriage: false };
const within = (days: number): Bod2604Outcome => ({
  days,
  forensicTriage: false,
});
const THREE_AND_TRIAGE: Bod2604Outcome = { days: 3, forensicTriage: true };

/** By known exploited, exposed and automatable: what for partial, and what for total impact. */
const TABLE: Readonly<
  Record<string, readonly [Bod2604Outcome, Bod2604Outcome]>
> = {
  'no no no': [NEXT_UPGRADE, NEXT_UPGRADE],
  'no no yes': [within(60), within(60)],
  'no yes no': [within(60), within(14)],
  'no yes yes': [within(14), within(3)],
  'yes no no': [within(14), within(14)],
  'yes no yes': [within(14), THREE_AND_TRIAGE],
  'yes yes no': [within(14), THREE_AND_TRIAGE],
  'yes yes yes': [within(3), THREE_AND_TRIAGE],
};

/** The row of the table for four facts. */
export function bod2604({
  knownExploited,
  exposed,
  automatable,
  impact,
}: Bod2604Facts): Bod2604Outcome {
  const row = [knownExploited, exposed, automatable]
    .map(fact => (fact ? 'yes' : 'no'))
    .join(' ');
  return TABLE[row][impact === 'partial' ? 0 : 1];
}
