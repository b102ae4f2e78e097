import {
  asText,
  entriesOf,
  isFields,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { endOf } from './dates';
import { EntryList } from './EntryList';
import { ACCEPTED, type IgnoredPackages } from './ignored';

/** `.snyk` (Snyk, "Policy file"): by vulnerability, and by the way to the package. */
export function readSnyk(text: string, found: EntryList): void {
  const [document] = readYaml(text);
  const ignore = isFields(document) ? document.ignore : undefined;
  for (const [id, ways] of entriesOf(ignore)) {
    for (const way of listOf(ways)) {
      for (const [path, rule] of entriesOf(way)) {
        readRule(found, id, path, rule);
      }
    }
  }
}

function readRule(found: EntryList, id: string, path: string, rule: unknown) {
  const fields = isFields(rule) ? rule : {};
  const expires =
    fields.expires === undefined ? undefined : endOf(fields.expires);
  if (fields.expires !== undefined && !expires) {
    found.note(
      `${id}: ${path}`,
      `its end '${asText(fields.expires)}' is no date`,
    );
    return;
  }
  const untilFix = asText(fields.disregardIfFixable) === 'true';
  found.add({
    text: id,
    vulnerability: id,
    packages: [packagesOn(path)],
    analysis: ACCEPTED,
    reason: textOf(fields.reason),
    ...(expires
      ? { ends: untilFix ? { ...expires, orWhen: 'fix' as const } : expires }
      : untilFix && { ends: 'fix' as const }),
  });
}

/** `*`, or `a@1 > b@2`: the last is the package, the others are on the way to it. */
function packagesOn(path: string): IgnoredPackages {
  const steps = path
    .split('>')
    .map(step => step.trim())
    .filter(step => step !== '' && step !== '*');
  if (steps.length === 0) return {};
  const { name, version } = parts(steps[steps.length - 1]);
  return {
    name,
    ...(version && { version }),
    ...(steps.length > 1 && { through: steps.slice(0, -1) }),
  };
}

function parts(step: string): { name: string; version?: string } {
  const at = step.lastIndexOf('@');
  if (at <= 0) return { name: step };
  const version = step.slice(at + 1);
  return { name: step.slice(0, at), ...(version !== '*' && { version }) };
}
