import { markdownCode, markdownText } from '@safety-curtain/policy';
import type {
  TicketBlock,
  TicketText,
} from '@safety-curtain/plugin-supply-chain-node';

/** GitHub takes 65,536 characters. */
const LIMIT = 60_000;

/** A ticket's text as Markdown in which names and texts of strangers mean nothing. */
export function ticketMarkdown(body: readonly TicketBlock[]): string {
  const text = body.map(blockOf).join('\n\n');
  if (text.length <= LIMIT) return text;
  return `${text.slice(0, text.lastIndexOf('\n', LIMIT))}\n\n…`;
}

function blockOf(block: TicketBlock): string {
  if ('heading' in block) return `### ${markdownText(block.heading)}`;
  if ('paragraph' in block) return lineOf(block.paragraph);
  return block.list.map(item => `- ${lineOf(item)}`).join('\n');
}

function lineOf(texts: readonly TicketText[]): string {
  return texts.map(textOf).join('');
}

/** Spaces at the edges part a text from the next, and are not the stranger's. */
function textOf({ text, code, link }: TicketText): string {
  const [, before, inner, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)!;
  const shown = code ? markdownCode(inner) : markdownText(inner);
  const whole = link ? `[${shown}](<${addressOf(link)}>)` : shown;
  return `${before && ' '}${whole}${after && ' '}`;
}

function addressOf(link: string): string {
  return encodeURI(link)
    .replaceAll('%25', '%')
    .replace(/[<>\\]/g, '');
}
