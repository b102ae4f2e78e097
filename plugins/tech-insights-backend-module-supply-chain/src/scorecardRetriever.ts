import type {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import { ScorecardReader } from '@safety-curtain/plugin-supply-chain-node';
import { version } from '../package.json';
import type { KnownScorecard } from './knownScorecards';

/**
 * Reads one scorecard. Facts are named `<scorecard>.<what>`, as Tech Insights
 * puts the facts of several retrievers together by name.
 */
export function scorecardRetriever(scorecard: KnownScorecard): FactRetriever {
  const { name, title } = scorecard;
  return {
    id: `supply-chain-scorecard-${name}`,
    version,
    title,
    description: `How services stand on the scorecard “${title}”`,
    schema: schemaOf(scorecard),
    async handler({ auth, discovery }) {
      const reader = new ScorecardReader({ auth, discovery });
      const definition = (await reader.scorecards()).find(
        each => each.name === name,
      );
      if (!definition) {
        throw new Error(
          `The supply-chain backend has no scorecard '${name}': is it configured there as here?`,
        );
      }
      const facts: TechInsightFact[] = [];
      for await (const service of reader.services(name)) {
        facts.push(factOf(definition, service));
      }
      return facts;
    },
  };
}

function schemaOf({ name, checks }: KnownScorecard): FactRetriever['schema'] {
  const answers = checks.map(({ id, title }) => [
    `${name}.${id}`,
    {
      type: 'string',
      description: `${title}: pass, warn, fail, notApplicable, unknown or exempted`,
    },
  ]);
  return {
    [`${name}.level`]: {
      type: 'string',
      description: 'Name of the level that holds; empty where none does',
    },
    [`${name}.levelsHeld`]: {
      type: 'integer',
      description: 'Levels that hold, from the lowest',
    },
    [`${name}.critical`]: {
      type: 'boolean',
      description: 'Whether a failure of the service matters most',
    },
    [`${name}.failing`]: {
      type: 'set',
      description: 'Ids of the checks that fail',
    },
    [`${name}.scoredAt`]: {
      type: 'string',
      description: 'When the service was asked, ISO 8601',
    },
    ...Object.fromEntries(answers),
  };
}

function factOf(
  { name, checks }: ScorecardDefinition,
  service: ScorecardService,
): TechInsightFact {
  const answers = checks.map(({ id }, at) => ({
    id,
    answer: service.answers[at],
  }));
  return {
    entity: parseEntityRef(service.entityRef),
    facts: {
      [`${name}.level`]: service.level ?? '',
      [`${name}.levelsHeld`]: service.levelsHeld,
      [`${name}.critical`]: service.critical,
      [`${name}.failing`]: answers
        .filter(({ answer }) => answer === 'fail')
        .map(({ id }) => id),
      [`${name}.scoredAt`]: service.scoredAt,
      ...Object.fromEntries(
        answers.map(({ id, answer }) => [`${name}.${id}`, answer]),
      ),
    },
  };
}
