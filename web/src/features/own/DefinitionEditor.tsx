import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useId, useRef, useState } from 'react';
import { change, saveOver } from '../../api/client.ts';
import { draftQuery, liveKey } from '../../api/queries.ts';
import type { Draft, SavedDefinition } from '../../api/types.ts';
import { paths } from '../../paths.ts';
import { useAddress } from '../../state/useAddress.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Iso } from '../../ui/Iso.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { RemoveButton } from '../../ui/RemoveButton.tsx';
import { useLanguage } from '../../words/useLanguage.ts';
import { FigureValue } from '../figure/FigureValue.tsx';
import styles from './own.module.css';

const PAUSE_MS = 400;

interface Props {
  /** Path and text to begin with, and the version a saved text is of. */
  first: { path: string; text: string; version?: number };
  /** It exists already; its path stays. */
  saved: boolean;
  /** Paths of the files there are: a new one takes the place of none. */
  taken: readonly string[];
  onSaved: (path: string) => void;
  onRemoved: () => void;
}

/** The text of a definition, what is wrong with it, and what it would say. */
export function DefinitionEditor({ first, saved, taken, onSaved, onRemoved }: Props) {
  const { words } = useLanguage();
  const { address } = useAddress();
  const client = useQueryClient();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [path, setPath] = useState(first.path);
  const [text, setText] = useState(first.text);
  const [version, setVersion] = useState(first.version);
  const [settled, setSettled] = useState({ path, text });
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ path, text }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [path, text]);
  const draft = useQuery(draftQuery(settled.path, settled.text));
  // What the page asks again for is not waited for: the text stays open for typing all the while.
  const askAgain = () => void client.invalidateQueries({ queryKey: liveKey });
  const save = useMutation({
    mutationFn: (sent: { path: string; text: string }) => saveOver<SavedDefinition>('definitions', version, sent),
    onSuccess: (answer, sent) => {
      setVersion(answer.version ?? undefined);
      onSaved(sent.path);
      askAgain();
    },
  });
  const remove = useMutation({
    mutationFn: () => change('DELETE', 'definitions', { path }),
    onSuccess: () => {
      onRemoved();
      askAgain();
    },
  });
  // What stands there is still about the text before.
  const checking = draft.isFetching || settled.text !== text || settled.path !== path;
  const wrong = draft.data?.examples.filter(({ ok }) => !ok).length ?? 0;
  const occupied = !saved && !save.isPending && taken.includes(path.trim());
  const refused = draft.data?.problems.some((problem) => problem.refuses) ?? false;
  const metric = /^metrics\/[^/]+\/([^/]+)\.yaml$/.exec(path)?.[1];

  const goTo = (line: number) => {
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <Card title={saved ? path : words.say('ui.own.new')} actions={saved && metric && <Link {...paths.metric(metric, address)} className={styles.action}>{words.say('ui.tile.open')}</Link>}>
      <div className={styles.editor}>
        {!saved && (
          <div className={styles.field}>
            <label htmlFor={`${id}-path`}>{words.say('ui.own.path')}</label>
            <input
              id={`${id}-path`}
              dir="ltr"
              value={path}
              spellCheck={false}
              readOnly={save.isPending}
              aria-invalid={occupied || undefined}
              aria-describedby={occupied ? `${id}-taken` : undefined}
              onChange={(event) => setPath(event.target.value)}
            />
            {occupied && (
              <small id={`${id}-taken`} className={styles.wrong}>
                {words.say('ui.own.taken')}
              </small>
            )}
          </div>
        )}
        <div className={styles.field}>
          <label htmlFor={`${id}-text`}>{words.say('ui.metric.definition')}</label>
          <textarea
            ref={area}
            id={`${id}-text`}
            dir="ltr"
            value={text}
            rows={Math.min(32, Math.max(14, text.split('\n').length + 1))}
            spellCheck={false}
            aria-invalid={refused}
            aria-describedby={`${id}-verdict`}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <div id={`${id}-verdict`} role="status" className={styles.verdict}>
          {checking && !save.isPending && <p className={styles.muted}>{words.say('ui.own.checking')}</p>}
          {draft.error && <Problem error={draft.error} />}
          {draft.data && (
            <div className={checking ? `${styles.verdict} ${styles.stale}` : styles.verdict}>
              <Verdict draft={draft.data} goTo={goTo} />
            </div>
          )}
        </div>
        <div className={styles.buttons}>
          <Button kind="primary" isDisabled={refused || occupied || save.isPending || draft.error !== null} onPress={() => save.mutate({ path, text })}>
            {words.say('ui.goal.save')}
          </Button>
          {saved && <RemoveButton what={path} isDisabled={remove.isPending} onRemove={() => remove.mutate()} />}
          <span role="status">{save.isPending && words.say('ui.own.saving')}{save.isSuccess && save.variables.text === text && !checking && (wrong > 0 ? words.say('ui.own.saved_wrong', { count: wrong }) : words.say('ui.own.saved'))}</span>
        </div>
        {(save.error ?? remove.error) && <Problem error={(save.error ?? remove.error) as Error} />}
      </div>
    </Card>
  );
}

/** Mistakes by line, the figure it would show, and its examples. */
function Verdict({ draft, goTo }: { draft: Draft; goTo: (line: number) => void }) {
  const { words } = useLanguage();
  const wrong = draft.examples.filter(({ ok }) => !ok).length;
  return (
    <>
      {draft.problems.length === 0 && wrong === 0 && <p className={styles.right}>{words.say('ui.own.no_mistakes')}</p>}
      {wrong > 0 && <p className={styles.wrong}>{words.say('ui.own.wrong_examples', { count: wrong })}</p>}
      <ul className={styles.files}>
        {draft.problems.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.message}`}>
            <Button kind="quiet" onPress={() => goTo(problem.line)}>
              <span className={styles.wrong}>{words.say('ui.own.problem', { line: problem.line, message: problem.message })}</span>
            </Button>
          </li>
        ))}
      </ul>
      {draft.preview && (
        <div className={styles.preview}>
          <span className={styles.muted}>{words.say('ui.own.preview')}</span>
          <FigureValue figure={draft.preview.figure} unit={draft.preview.unit} period={draft.preview.frame.period} className={styles.value} />
        </div>
      )}
      {draft.examples.length > 0 && (
        <ul className={styles.examples} aria-label={words.say('ui.own.examples')}>
          {draft.examples.map((example) => (
            <li key={example.line}>
              <span className={example.ok ? styles.right : styles.wrong}>{words.say(example.ok ? 'ui.own.example_right' : 'ui.own.example_wrong')}</span>{' '}
              <bdi>{example.name}</bdi>: <Iso>{example.ok ? example.expected : words.say('ui.own.instead', { expected: example.expected, found: example.found })}</Iso>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
