/** Messages of a translation ref as they are written: texts, nested by subject. @public */
export type Messages = { readonly [key: string]: string | Messages };

/**
 * What a second language lacks beside the messages of a translation ref, has
 * too much, or fills in differently: one line for each. Plural suffixes are
 * part of a key, as i18next has them.
 *
 * @public
 */
export function translationProblems(
  messages: Messages,
  translation: Readonly<Record<string, string | null>>,
): string[] {
  const english = flatten(messages);
  const keys = new Set([...english.keys(), ...Object.keys(translation)]);
  return [...keys].flatMap(key => {
    const [text, translated] = [english.get(key), translation[key]];
    if (text === undefined) return [`${key}: no such message`];
    if (!translated?.trim()) return [`${key}: not translated`];
    const [wanted, used] = [placeholders(text), placeholders(translated)];
    return wanted === used ? [] : [`${key}: ${wanted} became ${used}`];
  });
}

function flatten(messages: Messages, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(messages).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

function placeholders(text: string): string {
  return [...new Set(text.match(/\{\{[^{}]*\}\}/g))].sort().join(' ');
}
