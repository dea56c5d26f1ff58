import { useMemo } from 'preact/hooks';
import { BandSketch } from '../bands/band-sketch.tsx';
import { Icon } from '../frame/icon.tsx';
import { formatBytes } from '../marks/format.ts';
import { assignLooks, displayName } from '../marks/kinds.ts';
import { WIDE_RINGS } from '../bands/ring-levels.ts';
import { TEXT } from '../messages.ts';
import { CopyButton } from '../problem/copy-button.tsx';
import { useStore } from '../state/store-context.ts';
import { sendMapped, startOver } from './bring-actions.ts';
import type { BringStep } from './bring-step.ts';
import {
  columnsWith,
  mappingCommand,
  mappingOptions,
  sketchRelations,
} from './mapping.ts';
import { MappingExtras } from './mapping-extras.tsx';
import { MappingTable } from './mapping-table.tsx';
import { Reading } from './reading.tsx';
import { SizeBars } from './size-bars.tsx';

type Now = Extract<BringStep, { step: 'mapping' }>;

const DRAWN_RELATIONS = 4;
const LOOKED_AT = 100_000;

/** What the columns mean, what that makes of the first rows, and the button that adds it. */
export function MappingStep({ now }: { now: Now }) {
  return (
    <main id="content" tabIndex={-1} class="work of-mapping">
      <h1 class="spoken">{TEXT.bring.mappingOf(now.file.name)}</h1>
      <FilePanel now={now} />
      <CentrePanel now={now} />
      <ResultPanel now={now} />
    </main>
  );
}

function FilePanel({ now: { file, preview } }: { now: Now }) {
  const { format, separator } = preview;
  const facts: (readonly [string, string])[] = [
    [TEXT.bring.format, TEXT.bring.formats[format]],
    [
      TEXT.bring.separator,
      separator === null
        ? TEXT.bring.jsonLines
        : (TEXT.bring.separators[separator] ?? separator),
    ],
    ...(separator === null
      ? []
      : [[TEXT.bring.names, TEXT.bring.firstLine] as const]),
    [TEXT.bring.emptyCell, TEXT.bring.noMember],
  ];
  return (
    <section class="panel mapping-file" aria-label={TEXT.bring.fileTitle}>
      <header>
        <h2>{TEXT.bring.fileTitle}</h2>
      </header>
      <div class="file-row">
        <Icon name="file" />
        <b class="clip" title={file.name}>
          {file.name}
        </b>
        <span class="soft">{formatBytes(file.size)}</span>
      </div>
      <div class="section">
        <h3 class="section-head">{TEXT.bring.read}</h3>
        <dl class="facts">
          {facts.flatMap(([name, value]) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} value`}>{value}</dd>,
          ])}
        </dl>
      </div>
      <span class="fill" />
      <div class="section faint">{TEXT.bring.local}</div>
    </section>
  );
}

function CentrePanel({ now }: { now: Now }) {
  const store = useStore();
  const { file, preview, mapping } = now;
  const command = mappingCommand(file.name, mappingOptions(preview, mapping));
  return (
    <section class="panel mapping-centre" aria-label={TEXT.bring.mappingLabel}>
      <header>
        <h2>{TEXT.bring.mapping}</h2>
        <span class="fill" />
        <button
          type="button"
          class="button quiet"
          onClick={() => startOver(store)}
        >
          {TEXT.bring.startOver}
        </button>
      </header>
      <Reading preview={preview} mapping={mapping} />
      <MappingTable preview={preview} mapping={mapping} />
      <MappingExtras preview={preview} mapping={mapping} />
      <footer class="wide-only">
        <code class="mono clip soft" title={command}>
          {command}
        </code>
        <span class="fill" />
        <CopyButton
          text={command}
          label={TEXT.bring.copy}
          done={TEXT.bring.copied}
        />
      </footer>
    </section>
  );
}

function ResultPanel({ now: { preview, mapping } }: { now: Now }) {
  const store = useStore();
  const relations = useMemo(
    () => sketchRelations(preview, mapping, LOOKED_AT),
    [preview, mapping],
  );
  const sketch = useMemo(() => {
    const shown = relations.slice(0, DRAWN_RELATIONS);
    const names = columnsWith(preview, mapping, 'member');
    const lookOf = assignLooks(
      Object.fromEntries(names.map((name) => [name, 1])),
    );
    const members = new Map(
      shown.flatMap(({ members: some }) =>
        some.map(({ id, kind }) => [id, kind]),
      ),
    );
    return {
      bands: shown.map(({ id, members: some }) => ({
        id,
        members: some.map((member) => member.id),
      })),
      nodes: [...members].map(([id, kind]) => ({
        id,
        name: displayName(id, kind),
        look: lookOf(kind),
      })),
    };
  }, [relations, preview, mapping]);
  const hasMembers = mapping.roles.includes('member');
  return (
    <section class="panel" aria-label={TEXT.bring.becomes}>
      <header>
        <h2>{TEXT.bring.becomes}</h2>
        <span class="fill" />
        <span class="caption">
          {TEXT.bring.becomesNote(sketch.bands.length)}
        </span>
      </header>
      <BandSketch
        class="sketch"
        label={TEXT.bring.sketch}
        bands={sketch.bands}
        nodes={sketch.nodes}
        rings={WIDE_RINGS}
        markSize={6.4}
        hasNames
      />
      <div class="section">
        <h3 class="section-head">
          {TEXT.bring.members} <small>{TEXT.bring.membersNote}</small>
        </h3>
        <SizeBars sizes={relations.map(({ members }) => members.length)} />
      </div>
      <span class="fill" />
      <footer>
        <button type="button" class="button" onClick={() => startOver(store)}>
          {TEXT.bring.startOver}
        </button>
        <span class="fill" />
        <button
          type="button"
          class="button primary"
          disabled={!hasMembers}
          onClick={() => void sendMapped(store)}
        >
          {TEXT.bring.add}
        </button>
      </footer>
    </section>
  );
}
