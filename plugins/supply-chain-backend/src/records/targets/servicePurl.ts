import { parseEntityRef } from '@backstage/catalog-model';

/**
 * The package URL that a service has in VEX documents of this portal:
 * `pkg:generic/component/default/shop`.
 */
export function servicePurl(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const parts = [kind, namespace, name].map(part =>
    encodeURIComponent(part.toLocaleLowerCase('en-US')),
  );
  return `pkg:generic/${parts.join('/')}`;
}
