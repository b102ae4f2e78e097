import type { Entity } from '@backstage/catalog-model';
import { annotatedImages } from '../../records/images/annotatedImages';
import { targetOf } from './targetOf';

const SOURCE = 'backstage.io/source-location';

function entity(changes: {
  kind?: string;
  metadata?: Partial<Entity['metadata']>;
  spec?: Entity['spec'];
  relations?: Entity['relations'];
}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: changes.kind ?? 'Component',
    metadata: {
      name: 'Shop',
      etag: 'e1',
      annotations: { [SOURCE]: 'url:https://git.example/acme/shop/' },
      ...changes.metadata,
    },
    spec: changes.spec,
    relations: changes.relations,
  };
}

describe('targetOf', () => {
  it('keeps the facts that lists filter and group by', () => {
    const relation = (type: string, targetRef: string) => ({ type, targetRef });
    expect(
      targetOf(
        entity({
          metadata: { title: 'The shop', tags: ['java', 'web'] },
          spec: { type: 'service', lifecycle: 'production', system: 'x' },
          relations: [
            relation('ownedBy', 'group:default/b'),
            relation('ownedBy', 'group:default/a'),
            relation('ownedBy', 'group:default/b'),
            relation('partOf', 'domain:default/trade'),
            relation('partOf', 'system:default/sales'),
            relation('dependsOn', 'system:default/other'),
          ],
        }),
      ),
    ).toEqual({
      exposure: { exposure: 1, because: '' },
      distribution: 'hosted-service',
      distributionBecause: 'the default, as no rule matches',
      entityRef: 'component:default/shop',
      kind: 'component',
      name: 'The shop',
      type: 'service',
      lifecycle: 'production',
      systemRef: 'system:default/sales',
      domainRef: 'domain:default/trade',
      owners: ['group:default/a', 'group:default/b'],
      tags: ['java', 'web'],
      etag: 'e1',
      source: {
        type: 'url',
        target: 'https://git.example/acme/shop/',
        exclude: [],
      },
      sourceHost: 'git.example',
      images: [],
    });
  });

  it('takes the images that an annotation names, one of each repository', () => {
    const { images } = targetOf(
      entity({
        metadata: {
          annotations: {
            'safety-curtain.io/image':
              'ghcr.io/Acme/Shop:2, ghcr.io/acme/shop:2,ghcr.io/acme/shop:1 node',
          },
        },
      }),
    )!;
    expect(images).toEqual([
      { image: 'ghcr.io/Acme/Shop:2', series: 'image:ghcr.io/Acme/Shop:2' },
      { image: 'ghcr.io/acme/shop:2', series: 'image:ghcr.io/acme/shop' },
      { image: 'node', series: 'image:node' },
    ]);
    const long = annotatedImages(
      ['a', 'b'].map(one => `ghcr.io/${one}/${'x'.repeat(90)}:1`).join(),
    );
    expect(long.map(({ series }) => series.length)).toEqual([63, 63]);
    expect(new Set(long.map(({ series }) => series)).size).toBe(2);
  });

  it('leaves out an entity that opted out, and no other', () => {
    const annotated = (value: string) =>
      targetOf(
        entity({
          metadata: { annotations: { 'safety-curtain.io/scan': value } },
        }),
      );
    expect(annotated('disabled')).toBeUndefined();
    expect(annotated('enabled')?.entityRef).toBe('component:default/shop');
  });

  it('keeps an entity without source, and why it has none', () => {
    const none = targetOf(entity({ metadata: { annotations: {} } }));
    expect(none).toMatchObject({
      source: undefined,
      sourceHost: '',
      owners: [],
    });
    expect(none?.sourceError).toContain(`no ${SOURCE} annotation`);
    const bad = targetOf(
      entity({ metadata: { annotations: { [SOURCE]: 'url:nonsense' } } }),
    );
    expect(bad?.sourceError).toContain('is not an address');
  });

  it('holds everything to what the database has room for', () => {
    const long = 'x'.repeat(5000);
    const target = targetOf(
      entity({
        metadata: {
          title: `a\0${long}`,
          tags: Array.from({ length: 80 }, (_, i) => `tag-${i}`),
          annotations: { [SOURCE]: `url:https://${'h'.repeat(400)}.example/` },
        },
        spec: { type: long, lifecycle: `x\0y` },
      }),
    );
    expect(target?.name).toHaveLength(500);
    expect(target?.name).not.toContain('\0');
    expect(target?.type).toHaveLength(100);
    expect(target?.lifecycle).toBe('x\uFFFDy');
    expect(target?.tags).toHaveLength(50);
    expect(target?.sourceHost.length).toBeLessThanOrEqual(255);
  });

  it('takes odd values of a spec for none', () => {
    const target = targetOf(
      entity({ spec: { type: ['service'], lifecycle: { a: 1 } } as never }),
    );
    expect(target).toMatchObject({ type: undefined, lifecycle: undefined });
  });
});
