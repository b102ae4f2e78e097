import type {
  Forge,
  RepositoryReader,
} from '@safety-curtain/plugin-supply-chain-node';
import type { SourceLocation } from './SourceLocation';

/** Addresses are keys of a table. */
const LONGEST_ADDRESS = 500;

/** Who tells how the repository of a source is set up; undefined where nobody does. */
export function repositoryReaderOf(
  forges: readonly Forge[],
  source: SourceLocation,
): { forge: Forge; reader: RepositoryReader } | undefined {
  if (source.type !== 'url' || !URL.canParse(source.target)) return undefined;
  for (const forge of forges) {
    const reader = forge.repository?.(source.target);
    if (reader && reader.address.length <= LONGEST_ADDRESS) {
      return { forge, reader };
    }
  }
  return undefined;
}
