import {
  attributeOf,
  childrenOf,
  contentOf,
  type Fields,
  InputError,
  readXml,
} from '@safety-curtain/input';

const NAMESPACE = /^http:\/\/cyclonedx\.org\/schema\/bom\/(\d+\.\d+)$/;

/**
 * Rewrites the XML form as the JSON form: what the XML schema wraps (`components/component`) becomes
 * a list, attributes become members. Only what the reader looks at; foreign namespaces are left out.
 */
class BomElements {
  constructor(
    /** The prefix of CycloneDX elements with its colon; mostly empty. */
    private readonly prefix: string,
  ) {}

  document(bom: unknown, specVersion: string): Fields {
    const hasVulnerabilities = this.first(bom, 'vulnerabilities') !== undefined;
    return {
      bomFormat: 'CycloneDX',
      specVersion,
      serialNumber: attributeOf(bom, 'serialNumber'),
      version: attributeOf(bom, 'version'),
      metadata: this.metadata(this.first(bom, 'metadata')),
      components: this.components(bom),
      dependencies: this.wrapped(bom, 'dependencies', 'dependency').map(
        dependency => ({
          ref: attributeOf(dependency, 'ref'),
          dependsOn: this.all(dependency, 'dependency').flatMap(
            target => attributeOf(target, 'ref') ?? [],
          ),
        }),
      ),
      vulnerabilities: hasVulnerabilities
        ? this.wrapped(bom, 'vulnerabilities', 'vulnerability').map(element =>
            this.vulnerability(element),
          )
        : undefined,
    };
  }

  private metadata(element: unknown): Fields {
    const component = this.first(element, 'component');
    return {
      timestamp: this.text(element, 'timestamp'),
      lifecycles: this.wrapped(element, 'lifecycles', 'lifecycle').map(one =>
        this.texts(one, ['phase']),
      ),
      tools: this.tools(element),
      authors: this.named(this.wrapped(element, 'authors', 'author')),
      component: component && this.component(component),
      ...this.parties(element, ['supplier', 'manufacturer', 'manufacture']),
    };
  }

  private tools(metadata: unknown): unknown {
    const tools = this.first(metadata, 'tools');
    const list = [
      ...this.all(tools, 'tool'),
      ...this.wrapped(tools, 'components', 'component'),
      ...this.wrapped(tools, 'services', 'service'),
    ];
    return list.map(tool => this.texts(tool, ['name', 'version']));
  }

  /** The level of nesting is bounded by the XML reader. */
  private components(parent: unknown): Fields[] {
    return this.wrapped(parent, 'components', 'component').map(component =>
      this.component(component),
    );
  }

  private component(element: unknown): Fields {
    return {
      type: attributeOf(element, 'type'),
      'bom-ref': attributeOf(element, 'bom-ref'),
      ...this.texts(element, [
        'group',
        'name',
        'version',
        'scope',
        'purl',
        'cpe',
        'author',
        'copyright',
      ]),
      ...this.parties(element, ['supplier', 'manufacturer']),
      authors: this.named(this.wrapped(element, 'authors', 'author')),
      licenses: this.licenses(element),
      hashes: this.wrapped(element, 'hashes', 'hash').map(hash => ({
        alg: attributeOf(hash, 'alg'),
        content: contentOf(hash),
      })),
      externalReferences: this.wrapped(
        element,
        'externalReferences',
        'reference',
      ).map(reference => ({
        type: attributeOf(reference, 'type'),
        url: this.text(reference, 'url'),
      })),
      properties: this.wrapped(element, 'properties', 'property').map(
        property => ({
          name: attributeOf(property, 'name'),
          value: contentOf(property),
        }),
      ),
      components: this.components(element),
    };
  }

  private licenses(component: unknown): Fields[] {
    const licenses = this.wrapped(component, 'licenses', 'license').map(
      element => ({
        license: {
          ...this.texts(element, ['id', 'name']),
          acknowledgement: attributeOf(element, 'acknowledgement'),
        },
      }),
    );
    const expressions = this.wrapped(component, 'licenses', 'expression').map(
      element => ({
        expression: contentOf(element),
        acknowledgement: attributeOf(element, 'acknowledgement'),
      }),
    );
    return [...licenses, ...expressions];
  }

  private vulnerability(element: unknown): Fields {
    const analysis = this.first(element, 'analysis');
    return {
      ...this.texts(element, ['id', 'description']),
      ...this.parties(element, ['source']),
      references: this.wrapped(element, 'references', 'reference').map(
        reference => this.texts(reference, ['id']),
      ),
      analysis: analysis && {
        ...this.texts(analysis, [
          'state',
          'justification',
          'detail',
          'firstIssued',
          'lastUpdated',
        ]),
        response: this.wrapped(analysis, 'responses', 'response').map(
          contentOf,
        ),
      },
      affects: this.wrapped(element, 'affects', 'target').map(target => ({
        ref: this.text(target, 'ref'),
        versions: this.wrapped(target, 'versions', 'version').map(version =>
          this.texts(version, ['version', 'range', 'status']),
        ),
      })),
    };
  }

  /** Persons or organizations below an element. */
  private parties(element: unknown, names: string[]): Fields {
    return Object.fromEntries(
      names.flatMap(name => {
        const party = this.first(element, name);
        return party === undefined ? [] : [[name, this.texts(party, ['name'])]];
      }),
    );
  }

  private named(elements: unknown[]): Fields[] {
    return elements.map(element => this.texts(element, ['name']));
  }

  private texts(element: unknown, names: string[]): Fields {
    return Object.fromEntries(
      names.map(name => [name, this.text(element, name)]),
    );
  }

  private text(element: unknown, name: string): string | undefined {
    return contentOf(this.first(element, name));
  }

  private wrapped(element: unknown, list: string, item: string): unknown[] {
    return this.all(element, list).flatMap(found => this.all(found, item));
  }

  private first(element: unknown, name: string): unknown {
    return this.all(element, name)[0];
  }

  private all(element: unknown, name: string): unknown[] {
    return childrenOf(element, this.prefix + name);
  }
}

/**
 * The JSON form of a CycloneDX document in XML.
 *
 * @throws InputError for text that is no XML, and for XML that is no CycloneDX
 *
 * @public
 */
export function readCycloneDxXml(text: string, allowance?: number): Fields {
  const document = readXml(text, { attributes: true, allowance });
  for (const name of Object.keys(document)) {
    const [, prefix, local] = /^(?:(.*):)?([^:]*)$/.exec(name) ?? [];
    const bom = childrenOf(document, name)[0];
    const namespace = attributeOf(bom, prefix ? `xmlns:${prefix}` : 'xmlns');
    const version = NAMESPACE.exec(namespace ?? '');
    if (local === 'bom' && version) {
      const elements = new BomElements(prefix ? `${prefix}:` : '');
      return elements.document(bom, version[1]);
    }
  }
  throw new InputError('the XML is not a CycloneDX document');
}
