import type { NearPackage } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import {
  applyTargetFilter,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { lastPart, whereBeginning } from '../../records/inventory/packageNames';

/** Names that are offered. */
const MAX_OFFERED = 5;
/** Packages of which uses are counted, the nearest first. */
const MAX_COUNTED = 20;
/** Names that are compared with the one that was asked for. */
const MAX_COMPARED = 5000;
/** Letters that a mistyped name is taken to begin with. */
const SURE_LETTERS = 3;
/** Letters that may be wrong. */
const MAX_MISTAKES = 2;

/**
 * Packages in use whose name is like one that is not: it begins so
 * (`log4j-core` for `log4j`), or differs in a letter or two. The most used of
 * the nearest come first.
 */
export async function nearNames(
  knex: Knex,
  asked: string,
  targets: TargetFilter,
): Promise<NearPackage[]> {
  const name = lastPart(asked.toLowerCase().replace(/\*$/, ''));
  if (!name) return [];
  const near = await namesLike(knex, name);
  const inUse = await usedBy(knex, [...near.keys()], targets);
  const rows: {
    id: number;
    ecosystem: string;
    name: string;
    services: number | string;
  }[] = await usesOf(knex, targets)
    .join('packages as p', 'p.id', 'c.package_id')
    .whereIn('c.package_id', inUse.slice(0, MAX_COUNTED))
    .groupBy('p.id', 'p.ecosystem', 'p.name')
    .select('p.id', 'p.ecosystem', 'p.name')
    .countDistinct('link.target_id as services');
  return rows
    .map(row => ({
      distance: near.get(row.id)!,
      ecosystem: row.ecosystem,
      name: row.name,
      services: Number(row.services),
    }))
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        b.services - a.services ||
        (a.name < b.name ? -1 : 1),
    )
    .slice(0, MAX_OFFERED)
    .map(({ distance: _, ...found }) => found);
}

/** Those that some target uses which may be seen, in their order. */
async function usedBy(
  knex: Knex,
  packageIds: number[],
  targets: TargetFilter,
): Promise<number[]> {
  const used = new Set<number>();
  for await (const chunk of inChunks(packageIds)) {
    const ids: number[] = await knex('packages as p')
      .whereIn('p.id', chunk)
      .whereExists(
        usesOf(knex, targets)
          .whereRaw('c.package_id = p.id')
          .select(knex.raw('1')),
      )
      .pluck('p.id');
    for (const id of ids) used.add(id);
  }
  return packageIds.filter(id => used.has(id));
}

function usesOf(knex: Knex, targets: TargetFilter) {
  const uses = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id');
  applyTargetFilter(uses, targets);
  return uses;
}

/** Package ids with how far their names are away, the nearest first. */
async function namesLike(
  knex: Knex,
  name: string,
): Promise<Map<number, number>> {
  const beginnings = [name, name.slice(0, SURE_LETTERS)];
  const rows = await Promise.all(
    beginnings.map(beginning =>
      whereBeginning(knex('package_names'), beginning)
        .orderBy(['name', 'package_id'])
        .limit(MAX_COMPARED)
        .select('name', 'package_id'),
    ),
  );
  const distances = new Map<number, number>();
  for (const row of rows.flat()) {
    const distance = distanceOf(name, row.name);
    const known = distances.get(row.package_id) ?? Infinity;
    if (distance < known) distances.set(row.package_id, distance);
  }
  return new Map(
    [...distances]
      .filter(([, distance]) => distance < Infinity)
      .sort(([, a], [, b]) => a - b),
  );
}

/** 0: the same name; 1: begins with it; 2 and more: mistyped; Infinity: another. */
function distanceOf(asked: string, name: string): number {
  if (name === asked) return 0;
  if (name.startsWith(asked)) return 1;
  const mistakes = mistakesBetween(asked, name, MAX_MISTAKES);
  return mistakes > MAX_MISTAKES ? Infinity : 1 + mistakes;
}

/**
 * Letters to add, take away, change or swap with their neighbor (optimal
 * string alignment); more than `most` is told as `most` + 1.
 */
export function mistakesBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = above[j - 1] + Number(a[i - 1] !== b[j - 1]);
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, change);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = above;
    above = row;
  }
  return above[b.length];
}
