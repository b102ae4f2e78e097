import {
  attributeOf,
  childrenOf,
  contentOf,
  elementOf,
  elementsOf,
  type Fields,
  readXml,
} from '@safety-curtain/input';

const NAMESPACE = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d+\.\d+)$/;

/**
 * What a CycloneDX document in XML says of vulnerabilities, in the shape of the same document in
 * JSON; undefined where it is none.
 */
export function fromXml(text: string, memory: number): Fields | undefined {
  const document = readXml(text, { attributes: true, allowance: memory });
  const bom = elementOf(document, 'bom');
  const [, specVersion] = NAMESPACE.exec(attributeOf(bom, 'xmlns') ?? '') ?? [];
  if (specVersion === undefined) return undefined;
  const metadata = elementOf(bom, 'metadata');
  const [subject] = elementsOf(metadata, 'component').map(component);
  const supplier = elementOf(metadata, 'supplier');
  const isVex = childrenOf(bom, 'vulnerabilities').length > 0;
  return {
    bomFormat: 'CycloneDX',
    specVersion,
    serialNumber: attributeOf(bom, 'serialNumber'),
    version: attributeOf(bom, 'version'),
    metadata: {
      timestamp: text1(metadata, 'timestamp'),
      supplier: { name: text1(supplier, 'name') },
      component: subject,
    },
    components: components(bom),
    vulnerabilities: isVex
      ? elementsOf(elementOf(bom, 'vulnerabilities'), 'vulnerability').map(
          vulnerability,
        )
      : undefined,
  };
}

function text1(parent: unknown, name: string): string | undefined {
  return contentOf(childrenOf(parent, name)[0]);
}

function texts(parent: unknown, name: string): string[] {
  return childrenOf(parent, name).flatMap(child => contentOf(child) ?? []);
}

function components(parent: unknown): Fields[] {
  return elementsOf(elementOf(parent, 'components'), 'component').map(
    component,
  );
}

/** The depth of nesting is bounded by the reader of XML. */
function component(element: Fields): Fields {
  return {
    'bom-ref': attributeOf(element, 'bom-ref'),
    purl: text1(element, 'purl'),
    components: components(element),
  };
}

function vulnerability(element: Fields): Fields {
  const analysis = elementsOf(element, 'analysis')[0];
  return {
    id: text1(element, 'id'),
    references: elementsOf(elementOf(element, 'references'), 'reference').map(
      reference => ({ id: text1(reference, 'id') }),
    ),
    analysis: analysis && {
      state: text1(analysis, 'state'),
      justification: text1(analysis, 'justification'),
      response: texts(elementOf(analysis, 'responses'), 'response'),
      detail: text1(analysis, 'detail'),
      firstIssued: text1(analysis, 'firstIssued'),
      lastUpdated: text1(analysis, 'lastUpdated'),
    },
    affects: elementsOf(elementOf(element, 'affects'), 'target').map(
      target => ({
        ref: text1(target, 'ref'),
        versions: elementsOf(elementOf(target, 'versions'), 'version').map(
          one => ({
            version: text1(one, 'version'),
            range: text1(one, 'range'),
            status: text1(one, 'status'),
          }),
        ),
      }),
    ),
  };
}
