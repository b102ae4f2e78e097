import type {
  ComponentScope,
  DirectFilter,
} from '@safety-curtain/plugin-supply-chain-common';

/*
 * How a target uses a component, as numbers: the smaller, the more it matters.
 * Of several uses the smallest counts. What is not known may be the worst, and
 * so matters more than what is known to be less.
 */

const scopes: readonly ComponentScope[] = [
  'runtime',
  'unknown',
  'optional',
  'development',
];

/** The scope of what is only needed to build and test. */
export const DEVELOPMENT = scopeNumber('development');

export function scopeNumber(scope: ComponentScope): number {
  return scopes.indexOf(scope);
}

export function scopeOf(value: number): ComponentScope {
  return scopes[value];
}

/** Whether somebody asks for a component itself: yes, not known, no. */
const relations: readonly (boolean | undefined)[] = [true, undefined, false];

export function relationNumber(direct: boolean | undefined): number {
  return relations.indexOf(direct);
}

export function directOf(relation: number): boolean | undefined {
  return relations[relation];
}

/** The number of what a filter asks for. */
export function relationAsked(direct: DirectFilter): number {
  return relationNumber(direct === 'unknown' ? undefined : direct === 'true');
}
