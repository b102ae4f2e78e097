import { type X2jOptions, XMLParser, XMLValidator } from 'fast-xml-parser';
import { InputError } from './InputError';
import { bounds } from './bounds';
import { boundMemory } from './memoryBound';
import { type Fields, isFields, textOf } from './shape';
import { withoutByteOrderMark } from './text';

/** Before the name of an attribute, which no element's name can begin with. */
const ATTRIBUTE = '@';
/** Key of the text of an element that has attributes or children. */
const TEXT = '#text';

const options: X2jOptions = {
  attributeNamePrefix: ATTRIBUTE,
  textNodeName: TEXT,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: true,
  // The five entities of XML itself; a document type, which could define more, is refused.
  processEntities: true,
};
const elementParser = new XMLParser({
  ...options,
  ignoreAttributes: true,
  removeNSPrefix: true,
});
const fullParser = new XMLParser({ ...options, ignoreAttributes: false });

/** Index after the tag that opens at `start`; quotes may hold a `>`. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    if (quote !== '') {
      quote = char === quote ? '' : quote;
    } else if (char === '>') {
      return i + 1;
    } else if (char === '"' || char === "'") {
      quote = char;
    }
  }
  return text.length;
}

/** Index after what opens at `start` and ends with `close`. */
function endOfSection(text: string, start: number, close: string): number {
  const end = text.indexOf(close, start);
  return end < 0 ? text.length : end + close.length;
}

/** A linear check before the parser, whose work and recursion grow with the depth. */
function checkDepth(text: string): void {
  let depth = 0;
  let start = text.indexOf('<');
  while (start >= 0) {
    let end: number;
    if (text.startsWith('<!--', start)) {
      end = endOfSection(text, start, '-->');
    } else if (text.startsWith('<![CDATA[', start)) {
      end = endOfSection(text, start, ']]>');
    } else if (text.startsWith('<?', start)) {
      end = endOfSection(text, start, '?>');
    } else {
      end = endOfTag(text, start);
      if (text[start + 1] === '/') {
        depth -= 1;
      } else if (text[end - 2] !== '/') {
        depth += 1;
      }
    }
    if (depth > bounds.depth) {
      throw new InputError(`nested more than ${bounds.depth} levels deep`);
    }
    start = text.indexOf('<', end);
  }
}

/** An element takes two of the first, an attribute one of the second. */
const COSTS = { '<': 250, '=': 400 };

/**
 * The elements of an XML text as nested objects: text as strings, repeated elements as arrays.
 * Attributes and namespace prefixes are dropped unless `attributes` asks for them (see
 * `attributeOf`); document types (and so entity definitions) are refused.
 *
 * @throws InputError
 *
 * @public
 */
export function readXml(
  text: string,
  {
    attributes = false,
    allowance,
  }: { attributes?: boolean; allowance?: number } = {},
): Fields {
  const xml = withoutByteOrderMark(text);
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml)) {
    throw new InputError('XML with a document type is not accepted');
  }
  boundMemory(xml, COSTS, allowance);
  checkDepth(xml);
  const verdict = XMLValidator.validate(xml);
  if (verdict !== true) {
    throw new InputError('not valid XML', verdict.err.line);
  }
  const parser = attributes ? fullParser : elementParser;
  return parsed(parser, xml);
}

/** The parser is stricter than the validator: of sections without an end, and of depth. */
function parsed(parser: XMLParser, xml: string): Fields {
  let document: unknown;
  try {
    document = parser.parse(xml);
  } catch {
    throw new InputError('not valid XML');
  }
  return isFields(document) ? document : {};
}

/** All elements of a name below a parent, as objects; text-only elements are left out. @public */
export function elementsOf(parent: unknown, name: string): Fields[] {
  const found = isFields(parent) ? parent[name] : undefined;
  return (Array.isArray(found) ? found : [found]).filter(isFields);
}

/** The first element of a name below a parent. @public */
export function elementOf(parent: unknown, name: string): Fields {
  return elementsOf(parent, name)[0] ?? {};
}

/**
 * All elements of a name below a parent: strings where there is text only.
 *
 * @public
 */
export function childrenOf(parent: unknown, name: string): unknown[] {
  const found = isFields(parent) ? parent[name] : undefined;
  if (found === undefined) {
    return [];
  }
  return Array.isArray(found) ? found : [found];
}

/** The text of an element, with or without attributes. @public */
export function contentOf(element: unknown): string | undefined {
  return textOf(isFields(element) ? element[TEXT] : element);
}

/** An attribute of an element that was read with its attributes. @public */
export function attributeOf(
  element: unknown,
  name: string,
): string | undefined {
  return isFields(element) ? textOf(element[ATTRIBUTE + name]) : undefined;
}
