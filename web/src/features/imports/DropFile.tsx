import { DropZone, FileTrigger } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import styles from './imports.module.css';

interface Props {
  file: File | null;
  choose: (file: File) => void;
}

/** A place to drop a file, and a button for those who do not drag. */
export function DropFile({ file, choose }: Props) {
  const { words, format } = useLanguage();
  return (
    <DropZone
      aria-label={words.say('ui.imports.drop')}
      className={styles.drop}
      onDrop={async (event) => {
        const item = event.items.find((dropped) => dropped.kind === 'file');
        if (item?.kind === 'file') choose(await item.getFile());
      }}
    >
      <Icon name="imports" size={32} />
      <p>
        {file ? (
          <Iso>
            {file.name} · {format.number(Math.ceil(file.size / 1024))} KB
          </Iso>
        ) : (
          words.say('ui.imports.drop')
        )}
      </p>
      <FileTrigger
        acceptedFileTypes={['.csv', '.gz', '.tsv', '.txt']}
        onSelect={(files) => {
          const chosen = files?.[0];
          if (chosen) choose(chosen);
        }}
      >
        <Button kind={file ? 'plain' : 'primary'}>{words.say('ui.imports.choose')}</Button>
      </FileTrigger>
    </DropZone>
  );
}
