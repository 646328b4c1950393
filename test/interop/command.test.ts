/** `zhunsheng compile --to json-rules-engine` prints what the library exports, and that imports again as the project's own rules. */
import assert from 'node:assert/strict';
import { Engine } from 'json-rules-engine';
import { exportRules, importRules, openProject, registerOperators } from '../../engine/index.ts';
import type { ExportedRules } from '../../engine/interop/export.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { zhunsheng } from '../cli/command.ts';

describe('compile --to json-rules-engine', () => {
  it('prints the rules in force in the period, which json-rules-engine accepts and import reads back', async () => {
    const { status, out, err } = await zhunsheng(['compile', 'rules', '--to', 'json-rules-engine', '--period', '2021']);
    assert.deepEqual([status, err], [0, '']);
    const printed = JSON.parse(out) as Omit<ExportedRules, 'diagnostics'>;
    const project = await openProject('rules');
    const { diagnostics: _, ...exported } = exportRules(project, { period: '2021' });
    assert.deepEqual(printed, JSON.parse(JSON.stringify(exported)));

    const model = modelOn(project.analysis, '2021-12-31');
    assert.ok(model !== null && model.rules.size > 10);
    const back = importRules(out, { into: model });
    assert.deepEqual(back.diagnostics, []);
    assert.deepEqual(back.model.rules, model.rules);

    const engine = new Engine();
    registerOperators(engine);
    for (const [name, condition] of Object.entries(printed.conditions)) engine.setCondition(name, condition as never);
    for (const rule of printed.rules) engine.addRule(rule as never);
    // With no fact known nothing passes, and nothing is thrown.
    const names = [...out.matchAll(/"fact": "([^"]+)"/g)].map(([, name]) => name);
    const facts = { ...Object.fromEntries(names.map((name) => [name, null])), ...printed.facts };
    assert.deepEqual((await engine.run(facts)).events, []);
  });
});
