import type { Entity } from '@backstage/catalog-model';
import { licenseOptions } from '../../__testUtils__/licensing';
import { distributionOf, filterFields } from './distribution';

const rules = {
  categories: {
    'public-domain': 'allow',
    permissive: 'allow',
    'weak-copyleft': 'allow',
    'strong-copyleft': 'allow',
    'network-copyleft': 'allow',
    proprietary: 'allow',
  },
  unknown: 'review',
  ambiguous: 'review',
  conflicting: 'review',
  noLicense: 'deny',
  unlisted: 'review',
};

function entity(
  metadata: Partial<Entity['metadata']>,
  spec: Entity['spec'] = { type: 'service' },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'shop', ...metadata },
    spec,
  };
}

describe('readLicenseOptions', () => {
  it('has the built-in policies, replaced and joined by configured ones', () => {
    const { policies } = licenseOptions({
      policies: {
        internal: { ...rules, development: 'judge' },
        embedded: rules,
      },
    });
    expect(policies.map(p => [p.name, p.development])).toEqual([
      ['embedded', false],
      ['hosted-service', false],
      ['internal', true],
      ['shipped-binary', false],
    ]);
  });

  it.each([
    [
      { policies: { own: { ...rules, unknown: 'maybe' } } },
      'policies.own: unknown: must be one of allow, review, deny',
    ],
    [
      { policies: { own: { ...rules, licenses: { Mitt: 'deny' } } } },
      'policies.own: licenses.Mitt',
    ],
    [{ policies: { Own: rules } }, 'policies.Own: a name has small letters'],
    [{ policies: { own: 'x' } }, 'policies.own must be an object'],
    [
      { policies: { own: { ...rules, development: true } } },
      'policies.own.development must be ignore or judge',
    ],
    [
      {
        exceptions: [
          { reason: 'Why not', approver: 'a', endsAt: '2030-01-01' },
        ],
      },
      'exceptions[0]: An exception names a package, a license or both',
    ],
    [
      {
        exceptions: [
          { purl: 'x', reason: 'Why not', approver: 'a', endsAt: '2030-01-01' },
        ],
      },
      'exceptions[0]: Not a package URL',
    ],
    [
      {
        exceptions: [
          { license: 'MIT', reason: 'Why not', approver: 'a', endsAt: 'soon' },
        ],
      },
      'endsAt must be a date',
    ],
    [
      { distribution: { default: 'none' } },
      "distribution.default names 'none', which no policy is for",
    ],
    [
      { distribution: { rules: [{ model: 'x', filter: { kind: 'api' } }] } },
      "distribution.rules[0].model names 'x'",
    ],
    [
      { distribution: { rules: [{ model: 'internal', filter: { $no: 1 } }] } },
      'filter',
    ],
  ])('refuses %j and says where', (config, why) => {
    expect(() => licenseOptions(config)).toThrow(why);
  });
});

describe('distributionOf', () => {
  const builtIn = licenseOptions().distribution;
  const own = licenseOptions({
    policies: { embedded: rules },
    distribution: {
      default: 'internal',
      rules: [
        {
          model: 'embedded',
          filter: { 'metadata.tags': { $contains: 'device' } },
        },
        {
          model: 'hosted-service',
          filter: {
            $all: [
              { 'spec.lifecycle': 'production' },
              { $not: { 'metadata.labels.tier': { $in: ['3', '4'] } } },
            ],
          },
        },
      ],
    },
  }).distribution;

  it.each([
    [
      'a service',
      entity({}),
      'hosted-service',
      'the default, as no rule matches',
    ],
    [
      'a library',
      entity({}, { type: 'library' }),
      'shipped-binary',
      'spec.type is one of library, cli, mobile-app, desktop-app, firmware',
    ],
    [
      'an internal tool',
      entity({ tags: ['internal'] }),
      'internal',
      'metadata.tags has "internal"',
    ],
    [
      'an annotated library',
      entity(
        { annotations: { 'safety-curtain.io/distribution': 'internal' } },
        { type: 'library' },
      ),
      'internal',
      'The annotation safety-curtain.io/distribution',
    ],
    [
      'a wrong annotation',
      entity({ annotations: { 'safety-curtain.io/distribution': '<b>' } }),
      'hosted-service',
      "the default, as no rule matches; the annotation names '<b>', which no policy is for",
    ],
  ])('of %s by the built-in rules', (_, of, model, because) => {
    expect(distributionOf(of, builtIn)).toEqual({ model, because });
  });

  it.each([
    [entity({ tags: ['device'] }), 'embedded'],
    [entity({}, { lifecycle: 'production' }), 'hosted-service'],
    [
      entity({ labels: { tier: '3' } }, { lifecycle: 'production' }),
      'internal',
    ],
    [entity({}, { lifecycle: 'experimental' }), 'internal'],
  ])('of %j by configured rules', (of, model) => {
    expect(distributionOf(of, own).model).toBe(model);
  });

  it('names the fields that its rules look at', () => {
    expect(filterFields(own.rules)).toEqual([
      'metadata.tags',
      'spec.lifecycle',
      'metadata.labels',
    ]);
  });
});
