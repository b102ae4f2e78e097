import type { Entity } from '@backstage/catalog-model';
import {
  evaluateFilterPredicate,
  FilterPredicate,
} from '@backstage/filter-predicates';
import type { JsonValue } from '@backstage/types';
import { toText } from '../../database/dialect';
import type { DistributionOptions } from './options';

/** Says how an entity is passed on, before every rule. */
export const DISTRIBUTION_ANNOTATION = 'safety-curtain.io/distribution';

/** How an entity is passed on, and why that is thought. */
export interface Distribution {
  model: string;
  because: string;
}

/** The annotation's word, else the first rule that fits, else the default. */
export function distributionOf(
  entity: Entity,
  options: DistributionOptions,
): Distribution {
  const asked = entity.metadata.annotations?.[DISTRIBUTION_ANNOTATION]?.trim();
  if (asked && options.models.has(asked)) {
    return {
      model: asked,
      because: `The annotation ${DISTRIBUTION_ANNOTATION}`,
    };
  }
  const { model, because } = byRule(entity, options);
  return {
    model,
    because: asked
      ? `${because}; the annotation names '${toText(
          asked,
          60,
        )}', which no policy is for`
      : because,
  };
}

function byRule(entity: Entity, options: DistributionOptions): Distribution {
  const rule = options.rules.find(({ filter }) =>
    evaluateFilterPredicate(filter, entity),
  );
  return rule
    ? { model: rule.model, because: describeFilter(rule.filter) }
    : { model: options.fallback, because: 'the default, as no rule matches' };
}

/** The entity fields that filters of rules look at, for a catalog query. */
export function filterFields(
  rules: readonly { filter: FilterPredicate }[],
): string[] {
  const fields = new Set<string>();
  const visit = (filter: unknown) => {
    if (Array.isArray(filter)) {
      filter.forEach(visit);
    } else if (typeof filter === 'object' && filter !== null) {
      for (const [key, value] of Object.entries(filter)) {
        if (key.startsWith('$')) visit(value);
        // Keys of annotations and labels have dots of their own.
        else fields.add(key.split('.').slice(0, 2).join('.'));
      }
    }
  };
  for (const { filter } of rules) visit(filter);
  return [...fields];
}

/** A filter predicate in words: `spec.type is one of library, cli`. */
export function describeFilter(filter: FilterPredicate): string {
  if (typeof filter !== 'object' || filter === null) return String(filter);
  return Object.entries(filter as Record<string, JsonValue>)
    .map(([key, value]) => {
      const parts = (separator: string) =>
        (value as FilterPredicate[])
          .map(part => `(${describeFilter(part)})`)
          .join(separator);
      if (key === '$all') return parts(' and ');
      if (key === '$any') return parts(' or ');
      if (key === '$not') return `not (${describeFilter(value as never)})`;
      return `${key} ${describeValue(value)}`;
    })
    .join(' and ');
}

function describeValue(value: JsonValue): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `is ${JSON.stringify(value)}`;
  }
  if ('$exists' in value) return value.$exists ? 'is there' : 'is not there';
  if (Array.isArray(value.$in)) return `is one of ${value.$in.join(', ')}`;
  if ('$contains' in value) return `has ${JSON.stringify(value.$contains)}`;
  if ('$hasPrefix' in value) return `begins with ${value.$hasPrefix}`;
  return JSON.stringify(value);
}
