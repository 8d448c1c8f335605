import styles from './DefinitionList.module.css';

export interface DefinitionEntry {
  term: string;
  /** Entries without a text are left out. */
  text: string | undefined;
  /** Written for machines: left to right, in a fixed-width face. */
  code?: boolean;
}

export function DefinitionList({ entries }: { entries: DefinitionEntry[] }) {
  return (
    <dl className={styles.list}>
      {entries.map(
        ({ term, text, code }) =>
          text !== undefined &&
          text !== '' && (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{code ? <code dir="ltr">{text}</code> : text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
