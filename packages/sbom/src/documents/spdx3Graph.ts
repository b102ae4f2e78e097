import { type Fields, InputError, isFields } from '@safety-curtain/input';
import { Part } from '../input/part';
import { limits } from '../limits';
import { quoted, type Warnings } from '../manifests/warnings';

/** Versions of SPDX 3 whose model is known; 3.1 adds profiles and changes some properties. */
const VERSION = /^3\.0\.\d+$/;

/** A relationship from one element to others. */
export interface Spdx3Relationship {
  part: Part;
  type: string;
  from: string;
  to: string[];
}

function contextsOf(document: Fields): string[] {
  const context = document['@context'];
  const items = Array.isArray(context) ? context : [context];
  return items.filter(item => typeof item === 'string');
}

/** Whether a JSON-LD document speaks of SPDX. */
export function isSpdx3(document: Fields): boolean {
  return contextsOf(document).some(context => /\bspdx\b/i.test(context));
}

/** The elements of an SPDX 3 document by their ids (SPDX 3.0.1, "Model and serializations"). */
export class Spdx3Graph {
  /** In the order of the document. */
  readonly elements: readonly Part[];
  readonly relationships: readonly Spdx3Relationship[];
  readonly specVersion: string;
  private readonly byId = new Map<string, Part>();

  constructor(
    private readonly document: Fields,
    private readonly warnings: Warnings,
  ) {
    const root = new Part(document, '', warnings);
    // A document of one element has no graph.
    this.elements = root.has('@graph') ? [...root.content('@graph')] : [root];
    for (const element of this.elements) {
      const id = idOf(element);
      if (id) {
        this.byId.set(id, element);
      }
    }
    this.specVersion = this.versionOf();
    this.relationships = this.relationshipsOf();
  }

  /** The elements of a type, or of several. */
  ofType(...types: readonly string[]): Part[] {
    return this.elements.filter(element =>
      types.includes(element.text('type') ?? ''),
    );
  }

  element(id: string): Part | undefined {
    return this.byId.get(id);
  }

  /** The elements that a list refers to, or holds; those of other documents are left out. */
  referenced(part: Part, name: string): Part[] {
    return part.list(name).flatMap(item => this.resolved(item, part, name));
  }

  /** The element that a single property refers to, or holds. */
  referencedOne(part: Part, name: string): Part | undefined {
    return part.isPart(name)
      ? part.part(name)
      : this.byId.get(part.text(name) ?? '');
  }

  private resolved(item: unknown, part: Part, name: string): Part | Part[] {
    if (typeof item === 'string') {
      return this.byId.get(item) ?? [];
    }
    return isFields(item) ? new Part(item, part.at(name), this.warnings) : [];
  }

  /** As the document's own creation information has it, or else its context. */
  private versionOf(): string {
    const [document] = this.ofType('SpdxDocument');
    const creation =
      (document && this.referencedOne(document, 'creationInfo')) ??
      this.ofType('CreationInfo')[0];
    const inContext = contextsOf(this.document).flatMap(
      context => /\/(\d+(?:\.\d+)+)\//.exec(context)?.[1] ?? [],
    );
    const version = creation?.text('specVersion') ?? inContext[0] ?? '3';
    if (!VERSION.test(version)) {
      throw new InputError(`SPDX version ${quoted(version)} is not supported`);
    }
    return version;
  }

  private relationshipsOf(): Spdx3Relationship[] {
    let edges = 0;
    return this.ofType('Relationship', 'LifecycleScopedRelationship').flatMap(
      part => {
        const type = part.text('relationshipType');
        const from = part.text('from');
        const to = part.texts('to');
        edges += to.length;
        if (edges > limits.edges) {
          throw new InputError(`more than ${limits.edges} relationships`);
        }
        return type && from ? { part, type, from, to } : [];
      },
    );
  }
}

/** Elements have an `spdxId`, what is no element (creation information) an `@id`. */
export function idOf(element: Part): string | undefined {
  return element.text('spdxId') ?? element.text('@id');
}
