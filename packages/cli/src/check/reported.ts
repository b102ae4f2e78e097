import {
  type GateFacts,
  gatedThings,
  type GatedThings,
  type GateFinding,
  reportedThings,
  type ReportedThing,
} from '@safety-curtain/policy';
import type { ToolReport } from '@safety-curtain/reports';
import type { Exploitation } from '../input/exploitation';

/**
 * Results of tools for a gate.
 *
 * @param ignores - whether what a tool was told to be silent about is dismissed
 */
export function reportedBy(
  reports: readonly ToolReport[],
  {
    known,
    exploitation,
    ignores,
  }: {
    known: GateFacts['findings'];
    exploitation: Exploitation;
    ignores: boolean;
  },
): GatedThings {
  // A change is compared with what was before it, and with no other source.
  return gatedThings(reportedThings(reports, ''), {
    known,
    exploitation: names => exploitationOf(names, exploitation),
    decided: thing => (ignores ? decidedBy(thing) : undefined),
  });
}

function exploitationOf(
  names: readonly string[],
  { known, scores }: Exploitation,
) {
  const epss = names.map(name => scores.get(name)).find(Boolean);
  return {
    knownExploited: names.some(name => known.has(name)),
    ...(epss && {
      epss: { probability: epss.score, percentile: epss.percentile },
    }),
  };
}

/** What one tool is silent about is not dismissed where another is not. */
function decidedBy({ results }: ReportedThing): GateFinding['decided'] {
  const [{ tool, result }] = results;
  if (results.some(each => each.result.suppression?.status !== 'accepted')) {
    return undefined;
  }
  const { reason } = result.suppression!;
  const words = `ignored by ${tool.name}${reason ? `: ${reason}` : ''}`;
  return { as: 'dismissed', words };
}
