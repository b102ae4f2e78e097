import {
  asText,
  isFields,
  listOf,
  readToml,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import { endOf } from './dates';
import { EntryList } from './EntryList';
import { wildcardsOf } from './expressions';
import { ACCEPTED, NO_PATTERN } from './ignored';

/** `osv-scanner.toml` (OSV-Scanner, "Configuration"): by vulnerability, or by package. */
export function readOsvScanner(text: string, found: EntryList): void {
  const document = readToml(text);
  for (const entry of listOf(document.IgnoredVulns).filter(isFields)) {
    const id = textOf(entry.id);
    if (id === undefined) {
      found.note('IgnoredVulns', 'an entry has no id');
    } else {
      add(found, id, entry, entry.ignoreUntil, {
        vulnerability: id,
        packages: [{}],
      });
    }
  }
  for (const entry of listOf(document.PackageOverrides).filter(isFields)) {
    readOverride(found, entry);
  }
}

/** An override that ignores a package, or its vulnerabilities; those of licenses are not about them. */
function readOverride(found: EntryList, entry: Fields) {
  const rules = isFields(entry.vulnerability) ? entry.vulnerability : {};
  if (entry.ignore !== true && rules.ignore !== true) return;
  const written = textOf(entry.name);
  const name =
    entry.nameIsRegex === true && written !== undefined
      ? wildcardsOf(written, { whole: false })
      : written;
  const ecosystem = textOf(entry.ecosystem);
  if (name === undefined && written !== undefined) {
    found.note(`PackageOverrides: ${written}`, NO_PATTERN);
    return;
  }
  if (name === undefined && ecosystem === undefined) {
    found.note(
      'PackageOverrides',
      'an entry names neither a package nor an ecosystem',
    );
    return;
  }
  if (textOf(entry.group) !== undefined) {
    found.note(
      `PackageOverrides: ${name ?? ecosystem}`,
      `it is for the group '${asText(
        entry.group,
      )}' alone, which is not told apart here`,
    );
    return;
  }
  add(found, written ?? ecosystem!, entry, entry.effectiveUntil, {
    packages: [
      {
        ...(ecosystem && { ecosystem }),
        ...(name && { name }),
        ...(textOf(entry.version) && { version: textOf(entry.version) }),
      },
    ],
  });
}

function add(
  found: EntryList,
  text: string,
  entry: Fields,
  until: unknown,
  about: Pick<Parameters<EntryList['add']>[0], 'vulnerability' | 'packages'>,
) {
  const ends = until === undefined ? undefined : endOf(until);
  if (until !== undefined && !ends) {
    found.note(text, `its end '${asText(until)}' is no date`);
    return;
  }
  found.add({
    text,
    ...about,
    analysis: ACCEPTED,
    reason: textOf(entry.reason),
    ...(ends && { ends }),
  });
}
