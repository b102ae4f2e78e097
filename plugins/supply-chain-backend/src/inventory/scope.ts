import type { ComponentScope } from '@safety-curtain/plugin-supply-chain-common';

/** Scopes by the number that is stored: the smaller, the more it matters. */
export const scopes: readonly ComponentScope[] = [
  'runtime',
  'optional',
  'development',
];

export function scopeNumber(scope: ComponentScope): number {
  return scopes.indexOf(scope);
}

export function scopeOf(value: number): ComponentScope {
  return scopes[value];
}
