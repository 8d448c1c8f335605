import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { definitionsQuery } from '../../api/queries.ts';
import { useAddress } from '../../state/useAddress.ts';
import { paths } from '../../paths.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { DefinitionEditor } from './DefinitionEditor.tsx';
import styles from './own.module.css';
import { freshDefinition } from './template.ts';

/** A definition begun on this page; the same editor goes on with it after the first save. */
interface Begun {
  key: number;
  /** None until it is saved. */
  path: string | undefined;
}

/** A user's own metrics and boards: the files there are, and an editor that checks while one types. */
export function OwnPage() {
  const { words } = useLanguage();
  const { address, change } = useAddress();
  const files = useQuery(definitionsQuery);
  const [begun, setBegun] = useState<Begun | null>(null);
  const title = words.say('ui.own.title');
  useTitle(title);
  const taken = (files.data ?? []).map(({ path }) => path);
  const open = files.data?.find(({ path }) => path === address.q);
  const goesOn = begun !== null && (address.q === undefined || begun.path === address.q);
  const begin = () => {
    setBegun({ key: (begun?.key ?? 0) + 1, path: undefined });
    change({ q: undefined });
  };
  const close = () => {
    setBegun(null);
    change({ q: undefined });
  };
  const choose = (path: string) => {
    setBegun(null);
    change({ q: path });
  };
  return (
    <div className={styles.page}>
      <Breadcrumb steps={[{ label: words.say('ui.page.metrics'), link: paths.metrics(address) }]} here={title} />
      <header className={styles.head}>
        <h1>{title}</h1>
        <Button kind="primary" isDisabled={!files.data} onPress={begin}>
          {words.say('ui.own.new')}
        </Button>
      </header>
      <p className={styles.lead}>{words.say('ui.own.lead')}</p>
      {files.error && <Problem error={files.error} retry={() => void files.refetch()} />}
      {files.data && files.data.length > 0 && (
        <Card title={words.say('ui.own.files')}>
          <ul className={styles.files}>
            {files.data.map((file) => (
              <li key={file.path}>
                <Button kind="quiet" aria-pressed={file.path === open?.path} onPress={() => choose(file.path)}>
                  <code dir="ltr">{file.path}</code>
                </Button>
                {file.problems.map((problem) => (
                  <p key={`${problem.line}:${problem.column}:${problem.message}`} className={styles.wrong}>
                    {words.say('ui.own.problem', { line: problem.line, message: problem.message })}
                    {problem.refuses && ` ${words.say('ui.own.left_out')}`}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {files.data && address.q && !open && !goesOn && (
        <p role="status" className={styles.wrong}>
          {words.say('ui.own.no_file', { path: address.q })}
        </p>
      )}
      {goesOn ? (
        <DefinitionEditor
          key={begun.key}
          first={(begun.path !== undefined && open) || freshDefinition(taken)}
          saved={begun.path !== undefined}
          taken={taken}
          onSaved={(path) => {
            setBegun({ ...begun, path });
            change({ q: path });
          }}
          onRemoved={close}
        />
      ) : (
        open && <DefinitionEditor key={open.path} first={open} saved taken={taken} onSaved={() => {}} onRemoved={close} />
      )}
    </div>
  );
}
