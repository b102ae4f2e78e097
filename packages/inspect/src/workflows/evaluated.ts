/** A value in a script of GitLab that others choose, where it is read as a program. */
export interface EvaluatedValue {
  variable: string;
  line: number;
}

/**
 * What whoever pushes or opens a merge request writes: "Predefined CI/CD variables reference"
 * (docs.gitlab.com). Slugs and the quoted form `${NAME@Q}` are harmless.
 */
const CHOSEN =
  /\$\{?(CI_COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|AUTHOR|BRANCH|REF_NAME|TAG|TAG_MESSAGE)|CI_MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME)|CI_EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME|GITLAB_USER_NAME)(?![\w@])/y;

/** Commands whose one argument is a program. */
const ONE_WORD =
  '(?:ba|da|z|k|a)?sh[ \\t]+(?:-[\\w-]{1,20}[ \\t]+){0,5}-[a-z]{0,4}c|python[\\d.]{0,4}[ \\t]+-c|node[ \\t]+(?:-e|-p|--eval)|perl[ \\t]+-[a-z]{0,4}e|ruby[ \\t]+-e|php[ \\t]+-r';
/** Commands whose arguments are put together, and are a program where they are. */
const ALL_WORDS = 'eval|ssh';
/** Commands that write their arguments, which a shell may read. */
const WRITERS = 'echo|printf';
const EVALUATOR = new RegExp(
  `(?<![\\w./-])(?:/[\\w./-]{0,60}/)?(?:(${ONE_WORD})|(${WRITERS})|${ALL_WORDS})(?=[ \\t])`,
  'g',
);
const TO_SHELL =
  /\|[ \t]{0,9}(?:sudo[ \t]{1,9})?(?:\/[\w./-]{0,60}\/)?(?:ba|da|z|k|a)?sh(?![\w./-])/y;
/** A text on several lines that a shell reads as its program; a quoted mark keeps it as it is. */
const HEREDOC =
  /(?<![\w./-])(?:ssh|(?:ba|da|z|k|a)?sh)\b[^\n;|&]{0,300}?<<-?[ \t]{0,5}(\w{1,40})[^\n]{0,300}\n/g;

/** Characters that are looked at after a command at the most. */
const LONGEST = 20_000;

/**
 * Values that others choose and that the shell puts into a text which is then run: arguments of
 * `eval`, `sh -c`, `ssh` and the like, and of `echo` before a pipe to a shell, outside of single quotes. The shell that reads a variable as an
 * argument of any other command runs nothing of it.
 */
export function evaluatedValuesIn(
  script: string,
  firstLine: number,
): EvaluatedValue[] {
  const found = new Map<number, string>();
  let passed = 0;
  for (const { index, 0: all, 1: oneWord, 2: writer } of script.matchAll(
    EVALUATOR,
  )) {
    if (index < passed) continue;
    const until = oneWord ? 'word' : 'command';
    const here = new Map<number, string>();
    passed = findChosen(script, index + all.length, until, here);
    TO_SHELL.lastIndex = passed;
    if (writer && !TO_SHELL.test(script)) continue;
    for (const [at, variable] of here) found.set(at, variable);
  }
  passed = 0;
  for (const { index, 0: all, 1: mark } of script.matchAll(HEREDOC)) {
    if (index < passed) continue;
    const start = index + all.length;
    const rest = script.slice(start, start + LONGEST);
    const length = rest.search(new RegExp(`^[ \\t]*${mark}$`, 'm'));
    const end = length < 0 ? start + rest.length : start + length;
    passed = findChosen(script, start, end, found);
  }
  return placed(script, firstLine, found);
}

/**
 * Finds names of variables that the shell fills in, by where they stand.
 *
 * @param until - one argument, all up to the end of the command, or all up to this index
 * @returns where it ended
 */
function findChosen(
  script: string,
  start: number,
  until: 'word' | 'command' | number,
  found: Map<number, string>,
): number {
  const isText = typeof until === 'number';
  const end = isText ? until : Math.min(script.length, start + LONGEST);
  let quote = '';
  let inWord = false;
  for (let at = start; at < end; at++) {
    const mark = script[at];
    if (quote === "'") {
      if (mark === "'") quote = '';
    } else if (mark === '\\') {
      at++;
    } else if (mark === '$') {
      CHOSEN.lastIndex = at;
      const [, variable] = CHOSEN.exec(script) ?? [];
      if (variable) found.set(at, variable);
    } else if (!isText && (mark === '"' || (mark === "'" && !quote))) {
      quote = quote ? '' : mark;
    } else if (!isText && !quote) {
      const isBlank = mark === ' ' || mark === '\t';
      if (/[\n;|&]/.test(mark)) return at;
      if (isBlank && inWord && until === 'word') return at;
      if (isBlank) continue;
    }
    inWord = true;
  }
  return end;
}

function placed(
  script: string,
  firstLine: number,
  found: ReadonlyMap<number, string>,
): EvaluatedValue[] {
  let line = firstLine;
  let counted = 0;
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, variable]) => {
      line += script.slice(counted, at).split('\n').length - 1;
      counted = at;
      return { variable, line };
    });
}
