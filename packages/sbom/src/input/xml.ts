import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { InputError } from '../errors';
import { limits } from '../limits';
import { withoutByteOrderMark } from './json';
import { type Fields, isFields } from './shape';

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  removeNSPrefix: true,
  trimValues: true,
  // The five entities of XML itself; a document type, which could define more, is refused.
  processEntities: true,
});

/** Linear check before the parser's recursion; comments and CDATA may hold anything. */
function checkDepth(text: string): void {
  let depth = 0;
  for (const [tag] of text.matchAll(
    /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^!?][^>]*>/g,
  )) {
    if (tag.startsWith('<!')) {
      continue;
    }
    if (tag.startsWith('</')) {
      depth -= 1;
    } else if (!tag.endsWith('/>')) {
      depth += 1;
    }
    if (depth > limits.depth) {
      throw new InputError(`nested more than ${limits.depth} levels deep`);
    }
  }
}

/**
 * The elements of an XML text as nested objects: text as strings, repeated elements as arrays.
 * Attributes are dropped; document types (and so entity definitions) are refused.
 */
export function readXml(text: string): Fields {
  const xml = withoutByteOrderMark(text);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
    throw new InputError('XML with a document type is not accepted');
  }
  checkDepth(xml);
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) {
    throw new InputError(`not valid XML, at line ${verdict.err.line}`);
  }
  const document: unknown = parser.parse(xml);
  return isFields(document) ? document : {};
}

/** All elements of a name below a parent, as objects; text-only elements are left out. */
export function elementsOf(parent: unknown, name: string): Fields[] {
  const found = isFields(parent) ? parent[name] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isFields);
}

/** The first element of a name below a parent. */
export function elementOf(parent: unknown, name: string): Fields {
  return elementsOf(parent, name)[0] ?? {};
}
