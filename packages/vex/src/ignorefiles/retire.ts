import {
  entriesOf,
  isFields,
  listOf,
  readJson5,
  textOf,
} from '@safety-curtain/input';
import { EntryList } from './EntryList';
import { ACCEPTED } from './ignored';

/** `.retireignore.json` (Retire.js, "Ignore"): by component and version, by identifiers, or by path. */
export function readRetire(text: string, found: EntryList): void {
  for (const entry of listOf(readJson5(text)).filter(isFields)) {
    const component = textOf(entry.component);
    const path = textOf(entry.path);
    const version = textOf(entry.version);
    const about = {
      ...(component && { ecosystem: 'npm', name: component }),
      ...(version && { version }),
      ...(path && { paths: [path] }),
    };
    const ids = identifiersOf(entry.identifiers);
    if (ids.length === 0 && Object.keys(about).length === 0) {
      found.note('entry', 'it names no component, identifier or path');
    }
    for (const id of ids.length > 0 ? ids : [undefined]) {
      if (id === undefined && Object.keys(about).length === 0) continue;
      found.add({
        text: id ?? component ?? path!,
        ...(id && { vulnerability: id }),
        packages: [about],
        analysis: ACCEPTED,
        reason: textOf(entry.justification),
      });
    }
  }
}

/** `{ "CVE": ["…"], "issue": "123" }`: those that name a vulnerability by themselves. */
function identifiersOf(identifiers: unknown): string[] {
  return entriesOf(identifiers).flatMap(([kind, value]) =>
    /^(?:cve|githubid)$/i.test(kind)
      ? [value, ...listOf(value)].flatMap(item => textOf(item) ?? [])
      : [],
  );
}
