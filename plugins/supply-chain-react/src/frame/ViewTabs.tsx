import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUrlState } from '../hooks/useUrlState';
import styles from './frame.module.css';

/** One of the views of a page. @public */
export interface View {
  /** Its name in the address: `?view=<id>`. */
  id: string;
  title: string;
  content: ReactNode;
}

/**
 * Views of a page as tabs; which one is shown is in the address. The first is
 * shown where the address names none.
 *
 * @public
 */
export function ViewTabs(props: { label: string; views: readonly View[] }) {
  const { label, views } = props;
  const url = useUrlState();
  const navigate = useNavigate();
  const wanted = url.get('view');
  const shown = views.find(view => view.id === wanted) ?? views[0];
  return (
    <Tabs
      selectedKey={shown.id}
      // Filters belong to their view: another one starts with none.
      onSelectionChange={key => navigate({ search: `?view=${key}` })}
    >
      <TabList aria-label={label} className={styles.views}>
        {views.map(view => (
          <Tab key={view.id} id={view.id} className={styles.viewTab}>
            {view.title}
          </Tab>
        ))}
      </TabList>
      {views.map(view => (
        <TabPanel key={view.id} id={view.id} className={styles.view}>
          {view.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
