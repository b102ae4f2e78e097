import {
  entriesOf,
  type Fields,
  isFields,
  keysOf,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing, missingPackage } from '../lockVersion';
import type { ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { conanPackage, parseReference } from './conanReference';

/** A node of the graph that Conan 1 locks. */
interface Node {
  reference: string;
  /** Of a recipe in a folder: the project, or a package that is being edited. */
  path?: string;
  isForBuild: boolean;
  requires: string[];
  /** What it is built with. */
  buildRequires: string[];
}

/** Ids of nodes: a list, or before version 0.3 an object of them by reference. */
function idsOf(value: unknown): string[] {
  const list = isFields(value)
    ? entriesOf(value).map(([, id]) => id)
    : listOf(value);
  return list.flatMap(id => textOf(id) ?? []);
}

function nodeOf(value: unknown): Node {
  const fields: Fields = isFields(value) ? value : {};
  const path = textOf(fields.path);
  return {
    reference: textOf(fields.ref) ?? textOf(fields.pref) ?? '',
    ...(path !== undefined && { path }),
    isForBuild: fields.context === 'build',
    requires: idsOf(fields.requires),
    buildRequires: idsOf(fields.build_requires),
  };
}

/** The nodes that no other requires and that are recipes of a folder, or none at all. */
function ownIds(nodes: ReadonlyMap<string, Node>): Set<string> {
  const required = new Set(
    [...nodes.values()].flatMap(node => [
      ...node.requires,
      ...node.buildRequires,
    ]),
  );
  return new Set(
    [...nodes.keys()].filter(id => {
      const { path, reference } = nodes.get(id)!;
      return !required.has(id) && (path !== undefined || reference === '');
    }),
  );
}

/** What programs are built of, from the project on, or from what nothing requires. */
function runtimeIds(
  nodes: ReadonlyMap<string, Node>,
  starts: Iterable<string>,
): Set<string> {
  const found = new Set<string>();
  const queue = [...starts];
  while (queue.length > 0) {
    const id = queue.pop()!;
    const node = nodes.get(id);
    if (node && !found.has(id) && !node.isForBuild) {
      found.add(id);
      queue.push(...node.requires);
    }
  }
  return found;
}

function refuseAbsent(nodes: ReadonlyMap<string, Node>): void {
  for (const { reference, requires, buildRequires } of nodes.values()) {
    const lost = [...requires, ...buildRequires].find(id => !nodes.has(id));
    if (lost !== undefined) {
      throw missingPackage(reference || 'the project', lost);
    }
  }
}

/** Those that no other node requires. */
function unrequired(nodes: ReadonlyMap<string, Node>): string[] {
  const required = new Set(
    [...nodes.values()].flatMap(node => [
      ...node.requires,
      ...node.buildRequires,
    ]),
  );
  return [...nodes.keys()].filter(id => !required.has(id));
}

/** The graph of Conan 1 (its documentation, "Lockfiles"): what each package requires, to run and to build. */
export function readGraph(graph: Fields): ReaderResult {
  if (!isFields(graph.nodes) || keysOf(graph.nodes).length === 0) {
    throw missing('graph_lock.nodes');
  }
  const nodes = new Map(
    entriesOf(graph.nodes).map(([id, value]) => [id, nodeOf(value)] as const),
  );
  refuseAbsent(nodes);
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const own = ownIds(nodes);
  const runtime = runtimeIds(nodes, own.size > 0 ? own : unrequired(nodes));
  for (const [id, { reference, path }] of nodes) {
    const parsed = parseReference(reference);
    if (parsed && !own.has(id)) {
      const scope = runtime.has(id) ? 'runtime' : 'development';
      builder.add(id, { ...conanPackage(parsed, path), scope });
    } else if (!own.has(id)) {
      warnings.add(`${quoted(reference || id)} is no reference of a package`);
    }
  }
  for (const [id, { requires, buildRequires }] of nodes) {
    for (const other of [...requires, ...buildRequires]) {
      if (own.has(id)) {
        builder.require(other, runtime.has(other) ? 'runtime' : 'development');
      } else {
        builder.connect(id, other);
      }
    }
  }
  if (own.size === 0) {
    builder.requireUnreferenced();
  }
  const [root] = [...own].flatMap(
    id => parseReference(nodes.get(id)!.reference) ?? [],
  );
  return {
    ...(root && { root: { name: root.name, version: root.version } }),
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}
