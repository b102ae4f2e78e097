import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { useUrlState, withChanges } from '../hooks/useUrlState';
import styles from './frame.module.css';

/** One of the views of a page. @public */
export interface View {
  /** Its value in the address: `?view=<id>`. */
  id: string;
  title: string;
  content: ReactNode;
}

/**
 * Views of a page as tabs; which one is shown is in the address. The first is
 * shown where the address names none.
 *
 * @param name - The query parameter that names the view; `view` by default.
 * @param keep - Query parameters that all views share. Others belong to their
 *   view: another one starts without them.
 * @public
 */
export function ViewTabs(props: {
  label: string;
  views: readonly View[];
  name?: string;
  keep?: readonly string[];
}) {
  const { label, views, name = 'view', keep = [] } = props;
  const url = useUrlState();
  const navigate = useNavigate();
  const wanted = url.get(name);
  const show = (id: string) => {
    const kept = Object.fromEntries(keep.map(one => [one, url.getAll(one)]));
    const after = withChanges(new URLSearchParams(), { ...kept, [name]: id });
    navigate({ search: `?${after}` });
  };
  const shown = views.find(view => view.id === wanted) ?? views[0];
  return (
    <Tabs selectedKey={shown.id} onSelectionChange={key => show(String(key))}>
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
