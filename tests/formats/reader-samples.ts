import { formatReaders } from '#formats/registry.ts';

const uuid = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A small file of every format that is text, by the reader's name. */
export const readerSamples: Readonly<Record<string, string>> = {
  hif: JSON.stringify({
    'network-type': 'directed',
    metadata: { name: 'x' },
    incidences: [
      { edge: 'e', node: 1, weight: 2, direction: 'tail' },
      { edge: 'e', node: 'b', direction: 'head' },
    ],
    edges: [{ edge: 'e', attrs: { time: 1000, colour: 'red' } }],
    nodes: [{ node: 'z', attrs: { kind: 'k' } }],
  }),
  json: '{"e": ["a", "b", 3], "f": [], "g": ["b"]}\n',
  jsonl:
    '{"edge":"e","members":["a",{"node":"b","weight":2}],"time":"2026-01-01"}\n{"edge":"f","node":"a"}\n',
  csv: 'time,user,host,ok\n2026-05-04T08:00:00Z,ann,"h,1",true\n2026-05-04T08:01:00Z,bob,h2,false\n2026-05-04T08:02:00Z,ann,h2,true\n',
  tsv: 'edge\tnode\tweight\ne\ta\t1\ne\tb\t2\nf\ta\t1\n',
  edgelist: '# hyperedges\na b c\nb,c\nd\n',
  gmt: 'S1\tna\tA\tB\tC\nS2\thttp://x\tB\tD\n',
  zeek: [
    '#separator \\x09',
    '#set_separator\t,',
    '#empty_field\t(empty)',
    '#unset_field\t-',
    '#path\tdns',
    '#fields\tts\tid.orig_h\tid.resp_h\tquery\tanswers',
    '#types\ttime\taddr\taddr\tstring\tvector[string]',
    '1521911720.865716\t10.0.0.1\t10.0.0.2\ta.org\tx.org,1.2.3.4',
    '1521911721.0\t10.0.0.1\t10.0.0.2\t\\xc3\\xa9\t(empty)',
    '',
  ].join('\n'),
  'zeek-json':
    '{"_path":"dns","ts":1521911720.8,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.2","query":"a.org"}\n{"_path":"dns","ts":1521911721.8,"id.orig_h":"10.0.0.1","id.resp_h":"10.0.0.3","query":"b.org"}\n',
  stix: JSON.stringify({
    type: 'bundle',
    id: `bundle--${uuid(0)}`,
    objects: [
      { type: 'intrusion-set', id: `intrusion-set--${uuid(1)}`, name: 'G' },
      { type: 'attack-pattern', id: `attack-pattern--${uuid(2)}`, name: 'T' },
      {
        type: 'relationship',
        id: `relationship--${uuid(3)}`,
        relationship_type: 'uses',
        source_ref: `intrusion-set--${uuid(1)}`,
        target_ref: `attack-pattern--${uuid(2)}`,
        created: '2024-01-02T03:04:05Z',
      },
    ],
  }),
  eve: '{"timestamp":"2026-05-04T08:00:00.000001+0000","flow_id":1,"event_type":"dns","src_ip":"10.0.0.1","dest_ip":"10.0.0.2","dest_port":53,"proto":"UDP","dns":{"rrname":"a.org"}}\n{"timestamp":"2026-05-04T08:00:01.000001+0000","flow_id":2,"event_type":"alert","src_ip":"10.0.0.1","dest_ip":"10.0.0.3","dest_port":80,"alert":{"signature":"bad","severity":1}}\n',
  sysmon:
    '{"EventID":1,"Hostname":"WS5.example.net","UtcTime":"2026-05-04 08:00:00.123","User":"EX\\\\ann","Image":"C:\\\\Windows\\\\cmd.exe","ParentImage":"C:\\\\explorer.exe"}\n{"EventID":3,"Hostname":"WS5.example.net","UtcTime":"2026-05-04 08:00:01.000","User":"EX\\\\ann","Image":"C:\\\\a.exe","DestinationIp":"10.0.0.1","DestinationPort":"443"}\n',
  fixes:
    'time,person,lat,lon\n2026-05-04T08:10:00Z,ann,52.1,5.2\n2026-05-04T08:50:00Z,bob,52.1001,5.2001\n',
  graphml:
    '<?xml version="1.0"?>\n<graphml><key id="c" for="node" attr.name="colour" attr.type="string"/><key id="w" for="edge" attr.name="weight" attr.type="double"/>\n<graph edgedefault="directed"><node id="a"><data key="c">red &amp; blue</data></node><node id="b"/>\n<edge id="p" source="a" target="b"><data key="w">0.5</data></edge>\n<hyperedge id="h"><endpoint node="a" type="in"/><endpoint node="b" type="out"/><endpoint node="c" port="helper"/></hyperedge></graph></graphml>\n',
  gexf: '<?xml version="1.0"?>\n<gexf version="1.3"><graph defaultedgetype="undirected"><attributes class="node"><attribute id="0" title="size" type="integer"/></attributes>\n<nodes><node id="a" label="Ann"><attvalues><attvalue for="0" value="3"/></attvalues></node><node id="b"/></nodes>\n<edges><edge id="0" source="a" target="b" weight="2" start="2026-01-01"/></edges></graph></gexf>\n',
  gpx: '<?xml version="1.0"?>\n<gpx version="1.1"><trk><name>ann</name><trkseg><trkpt lat="52.1" lon="5.2"><ele>3</ele><time>2026-05-04T08:10:00Z</time></trkpt>\n<trkpt lat="52.1" lon="5.2"><time>2026-05-04T09:10:00Z</time></trkpt></trkseg></trk></gpx>\n',
  sbml: '<?xml version="1.0"?>\n<sbml level="3" version="2"><model><listOfSpecies><species id="A" name="alpha" compartment="c"/><species id="B"/></listOfSpecies>\n<listOfReactions><reaction id="R" reversible="true"><listOfReactants><speciesReference species="A" stoichiometry="2"/></listOfReactants><listOfProducts><speciesReference species="B"/></listOfProducts><listOfModifiers><modifierSpeciesReference species="E"/></listOfModifiers></reaction></listOfReactions></model></sbml>\n',
  sif: 'a pp b c\nb\tpd\td\nlonely\nE\thas-member\ta\td\n',
  complextab:
    '#Complex ac\tRecommended name\tTaxonomy identifier\tIdentifiers (and stoichiometry) of molecules in complex\nCPX-1\tone\t9606\tP1(2)|P2(0)\nCPX-2\ttwo\t9606\tP2(1)|P3(1)\n',
};

/** Readers of binary formats, which are damaged in tests of their own. */
const binary = ['parquet', 'arrow'];

/** Readers of text with their sample. */
export const textReaders = formatReaders
  .filter(({ name }) => !binary.includes(name))
  .map((reader) => ({ reader, sample: readerSamples[reader.name] ?? '' }));
