import { useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { workspaceQuery } from '../../api/queries.ts';
import { FrameContext } from '../../state/frame.ts';
import { elapsedDays } from '../../state/periods.ts';
import { useLanguage } from '../../words/useLanguage.ts';
import { FilterChips } from './FilterChips.tsx';
import styles from './PrintHead.module.css';

/** On paper: whose figures, of which period, compared with what, as of when. */
export function PrintHead() {
  const { words, format } = useLanguage();
  const { frame } = useContext(FrameContext);
  const { data: workspace } = useQuery(workspaceQuery);
  if (!frame || !workspace) return null;
  return (
    <div className={`print-only ${styles.head}`}>
      <strong>{workspace.name}</strong>
      <span>{format.range(frame.period.start, frame.period.end)}</span>
      {frame.comparison && (
        <span>{words.say('ui.comparison.against', { period: format.range(...elapsedDays(frame.comparison)) })}</span>
      )}
      <FilterChips />
      <span>{words.say('ui.print.as_of', { time: format.dateTime(frame.as_of, frame.zone) })}</span>
    </div>
  );
}
