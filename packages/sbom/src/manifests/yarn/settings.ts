import { entriesOf, isFields, readYaml, textOf } from '@safety-curtain/input';
import type { Sibling } from '../../model';

/** What `.yarnrc.yml` says of where packages come from (Yarn docs, "Configuration"). */
export interface YarnSettings {
  /** Addresses of the registries. */
  registries: string[];
  /** Ranges by package name, by catalog; the one without a name is that of `catalog:`. */
  catalogs: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const NOTHING: YarnSettings = { registries: [], catalogs: new Map() };

function rangesOf(catalog: unknown): Map<string, string> {
  return new Map(
    entriesOf(catalog).flatMap(([name, range]) =>
      typeof range === 'string' ? [[name, range]] : [],
    ),
  );
}

/** The settings beside the lock file; none where they cannot be read. */
export function yarnSettings(sibling: Sibling): YarnSettings {
  const text = sibling('.yarnrc.yml');
  try {
    const settings = text === undefined ? undefined : readYaml(text)[0];
    if (!isFields(settings)) {
      return NOTHING;
    }
    const scopes = entriesOf(settings.npmScopes).map(([, scope]) => scope);
    return {
      registries: [settings, ...scopes].flatMap(each =>
        isFields(each) ? textOf(each.npmRegistryServer) ?? [] : [],
      ),
      catalogs: new Map([
        ['', rangesOf(settings.catalog)],
        ...entriesOf(settings.catalogs).map(
          ([name, catalog]) => [name, rangesOf(catalog)] as const,
        ),
      ]),
    };
  } catch {
    // The lock file can be read without them.
    return NOTHING;
  }
}
