import {
  asText,
  entriesOf,
  isFields,
  listOf,
  readJson5,
  textOf,
} from '@safety-curtain/input';
import { endOf } from './dates';
import { EntryList } from './EntryList';
import { ACCEPTED, type IgnoredPackages } from './ignored';

const ADVISORY = /^(?:GHSA-[a-z0-9-]+|CVE-\d{4}-\d+|\d+)$/i;

/** `audit-ci.json`, `allowlist` (audit-ci, "Allowlisting"): an advisory, a module, or both and the way. */
export function readAuditCi(text: string, found: EntryList): void {
  const document = readJson5(text);
  const fields = isFields(document) ? document : {};
  for (const entry of listOf(fields.allowlist)) {
    if (typeof entry === 'string') {
      readEntry(found, entry, {});
    } else if (!isFields(entry)) {
      readEntry(found, asText(entry), {});
    } else {
      for (const [allowed, record] of entriesOf(entry)) {
        readEntry(found, allowed, isFields(record) ? record : {});
      }
    }
  }
}

function readEntry(
  found: EntryList,
  text: string,
  record: { readonly [name: string]: unknown },
) {
  // What is not active is there to be remembered.
  if (record.active === false) return;
  const { expiry } = record;
  const ends =
    expiry === undefined || expiry === '' ? undefined : endOf(expiry);
  if (expiry !== undefined && expiry !== '' && !ends) {
    found.note(text, `its end '${asText(expiry)}' is no date`);
    return;
  }
  const [first, path] = text.split('|').map(part => part.trim());
  const isAdvisory = ADVISORY.test(first);
  if (isAdvisory && /^\d+$/.test(first)) {
    found.note(text, 'numbers of npm advisories are in no database of today');
    return;
  }
  found.add({
    text,
    ...(isAdvisory && { vulnerability: first }),
    packages: [packagesOn(isAdvisory || first === '*' ? path ?? '' : first)],
    analysis: ACCEPTED,
    reason: textOf(record.notes),
    ...(ends && { ends }),
  });
}

/** `a>b>c`, with `*` for any: the last is the package, those before it are on the way to it. */
function packagesOn(path: string): IgnoredPackages {
  const steps = path
    .split('>')
    .map(step => step.trim())
    .filter(step => step !== '');
  const name = steps.at(-1);
  const through = steps.slice(0, -1).filter(step => step !== '*');
  return {
    ecosystem: 'npm',
    ...(name && name !== '*' && { name }),
    ...(through.length > 0 && { through }),
  };
}
