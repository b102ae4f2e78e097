import {
  type CompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import type {
  ScorecardAnswer,
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import { asOf } from './asOf';
import { locationOf } from './location';

/** The type of documents about one service on one scorecard. */
export const SCORECARD_DOCUMENT_TYPE = 'supply-chain-scorecard';

/** How one service stands on one scorecard. @public */
export interface ScorecardDocument extends IndexableDocument {
  /** Name of the scorecard. */
  scorecard: string;
  /** Name of the level; empty where it holds none. */
  level: string;
  kind: string;
  namespace: string;
  /** Type of the entity, empty where it has none; as the lifecycle. */
  componentType: string;
  lifecycle: string;
  /** Full references, separated by spaces. */
  owner: string;
  critical: boolean;
}

/** Answers that a reader looks for, in words. */
const told: [ScorecardAnswer, string][] = [
  ['fail', 'Fails'],
  ['warn', 'Warns'],
  ['unknown', 'Unknown'],
];

/** What is indexed of a service; it was read with reasons. */
export function scorecardDocument(
  scorecard: ScorecardDefinition,
  service: ScorecardService,
  { locationTemplate, now }: { locationTemplate: string; now: Date },
): ScorecardDocument {
  const ref = parseEntityRef(service.entityRef);
  return {
    title: `${service.name}: ${scorecard.title}`,
    text: `${asOf(now)}: ${textOf(scorecard, service)}`,
    location: scorecardLocation(locationTemplate, ref, scorecard.name),
    scorecard: scorecard.name,
    level: service.level ?? '',
    kind: ref.kind,
    namespace: ref.namespace,
    componentType: service.type ?? '',
    lifecycle: service.lifecycle ?? '',
    owner: service.owners.join(' '),
    critical: service.critical,
    authorization: { resourceRef: service.entityRef },
  };
}

function textOf(
  scorecard: ScorecardDefinition,
  service: ScorecardService,
): string {
  const level = scorecard.levels.find(({ name }) => name === service.level);
  const reasons = new Map(
    (service.reasons ?? []).map(({ check, reason }) => [check, reason]),
  );
  const lines = told.flatMap(([answer, word]) =>
    scorecard.checks.flatMap(({ id, title }, at) =>
      service.answers[at] === answer
        ? [`${word}: ${title}. ${reasons.get(id) ?? ''}`.trim()]
        : [],
    ),
  );
  return [
    level ? `Level: ${level.title}.` : 'No level.',
    ...(service.critical ? ['Critical.'] : []),
    ...lines,
  ].join(' ');
}

/** The scorecard is named: Lunr keeps one document for each location. */
function scorecardLocation(
  template: string,
  ref: CompoundEntityRef,
  scorecard: string,
): string {
  const location = locationOf(template, ref);
  const separator = location.includes('?') ? '&' : '?';
  return `${location}${separator}scorecard=${encodeURIComponent(scorecard)}`;
}
