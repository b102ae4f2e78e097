import type { Located } from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { isWrittenSecret, writtenSecret } from './writtenSecrets';

/** A variable of a pipeline as it is written. */
interface Variable {
  name: string;
  text: string;
  at: Located;
}

/** What images of databases ask for, where one runs beside a job and ends with it. */
const OF_DATABASES =
  /^(?:POSTGRES|PG|MYSQL|MARIADB|MONGO|REDIS|RABBITMQ|MSSQL|SA_|ORACLE)/;
/**
 * Variables of a pipeline of GitLab, or of one of its jobs, that give something away.
 *
 * @param services - whether containers run beside some job
 * @param docker - whether one of them is Docker in Docker
 */
export function inspectVariables(
  object: string,
  holder: Located,
  { services, docker }: { services: boolean; docker: boolean },
): Observation[] {
  return variablesOf(holder).flatMap(({ name, text, at }) => {
    const { line, column } = at;
    const here = { line, column, object, detail: name };
    if (isWrittenSecret(name, text)) {
      return services && OF_DATABASES.test(name)
        ? []
        : [writtenSecret(name, at, object)];
    }
    if (docker && leavesOutTls(name, text)) {
      return [
        {
          rule: 'docker-without-tls',
          message: `${name} turns TLS off: whatever reaches the port of Docker in Docker is root in its privileged container.`,
          ...here,
        },
      ];
    }
    if (/^CI_DEBUG_(?:TRACE|SERVICES)$/.test(name) && /^true$/i.test(text)) {
      return [
        {
          rule: 'debug-trace',
          message: `${name} writes what variables hold into the log of the job, secrets too: set it for one run by hand.`,
          ...here,
        },
      ];
    }
    return [];
  });
}

/** "Use Docker to build Docker images" (docs.gitlab.com): with TLS it listens on port 2376. */
function leavesOutTls(name: string, text: string): boolean {
  return (
    (name === 'DOCKER_TLS_CERTDIR' && text === '') ||
    (name === 'DOCKER_HOST' && /^tcp:\/\/[^:/]{1,100}:2375\/?$/.test(text))
  );
}

/** Of the holder itself, of its rules and of its matrix. */
function variablesOf(holder: Located): Variable[] {
  const blocks = [
    valueAt(holder, 'variables'),
    ...listItems(valueAt(holder, 'rules')).map(rule =>
      valueAt(rule, 'variables'),
    ),
    ...listItems(valueAt(valueAt(holder, 'parallel'), 'matrix')),
  ];
  return blocks.flatMap(block =>
    mapEntries(block).map(([name, { value }]) => ({
      name,
      text: value.kind === 'text' ? value.text : textAt(value, 'value') ?? '-',
      at: value,
    })),
  );
}

/** Whether an image is Docker's own that runs containers within one. */
export function isDockerInDocker(image: string): boolean {
  return /(?:^|\/)docker:(?:[\w.-]{1,60}-)?dind\b/.test(image);
}
