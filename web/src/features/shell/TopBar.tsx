import { useContext } from 'react';
import { FrameContext } from '../../state/frame.ts';
import { AddFilter } from './AddFilter.tsx';
import { ComparisonMenu } from './ComparisonMenu.tsx';
import { ConstantRates } from './ConstantRates.tsx';
import { FilterChips } from './FilterChips.tsx';
import { Freshness } from './Freshness.tsx';
import { PeriodMenu } from './PeriodMenu.tsx';
import styles from './TopBar.module.css';

/** What the figures of the page stand on, each part a control. */
export function TopBar() {
  const { frame, whole } = useContext(FrameContext);
  return (
    <header className={styles.bar}>
      <div className={styles.row}>
        {frame && (
          <>
            <PeriodMenu frame={frame} />
            <ComparisonMenu frame={frame} />
            <ConstantRates frame={frame} />
            {!whole && (
              <>
                <AddFilter />
                <FilterChips />
              </>
            )}
          </>
        )}
        <div className={styles.end}>
          <Freshness />
        </div>
      </div>
    </header>
  );
}
