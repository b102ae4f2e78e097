import type {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import { parseEntityRef } from '@backstage/catalog-model';
import type { Target } from '@safety-curtain/plugin-supply-chain-common';
import { ServiceReader } from '@safety-curtain/plugin-supply-chain-node';
import { version } from '../package.json';

const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const;

/** Facts are named `security.<what>`. */
const schema: FactRetriever['schema'] = {
  'security.alertLevel': {
    type: 'string',
    description: 'high, medium, low or unknown',
  },
  'security.gate': {
    type: 'string',
    description: 'allow, warn or block; empty where it was not judged yet',
  },
  'security.scan': {
    type: 'string',
    description:
      'ok, partial, failed, stale, empty, pending or unscannable: counts of what is not ok are not of all',
  },
  'security.scannedAt': {
    type: 'string',
    description: 'The last good scan, ISO 8601; empty where there was none',
  },
  'security.packages': { type: 'integer', description: 'Package versions' },
  ...Object.fromEntries(
    SEVERITIES.map(severity => [
      `security.${severity}`,
      {
        type: 'integer',
        description: `Open findings of severity ${severity}`,
      },
    ]),
  ),
};

/** Reads how services stand: open findings, alert level, gate, and how far that is known. */
export const serviceRetriever: FactRetriever = {
  id: 'supply-chain-security',
  version,
  title: 'Security',
  description: 'Open findings, alert level and gate of each service',
  schema,
  async handler({ auth, discovery }) {
    const reader = new ServiceReader({ auth, discovery });
    const facts: TechInsightFact[] = [];
    for await (const target of reader.services()) facts.push(factOf(target));
    return facts;
  },
};

function factOf(target: Target): TechInsightFact {
  return {
    entity: parseEntityRef(target.entityRef),
    facts: {
      'security.alertLevel': target.alertLevel,
      'security.gate': target.gate?.outcome ?? '',
      'security.scan': target.health,
      'security.scannedAt': target.lastGoodScanAt ?? '',
      'security.packages': target.componentCount ?? 0,
      ...Object.fromEntries(
        SEVERITIES.map(severity => [
          `security.${severity}`,
          target.openFindings[severity],
        ]),
      ),
    },
  };
}
