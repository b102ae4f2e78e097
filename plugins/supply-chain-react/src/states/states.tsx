import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { supplyChainTranslationRef } from '../translation';

/** Nothing is there, in words that say what to do next. @public */
export function EmptyNote(props: {
  title: string;
  hint?: string;
  action?: ReactNode;
}) {
  return (
    <Flex direction="column" gap="2" py="4">
      <Text as="p" weight="bold">
        {props.title}
      </Text>
      {props.hint && (
        <Text as="p" color="secondary">
          {props.hint}
        </Text>
      )}
      {props.action}
    </Flex>
  );
}

/** The reader lacks the right; says so rather than showing nothing. @public */
export function NoPermissionNote({ what }: { what: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Alert
      status="info"
      icon
      role="status"
      title={t('states.denied', { what })}
      description={t('states.deniedHint')}
    />
  );
}

/**
 * Something could not be loaded. A refusal is told apart from a failure.
 *
 * @param what - What was asked for, in the reader's words: `findings`.
 * @public
 */
export function ErrorNote(props: {
  error: Error;
  what: string;
  onRetry?: () => void;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { error, what, onRetry } = props;
  if (isRefusal(error)) return <NoPermissionNote what={what} />;
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={t('states.failed', { what })}
      description={reasonOf(error)}
      customActions={
        onRetry && (
          <Button size="small" variant="tertiary" onPress={onRetry}>
            {t('states.retry')}
          </Button>
        )
      }
    />
  );
}

/**
 * Why something did not work: what the backend says of it, where it answered
 * at all.
 *
 * @public
 */
export function reasonOf(error: Error): string {
  const { cause } = error as Error & { cause?: unknown };
  return cause instanceof Error && cause.message
    ? cause.message
    : error.message;
}

/** True where the backend answered that the reader may not see this. @public */
export function isRefusal(error: Error): boolean {
  return statusOf(error) === 403 || error.name === 'NotAllowedError';
}

/** True where the backend does not know what was asked for. @public */
export function isUnknown(error: Error): boolean {
  return statusOf(error) === 404 || error.name === 'NotFoundError';
}

function statusOf(error: Error): number | undefined {
  const { statusCode } = error as Error & { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
}
