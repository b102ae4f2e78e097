import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { secretHashOf, secretRange } from '@safety-curtain/reports';
import type {
  InspectedFile,
  InspectOptions,
  Inspector,
  Observation,
} from '../inspector';
import { allowanceOf } from './allowances';
import { isFalseAlarm } from './falseAlarms';
import { secretsInOwnFormats } from './formats/ownFormats';
import type { Found } from './found';
import { randomTexts } from './randomTexts';
import { secretRules } from './rules';

// It would keep an entry of each rule and file for as long as the process runs.
secretLintProfiler.setEnabled(false);

/** By their names; what is binary by its content is told from that. */
const LEFT_OUT =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|[\w.-]*\.lock(?:file|b)?|go\.sum|gradle\.lockfile|Package\.resolved|packages\.lock\.json|uv\.lock)$|\.(?:7z|bin|bz2|class|dll|dylib|eot|exe|gif|gz|ico|jar|jpe?g|map|mp[34]|o|otf|pdf|png|pyc|so|svg|tar|tgz|tiff?|ttf|wasm|webp|woff2?|xz|zip)$|\.min\.(?:js|css)$|(?:^|\/)node_modules\//i;

/** Where the lines of a text begin: of thousands of secrets, each is placed without a pass over it. */
class Lines {
  readonly #begins = [0];

  constructor(text: string) {
    for (
      let at = text.indexOf('\n');
      at >= 0;
      at = text.indexOf('\n', at + 1)
    ) {
      this.#begins.push(at + 1);
    }
  }

  placeAt(index: number): { line: number; column: number } {
    let line = 1;
    let after = this.#begins.length;
    while (line < after) {
      const middle = Math.ceil((line + after) / 2);
      if (this.#begins[middle - 1] <= index) line = middle;
      else after = middle - 1;
    }
    return { line, column: index - this.#begins[line - 1] + 1 };
  }
}

/** Keys, tokens and passwords; nothing is ever tried out. */
export const secrets: Inspector = {
  tool: { id: 'safety-curtain-secrets', name: 'Safety Curtain secrets' },
  rules: secretRules,
  wants: path => !LEFT_OUT.test(path),
  async inspect(file, options) {
    if (file.text.includes('\0')) return [];
    const found = apart([
      ...secretsInOwnFormats(file.text, options.now),
      ...(await providerSecrets(file)),
      ...randomTexts(file.path, file.text).map(({ start, end }) => ({
        rule: 'random-secret',
        start,
        end,
        what: 'A random text is given to a name that means a secret',
      })),
    ]);
    const lines = new Lines(file.text);
    return found.map(each => observationOf(file, each, lines, options));
  },
};

/** Without those that share characters with one before them in the list. */
function apart(all: readonly Found[]): Found[] {
  if (all.length < 2) return [...all];
  const taken = new Uint8Array(Math.max(...all.map(({ end }) => end)));
  return all.filter(({ start, end }) => {
    const free = !taken.subarray(start, end).includes(1);
    if (free) taken.fill(1, start, end);
    return free;
  });
}

/** What secretlint's recommended rules find; its masked messages are not used either. */
async function providerSecrets({
  path,
  text,
}: InspectedFile): Promise<Found[]> {
  const dot = path.lastIndexOf('.');
  const { messages } = await lintSource({
    source: {
      filePath: path,
      content: unsilenced(text),
      ext: dot < 0 ? '' : path.slice(dot),
      contentType: 'text',
    },
    options: {
      maskSecrets: true,
      noPhysicFilePath: true,
      config: {
        rules: [
          {
            id: '@secretlint/secretlint-rule-preset-recommend',
            rule: creator,
          },
        ],
      },
    },
  });
  return messages.flatMap(({ range: [from, to], ruleId, messageId }) => {
    const { start, end } = secretRange(text, from, to);
    if (isFalseAlarm(messageId, text.slice(start, end))) return [];
    return {
      rule: 'provider-secret',
      start,
      end,
      what: `A text has the format of a secret (${ruleId
        .split('secretlint-rule-')
        .pop()}, ${messageId})`,
    };
  });
}

/** Of the same length. Whoever plants a secret would let it be; what may stay is allowed by the configuration. */
function unsilenced(text: string): string {
  return text.replaceAll('secretlint-disable', 'secretlint_disable');
}

function observationOf(
  { path, text }: InspectedFile,
  { rule, start, end, what }: Found,
  lines: Lines,
  { salt, allow = [], now }: InspectOptions,
): Observation {
  const secretHash = secretHashOf(text.slice(start, end), salt);
  const allowed = allowanceOf(allow, { path, rule, secretHash }, now);
  const from = lines.placeAt(start);
  const to = lines.placeAt(end - 1);
  return {
    rule,
    message: `${what}: revoke it, and keep the new one in a store of secrets. Whether it is valid was not tried.`,
    ...from,
    endLine: to.line,
    endColumn: to.column,
    secretHash,
    allowed,
  };
}
