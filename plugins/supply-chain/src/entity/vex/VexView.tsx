import {
  DecisionDrawer,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import styles from '../../vex/vex.module.css';
import { VexImport } from '../../vex/VexImport';
import { IgnoreFileExport } from './IgnoreFileExport';
import { IgnoreFilesSection } from './IgnoreFilesSection';
import { VexExport } from './VexExport';

/** What others and other tools say of the service's vulnerabilities, and what is said to them. */
export function VexView(props: {
  detail: TargetDetail;
  version: number;
  onDecided(): void;
}) {
  const { detail, version, onDecided } = props;
  const url = useUrlState();
  const { target } = detail;
  return (
    <div className={styles.view}>
      <IgnoreFilesSection
        target={target}
        version={version}
        onChanged={onDecided}
      />
      <VexImport entityRef={target.entityRef} onImported={onDecided} />
      <VexExport entityRef={target.entityRef} />
      <IgnoreFileExport entityRef={target.entityRef} />
      <DecisionDrawer
        id={url.get('decision')}
        onClose={() => url.set({ decision: undefined })}
        onMoved={onDecided}
      />
    </div>
  );
}
