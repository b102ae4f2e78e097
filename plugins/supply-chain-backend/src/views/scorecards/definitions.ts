import { frameworks, Scorecard, ScorecardCheck } from '@safety-curtain/policy';
import type {
  ScorecardDefinition,
  ScorecardCheck as CheckDefinition,
} from '@safety-curtain/plugin-supply-chain-common';

/** A scorecard for the API. */
export function toDefinition(scorecard: Scorecard): ScorecardDefinition {
  const { name, title, description, filter, levels, campaigns } = scorecard;
  return {
    name,
    title,
    description,
    filter: {
      kinds: [...filter.kinds],
      types: [...filter.types],
      lifecycles: [...filter.lifecycles],
      tags: [...filter.tags],
      owners: [...filter.owners],
    },
    checks: scorecard.checks.map(toCheck),
    levels: levels.map(level => ({
      name: level.name,
      title: level.title,
      checks: [...level.checks],
      warningsHold: level.warningsHold,
    })),
    campaigns: campaigns.map(campaign => ({
      name: campaign.name,
      title: campaign.title,
      target: campaign.target,
      level: campaign.level,
      checks: [...campaign.checks],
    })),
  };
}

function toCheck({ check, options, weight }: ScorecardCheck): CheckDefinition {
  const defaults = Object.entries(check.options).map(
    ([name, option]): [string, number] => [name, option.default],
  );
  return {
    id: check.id,
    title: check.title,
    category: check.category,
    weight,
    advice: check.advice,
    controls: check.controls.map(({ framework, id }) => ({
      framework,
      title: frameworks[framework],
      id,
    })),
    options: { ...Object.fromEntries(defaults), ...options },
  };
}
