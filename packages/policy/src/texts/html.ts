import { onOneLine } from './inert';

/** A text within HTML, also within an attribute in double quotes: nothing in it is markup. */
export function htmlText(text: string): string {
  return onOneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
