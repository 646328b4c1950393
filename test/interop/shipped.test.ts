/** The shipped rules, exported and run in json-rules-engine on the shipped data: they succeed exactly where they pass here. */
import assert from 'node:assert/strict';
import { Engine } from 'json-rules-engine';
import { moment, parsePeriod } from '../../engine/calendar/period.ts';
import { loadDataset } from '../../engine/data/load.ts';
import { exportRules, jsonValue, openProject, registerOperators } from '../../engine/index.ts';
import { interpret } from '../../engine/interpret/interpreter.ts';
import { modelOn } from '../../engine/language/analysis.ts';
import { pathNamed } from '../../engine/model/text.ts';

describe('the shipped rules in json-rules-engine', () => {
  it('succeed for the same subjects', async () => {
    const project = await openProject('rules');
    const period = parsePeriod('2021');
    assert.ok(period !== null);
    const model = modelOn(project.analysis, period.last);
    assert.ok(model !== null);
    const { dataset } = await loadDataset(project);
    const interpretation = interpret(model, dataset, moment(period));
    const counts = { pass: 0, other: 0 };
    for (const entity of new Set([...model.rules.values()].map((rule) => rule.entity))) {
      const names: readonly string[] = [...model.rules.values()]
        .filter((rule) => rule.entity === entity)
        .map(({ name }) => name);
      const exported = exportRules(model, { rules: names, period: '2021' });
      const engine = new Engine();
      registerOperators(engine);
      for (const [name, condition] of Object.entries(exported.conditions))
        engine.setCondition(name, condition as never);
      for (const rule of exported.rules) engine.addRule(rule as never);
      const read = [...JSON.stringify(exported).matchAll(/"fact":"([^"$]+)"/g)].map(([, name]) => name as string);
      for (const subject of interpretation.subjects(entity).filter((_, index) => index % 5 === 0)) {
        const facts: Record<string, unknown> = { ...exported.facts };
        for (const name of new Set(read)) {
          facts[name] = jsonValue((await interpretation.fact(entity, subject, pathNamed(name))).value);
        }
        const { events } = await engine.run(facts);
        for (const name of names) {
          const { verdict, placed, waived } = await interpretation.rule(name, subject);
          const own = waived?.from ?? verdict;
          // Which records a rule is about is decided before; json-rules-engine only knows the conditions.
          if (placed !== 'true') continue;
          const sent = events.some(({ type }) => type === name);
          assert.equal(sent, own === 'pass', `${name} ${subject}: ${own}`);
          counts[sent ? 'pass' : 'other']++;
        }
      }
    }
    assert.ok(counts.pass > 100 && counts.other > 100, JSON.stringify(counts));
  });
});
