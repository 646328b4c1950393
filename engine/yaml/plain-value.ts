/**
 * The value of a plain scalar by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema); undefined for the
 * rare ones (octal, hexadecimal, infinite) that are left to the `yaml` package.
 */
export function plainValue(text: string): string | number | boolean | null | undefined {
  const code = text.charCodeAt(0);
  // Digits, signs and a point begin a number, the letters and the tilde a word of the schema.
  if (code <= 57) return numberOrText(text);
  switch (text) {
    case 'true':
    case 'True':
    case 'TRUE':
      return true;
    case 'false':
    case 'False':
    case 'FALSE':
      return false;
    case 'null':
    case 'Null':
    case 'NULL':
    case '~':
      return null;
    default:
      return text;
  }
}

function numberOrText(text: string): string | number | undefined {
  if (/^[-+]?[0-9]{1,15}$/.test(text) || /^[-+]?(?:[0-9]{1,15}\.[0-9]*|\.[0-9]+)$/.test(text)) {
    const number = Number(text);
    return Object.is(number, -0) ? undefined : number;
  }
  return /^[-+]?(?:0[ox]|[0-9.]+(?:[eE]|$)|\.(?:inf|nan))/i.test(text) ? undefined : text;
}
