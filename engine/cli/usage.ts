/** Commander's complaints as our diagnostics. Commander gives a code, and the name only inside its English message. */
import type { Command, CommanderError } from 'commander';
import { report } from '../diagnostics/define.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { excessArgument, internal, missingOption, missingValue, unknownOption } from '../diagnostics/registry/run.ts';
import { version } from '../version.ts';

export function usageError(error: CommanderError, command: Command): ZhunshengError {
  const named = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  const help = command.name();
  const at = (file: string) => ({ file, range: startOfFile });
  const flag = /--[a-z-]+/.exec(named)?.[0] ?? named;
  switch (error.code) {
    case 'commander.unknownOption': {
      const known = command.options.flatMap((option) => option.long ?? []);
      return new ZhunshengError(
        report(unknownOption, at(named), { name: named, suggestion: suggestion(named, known), help }),
      );
    }
    case 'commander.optionMissingArgument':
      return new ZhunshengError(report(missingValue, at(flag), { name: flag, help }));
    case 'commander.missingArgument':
      return new ZhunshengError(report(missingOption, at(help), { name: named.toUpperCase(), help }));
    case 'commander.missingMandatoryOptionValue':
      return new ZhunshengError(report(missingOption, at(flag), { name: flag, help }));
    case 'commander.excessArguments':
      return new ZhunshengError(report(excessArgument, at(help), { count: command.registeredArguments.length, help }));
    default:
      return new ZhunshengError(report(internal, at(help), { reason: error.message, version }));
  }
}
