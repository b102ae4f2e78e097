/** One instruction of a Dockerfile. @public */
export interface DockerInstruction {
  /** From 1; of a here-document, the line where its text begins. */
  line: number;
  /** In upper case. */
  name: string;
  /**
   * Continued lines joined by a backslash and a newline, so that lines can be counted. Of a `RUN` with
   * here-documents only what is in these.
   */
  text: string;
}

/** Instructions that may carry here-documents (Dockerfile reference, "Here-documents"). */
const WITH_DOCUMENTS: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

/**
 * The instructions of a Dockerfile, by the Dockerfile reference: escape directive, continued lines,
 * comments between them, here-documents. One pass over the text.
 *
 * @public
 */
export function* dockerInstructions(
  text: string,
): Generator<DockerInstruction> {
  const lines = text.split(/\r?\n/);
  const escape = /^#\s*escape\s*=\s*`\s*$/im.test(lines.slice(0, 5).join('\n'))
    ? '`'
    : '\\';
  let index = 0;
  while (index < lines.length) {
    const first = index;
    const parts: string[] = [];
    let open = true;
    while (open && index < lines.length) {
      const content = lines[index].trimEnd();
      index += 1;
      // Comments and empty lines within an instruction do not end it.
      if (/^\s*(?:#|$)/.test(content)) {
        if (parts.length === 0) break;
        parts.push('');
        continue;
      }
      open = content.endsWith(escape);
      parts.push(open ? content.slice(0, -1) : content);
    }
    const [, word, start] =
      /^\s*([A-Za-z]+)\s+(.*)$/.exec(parts[0] ?? '') ?? [];
    if (word === undefined) continue;
    const name = word.toUpperCase();
    const documents = WITH_DOCUMENTS.has(name) ? delimiters(parts) : [];
    const body: string[] = [];
    for (const delimiter of documents) {
      while (index < lines.length && lines[index].trim() !== delimiter) {
        body.push(lines[index]);
        index += 1;
      }
      index += 1;
    }
    if (name === 'RUN' && documents.length > 0) {
      yield { line: first + 2, name, text: body.join('\n') };
    } else {
      // A continued line is one line to the shell: the newline must not end its command.
      const rest = [start, ...parts.slice(1)].join('\\\n');
      yield { line: first + 1, name, text: rest.trim() };
    }
  }
}

function delimiters(parts: readonly string[]): string[] {
  return [...parts.join(' ').matchAll(/<<-?\s?(["']?)(\w{1,100})\1/g)].map(
    match => match[2],
  );
}

/**
 * The script of a `RUN` instruction: without its flags, and of a list of words (the exec form) as
 * a command line.
 *
 * @public
 */
export function runScriptOf(text: string): string {
  const script = withoutFlags(text);
  return execForm(script) ?? script;
}

function withoutFlags(text: string): string {
  let rest = text;
  for (;;) {
    const flag = /^--[a-z]+=\S*\s*/.exec(rest);
    if (!flag) return rest;
    rest = rest.slice(flag[0].length);
  }
}

/**
 * `["sh", "-c", "…"]` as a command line, where the text is such a list. Words
 * that look like operators are taken for them, as OpenSSF Scorecard does.
 */
function execForm(script: string): string | undefined {
  if (!script.startsWith('[')) return undefined;
  try {
    const words: unknown = JSON.parse(script);
    if (!Array.isArray(words)) return undefined;
    return words
      .filter((word): word is string => typeof word === 'string')
      .map(word =>
        /^["'<]|^[^\s]*$/.test(word)
          ? word
          : `'${word.replace(/'/g, `'\\''`)}'`,
      )
      .join(' ');
  } catch {
    return undefined;
  }
}
