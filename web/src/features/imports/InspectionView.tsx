import { useState } from 'react';
import type { Inspection } from '../../api/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DefinitionList } from '../../ui/DefinitionList.tsx';
import { Iso } from '../../ui/Iso.tsx';
import table from '../../ui/table.module.css';
import { useLanguage } from '../../words/useLanguage.ts';
import { MappingCard } from './MappingCard.tsx';
import { RejectTable } from './RejectTable.tsx';
import styles from './imports.module.css';

interface Props {
  inspection: Inspection;
  busy: boolean;
  /** Inspects again with a changed mapping. */
  check: (mapping: string) => void;
  bringIn: (mapping: string) => void;
}

/** What was understood of a file: its format, where each column goes (unmapped first), what is doubtful. */
export function InspectionView({ inspection, busy, check, bringIn }: Props) {
  const { words, format } = useLanguage();
  const [mapping, setMapping] = useState(inspection.mapping);
  const checked = inspection.checked;
  const changed = mapping !== inspection.mapping;
  const say = (name: string) => words.say(`ui.imports.${name}`);
  const columns = inspection.columns.toSorted((a, b) => Number(a.targets.length > 0) - Number(b.targets.length > 0));
  return (
    <>
      <Card title={say('format')}>
        <DefinitionList
          entries={[
            { term: say('encoding'), text: inspection.format.encoding, code: true },
            { term: say('delimiter'), text: inspection.format.delimiter, code: true },
            { term: say('decimal'), text: inspection.format.decimal, code: true },
            { term: say('dates'), text: inspection.format.dates.join('  '), code: true },
            { term: say('confidence'), text: format.share(inspection.confidence, 0) },
          ]}
        />
        {inspection.assumed.map((assumed) => (
          <p key={assumed.field}>{words.say('doubts.assumed', { field: assumed.field, value: assumed.value })}</p>
        ))}
        {inspection.doubts.map((doubt) => (
          <p key={`${doubt.code} ${doubt.column} ${doubt.arguments['value']}`} className={styles.doubt}>
            {words.maybe(`doubts.${doubt.code}`, { ...doubt.arguments, column: doubt.column ?? '' }) ?? doubt.code}
          </p>
        ))}
      </Card>
      {checked && checked.rejected > 0 && (
        <Card title={say('rejects')}>
          <p className={styles.doubt}>{words.say('doubts.would_reject', { read: checked.read, rejected: checked.rejected })}</p>
          <RejectTable rows={checked.rejects} title={say('rejects')} />
        </Card>
      )}
      <Card title={say('columns')}>
        <div className={table.region} tabIndex={0} role="group" aria-label={say('columns')}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{say('column')}</th>
                <th scope="col">{say('samples')}</th>
                <th scope="col">{say('target')}</th>
              </tr>
            </thead>
            <tbody>
              {columns.map((column) => (
                <tr key={column.column} className={column.targets.length === 0 ? styles.unmapped : undefined}>
                  <td>
                    <code dir="ltr">{column.column}</code>
                  </td>
                  <td className={styles.samples}>
                    <Iso>{column.samples.filter(Boolean).slice(0, 3).join(' · ')}</Iso>
                  </td>
                  <td>{column.targets.length > 0 ? <code dir="ltr">{column.targets.join(', ')}</code> : say('unmapped')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Card>
      <MappingCard help={say('mapping_help')} mapping={mapping} onChange={setMapping}>
        <Button kind="primary" isDisabled={busy} onPress={() => bringIn(mapping)}>
          {say('start')}
        </Button>
        <Button isDisabled={busy || !changed} onPress={() => check(mapping)}>
          {say('check_again')}
        </Button>
      </MappingCard>
    </>
  );
}
