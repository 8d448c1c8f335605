import { RequestFailed } from '../api/client.ts';
import { useLanguage } from '../words/useLanguage.ts';
import { Button } from './Button.tsx';
import styles from './Problem.module.css';

interface Props {
  error: Error;
  retry?: (() => void) | undefined;
}

/** The same question would be refused again: only another one helps, and its message says all there is. */
const REFUSED = [400, 404, 422];

/** Stands in the place of the part that failed: what happened, what to do, and the code of what the program did not expect. */
export function Problem({ error, retry }: Props) {
  const { words } = useLanguage();
  const problem = error instanceof RequestFailed ? error.problem : undefined;
  const unreachable = problem === undefined || problem.code === 'unreachable';
  const refused = error instanceof RequestFailed && REFUSED.includes(error.status);
  const code = problem?.code ?? error.name;
  return (
    <div role="alert" className={styles.problem}>
      <p className={styles.what}>{unreachable ? words.say('ui.error.unreachable') : problem.message}</p>
      <p className={styles.hint}>{unreachable ? words.say('ui.error.unreachable_hint') : problem.hint}</p>
      {!refused && (
        <div className={styles.foot}>
          {retry && <Button onPress={retry}>{words.say('ui.action.retry')}</Button>}
          <code>{code}</code>
        </div>
      )}
    </div>
  );
}
