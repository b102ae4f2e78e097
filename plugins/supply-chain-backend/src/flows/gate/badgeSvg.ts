/** A part of a badge: what it is about, and how it stands. */
export interface BadgePart {
  label: string;
  value: string;
  tone: 'good' | 'doubt' | 'bad' | 'quiet';
}

/** White text on each has the contrast of WCAG 2.2 AA, 1.4.3. */
const COLORS = {
  good: '#15803d',
  doubt: '#96620a',
  bad: '#b01040',
  quiet: '#5f6673',
};
const LABEL_COLOR = '#3d4451';
const HEIGHT = 20;
const PADDING = 6;
/** Of a letter in 11 pixels of a common sans serif; `textLength` makes it true. */
const LETTER = 6.2;

/** A badge as SVG, read aloud as one sentence. Texts may be anybody's. */
export function badgeSvg(name: string, parts: readonly BadgePart[]): string {
  let x = 0;
  const boxes = parts.flatMap(({ label, value, tone }) =>
    [
      { text: label, color: LABEL_COLOR },
      { text: value, color: COLORS[tone] },
    ].map(({ text, color }) => {
      const length = Math.round(text.length * LETTER);
      const box = { text, color, length, at: x };
      x += length + 2 * PADDING;
      return box;
    }),
  );
  const words = parts.map(({ label, value }) => `${label} ${value}`).join(', ');
  const title = escaped(`${name}: ${words}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${x}" height="${HEIGHT}" role="img" aria-label="${title}">`,
    `<title>${title}</title>`,
    ...boxes.map(
      ({ color, length, at }) =>
        `<rect x="${at}" width="${
          length + 2 * PADDING
        }" height="${HEIGHT}" fill="${color}"/>`,
    ),
    `<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">`,
    ...boxes.map(
      ({ text, length, at }) =>
        `<text x="${at + PADDING}" y="14" textLength="${length}">${escaped(
          text,
        )}</text>`,
    ),
    '</g></svg>',
  ].join('');
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML 1.0: without the characters that it cannot have (2.2), and without markup. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, char => ENTITIES[char]);
}
