import { Flex, Skeleton, Text } from '@backstage/ui';

/** Says what is being waited for. @public */
export function Waiting({ label }: { label: string }) {
  return (
    <Flex direction="column" gap="3" role="status">
      <Text as="p" color="secondary">
        {label}
      </Text>
      <Skeleton height={96} />
    </Flex>
  );
}
