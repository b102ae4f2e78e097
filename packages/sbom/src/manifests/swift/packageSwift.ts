import type { Sibling } from '../../model';

/** What a Package.swift asks for in plain words. It is a program, and is not run. */
export interface PackageSwift {
  has(identity: string, place: string): boolean;
  /** Whether every dependency in it is one in plain words. */
  isWhole: boolean;
}

const CALL = /\.package\s{0,20}\(/g;
const ADDRESS =
  /^\s{0,200}(?:name\s{0,20}:\s{0,20}"[^"\n]{0,200}"\s{0,20},\s{0,200})?(url|id|path)\s{0,20}:\s{0,20}"([^"\n\\]{1,1000})"/;
const LONGEST = 3000;

const spelled = (place: string) =>
  place
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');

/** The dependencies of Package.swift (Swift Package Manager, "PackageDescription"). */
export function packageSwift(sibling: Sibling): PackageSwift | undefined {
  const text = sibling('Package.swift');
  if (text === undefined) {
    return undefined;
  }
  const plain = text.replace(/^[ \t]*\/\/.*$/gm, '');
  const named = new Set<string>();
  let isWhole = true;
  for (const { index, 0: call } of plain.matchAll(CALL)) {
    const start = index + call.length;
    const [, kind, value] =
      ADDRESS.exec(plain.slice(start, start + LONGEST)) ?? [];
    if (value === undefined) {
      isWhole = false;
    } else if (kind !== 'path') {
      named.add(spelled(value));
    }
  }
  return {
    has: (identity, place) =>
      (place !== '' && named.has(spelled(place))) ||
      named.has(identity.toLowerCase()),
    isWhole,
  };
}
