import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { ToolRule } from '../model/toolReport';
import { cwesOf } from '../rules/cwes';
import {
  MESSAGE_LENGTH,
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';

/** As GitHub reads at most. */
const MAX_RULES = 25_000;
const MAX_TAGS = 20;

/** A rule as the log has it, with what is kept of it. */
export interface Described {
  descriptor: Fields;
  rule: ToolRule;
}

/** The rules of a run, of its driver and the driver's extensions. */
export class Rules {
  /** How many there are in the log. */
  readonly total: number;
  readonly #components: (Described | undefined)[][];
  readonly #extensions: Fields[];
  readonly #byId = new Map<string, Described>();
  readonly #taxonomies: unknown[];

  constructor(run: Fields, driver: Fields, extensions: unknown[]) {
    this.#taxonomies = listOf(run.taxonomies);
    this.#extensions = extensions.map(part => (isFields(part) ? part : {}));
    const lists = [driver, ...this.#extensions].map(part => listOf(part.rules));
    this.total = lists.reduce((sum, list) => sum + list.length, 0);
    let left = MAX_RULES;
    this.#components = lists.map(list => {
      const kept = list.slice(0, left);
      left -= kept.length;
      return kept.map(descriptor => this.#describe(descriptor));
    });
  }

  /** What is kept of them, each id once. */
  all(): ToolRule[] {
    return [...this.#byId.values()].map(({ rule }) => rule);
  }

  get left(): number {
    return Math.max(this.total - MAX_RULES, 0);
  }

  /** SARIF 2.1.0, 3.27.5 to 3.27.7 and 3.52; an index that leads nowhere is passed over. */
  of(result: Fields): Described | undefined {
    const reference = isFields(result.rule) ? result.rule : {};
    const id = textOf(result.ruleId) ?? textOf(reference.id);
    const index = [result.ruleIndex, reference.index].find(
      value => typeof value === 'number' && value >= 0,
    ) as number | undefined;
    const found =
      index === undefined
        ? undefined
        : this.#components[this.#componentOf(reference)]?.[index];
    if (found && (id === undefined || isBelow(id, found.rule.id))) return found;
    return id === undefined ? undefined : this.#named(id) ?? undefined;
  }

  /** Weaknesses that a rule or result is related to by a taxonomy of the log. */
  weaknesses(references: unknown): number[] {
    const ids = listOf(references)
      .slice(0, 100)
      .filter(isFields)
      .map(entry => (isFields(entry.target) ? entry.target : entry))
      .filter(target => /cwe/i.test(this.#taxonomyOf(target)))
      .map(({ id }) => textOf(id)?.replace(/^(?:cwe-?)?0*(?=\d)/i, 'CWE-'));
    return cwesOf(ids);
  }

  #taxonomyOf({ toolComponent }: Fields): string {
    if (!isFields(toolComponent)) return '';
    const listed =
      typeof toolComponent.index === 'number'
        ? this.#taxonomies[toolComponent.index]
        : undefined;
    return (
      textOf(toolComponent.name) ??
      (isFields(listed) ? textOf(listed.name) ?? '' : '')
    );
  }

  /** 0 for the driver, from 1 for its extensions. */
  #componentOf({ toolComponent }: Fields): number {
    if (!isFields(toolComponent)) return 0;
    const { index, name, guid } = toolComponent;
    if (typeof index === 'number' && index >= 0) return index + 1;
    const at = this.#extensions.findIndex(
      part =>
        (textOf(guid) !== undefined && part.guid === guid) ||
        (textOf(name) !== undefined && part.name === name),
    );
    return at + 1;
  }

  /** An id may go on behind that of its rule: `CA1000/1` is of `CA1000`. */
  #named(id: string): Described | undefined {
    let part = id;
    for (let parts = 0; parts < 10; parts++) {
      const found = this.#byId.get(part);
      if (found) return found;
      const end = part.lastIndexOf('/');
      if (end <= 0) return undefined;
      part = part.slice(0, end);
    }
    return undefined;
  }

  #describe(descriptor: unknown): Described | undefined {
    const id = isFields(descriptor) ? plainName(descriptor.id) : undefined;
    if (!isFields(descriptor) || id === undefined) return undefined;
    const properties = isFields(descriptor.properties)
      ? descriptor.properties
      : {};
    const tags = listOf(properties.tags);
    const title =
      plainName(messageText(descriptor.shortDescription)) ??
      plainName(descriptor.name);
    const description = plainText(
      messageText(descriptor.fullDescription) ?? messageText(descriptor.help),
      MESSAGE_LENGTH,
    );
    const helpUri = webAddress(descriptor.helpUri);
    const described: Described = {
      descriptor,
      rule: {
        id,
        ...(title !== undefined && { title }),
        ...(description !== undefined && { description }),
        ...(helpUri !== undefined && { helpUri }),
        cwes: [
          ...new Set([
            ...cwesOf(
              [...tags, properties.cwe, ...listOf(properties.cwe)].filter(
                value => typeof value === 'string',
              ),
            ),
            ...this.weaknesses(descriptor.relationships),
          ]),
        ].sort((a, b) => a - b),
        tags: plainNames(tags, MAX_TAGS),
      },
    };
    if (!this.#byId.has(id)) this.#byId.set(id, described);
    return described;
  }
}

function isBelow(id: string, rule: string): boolean {
  return id === rule || id.startsWith(`${rule}/`);
}

/** The plain text of a message; its Markdown is never taken. */
export function messageText(message: unknown): string | undefined {
  return isFields(message) ? textOf(message.text) : undefined;
}
