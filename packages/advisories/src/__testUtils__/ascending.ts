import { VersionError, compareVersions } from '../versions/compare';

/**
 * What is wrong with the order of versions that should ascend, each compared
 * with every other: empty where nothing is. Those in one line, parted by
 * spaces, should be equal.
 */
export function disorderOf(ecosystem: string, lines: string[]): string[] {
  const wrong: string[] = [];
  const versions = lines.flatMap((line, rank) =>
    line.split(' ').map(version => ({ version, rank })),
  );
  for (const a of versions) {
    for (const b of versions) {
      const result = compareVersions(ecosystem, a.version, b.version);
      if (Math.sign(result) !== Math.sign(a.rank - b.rank)) {
        wrong.push(`${a.version} against ${b.version}: ${result}`);
      }
    }
  }
  return wrong;
}

/** Those of the texts that are no versions in the ecosystem. */
export function refusedOf(ecosystem: string, texts: string[]): string[] {
  return texts.filter(text => {
    try {
      compareVersions(ecosystem, text, text);
      return false;
    } catch (error) {
      if (error instanceof VersionError) return true;
      throw error;
    }
  });
}
