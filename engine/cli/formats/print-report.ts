import type { Console } from '../terminal/console.ts';
import { toGithub } from './github.ts';
import { toGitlab } from './gitlab.ts';
import type { Report, ReportFormat } from './report.ts';
import { toSarif } from './sarif.ts';

export function printReport(report: Report, format: ReportFormat, console: Pick<Console, 'print'>): void {
  switch (format) {
    case 'sarif':
      console.print(JSON.stringify(toSarif(report), null, 2));
      break;
    case 'github':
      console.print(toGithub(report));
      break;
    case 'gitlab':
      console.print(JSON.stringify(toGitlab(report), null, 2));
      break;
  }
}
