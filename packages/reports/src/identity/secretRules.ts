/** Hard-coded passwords, keys and other credentials. */
const CREDENTIALS: ReadonlySet<number> = new Set([259, 321, 798]);

/** Bandit's rules for passwords in the source. */
const IDS = /^(?:B10[567]|CKV_SECRET_\w+)$/;

const SECRET =
  /secret|credential|passw(?:or)?d|pass-?phrase|(?:api|access|private)[-_ ]?key/i;

const HARD_CODED =
  /hard[-_ ]?cod[a-z]*.*(?:secret|credential|pass|pwd|key|token|jwt|auth)|^passwords and secrets/i;

/** What is asked of passwords, and done with them: such rules quote none. */
const OF_POLICIES =
  /polic|strength|length|complex|expir|rotat|reuse|minimum|insufficient|hash|autocomplete|timing|empty/i;

/** A rule, as far as a report tells it. */
export interface SecretRule {
  id: string;
  title?: string;
  cwes?: readonly number[];
}

/**
 * Whether a rule looks for secrets, so that what is said of a result may quote one. Where names
 * leave it open, it does: a message less is better than a secret kept.
 */
export function looksForSecrets({ id, title, cwes = [] }: SecretRule): boolean {
  if (IDS.test(id) || cwes.some(cwe => CREDENTIALS.has(cwe))) return true;
  // Rules of Semgrep have their folders before them.
  if (/(?:^|\.)secrets?\./i.test(id)) return true;
  const name = id.slice(id.lastIndexOf('.') + 1);
  return (
    [name, title ?? ''].some(text => HARD_CODED.test(text)) ||
    (SECRET.test(name) && !OF_POLICIES.test(name))
  );
}

/** The same of rules about configurations, which often say it in their titles alone. */
export function mayQuoteSecret({ id, title = '', cwes }: SecretRule): boolean {
  return (
    looksForSecrets({ id, title, cwes }) ||
    (SECRET.test(title) && !OF_POLICIES.test(title))
  );
}
