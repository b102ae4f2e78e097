/** Snippets that have broken readers before, and what formats are made of. */
const NASTY = [
  ...['__proto__', 'constructor', 'toString', '\u0000', '\ufeff', '\ud800'],
  ...['"', "'", '`', '\\', '{', '}', '[', ']', '(', ')', '<', '>', '</', '/>'],
  ...[':', ',', ';', '@', '#', '$', '${', '${{', '}}', '|', '&a ', '*a', '%'],
  ...['\n', '\r\n', '\r', '\t', '  ', '---\n', '- ', '!!', '<<: ', '= ', '=='],
  ...['<!--', '-->', '<![CDATA[', '<!DOCTYPE a>', '&amp;', '&#0;', '<?', '?>'],
  ...['null', 'true', '1e999', '-1', '0x', '1.0.0', '../..', '/', 'file:'],
  ...['\u2028', '\u202e', 'é', '🎭', 'pkg:npm/a@1', 'sha256:', 'https://h/'],
];

/** Values for any place of a JSON document. */
const VALUES = [
  ...[null, true, false, 0, -1, 1e308, 0.5, '', ' ', 'a', '../..', '__proto__'],
  ...[[], {}, [null], [[]], [{}], { a: null }, { toString: 1 }, { length: -1 }],
  ...['pkg:npm/a@1', '1.0.0', 'https://h/a', '2026-01-01', '\u0000', '\ud800'],
];

/** Characters of an input at the most, so that ten million fit a day. */
const MOST = 20_000;

/** Numbers from 0 to 1 that one seed gives again (mulberry32). */
export function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list. */
export function oneOf(list, random) {
  return list[Math.floor(random() * list.length)];
}

const placeIn = (text, random) => Math.floor(random() * (text.length + 1));

const EDITS = [
  insert,
  insert,
  insert,
  (text, _, random) => {
    const at = placeIn(text, random);
    return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 12));
  },
  // Ends early.
  (text, _, random) =>
    random() < 0.3 ? text.slice(0, placeIn(text, random)) : text,
  // A part comes again, as many times as a reader may not bear.
  (text, _, random) => {
    const at = placeIn(text, random);
    const part = text.slice(at, at + 1 + Math.floor(random() * 60));
    const times = 1 + Math.floor(random() ** 4 * 400);
    return text.slice(0, at) + part.repeat(times) + text.slice(at);
  },
  // A part of another format.
  (text, other, random) => {
    const at = placeIn(text, random);
    const from = placeIn(other, random);
    const part = other.slice(from, from + Math.floor(random() * 200));
    return text.slice(0, at) + part + text.slice(at);
  },
  // Two lines change places.
  (text, _, random) => {
    const lines = text.split('\n');
    const one = Math.floor(random() * lines.length);
    const two = Math.floor(random() * lines.length);
    [lines[one], lines[two]] = [lines[two], lines[one]];
    return lines.join('\n');
  },
];

function insert(text, _, random) {
  const at = placeIn(text, random);
  const end = at + Math.floor(random() * 4);
  const part =
    random() < 0.8
      ? oneOf(NASTY, random)
      : String.fromCharCode(Math.floor(random() * 0x10000));
  return text.slice(0, at) + part + text.slice(end);
}

/** JSON with another value in one place; any other text as it is. */
function withOtherValue(text, random) {
  if (!/^\s*[{[]/.test(text)) return text;
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return text;
  }
  const places = [];
  const collect = (holder, depth) => {
    for (const key of Object.keys(holder)) {
      places.push([holder, key]);
      const held = holder[key];
      if (typeof held === 'object' && held !== null && depth < 50) {
        collect(held, depth + 1);
      }
    }
  };
  collect(value, 0);
  if (places.length === 0) return text;
  const [holder, key] = oneOf(places, random);
  holder[key] = oneOf(VALUES, random);
  return JSON.stringify(value);
}

/** A text with up to six kinds of damage; `other` is what parts are taken from. */
export function damaged(text, other, random) {
  let result = random() < 0.4 ? withOtherValue(text, random) : text;
  const edits = Math.floor(random() * 7);
  for (let i = 0; i < edits; i++) {
    result = oneOf(EDITS, random)(result, other, random).slice(0, MOST);
  }
  return result;
}
