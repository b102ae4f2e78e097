import type { JsonObject } from '@backstage/types';
import type {
  TicketBlock,
  TicketText,
} from '@safety-curtain/plugin-supply-chain-node';

/** Controls, marks that turn the direction of text, and what cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** Characters that wiki text may mean something by. */
const MEANT = /[\\{}[\]|*_+^~!?#@&<>:;=()/.'"%$-]/g;

/**
 * A ticket's text as a document of Jira Cloud (Atlassian Document Format):
 * text is text in it, and links and code are marks of their own.
 */
export function documentOf(body: readonly TicketBlock[]): JsonObject {
  return { type: 'doc', version: 1, content: body.map(nodeOf) };
}

function nodeOf(block: TicketBlock): JsonObject {
  if ('heading' in block) {
    return {
      type: 'heading',
      attrs: { level: 3 },
      content: textNodes([{ text: block.heading }]),
    };
  }
  if ('paragraph' in block) return paragraphOf(block.paragraph);
  return {
    type: 'bulletList',
    content: block.list.map(item => ({
      type: 'listItem',
      content: [paragraphOf(item)],
    })),
  };
}

function paragraphOf(texts: readonly TicketText[]): JsonObject {
  return { type: 'paragraph', content: textNodes(texts) };
}

/** A text without characters is refused. */
function textNodes(texts: readonly TicketText[]): JsonObject[] {
  return texts.flatMap(({ text, code, link }) => {
    const seen = text.replace(UNSEEN, ' ');
    if (seen === '') return [];
    const marks: JsonObject[] = [
      ...(code ? [{ type: 'code' }] : []),
      ...(link ? [{ type: 'link', attrs: { href: link } }] : []),
    ];
    return [{ type: 'text', text: seen, ...(marks.length > 0 && { marks }) }];
  });
}

/**
 * The same as wiki text of Jira Data Center. Whatever may mean something is
 * written as the number of its character, which is text wherever it stands.
 */
export function wikiText(body: readonly TicketBlock[]): string {
  return body
    .map(block => {
      if ('heading' in block) return `h3. ${inert(block.heading)}`;
      if ('paragraph' in block) return lineOf(block.paragraph);
      return block.list.map(item => `* ${lineOf(item)}`).join('\n');
    })
    .join('\n\n');
}

function lineOf(texts: readonly TicketText[]): string {
  return texts
    .map(({ text, link }) =>
      link ? `[${inert(text)}|${addressOf(link)}]` : inert(text),
    )
    .join('');
}

function inert(text: string): string {
  return text
    .replace(UNSEEN, ' ')
    .replace(MEANT, found => `&#${found.codePointAt(0)};`);
}

function addressOf(link: string): string {
  return link.replace(/[\s[\]|{}<>\\]/g, found => encodeURIComponent(found));
}
