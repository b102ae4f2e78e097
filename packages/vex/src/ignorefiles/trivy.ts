import {
  asText,
  isFields,
  listOf,
  readYaml,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import { endOf } from './dates';
import { EntryList } from './EntryList';
import { ACCEPTED } from './ignored';

const VULNERABILITY =
  /^(?:CVE-\d{4}-\d+|GHSA(?:-[a-z0-9]{4}){3}|[A-Z][A-Z0-9]*-\d{4}[-:]\d+)$/i;

/** `.trivyignore` (Trivy, "Filtering"): an id a line, with an end, and what it is above it. */
export function readTrivyIgnore(text: string, found: EntryList): void {
  let comment: string | undefined;
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) {
      comment = line === '' ? undefined : line.replace(/^#+\s*/, '');
      return;
    }
    const [, id, rest] = /^(\S+)\s*(.*)$/s.exec(line)!;
    const [, until] = /(?:^|\s)exp:(\S+)/.exec(rest) ?? [];
    const [, beside] = /#\s*(.*)$/.exec(rest) ?? [];
    const ends = until === undefined ? undefined : endOf(until);
    if (!VULNERABILITY.test(id)) {
      found.note(`line ${index + 1}`, `'${id}' is no vulnerability`);
    } else if (until !== undefined && !ends) {
      found.note(`line ${index + 1}`, `its end '${until}' is no date`);
    } else {
      found.add(
        {
          text: id,
          vulnerability: id,
          packages: [{}],
          analysis: ACCEPTED,
          reason: beside ?? comment,
          ...(ends && { ends }),
        },
        index + 1,
      );
    }
    comment = undefined;
  });
}

/** `.trivyignore.yaml` (Trivy, "Filtering"): by id, and by paths or package URLs. */
export function readTrivyIgnoreYaml(text: string, found: EntryList): void {
  const [document] = readYaml(text);
  const fields = isFields(document) ? document : {};
  for (const entry of listOf(fields.vulnerabilities).filter(isFields)) {
    const id = textOf(entry.id);
    const until = entry.expired_at;
    const ends = until === undefined ? undefined : endOf(until);
    if (id === undefined) {
      found.note('vulnerabilities', 'an entry has no id');
    } else if (until !== undefined && !ends) {
      found.note(id, `its end '${asText(until)}' is no date`);
    } else {
      found.add({
        text: id,
        vulnerability: id,
        packages: packagesOf(entry),
        analysis: ACCEPTED,
        reason: textOf(entry.statement),
        ...(ends && { ends }),
      });
    }
  }
}

function packagesOf(entry: Fields) {
  const paths = texts(entry.paths);
  const purls = texts(entry.purls);
  const where = paths.length > 0 ? { paths } : {};
  return purls.length > 0 ? purls.map(purl => ({ purl, ...where })) : [where];
}

function texts(list: unknown): string[] {
  return listOf(list).flatMap(item => textOf(item) ?? []);
}
