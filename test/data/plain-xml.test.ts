/** The fast reader of spreadsheets' XML and `saxes` tell the same; what the fast one cannot read it leaves alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { readPlainXml, type XmlEvent } from '../../engine/data/xlsx/plain-xml.ts';

describe('Reading XML fast', () => {
  const sheet =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://s" xmlns:x="http://x" x:Ignorable="x14"><dimension ref="A1:B2"/><sheetData>' +
    '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c><c r="B1"/></row>' +
    '<row r="2"><c r="A2" t="str"><f>A1&amp;"x"</f><v>甲 &lt; 乙&#x4E19;&#10;</v></c></row></sheetData></worksheet>\n';

  it('reads a sheet itself, as saxes does', () => {
    assert.deepEqual(readPlainXml(sheet), bySaxes(sheet));
  });

  it('tells the same as saxes, or nothing, for any text that looks like a sheet', () => {
    let read = 0;
    fc.assert(
      fc.property(document(), (text) => {
        const fast = readPlainXml(text);
        if (fast === null) return;
        read++;
        assert.deepEqual(joined(fast), bySaxes(text), text);
      }),
      { numRuns: 4000 },
    );
    assert.ok(read > 100, `only ${read} were read fast`);
  });

  const leftAlone: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a comment', '<a><!-- b --></a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['CDATA', '<a><![CDATA[b]]></a>'],
    ['an instruction', '<a><?b c?></a>'],
    ['an element that is not closed', '<a><b></a>'],
    ['a text that is cut off', sheet.slice(0, 300)],
    ['two roots', '<a/><b/>'],
    ['a text beside the root', '<a/>b'],
    ['an attribute that stands twice', '<a b="1" b="2"/>'],
    ['an unknown entity', '<a>&b;</a>'],
    ['a lonely ampersand', '<a>b & c</a>'],
    ['a character that XML forbids', '<a>&#0;</a>'],
    ['a line end of Windows', '<a>b\r\nc</a>'],
  ];
  for (const [what, text] of leftAlone) {
    it(`leaves ${what} to saxes`, () => assert.equal(readPlainXml(text), null));
  }
});

function bySaxes(text: string): readonly XmlEvent[] {
  const events: XmlEvent[] = [];
  let depth = 0;
  const parser = new SaxesParser({ xmlns: false });
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    events.push({ kind: 'open', name, attributes: { ...attributes } as Record<string, string> });
  });
  parser.on('text', (piece) => {
    if (depth > 0) events.push({ kind: 'text', text: piece });
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.push({ kind: 'close', name });
  });
  parser.write(text).close();
  return joined(events);
}

/** Texts in a row are one. */
function joined(events: readonly XmlEvent[]): readonly XmlEvent[] {
  const whole: XmlEvent[] = [];
  for (const event of events) {
    const last = whole.at(-1);
    if (event.kind === 'text' && last?.kind === 'text')
      whole[whole.length - 1] = { kind: 'text', text: last.text + event.text };
    else whole.push(event);
  }
  return whole;
}

function document(): fc.Arbitrary<string> {
  const name = fc.constantFrom('a', 'row', 'x:c', 'c', '_v', 'a.b', '1', 'a:b:c', ':a', '');
  const text = fc.constantFrom(
    '',
    'b',
    ' ',
    '\n',
    '甲',
    '&amp;',
    '&lt;b&gt;',
    '&#65;',
    '&#x4E2D;',
    '&#x1F600;',
    '😀',
    '&b;',
    '&',
    ']]>',
    '>',
    '"',
    "'",
    '\t',
    '&quot;',
  );
  const attribute = fc
    .tuple(
      fc.constantFrom(' ', '  ', '\n', ''),
      name,
      fc.constantFrom('=', ' = '),
      text,
      fc.constantFrom('"', '"', '"', "'"),
    )
    .map(([blank, key, is, value, quote]) => `${blank}${key}${is}${quote}${value}${quote}`);
  const { element } = fc.letrec<{ element: string }>((tie) => ({
    element: fc
      .tuple(
        name,
        fc.array(attribute, { maxLength: 2 }),
        fc.array(fc.oneof({ depthSize: 'small' }, text, tie('element')), { maxLength: 4 }),
        fc.constantFrom('', '', '', ' '),
      )
      .map(([tag, attributes, children, blank]) =>
        children.length === 0
          ? `<${tag}${attributes.join('')}${blank}/>`
          : `<${tag}${attributes.join('')}${blank}>${children.join('')}</${tag}${blank}>`,
      ),
  }));
  const before = fc.constantFrom(
    '',
    '<?xml version="1.0"?>',
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '\uFEFF',
    ' ',
  );
  return fc.tuple(before, element, fc.constantFrom('', '\n', 'x')).map((parts) => parts.join(''));
}
