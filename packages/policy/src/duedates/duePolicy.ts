import type { Severity } from '../facts/serviceFacts';

/** What due dates of some services are made by. @public */
export interface DuePolicy {
  /** As people know it. */
  name: string;
  /**
   * `severity`: days by severity. `bod-26-04`: by the four facts of CISA's directive. `earlier`: the
   * earlier of both.
   */
  method: 'severity' | 'bod-26-04' | 'earlier';
  /** Calendar days by severity. */
  days: Readonly<Record<Severity | 'unknown', number>>;
  /** Which day is counted from. */
  clock: {
    from: 'detection' | 'publication';
    /** Counted from the day on which it became known to be exploited, where that is later. */
    restartWhenExploited: boolean;
  };
  /** What is taken for what is not known. */
  assume: {
    exposed: boolean;
    automatable: boolean;
    impact: 'partial' | 'total';
  };
}

/**
 * Days as most products have them; unknown severity counts as high, and what is not known is taken
 * for the worse, as FedRAMP's rules do.
 *
 * @public
 */
export const defaultDuePolicy: DuePolicy = {
  name: 'default',
  method: 'severity',
  days: { critical: 7, high: 30, medium: 90, low: 120, unknown: 30 },
  clock: { from: 'detection', restartWhenExploited: false },
  assume: { exposed: true, automatable: true, impact: 'total' },
};
