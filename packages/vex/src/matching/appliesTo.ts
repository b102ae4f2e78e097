import { canonicalBomLink } from '@safety-curtain/sbom';
import type { Subject } from '../model/statement';
import { type PurlTest, purlTestOf } from './purlPattern';

/** A component with a vulnerability in a service, as statements are put to it. @public */
export interface Occurrence {
  /** Of the component. */
  purl: string;
  /** Package URLs that the service itself is known by. */
  servicePurls: readonly string[];
  /**
   * BOM-Links of the service's SBOMs, and of this component in them, as `bomLinkOf` spells them:
   * those that are about all places where it is.
   */
  bomLinks: readonly string[];
  /** The same, that are about some of the places. */
  someBomLinks?: readonly string[];
  /**
   * How many of the ways from the service to the component lead through a package that fits:
   * every one, some, or none. A component is not on the way to itself.
   */
  pathsThrough(fits: (purl: string) => boolean): 'every' | 'some' | 'none';
}

/**
 * Whether a statement is about a component in a service.
 *
 * - `applies`: it says so of exactly this.
 * - `information`: it says so of the component where it is part of a product through which only
 *   some of the ways lead; on the others it is something else.
 * - `no`: it is about something else.
 *
 * @public
 */
export type Applicability = 'applies' | 'information' | 'no';

/** A subject that can be put to many components. @public */
export type SubjectTest = (occurrence: Occurrence) => Applicability;

/**
 * Reads what a statement is about. It never spreads further than its product says: what is part of
 * a product is meant there alone.
 *
 * @returns what is wrong with it, where it cannot be matched
 *
 * @public
 */
export function readSubject(subject: Subject): SubjectTest | string {
  const part = identityTest(subject.package);
  if (typeof part === 'string') return part;
  const whole = subject.within && identityTest(subject.within);
  if (typeof whole === 'string') return whole;
  return occurrence => {
    const is = part.isComponent(occurrence);
    if (!whole) return is === 'no' ? applies(part, occurrence) : is;
    return is === 'no' ? is : lesser(is, applies(whole, occurrence));
  };
}

/** What is said of a part holds as far as what is said of the whole. */
function lesser(a: Applicability, b: Applicability): Applicability {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'information' ? a : b;
}

interface IdentityTest {
  isComponent(occurrence: Occurrence): Applicability;
  isService(occurrence: Occurrence): Applicability;
  isPackage?: PurlTest;
}

/** What is said of a product holds for what is in it where there is no other way to it. */
function applies(product: IdentityTest, occurrence: Occurrence): Applicability {
  const isService = product.isService(occurrence);
  if (isService !== 'no') return isService;
  const through = product.isPackage
    ? occurrence.pathsThrough(product.isPackage)
    : 'none';
  if (through === 'every') return 'applies';
  return through === 'some' ? 'information' : 'no';
}

function identityTest(identity: Subject['package']): IdentityTest | string {
  const { bomLink } = identity;
  if (bomLink !== undefined) {
    const link = canonicalBomLink(bomLink);
    const isOne = ({ bomLinks, someBomLinks = [] }: Occurrence) => {
      if (bomLinks.includes(link)) return 'applies';
      return someBomLinks.includes(link) ? 'information' : 'no';
    };
    const isNone = () => 'no' as const;
    return link.includes('#')
      ? { isComponent: isOne, isService: isNone }
      : { isComponent: isNone, isService: isOne };
  }
  const isPackage = purlTestOf(identity);
  if (typeof isPackage === 'string') return isPackage;
  return {
    isPackage,
    isComponent: ({ purl }) => (isPackage(purl) ? 'applies' : 'no'),
    isService: ({ servicePurls }) =>
      servicePurls.some(isPackage) ? 'applies' : 'no',
  };
}
