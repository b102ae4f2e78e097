import { type Fields, isFields, listOf, textOf } from '@safety-curtain/input';
import { VexError } from '../VexError';
import { bounds, type Identity, type Subject } from '../model/statement';

/** Products of a CSAF document by their ids, and the groups of them. */
export interface ProductTree {
  /**
   * One for each name of the product; undefined where the document has no such id, a reason where
   * its product has no identity.
   */
  subjectsOf(id: string): Subject[] | string | undefined;
  /** Ids of the products of a group. */
  group(id: string): readonly string[] | undefined;
}

interface Product {
  /** Its names; each of them is meant. */
  identities: readonly Identity[];
  name: string;
}

interface Relationship {
  part: string;
  whole: string;
  name: string;
}

/**
 * Reads `product_tree` (CSAF 2.0 and 2.1, section 3.2.2 "Product Tree"): branches, products by
 * themselves, products that are part of others, and groups.
 *
 * @throws VexError where there are too many
 */
export function readProductTree(tree: unknown): ProductTree {
  const products = new Map<string, Product>();
  const relationships = new Map<string, Relationship>();
  const groups = new Map<string, string[]>();
  const fields = isFields(tree) ? tree : {};
  for (const product of listOf(fields.full_product_names)) {
    addProduct(products, product);
  }
  readBranches(products, fields.branches);
  for (const relationship of listOf(fields.relationships).filter(isFields)) {
    const { full_product_name: whole } = relationship;
    const id = isFields(whole) ? textOf(whole.product_id) : undefined;
    const part = textOf(relationship.product_reference);
    const within = textOf(relationship.relates_to_product_reference);
    if (id && part && within) {
      const name = (isFields(whole) && textOf(whole.name)) || id;
      relationships.set(id, { part, whole: within, name });
    }
  }
  for (const group of listOf(fields.product_groups).filter(isFields)) {
    const id = textOf(group.group_id);
    const members = listOf(group.product_ids).flatMap(one => textOf(one) ?? []);
    if (id) groups.set(id, members);
  }
  return {
    subjectsOf: id => subjectsOf(id, products, relationships),
    group: id => groups.get(id),
  };
}

/** The depth of nesting is bounded by the reader of JSON; the count here. */
function readBranches(products: Map<string, Product>, branches: unknown) {
  const pending: { branch: unknown; range?: string }[] = listOf(branches).map(
    branch => ({ branch }),
  );
  while (pending.length > 0) {
    const { branch, range } = pending.pop()!;
    if (!isFields(branch)) continue;
    const named =
      branch.category === 'product_version_range'
        ? textOf(branch.name)
        : undefined;
    addProduct(products, branch.product, named ?? range);
    for (const next of listOf(branch.branches)) {
      pending.push({ branch: next, range: named ?? range });
    }
  }
}

function addProduct(
  products: Map<string, Product>,
  product: unknown,
  range?: string,
) {
  if (!isFields(product)) return;
  const id = textOf(product.product_id);
  if (id === undefined) return;
  if (products.size === bounds.subjects) {
    throw new VexError(
      `its product tree has more than ${bounds.subjects} products`,
    );
  }
  products.set(id, {
    name: textOf(product.name) ?? id,
    identities: identitiesOf(product, range),
  });
}

/** `purl` in CSAF 2.0, `purls` in 2.1: several names of the same product. */
function identitiesOf(product: Fields, range?: string): Identity[] {
  const named = product.product_identification_helper;
  const helper = isFields(named) ? named : {};
  const purls = [helper.purl, ...listOf(helper.purls)].flatMap(
    purl => textOf(purl) || [],
  );
  if (purls.length > 0) {
    return [...new Set(purls)].map(purl => ({
      text: purl,
      purl,
      ...(range?.startsWith('vers:') && { versions: [{ range }] }),
    }));
  }
  const link = listOf(helper.x_generic_uris)
    .map(uri => (isFields(uri) ? textOf(uri.uri) : undefined))
    .find(uri => uri?.startsWith('urn:cdx:'));
  return link === undefined ? [] : [{ text: link, bomLink: link }];
}

function subjectsOf(
  id: string,
  products: Map<string, Product>,
  relationships: Map<string, Relationship>,
): Subject[] | string | undefined {
  const relationship = relationships.get(id);
  if (!relationship) {
    const product = products.get(id);
    if (!product) return undefined;
    return product.identities.length > 0
      ? product.identities.map(identity => ({ package: identity }))
      : `the product '${product.name}' has no purl`;
  }
  const parts = innermost(relationship.part, products, relationships);
  if (typeof parts === 'string') return parts;
  const wholes = innermost(relationship.whole, products, relationships);
  // Vendors name the products that their packages are in by CPE alone; the package is enough to
  // know what is meant only if the whole is known, too.
  if (typeof wholes === 'string') {
    return `'${relationship.name}' is part of a product without a purl: ${wholes}`;
  }
  if (parts.length * wholes.length > bounds.subjects) {
    throw new VexError(`it names more than ${bounds.subjects} products`);
  }
  return parts.flatMap(part =>
    wholes.map(whole => ({ package: part, within: whole })),
  );
}

/** The product that a chain of relationships begins with, or what is wrong with the chain. */
function innermost(
  id: string,
  products: Map<string, Product>,
  relationships: Map<string, Relationship>,
): readonly Identity[] | string {
  const seen = new Set<string>();
  let current = id;
  for (;;) {
    if (seen.has(current)) return `'${id}' is part of itself`;
    seen.add(current);
    const next = relationships.get(current);
    if (!next) break;
    current = next.part;
  }
  const product = products.get(current);
  if (!product) return `there is no product '${current}'`;
  return product.identities.length > 0
    ? product.identities
    : `the product '${product.name}' has no purl`;
}
