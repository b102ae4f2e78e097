import { Flex, Text } from '@backstage/ui';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { SideDrawer } from '../drawer/SideDrawer';
import { useLoad } from '../hooks/useLoad';
import { CopyText } from '../text';
import { DependencyPaths } from './DependencyPaths';

/** Of a drawer that shows how a package gets into a service. @public */
export interface PathsDrawerProps {
  /** What to show; the drawer is closed without. */
  shown?: { snapshotId: string; purl: string };
  title: string;
  /** What the copy button copies, in words. */
  copyLabel: string;
  onClose(): void;
}

/** How one package comes into one snapshot, at the side of the page. @public */
export function PathsDrawer(props: PathsDrawerProps) {
  const { shown, title, copyLabel, onClose } = props;
  const api = useSupplyChainApi();
  const paths = useLoad(shown && `${shown.snapshotId}/${shown.purl}`, signal =>
    api.getComponentPaths(
      { id: shown!.snapshotId, purl: shown!.purl },
      { signal },
    ),
  );
  return (
    <SideDrawer
      open={shown !== undefined}
      onClose={onClose}
      label={title}
      head={
        <>
          <Text as="h2" variant="title-x-small">
            {title}
          </Text>
          {shown && (
            <Flex align="center" gap="2">
              <Text color="secondary">{shown.purl}</Text>
              <CopyText text={shown.purl} label={copyLabel} />
            </Flex>
          )}
        </>
      }
    >
      <DependencyPaths paths={paths} />
    </SideDrawer>
  );
}
