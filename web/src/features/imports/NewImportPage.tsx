import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { post, RequestFailed } from '../../api/client.ts';
import { liveKey } from '../../api/queries.ts';
import type { ImportOutcome, Inspection } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Breadcrumb } from '../../ui/Breadcrumb.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { useTitle } from '../shell/useTitle.ts';
import { DropFile } from './DropFile.tsx';
import styles from './imports.module.css';
import { InspectionView } from './InspectionView.tsx';
import { UnknownFile } from './UnknownFile.tsx';

/** What a mapping helps against. */
const MAPPABLE = ['nothing_recognised', 'mapping_invalid'];

function formOf(file: File, mapping?: string): FormData {
  const form = new FormData();
  form.set('file', file);
  if (mapping !== undefined) form.set('mapping', mapping);
  return form;
}

/** Drop a file, see what was understood, import, see the result. Nothing is stored before the last step. */
export function NewImportPage() {
  const { words } = useLanguage();
  const { address } = useAddress();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const title = words.say('ui.imports.add');
  useTitle(title);

  const inspect = useMutation({
    mutationFn: (asked: { file: File; mapping?: string }) =>
      post<Inspection>('imports', { dry_run: 'true' }, formOf(asked.file, asked.mapping)),
  });
  const bringIn = useMutation({
    mutationFn: (asked: { file: File; mapping: string }) => post<ImportOutcome>('imports', {}, formOf(asked.file, asked.mapping)),
    onSuccess: async (result) => {
      await client.invalidateQueries({ queryKey: liveKey });
      await navigate(paths.import(result.id, address));
    },
  });

  const choose = (chosen: File) => {
    setFile(chosen);
    bringIn.reset();
    inspect.mutate({ file: chosen });
  };
  return (
    <div className={styles.page}>
      <Breadcrumb steps={[{ label: words.say('ui.page.imports'), link: paths.imports(address) }]} here={title} />
      <header className={styles.head}>
        <h1>{title}</h1>
      </header>
      <DropFile file={file} choose={choose} />
      {inspect.isPending && <p role="status">{words.say('ui.imports.reading')}</p>}
      {inspect.error && <Problem error={inspect.error} retry={file ? () => inspect.mutate({ file }) : undefined} />}
      {file && inspect.error instanceof RequestFailed && MAPPABLE.includes(inspect.error.problem.code) && (
        <UnknownFile
          key={`${file.name}${inspect.submittedAt}`}
          tried={inspect.variables?.mapping}
          check={(mapping) => inspect.mutate({ file, mapping })}
        />
      )}
      {inspect.data && file && (
        <InspectionView
          key={`${file.name}${inspect.submittedAt}`}
          inspection={inspect.data}
          busy={bringIn.isPending || inspect.isPending}
          check={(mapping) => inspect.mutate({ file, mapping })}
          bringIn={(mapping) => bringIn.mutate({ file, mapping })}
        />
      )}
      {bringIn.error && <Problem error={bringIn.error} />}
    </div>
  );
}
