import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { messageText } from './rules';

/** Characters of a message that are worked on; fewer are kept. */
const MAX_LENGTH = 10_000;

/**
 * The text of a message: its own, or that of its id among the strings of the rule or the tool, with
 * its arguments put in, links as what they are called (SARIF 2.1.0, 3.11).
 */
export function messageOf(
  message: unknown,
  ...strings: unknown[]
): string | undefined {
  if (!isFields(message)) return undefined;
  const text = textOf(message.text) ?? namedText(message, strings);
  if (text === undefined) return undefined;
  const args = listOf(message.arguments);
  const filled =
    args.length === 0
      ? text.slice(0, MAX_LENGTH)
      : text
          .slice(0, MAX_LENGTH)
          .replace(/\{\{|\}\}|\{(\d{1,3})\}/g, (mark, index?: string) =>
            index === undefined
              ? mark[0]
              : (textOf(args[Number(index)]) ?? mark).slice(0, MAX_LENGTH),
          )
          .slice(0, MAX_LENGTH);
  return withoutLinks(filled);
}

function namedText(message: Fields, strings: unknown[]): string | undefined {
  const id = textOf(message.id);
  if (id === undefined) return undefined;
  return strings
    .filter(isFields)
    .filter(list => Object.hasOwn(list, id))
    .map(list => messageText(list[id]))
    .find(text => text !== undefined);
}

/** `[x](1)` and `[x](https://…)` are links within plain text, and say `x`. */
function withoutLinks(text: string): string {
  return text.replace(/\[([^[\]\n]{1,300})\]\([^()\s]{1,600}\)/g, '$1');
}
