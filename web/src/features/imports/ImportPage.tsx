import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { importQuery, rejectsQuery, workspaceQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Card } from '../../ui/Card.tsx';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { ImportCounts } from './ImportCounts.tsx';
import styles from './imports.module.css';
import { ImportState } from './ImportState.tsx';
import { Rejects } from './Rejects.tsx';

export function ImportPage() {
  const { words, format } = useLanguage();
  const { import: id } = useParams({ from: '/imports/$import' });
  const { address } = useAddress();
  const { data, error, refetch } = useQuery(importQuery(id));
  const rejects = useInfiniteQuery({ ...rejectsQuery(id), enabled: (data?.rows_rejected ?? 0) > 0 });
  const zone = useQuery(workspaceQuery).data?.zone;
  const title = data?.file ?? id;
  useTitle(title);
  return (
    <div className={styles.page}>
      <Breadcrumb steps={[{ label: words.say('ui.page.imports'), link: paths.imports(address) }]} here={title} />
      <header className={styles.head}>
        <h1>
          <Iso>{title}</Iso>
        </h1>
        {data && <ImportState state={data.state} rejected={data.rows_rejected} />}
      </header>
      {error && <Problem error={error} retry={() => void refetch()} />}
      {data && (
        <>
          <Card title={words.say('ui.imports.result')}>
            <ImportCounts result={data} />
            <DefinitionList
              entries={[
                { term: words.say('ui.imports.source'), text: data.source },
                { term: words.say('ui.imports.time'), text: format.dateTime(data.at, zone) },
                { term: words.say('ui.imports.object'), text: data.object, code: true },
                { term: words.say('ui.imports.fingerprint'), text: data.content_hash, code: true },
              ]}
            />
          </Card>
          {data.rows_rejected > 0 && <Rejects query={rejects} />}
          {data.mapping && (
            <Card title={words.say('ui.imports.mapping')}>
              <pre className={styles.text} dir="ltr" tabIndex={0}>
                {data.mapping}
              </pre>
            </Card>
          )}
        </>
      )}
    </div>
  );
}
