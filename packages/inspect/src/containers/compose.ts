import { type Located, readLocatedYaml } from '@safety-curtain/input';
import {
  listItems,
  mapEntries,
  substituted,
  textAt,
  valueAt,
} from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { inspectImage } from './images';
import { holdsOwnSecret } from './secretNames';

const HOST_PATH = /^(?:\/|~|\.\.\/\.\.(?:\/|$)|\$\{?HOME\b)/;
/** What a service shares with the machine where it is `host`. */
const SHARED = ['network_mode', 'pid', 'ipc', 'userns_mode', 'uts'];

/** The services of a compose file. */
export function inspectCompose(text: string, now: Date): Observation[] {
  const services = mapEntries(valueAt(readLocatedYaml(text), 'services'));
  return services.flatMap(([name, { value, keyLine, keyColumn }]) =>
    inspectService(`services.${name}`, value, now, {
      line: keyLine,
      column: keyColumn,
    }),
  );
}

function inspectService(
  object: string,
  service: Located,
  now: Date,
  at: { line: number; column: number },
): Observation[] {
  const found: Observation[] = [];
  const image = valueAt(service, 'image');
  if (image?.kind === 'text' && !valueAt(service, 'build')) {
    const named = substituted(image.text, () => undefined);
    const { line, column } = image;
    found.push(...inspectImage(named, { line, column }, object, now, false));
  }
  if (textAt(service, 'privileged') === 'true') {
    const { line, column } = valueAt(service, 'privileged')!;
    found.push({
      rule: 'privileged',
      message: 'The service is root on the machine: leave out privileged.',
      line,
      column,
      object,
    });
  }
  found.push(...shared(service, object), ...writtenSecrets(service, object));
  if (/^(?:root|0)(?::.*)?$/.test(textAt(service, 'user') ?? '')) {
    found.push({
      rule: 'root-user',
      message: 'The service runs as root: name another user.',
      ...at,
      object,
    });
  }
  for (const volume of listItems(valueAt(service, 'volumes'))) {
    const source =
      volume.kind === 'text'
        ? volume.text.split(':', 1)[0]
        : textAt(volume, 'source') ?? '';
    if (!HOST_PATH.test(source) || !isMount(volume)) continue;
    found.push({
      rule: 'host-path',
      message: `${source.slice(
        0,
        120,
      )} of the machine is open to the service: use a volume.`,
      line: volume.line,
      column: volume.column,
      object,
      detail: source,
    });
  }
  const limits = valueAt(
    valueAt(valueAt(service, 'deploy'), 'resources'),
    'limits',
  );
  if (!textAt(service, 'mem_limit') && !textAt(limits, 'memory')) {
    found.push({
      rule: 'no-limits',
      message: 'The service can take all memory: set a limit.',
      ...at,
      object,
    });
  }
  if (textAt(service, 'read_only') !== 'true') {
    found.push({
      rule: 'writable-root',
      message: 'Programs of the service can be changed: set read_only.',
      ...at,
      object,
    });
  }
  return found;
}

/** A path alone is a volume without a name. */
function isMount(volume: Located): boolean {
  return volume.kind !== 'text' || volume.text.includes(':');
}

/** Namespaces of the machine, and all of its capabilities. */
function shared(service: Located, object: string): Observation[] {
  const namespaces = SHARED.flatMap(key => {
    const value = valueAt(service, key);
    return value?.kind === 'text' && value.text === 'host'
      ? [{ value, detail: key, what: `${key} is that of the machine` }]
      : [];
  });
  const capabilities = listItems(valueAt(service, 'cap_add')).flatMap(value =>
    value.kind === 'text' && /^(?:CAP_)?(?:ALL|SYS_ADMIN)$/i.test(value.text)
      ? [{ value, detail: 'cap_add', what: `cap_add has ${value.text}` }]
      : [],
  );
  return [...namespaces, ...capabilities].map(({ value, detail, what }) => ({
    rule: 'privileged',
    message: `The service is close to root on the machine, since ${what}: leave it out.`,
    line: value.line,
    column: value.column,
    object,
    detail,
  }));
}

/** `environment`, as a map or as a list of `NAME=value`. */
function writtenSecrets(service: Located, object: string): Observation[] {
  const environment = valueAt(service, 'environment');
  const written = [
    ...mapEntries(environment).map(([name, { value }]) => ({
      name,
      at: value,
      text: value.kind === 'text' ? value.text : '',
    })),
    ...listItems(environment).flatMap(at => {
      const [, name, text] =
        /^([^=]{1,200})=(.*)$/s.exec(at.kind === 'text' ? at.text : '') ?? [];
      return name === undefined ? [] : [{ name, at, text }];
    }),
  ];
  return written
    .filter(({ name, text }) => holdsOwnSecret(name, text))
    .map(({ name, at }) => ({
      rule: 'secret-in-manifest',
      message: `${name.slice(
        0,
        100,
      )} is written here: take it from a secret or from the environment.`,
      line: at.line,
      column: at.column,
      object,
      detail: name,
    }));
}
