import { createHash } from 'crypto';
import type { Component } from '../model';
import type { ComponentNode } from './componentNodes';
import { type DocumentMeta, statedProperties } from './documentMeta';

export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** SPDX ids allow letters, digits, `.` and `-` only (SPDX 2.3, clause 7.2); the hash keeps them apart. */
export function packageId({ ref, component }: ComponentNode): string {
  const label = `${component.name}-${component.version}`
    .replace(/[^a-zA-Z0-9.-]+/g, '-')
    .slice(0, 80);
  return `SPDXRef-Package-${label}-${digest(ref)}`;
}

/** Packages whose ids are kept while a document is written; of more, they take too much. */
const MOST_KEPT = 20_000;

/** The ids of packages by their refs; undefined for a ref of none. */
export function idsByRef(
  nodes: readonly ComponentNode[],
): (ref: string) => string | undefined {
  if (nodes.length <= MOST_KEPT) {
    const ids = new Map(nodes.map(node => [node.ref, packageId(node)]));
    return ref => ids.get(ref);
  }
  const byRef = new Map(nodes.map(node => [node.ref, node]));
  return ref => {
    const node = byRef.get(ref);
    return node && packageId(node);
  };
}

/** Where a package was got from; undefined for what is no SPDX download location. */
export function downloadLocation({ vcsUrl }: Component): string | undefined {
  // A location without a transport is none.
  return vcsUrl && /^(?:git|git\+[a-z]+|https?):\/\//.test(vcsUrl)
    ? vcsUrl
    : undefined;
}

function useOf(direct: boolean | undefined): string {
  if (direct === undefined) {
    return 'unknown';
  }
  return direct ? 'direct' : 'transitive';
}

/** How a package is used, which `recordedUse` reads back. */
export function useComment({ scope, direct, origin }: Component): string {
  return [
    `scope: ${scope}`,
    useOf(direct),
    ...(origin ? [`origin: ${origin}`] : []),
  ].join('; ');
}

/**
 * The URI that makes a document's ids unique. A document that is issued anew has another one (SPDX
 * 2.3, clause 6.5), so its version is a part of it.
 */
export function namespaceOf(meta: DocumentMeta): string {
  const { namespace, serialNumber, version = 1 } = meta;
  const id = serialNumber.replace(/^urn:uuid:/, '');
  return (
    namespace ??
    `https://spdx.org/spdxdocs/${version > 1 ? `${id}-${version}` : id}`
  );
}

/** What the document says of the scan, a line for each fact. */
export function documentComment(meta: DocumentMeta): string {
  return statedProperties(meta)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** SPDX wants whole seconds, in UTC (SPDX 2.3, clause 6.9). */
export function wholeSeconds(timestamp: string): string {
  return new Date(timestamp).toISOString().replace(/\.\d+Z$/, 'Z');
}
