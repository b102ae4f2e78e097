import type { Scope } from '../../model';

/**
 * Whether a reference is for building only: it is passed on to nobody, and gives neither what
 * programs are compiled with nor what they run with (NuGet, "Controlling dependency assets").
 */
export function scopeOfAssets({
  include,
  exclude,
  isPrivate,
}: {
  include: string | undefined;
  exclude: string | undefined;
  isPrivate: boolean;
}): Scope {
  const included = new Set(words(include ?? 'all'));
  const excluded = new Set(words(exclude ?? 'none'));
  const gives = (asset: string) =>
    (included.has('all') || included.has(asset)) &&
    !excluded.has('all') &&
    !excluded.has(asset);
  const isUsed = gives('compile') || (gives('runtime') && !isPrivate);
  return isUsed ? 'runtime' : 'development';
}

function words(list: string): string[] {
  return list
    .toLowerCase()
    .split(/[;,]/)
    .map(word => word.trim())
    .filter(word => word !== '');
}
