import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { looksForSecrets } from '../identity/secretRules';
import {
  bareSecret,
  hashOfSecret,
  hashOfShown,
  withoutSecret,
} from '../identity/secrets';
import { secretHashOf } from '../identity/fingerprint';
import { placeAt } from '../report/lines';
import type { ReportBuilder } from '../report/ReportBuilder';
import { confidenceOf, severityOfWord } from '../severity/severity';
import { plainName, plainText } from '../text/plainText';
import type { GitLabContext } from './gitlabContext';
import {
  identifiersOf,
  ruleIdOf,
  suppressionOf,
  weaknessesOf,
  type Identifier,
} from './identifiers';

/** Whose rules are all about secrets. */
const OF_SECRETS = /^(?:gitleaks|trufflehog|secret)/;

/** What `sast` and `secret_detection` found at a line of the source. */
export function addFinding(
  report: ReportBuilder,
  found: Fields,
  { type, salt, root }: GitLabContext,
): void {
  const identifiers = identifiersOf(found);
  const rule = ruleIdOf(identifiers);
  const cwes = weaknessesOf(identifiers);
  const isBare = type === 'secret_detection';
  const isSecret =
    isBare ||
    OF_SECRETS.test(identifiers[0]?.type ?? '') ||
    looksForSecrets({ id: rule, cwes });
  const extract = textOf(found.raw_source_code_extract);
  // Of a secret, the extract is the secret alone; of code it is what stands there.
  const secretHash = isSecret
    ? (isBare ? hashOfSecret : hashOfShown)(extract, salt)
    : undefined;
  const texts = isSecret
    ? textsOfSecret(found, identifiers, isBare ? extract : undefined)
    : textsOf(found);
  const confidence = confidenceOf(found.confidence);
  const location = isFields(found.location) ? found.location : {};
  const commit = commitOf(location);
  const place = placeAt(
    location.file,
    { startLine: location.start_line, endLine: location.end_line },
    root,
  );
  const object = plainName(
    [textOf(location.class), textOf(location.method)]
      .filter(name => name !== undefined)
      .join('.'),
  );
  const suppression = suppressionOf(found);
  const fix = isSecret ? undefined : plainText(found.solution);
  const helpUri = identifiers.find(({ url }) => url !== undefined)?.url;
  const { title, description, message = title ?? rule } = texts;
  report.rule({
    id: rule,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes,
    tags: [],
  });
  report.add(
    {
      kind: isSecret ? 'secret' : 'code',
      rule,
      severity: severityOfWord(found.severity),
      ...(confidence !== undefined && { confidence }),
      message,
      ...(place && {
        place: { ...place, ...(commit !== undefined && { commit }) },
      }),
      ...(object !== undefined && { object }),
      ...(secretHash !== undefined && { secretHash }),
      ...(suppression && { suppression }),
      ...(fix !== undefined && { fix }),
    },
    isSecret
      ? [place?.path, commit, secretHash ?? hidden(keyOf(found), salt)]
      : [place?.path, object, codeOf(found) ?? message.replace(/\d+/g, '0')],
  );
}

interface Texts {
  title?: string;
  description?: string;
  message?: string;
}

function textsOf({ name, message, description }: Fields): Texts {
  return {
    title: plainName(name),
    description: plainText(description),
    message: plainText(message) ?? plainText(description) ?? plainText(name),
  };
}

/** Names of findings may quote what is found; those of rules do not. */
function textsOfSecret(
  { name }: Fields,
  [first]: Identifier[],
  secret: string | undefined,
): Texts {
  if (secret === undefined) return { title: first?.name };
  const bare = bareSecret(secret.slice(0, 10_000));
  const shown = withoutSecret(textOf(name), secret, bare);
  return { title: plainName(shown) ?? first?.name };
}

/** Zeros where the analyzer looked at files, and not at a history. */
function commitOf({ commit }: Fields): string | undefined {
  const sha = isFields(commit) ? plainName(commit.sha) : undefined;
  return sha === undefined || /^0+$/.test(sha) ? undefined : sha;
}

/** What the analyzer knows it by in its function, though lines move. */
function signatureOf({ tracking }: Fields): string | undefined {
  return listOf(isFields(tracking) ? tracking.items : [])
    .slice(0, 20)
    .filter(isFields)
    .flatMap(({ signatures }) => listOf(signatures).slice(0, 20))
    .filter(isFields)
    .filter(({ algorithm }) => /^scope_offset/.test(String(algorithm)))
    .map(({ value }) => textOf(value))
    .find(value => value !== undefined);
}

/** What stands there, as far as the report tells it, without the lines where. */
function codeOf(found: Fields): string | undefined {
  return (
    signatureOf(found) ?? textOf(found.raw_source_code_extract) ?? keyOf(found)
  );
}

/** What GitLab compared reports by: the file, what stands there as a hash or its line, the rule. */
function keyOf({ cve }: Fields): string | undefined {
  return textOf(cve)?.replace(/:\d+(?=:|$)/g, '');
}

/** The hash in a key is one that anybody could try guesses on. */
function hidden(key: string | undefined, salt: Uint8Array): string | undefined {
  return key === undefined ? undefined : secretHashOf(key, salt);
}
