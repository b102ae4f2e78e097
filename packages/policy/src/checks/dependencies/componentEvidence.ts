import type { ComponentFacts } from '../../facts/serviceFacts';
import type { Evidence } from '../check';

export function componentEvidence(
  component: ComponentFacts,
  text: string,
): Evidence {
  return {
    kind: 'component',
    ref: component.purl,
    ...(component.manifest === undefined ? {} : { file: component.manifest }),
    ...(component.line === undefined ? {} : { line: component.line }),
    text: `${component.name} ${component.version}: ${text}`,
  };
}

export function byPurl(a: ComponentFacts, b: ComponentFacts): number {
  if (a.purl === b.purl) return 0;
  return a.purl < b.purl ? -1 : 1;
}
