import { useEffect, useRef, useState } from 'react';
import { BgProvider, Text } from '@backstage/ui';
import { RiArrowRightSLine } from '@remixicon/react';
import { AnswerMark } from '../marks/AnswerMark';
import type { AskedCheck } from '../marks/checks';
import { CheckDetails } from './CheckDetails';
import type { CheckContext } from './checkContext';
import styles from './entity.module.css';

/**
 * One check: its answer and reason in a line, and all that is known of it once
 * it is opened.
 *
 * @param chosen - The address names it: it is open, and in view.
 */
export function CheckItem(props: {
  asked: AskedCheck;
  context: CheckContext;
  chosen: boolean;
}) {
  const { asked, context, chosen } = props;
  const [open, setOpen] = useState(chosen);
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!chosen) return;
    setOpen(true);
    // Not in every browser, nor in tests.
    element.current?.scrollIntoView?.({ block: 'nearest' });
  }, [chosen]);
  return (
    <details
      ref={element}
      className={styles.check}
      open={open}
      onToggle={event => setOpen(event.currentTarget.open)}
    >
      <summary className={styles.summary}>
        <RiArrowRightSLine aria-hidden="true" className={styles.arrow} />
        <span className={styles.answer}>
          <AnswerMark answer={asked.outcome.answer} />
        </span>
        <span className={styles.what}>
          <Text weight="bold">{asked.check.title}</Text>
          <Text variant="body-small" color="secondary">
            {asked.outcome.reason}
          </Text>
        </span>
      </summary>
      {open && (
        // Fields and buttons stand out from the ground that they are told of.
        <BgProvider bg="neutral-1">
          <CheckDetails asked={asked} context={context} />
        </BgProvider>
      )}
    </details>
  );
}
