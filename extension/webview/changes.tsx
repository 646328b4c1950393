/** Whose verdict an edit has changed, against the last commit. */
import type { Flip, Flips, Preview } from '../../server/src/protocol.ts';
import type { Words } from '../src/preview/words.ts';
import { fill, type Send, VerdictMark } from './parts.tsx';

interface Props {
  readonly base: Preview['base'];
  readonly flips: Flips | null;
  readonly words: Words;
  readonly send: Send;
}

export function Changes({ base, flips, words, send }: Props) {
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{base === null ? words.changesOff : fill(words.changes, base)}</h2>
      {base === null ? <p class="none">{words.noBase}</p> : null}
      {flips === null ? null : flips.total === 0 ? (
        <p class="none">{words.noChange}</p>
      ) : (
        <>
          <p class="shown">{fill(words.changed, flips.total)}</p>
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.unit}</th>
                <th scope="col">{words.before}</th>
                <th scope="col">{words.after}</th>
              </tr>
            </thead>
            <tbody>
              {flips.flips.map((flip) => (
                <Row key={`${flip.name} ${flip.entity}:${flip.subject}`} flip={flip} words={words} send={send} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function Row({ flip, words, send }: { readonly flip: Flip; readonly words: Words; readonly send: Send }) {
  const { entity, subject, title } = flip;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" onClick={() => send({ type: 'explain', subject: { entity, subject } })}>
          {title === '' ? subject : title}
        </button>
        {title === '' ? null : <span class="key">{subject}</span>}
      </th>
      <td>{flip.before === null ? words.absent : <VerdictMark verdict={flip.before} words={words} />}</td>
      <td>{flip.after === null ? words.absent : <VerdictMark verdict={flip.after} words={words} />}</td>
    </tr>
  );
}
