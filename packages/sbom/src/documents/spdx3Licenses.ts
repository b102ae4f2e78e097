import type { Part } from '../input/part';
import type { Spdx3Graph } from './spdx3Graph';
import { stated } from './spdxWords';

/** Licenses that are named by their address in SPDX's list, without an element. */
const LISTED = /^https?:\/\/spdx\.org\/licenses\/([A-Za-z0-9.+-]+)$/;

/** SPDX's individuals for saying nothing and for saying that there is none. */
const NOTHING = /(?:^|[/_])(?:NoAssertion|None)(?:License|Element)?$/;

/** Of these the one that says nothing. */
const NO_ASSERTION = /(?:^|[/_])NoAssertion(?:License|Element)?$/;

type LicensesById = Map<string, string[]>;

/** The licenses that relationships of an SPDX 3 document state, by the id of what has them. */
export class Spdx3Licenses {
  private readonly byRelationship = new Map<string, LicensesById>([
    ['hasDeclaredLicense', new Map()],
    ['hasConcludedLicense', new Map()],
  ]);

  private readonly unknown = new Set<string>();

  constructor(private readonly graph: Spdx3Graph) {
    for (const { part, type, from, to } of graph.relationships) {
      const found = this.byRelationship.get(type);
      if (found) {
        const licenses = to.flatMap(id => this.textOf(id, part) ?? []);
        found.set(from, [...(found.get(from) ?? []), ...licenses]);
        if (to.some(id => NO_ASSERTION.test(id))) {
          this.unknown.add(from);
        }
      }
    }
  }

  /** Whether the document says of a package that its author knows of no license. */
  isUnknown(id: string): boolean {
    return this.unknown.has(id);
  }

  declared(id: string): string[] {
    return this.byRelationship.get('hasDeclaredLicense')!.get(id) ?? [];
  }

  concluded(id: string): string[] {
    return this.byRelationship.get('hasConcludedLicense')!.get(id) ?? [];
  }

  private textOf(id: string, relationship: Part): string | undefined {
    if (NOTHING.test(id)) {
      return undefined;
    }
    const element = this.graph.element(id);
    const text = element
      ? element.text('simplelicensing_licenseExpression') ??
        element.text('name')
      : undefined;
    const license = text ?? LISTED.exec(id)?.[1];
    if (license === undefined) {
      relationship.warn('to', 'has a license that says neither name nor terms');
      return undefined;
    }
    return stated(this.nameOfCustom(license, element) ?? license);
  }

  /** The name of a license of the document's own, where it is all that an expression says. */
  private nameOfCustom(
    license: string,
    element: Part | undefined,
  ): string | undefined {
    const entry = element
      ?.parts('simplelicensing_customIdToUri')
      .find(item => item.text('key') === license);
    return this.graph.element(entry?.text('value') ?? '')?.text('name');
  }
}
