/** What a fact means that says where a record stands, as a sentence. */
import { type Speech, titleOf } from '../../../engine/assess/words.ts';
import type { Standing } from '../../../engine/model/fact.ts';

export function standingWords(speech: Speech, standing: Standing): string {
  const { model, language } = speech;
  const zh = language === 'zh';
  switch (standing.kind) {
    case 'verdict': {
      const judged = standing.of === 'rule' ? model.rules : model.standards;
      const title = judged.get(standing.name)?.title[language] ?? standing.name;
      return zh ? `“${title}”的结论。` : `The verdict of "${title}".`;
    }
    case 'score': {
      const title = model.standards.get(standing.standard)?.title[language] ?? standing.standard;
      return zh ? `“${title}”的得分。` : `The score of "${title}".`;
    }
    case 'rank': {
      const by = titleOf(standing.by, speech);
      const among = standing.among === null ? null : titleOf(standing.among, speech);
      const isFromTop = standing.order === 'descending';
      if (zh)
        return `按“${by}”${isFromTop ? '从高到低' : '从低到高'}排的名次${among === null ? '' : `，“${among}”相同的一起排`}。`;
      const group = among === null ? '' : `, among those with the same ${among}`;
      return `The place by ${by}, the ${isFromTop ? 'greatest' : 'least'} first${group}.`;
    }
    case 'previous': {
      const title = titleOf({ through: [], fact: standing.fact }, speech);
      return zh ? `上一期的“${title}”。` : `${title} of the period before.`;
    }
    case 'step': {
      const title = model.procedures.get(standing.procedure)?.title[language] ?? standing.procedure;
      return zh ? `在“${title}”里已办到的最后一步。` : `The last step of "${title}" that is recorded.`;
    }
  }
}
