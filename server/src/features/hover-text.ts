/** What there is to say of a symbol, as Markdown: its title, its meaning, and where it is used. */
import { conditionWords, type Speech } from '../../../engine/assess/words.ts';
import { printLiteral } from '../../../engine/language/print.ts';
import { quickly } from '../../../engine/language/resolve/era-model.ts';
import type { Model } from '../../../engine/model/policy.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { factOf, occurrencesOf } from '../symbols/resolve.ts';
import { findShared } from '../symbols/shared-conditions.ts';
import { titleOfSymbol } from '../symbols/title.ts';
import { factWords, typeWords } from '../words/fact-words.ts';
import { kindWords } from '../words/kinds.ts';
import { ladderBody, letterLine, procedureBody, stepLine } from '../words/programme-words.ts';

/** Null where nothing has that name. */
export function about(snapshot: Snapshot, symbol: NamedSymbol, live: readonly string[]): string | null {
  const body = bodyOf(snapshot, symbol);
  if (body === null) return null;
  const parts = [headOf(snapshot, symbol), ...body, ...live, usesOf(snapshot, symbol)];
  return parts.filter((part) => part !== '').join('\n\n');
}

function headOf(snapshot: Snapshot, symbol: NamedSymbol): string {
  const { language } = snapshot;
  const isField = symbol.kind === 'fact' && factOf(snapshot, symbol.entity, symbol.name)?.definition.kind === 'field';
  const owner = symbol.kind === 'fact' || symbol.kind === 'code' ? entityTitle(snapshot, symbol.entity) : null;
  const kind = kindWords[isField ? 'field' : symbol.kind][language];
  const what = owner === null ? kind : language === 'zh' ? `${owner}的${kind}` : `${kind} of ${owner}`;
  return `**${titleOfSymbol(snapshot, symbol)}** \`${symbol.name}\` — ${what}`;
}

function bodyOf(snapshot: Snapshot, symbol: NamedSymbol): readonly string[] | null {
  const { analysis, language } = snapshot;
  const zh = language === 'zh';
  switch (symbol.kind) {
    case 'fact':
      return factBody(snapshot, symbol.entity, symbol.name);
    case 'parameter': {
      const parameter = inSomeEra(snapshot, ({ parameters }) => parameters.get(symbol.name));
      if (parameter === null) return null;
      const rows = parameter.values.map(
        ({ from, value, cites }) => `| ${from} | ${printLiteral(value, null)} | ${cites ?? ''} |`,
      );
      return [[zh ? '| 自 | 值 | 依据 |' : '| from | value | clause |', '|---|---|---|', ...rows].join('\n')];
    }
    case 'condition': {
      const meaning = inSomeEra(snapshot, (model) => {
        const found = findShared(model, symbol.name);
        return found === null ? undefined : conditionWords(found.condition, speechOf(snapshot, model, found.entity));
      });
      return meaning === null ? [] : [meaning];
    }
    case 'rule':
      return ruleBody(snapshot, symbol.name);
    case 'standard': {
      const standard = inSomeEra(snapshot, ({ standards }) => standards.get(symbol.name));
      if (standard === null) return null;
      const requires = standard.requires.map((each) => {
        const required: NamedSymbol =
          each.kind === 'standard' ? { kind: 'standard', name: each.standard } : { kind: 'rule', name: each.rule };
        return `- ${titleOfSymbol(snapshot, required)} \`${required.name}\``;
      });
      const about = entityTitle(snapshot, standard.entity);
      return [
        `${zh ? `对${about}的要求：` : `Of each ${about} it requires:`}\n${requires.join('\n')}`,
        clause(snapshot, standard.cites),
      ];
    }
    case 'procedure': {
      const procedure = inSomeEra(snapshot, (model) => {
        const found = model.procedures.get(symbol.name);
        return found === undefined ? undefined : procedureBody(found, speechOf(snapshot, model, found.entity));
      });
      const cites = inSomeEra(snapshot, ({ procedures }) => procedures.get(symbol.name))?.cites ?? null;
      return procedure === null ? null : [...procedure, clause(snapshot, cites)];
    }
    case 'procedure-step':
      return inSomeEra(snapshot, (model) => {
        const found = model.procedures.get(symbol.procedure);
        const index = found?.steps.findIndex(({ name }) => name === symbol.name) ?? -1;
        if (found === undefined || index === -1) return undefined;
        return [stepLine(found, index, speechOf(snapshot, model, found.entity))];
      });
    case 'ladder': {
      const ladder = inSomeEra(snapshot, (model) => {
        const found = model.ladders.get(symbol.name);
        return found === undefined ? undefined : ladderBody(found, speechOf(snapshot, model, found.entity));
      });
      const cites = inSomeEra(snapshot, ({ ladders }) => ladders.get(symbol.name))?.cites ?? null;
      return ladder === null ? null : [...ladder, clause(snapshot, cites)];
    }
    case 'letter':
      return inSomeEra(snapshot, (model) => {
        const found = model.ladders.get(symbol.ladder);
        const index = found?.steps.findIndex(({ name }) => name === symbol.name) ?? -1;
        return found === undefined || index === -1 ? undefined : [letterLine(found, index, language)];
      });
    case 'rollup': {
      const rollup = inSomeEra(snapshot, ({ rollups }) => rollups.get(symbol.name));
      return rollup === null ? null : [titleOfSymbol(snapshot, { kind: 'standard', name: rollup.standard })];
    }
    case 'policy': {
      const versions = analysis.policies.filter(({ name }) => name.text === symbol.name);
      if (versions.length === 0) return null;
      return [versions.map(({ version, from, until }) => `- ${version}: ${from} – ${until ?? ''}`).join('\n')];
    }
    case 'entity': {
      const entity = analysis.dictionary.entities.get(symbol.name);
      if (entity === undefined) return null;
      const fields = [...entity.fields.values()]
        .slice(0, 30)
        .map(({ name, title }) => `\`${name}\` ${title[language]}`);
      return [fields.join(zh ? '、' : ', ')];
    }
    case 'code':
      return [];
    case 'clause': {
      const found = analysis.clauses.get(symbol.name);
      return found === undefined ? null : [found.text];
    }
  }
}

function factBody(snapshot: Snapshot, entity: string, name: string): readonly string[] | null {
  const { language } = snapshot;
  const fact = factOf(snapshot, entity, name);
  if (fact === null) return null;
  const meaning = inSomeEra(snapshot, (model) =>
    model.facts.get(entity)?.get(name) === undefined ? undefined : factWords(speechOf(snapshot, model, entity), fact),
  );
  const unit = fact.unit === null ? '' : language === 'zh' ? `，单位：${fact.unit}` : `, in ${fact.unit}`;
  const hidden = fact.sensitive
    ? language === 'zh'
      ? '，敏感：值从不显示'
      : ', sensitive: its values are never shown'
    : '';
  return [meaning ?? '', `${typeWords(fact.type, language)}${unit}${hidden}`];
}

function ruleBody(snapshot: Snapshot, name: string): readonly string[] | null {
  const { language } = snapshot;
  const zh = language === 'zh';
  return inSomeEra(snapshot, (model) => {
    const rule = model.rules.get(name);
    if (rule === undefined) return undefined;
    const about = speechOf(snapshot, model, rule.entity);
    const entity = entityTitle(snapshot, rule.entity);
    const when = rule.when === null ? '' : conditionWords(rule.when, about);
    const applies = when === '' ? '' : zh ? `（${when}）` : ` where ${when}`;
    const required = conditionWords(rule.require, about);
    const severity = severities[rule.severity][language];
    return [
      zh
        ? `每个${entity}${applies}须：${required}。${severity}。`
        : `Each ${entity}${applies}: ${required}. ${severity}.`,
      clause(snapshot, rule.cites),
    ];
  });
}

const severities = {
  veto: { zh: '一票否决', en: 'A failure is a veto' },
  major: { zh: '严重问题', en: 'A failure is major' },
  minor: { zh: '一般问题', en: 'A failure is minor' },
} as const;

function clause(snapshot: Snapshot, cites: string | null): string {
  const found = cites === null ? undefined : snapshot.analysis.clauses.get(cites);
  return found === undefined ? '' : `> **${found.title}**\n>\n> ${found.text.replaceAll('\n', '\n> ')}`;
}

/** How often each kind of file names it, and the first few places. */
function usesOf(snapshot: Snapshot, symbol: NamedSymbol): string {
  if (symbol.kind === 'code' || symbol.kind === 'entity') return '';
  const { language } = snapshot;
  const places = occurrencesOf(snapshot, symbol).filter(({ declared }) => declared === null);
  if (places.length === 0) return language === 'zh' ? '_没有别处用到_' : '_Used nowhere else_';
  const shown = places.slice(0, 5).map(({ place: { file, range } }) => {
    const line = range.start.line + 1;
    return `[${file}:${line}](${snapshot.uriOf(file)}#L${line})`;
  });
  const more = places.length > shown.length ? ' …' : '';
  return language === 'zh'
    ? `用到 ${places.length} 处：${shown.join('、')}${more}`
    : `Used ${places.length === 1 ? 'once' : `${places.length} times`}: ${shown.join(', ')}${more}`;
}

function entityTitle({ analysis, language }: Snapshot, name: string): string {
  return analysis.dictionary.entities.get(name)?.title[language] ?? name;
}

/** In the latest era that has it. */
function inSomeEra<T>({ analysis }: Snapshot, find: (model: Model) => T | undefined): T | null {
  for (const { model } of analysis.eras.toReversed()) {
    const found = find(quickly(model));
    if (found !== undefined) return found;
  }
  return null;
}

/** On the day that is judged; where none is chosen, by the last values of parameters. */
function speechOf({ language, moment }: Snapshot, model: Model, entity: string): Speech {
  return { model, entity, language, judged: moment?.judged ?? '9999-12-31' };
}
