/**
 * Characters of other scripts that look like Latin ones, by what they look like (Unicode Technical
 * Standard 39, "confusables"): those that are letters in names, small ones.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аɑαａ',
  b: 'Ьｂ',
  c: 'сϲｃ',
  d: 'ԁｄ',
  e: 'еҽｅ',
  g: 'ɡｇ',
  h: 'һｈ',
  i: 'іıɩιｉ',
  j: 'јｊ',
  k: 'κкｋ',
  l: 'ӏǀⅼｌ',
  m: 'ｍ',
  n: 'ոｎ',
  o: 'оοօｏ',
  p: 'рρｐ',
  q: 'ԛｑ',
  r: 'гｒ',
  s: 'ѕｓ',
  t: 'тｔ',
  u: 'υսｕ',
  v: 'νѵｖ',
  w: 'ԝｗ',
  x: 'хχｘ',
  y: 'уүｙ',
  z: 'ᴢｚ',
};

const LATIN: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, others]) =>
    [...others].map((other): [string, string] => [other, latin]),
  ),
);

/** Latin characters that are taken for others where they are read quickly. */
const DIGITS: readonly [RegExp, string][] = [
  [/0/g, 'o'],
  [/[1|]/g, 'l'],
  [/3/g, 'e'],
  [/5/g, 's'],
];

/** A name with what looks Latin made Latin; the same for what has no such characters. */
export function asLatin(name: string): string {
  return /^[\x20-\x7e]*$/.test(name)
    ? name
    : [...name.normalize('NFKC')]
        .map(character => LATIN.get(character.toLowerCase()) ?? character)
        .join('');
}

/** What a name looks like at a glance: one spelling for all that look alike. */
export function glanceOf(name: string): string {
  const latin = asLatin(name);
  // Capital letters still look like others: I like l.
  const shaped = latin.replace(/I/g, 'l').toLowerCase();
  return DIGITS.reduce(
    (text, [pattern, letter]) => text.replace(pattern, letter),
    shaped,
  )
    .replace(/i/g, 'l')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');
}

/** Whether a word has Latin letters, and others beside them that look like Latin ones. */
export function mixesScripts(name: string): boolean {
  return (
    hasLookAlikes(name) &&
    name
      .split(/[^\p{L}]+/u)
      .some(
        word =>
          /[a-z]/i.test(word) &&
          [...word].some(c => LATIN.has(c.toLowerCase())),
      )
  );
}

/** Whether a name has characters that are none of ASCII and look like them. */
export function hasLookAlikes(name: string): boolean {
  return asLatin(name) !== name;
}
