import type { ToolReport } from '@safety-curtain/reports';
import { containers } from './containers/containers';
import { supportEndedBy } from './containers/endOfLife';
import { Inspection } from './Inspection';
import type { InspectedFile, InspectOptions, Inspector } from './inspector';
import type { InspectionRule } from './rule';
import { isInForce } from './secrets/allowances';
import { secrets } from './secrets/secrets';
import { workflows } from './workflows/workflows';

/** Raised when a rule finds other things in the same files. */
const VERSION = 5;

const inspectors: readonly Inspector[] = [workflows, containers, secrets];

/** All rules by the ids of their tools. @public */
export const inspectionRules: ReadonlyMap<string, readonly InspectionRule[]> =
  new Map(inspectors.map(({ tool, rules }) => [tool.id, rules]));

/**
 * The ids of the tools that look at a file of this path; most files are looked at for secrets alone.
 *
 * @public
 */
export function inspectionsOf(path: string): string[] {
  return inspectors
    .filter(inspector => inspector.wants(path))
    .map(({ tool }) => tool.id);
}

/**
 * Weaknesses and secrets in files, one report for each of the tools. A file that is too large or no
 * file of its format is told in the notices and `leftOut`: what a tool said of it before stands.
 *
 * @public
 */
export async function inspectFiles(
  files: Iterable<InspectedFile> | AsyncIterable<InspectedFile>,
  options: InspectOptions,
): Promise<ToolReport[]> {
  const inspections = inspectors.map(
    inspector => new Inspection(inspector, options),
  );
  for await (const file of files) {
    for (const inspection of inspections) await inspection.look(file);
  }
  return inspections.map(inspection => inspection.report());
}

/**
 * Names what the inspections make of files at a time: where it is another, files that did not
 * change may have other results, as a release has come to its end, or an allowance.
 *
 * @public
 */
export function inspectionsAsOf({
  now,
  allow = [],
}: Pick<InspectOptions, 'now' | 'allow'>): string {
  const inForce = allow.filter(each => isInForce(each, now));
  return JSON.stringify([VERSION, supportEndedBy(now), inForce]);
}
