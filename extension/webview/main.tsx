/** The preview's page: what the extension sends, drawn; what a person does, sent back. */
import { render } from 'preact';
import type { FromPage, ToPage } from '../src/preview/messages.ts';
import { Explanation } from './explanation.tsx';
import { initial, next, type State } from './state.ts';
import { View } from './view.tsx';

declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  setState(state: unknown): void;
};

const editor = acquireVsCodeApi();
const root = document.getElementById('root');
let state: State = initial;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  state = next(state, data);
  if (data.type === 'preview') editor.setState({ project: data.preview.project, name: data.preview.name });
  draw();
  if (data.type === 'preview' && data.section === 'changes') document.getElementById('changes')?.scrollIntoView();
});

editor.postMessage({ type: 'ready' });

function draw(): void {
  if (root === null || state.words === null) return;
  const { words } = state;
  render(
    state.explanation === undefined ? (
      <View state={state} words={words} send={send} />
    ) : (
      <Explanation explanation={state.explanation} reasons={state.reasons} words={words} send={send} />
    ),
    root,
  );
}

function send(message: FromPage): void {
  if (message.type === 'explained') state = { ...state, explanation: undefined, reasons: undefined };
  if (message.type === 'subjects') state = { ...state, query: message.query };
  if (message.type === 'standings') state = { ...state, standingsQuery: message.query };
  editor.postMessage(message);
  draw();
}
