/* eslint-disable max-lines -- everything the page says stands in one file, for translation */
import { formatCount } from './marks/format.ts';
import type { WeekStretch } from '#browser.ts';
import type { Verdict } from './labels/verdict.ts';
import type { Remembered } from './state/history.ts';

function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

const relations = (count: number) => counted(count, 'relation');
const members = (count: number) => counted(count, 'member');

const STEP_WORDS: Readonly<Record<Remembered, string>> = {
  view: 'view',
  drawing: 'drawing',
  filters: 'filters',
  order: 'order',
  focus: 'open relation',
  selection: 'choice',
  s: 'members shared',
  rowOrder: 'order of rows',
  pins: 'pins',
  hidden: 'hidden marks',
  removed: 'removed marks',
  apart: 'merged marks',
  look: 'look of the picture',
  said: 'labels',
  matrixOrder: 'order of the matrix',
  tileMeaning: 'colour of tiles',
  groupS: 'overlap of groups',
  overviewPart: 'part of the overview',
  filtration: 'order of appearance',
};

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  anomalous: 'real',
  benign: 'expected',
  unsure: 'unsure',
};

/** Everything the page says, in one place. */
export const TEXT = {
  brand: 'Polyad',
  counted,
  listed,
  relations,
  members,
  nodes: (count: number) => counted(count, 'node'),
  nav: {
    label: 'Views',
    triage: 'Triage',
    overview: 'Overview',
    bring: 'Bring data',
    dataset: 'Data set',
    noDataset: 'No data set',
    openFile: 'Open file',
    find: 'Find a member or relation',
    findShort: 'Find',
    skip: 'Skip to the content',
    theme: (theme: string) => `Theme: ${theme}. Change`,
    themes: { system: 'as the system', light: 'light', dark: 'dark' },
  },
  context: {
    label: 'What is shown',
    noData: 'No data set is open',
    clear: (what: string) => `Clear: ${what}`,
    clearTime: 'Clear the time range',
    clearChoice: 'Clear the choice',
    noTime: 'No times in this data',
    utc: 'UTC',
    chosen: (edges: number, nodes: number) => {
      const parts = [
        ...(edges > 0 ? [relations(edges)] : []),
        ...(nodes > 0 ? [counted(nodes, 'node')] : []),
      ];
      return `${parts.join(', ')} chosen`;
    },
    flagged: 'flagged only',
    unlabelled: 'without a label',
    contains: (words: string) => `contains “${words}”`,
    withNode: (name: string) => `with ${name}`,
    shown: (shown: number, all: number) =>
      shown === all
        ? relations(all)
        : `${formatCount(shown)} of ${relations(all)}`,
    fields: 'Type a time range',
    shownNodes: (shown: number, all: number) =>
      shown === all
        ? counted(all, 'node')
        : `${formatCount(shown)} of ${counted(all, 'node')}`,
    members: 'members',
    degrees: 'relations of a node',
    scores: 'score',
    range: (from: number, to: number) =>
      `${formatEnd(from)} to ${formatEnd(to)}`,
  },
  history: {
    undo: 'Undo (Ctrl Z)',
    redo: 'Redo (Ctrl Y)',
    /** "Undo (Ctrl Z): filters, choice" */
    title: (name: string, changed: readonly Remembered[]) =>
      changed.length === 0
        ? name
        : `${name}: ${listed([...new Set(changed.map((what) => STEP_WORDS[what]))])}`,
  },
  take: {
    button: 'Export',
    evidence: 'Evidence pack',
    svg: 'Picture as SVG',
    png: 'Picture as PNG',
    list: (count: number) => `List of ${relations(count)} as CSV`,
    formats: { hif: 'HIF', csv: 'CSV', parquet: 'Parquet' },
    /** Words searched for and flags narrow the list only. */
    data: (format: string, isNarrowed: boolean) =>
      isNarrowed
        ? `Data within the ranges as ${format}`
        : `All data as ${format}`,
    columns: [
      'rank',
      'relation',
      'score',
      'p',
      'q',
      'flagged',
      'time',
      'members',
      'reason',
      'label',
      'comment',
    ],
    caption: (dataset: string, when: string | null, isHeld: boolean) =>
      [
        dataset,
        when === null ? '' : `${when} UTC`,
        isHeld ? '' : 'ranked, not FDR-controlled',
      ]
        .filter(Boolean)
        .join(' · '),
    failed: 'There is no picture to export here; choose a drawing first.',
  },
  triage: {
    label: 'Ranked relations',
    title: 'Triage',
    headline: (dataset: string) => `Triage of ${dataset}`,
    flagged: (count: number) => `${formatCount(count)} flagged`,
    order: 'Order',
    orders: {
      strongest: 'Strongest first',
      newest: 'Newest first',
      oldest: 'Oldest first',
    },
    all: 'All',
    onlyFlagged: 'Flagged',
    which: 'Which relations',
    list: 'Relations by score',
    flag: 'Flagged',
    more: (count: number) => `+${formatCount(count)}`,
    noMember: 'no members',
    loading: 'Scoring every relation …',
    loadingMore: 'Fetching more …',
    loadMore: 'Look further down',
    ended: (searched: number, all: number) =>
      searched >= all
        ? 'That is all.'
        : `Looked through the strongest ${formatCount(searched)} of ${relations(all)}.`,
    nothing: 'No relation passes the filters above.',
    nothingScored: 'This data set has no relations to rank.',
    clearFilters: 'Clear the filters',
  },
  picture: {
    label: 'Picture of the chosen relation',
    none: 'No relation is open',
    title: (id: string) => `Relation ${id}`,
    caption: (size: number, total: number, s: number) => {
      const verb = total === 1 ? 'shares' : 'share';
      const least = s === 1 ? 'one or more' : `${s} or more`;
      return `${members(size)}, ${relations(total)} ${verb} ${least}`;
    },
    drawing: 'Drawing',
    bands: 'Bands',
    rows: 'Rows',
    links: 'Links',
    sets: 'Sets',
    table: 'Table',
    sharing: 'sharing at least',
    sharingLabel: 'Relations shown share at least this many members',
    sharingValue: (s: number) => members(s),
    aria: (id: string, others: number) =>
      `Relation ${id} with ${relations(others)} that share members. Arrow keys walk over members and relations; Enter opens a relation.`,
    enclosures: (wrong: number) =>
      wrong === 0 ? 'No false enclosures' : counted(wrong, 'false enclosure'),
    enclosuresHint:
      'How often a member is drawn inside a band it does not belong to. The table has no such error.',
    crowded: (percent: number) =>
      `${percent} % of the pairs are false enclosures. Rows show the same without them.`,
    tooLarge: (size: number, most: number) =>
      `${members(size)} are more than a picture can hold (${formatCount(most)}). The table lists them.`,
    toTable: 'Show the table',
    toRows: 'Show rows',
    leftOut: (shown: number, total: number) =>
      `${formatCount(shown)} of ${relations(total)} drawn`,
    merged: (count: number) => `×${formatCount(count)}`,
    bandScore: 'band: own score',
    node: (name: string, kind: string | null, degree: number) =>
      `${name}${kind ? ` · ${kind}` : ''} · in ${relations(degree)}`,
    band: (name: string, id: string, size: number, count: number) =>
      `${name}: relation ${id}, ${members(size)}${count > 1 ? `, drawn once for ${formatCount(count)} with the same members` : ''}`,
    pinned: 'pinned',
    tools: 'Picture tools',
    zoomIn: 'Zoom in (+)',
    zoomOut: 'Zoom out (−)',
    fit: 'Fit (0)',
    pin: 'Pin or release the chosen nodes (P)',
    release: 'Release all pins',
    arranging: 'Arranging …',
    loading: 'Fetching the neighbourhood …',
    kinds: 'Kinds of node',
    unkinded: 'member',
    onlyWith: (name: string) => `List relations with ${name}`,
  },
  rows: {
    aria: (id: string, rows: number, columns: number) =>
      `Relation ${id} among others: ${counted(rows, 'member')} as rows, ${counted(columns, 'column')} of relations in slots of time. Up and Down walk over the members of a relation, Left and Right to a member’s other relations, Page Up and Page Down to the relation beside. Space chooses the member, Enter opens the relation. The table says the same.`,
    at: (name: string | null, id: string, score: string, time: string) =>
      [name, `relation ${id}`, `score ${score}`, time]
        .filter(Boolean)
        .join(', '),
    score: 'score',
    seenOnce: 'met once',
    inCount: 'in',
    order: 'Order of rows',
    orders: { weight: 'Kind, then weight', met: 'Kind, then first met' },
    hint: 'A column is one relation. A figure at the foot counts members met only there.',
    scale: 'score',
    instead: (percent: number) =>
      `Bands would enclose ${formatCount(percent)} % of the pairs falsely, so these are rows.`,
    insteadLarge: 'Too many members for bands, so these are rows.',
    outside: 'No other relation of this picture lies within the time range.',
    bands: 'Show bands',
  },
  overview: {
    headline: (dataset: string) => `Overview of ${dataset}`,
    distributions: 'Distributions',
    distributionsLabel: 'Distributions, each a filter',
    clear: 'Clear',
    sizes: 'Members in a relation',
    degrees: 'Relations of a node',
    scores: 'Score',
    any: 'any',
    flaggedAbove: (count: number, least: string) =>
      `${formatCount(count)} flagged, from ${least}`,
    from: (what: string) => `${what}, from`,
    to: (what: string) => `${what}, to`,
    kinds: 'Kind of node',
    histogram: (what: string, kept: number, all: number) =>
      `${what}: ${formatCount(kept)} of ${formatCount(all)} pass the filters. Drag to choose a range, or type one below.`,
    part: 'Picture of the whole',
    parts: { matrix: 'Matrix', holes: 'Holes' },
    matrixLabel: 'Incidence matrix, as density tiles',
    matrixNote: 'nodes down, relations across',
    order: 'Order',
    orders: { groups: 'Groups', band: 'Band', degree: 'Degree', time: 'Time' },
    tiles: 'Tiles',
    meanings: { count: 'Count', top: 'Top score' },
    aria: (nodes: number, relations: number) =>
      `Matrix of ${counted(nodes, 'node')} and ${counted(relations, 'relation')} in view. Arrow keys move over tiles, + and − zoom, 0 shows the whole. Space chooses the strongest relation under the tile, Enter opens it as rows. The tiles are also listed as a table.`,
    where: 'Where you are',
    share: (percent: number) => `${formatCount(percent)} %`,
    zoomIn: 'Zoom in (+)',
    zoomOut: 'Zoom out (−)',
    whole: 'Whole',
    minimap: 'The whole matrix; a click moves the view there',
    pointer: 'Under the pointer',
    nodes: 'Nodes',
    relations: 'Relations',
    incidences: 'Incidences',
    top: 'Top score',
    openRows: 'Open as rows',
    openHint: 'The strongest relation under the tile, with its neighbours.',
    tip: (node: string, edge: string) => `${node} in relation ${edge}`,
    tipScore: (score: string) => `score ${score}`,
    scaleCount: 'incidences in a tile:',
    scaleTop: 'top score in a tile:',
    log: (nodes: string, relations: string) =>
      `log scale, tile = ${nodes} × ${relations}`,
    linear: (nodes: string, relations: string) =>
      `tile = ${nodes} × ${relations}`,
    flagged: 'holds a flagged relation',
    asTable: 'Table',
    asTiles: 'Tiles',
    view: 'Show as',
    table: 'Fullest tiles in view',
    tableNote: (shown: number, all: number) =>
      `${formatCount(shown)} of ${counted(all, 'tile')} in view`,
    rowsAt: 'nodes, place',
    columnsAt: 'relations, place',
    span: (from: number, to: number) =>
      from === to
        ? formatCount(from)
        : `${formatCount(from)}–${formatCount(to)}`,
    groups: 'Groups by overlap',
    groupsList: 'Groups, and how they join',
    groupsText: (s: number, groups: number, loners: number) => ({
      lead: 'Two relations belong together when they share at least ',
      s: formatCount(s),
      middle: ` ${s === 1 ? 'node' : 'nodes'}, directly or through others. That gives `,
      groups: counted(groups, 'group'),
      end: ` and ${counted(loners, 'loner')}.`,
    }),
    tree: (most: number) =>
      `Groups joining as the required overlap falls from ${String(most)} to 1`,
    shareAtLeast: 'Share at least',
    fewer: 'fewer shared nodes join more →',
    groupsAt: (s: number) => `Groups at ${String(s)}`,
    groupsColumns: 'relations · flagged',
    loading: 'Counting tiles …',
    noGroups: 'No two relations share that many nodes.',
  },
  week: {
    title: 'Hour of the week',
    asTable: 'Table of hours',
    days: DAYS,
    hour: (hour: number) => String(hour).padStart(2, '0'),
    from: (hour: number) => `${String(hour).padStart(2, '0')}:00`,
    until: (hour: number) => `${String(hour).padStart(2, '0')}:59`,
    ends: {
      dayFrom: 'From day',
      dayTo: 'To day',
      hourFrom: 'From hour',
      hourTo: 'To hour',
    },
    stretch: ({ dayFrom, dayTo, hourFrom, hourTo }: WeekStretch) => {
      const days =
        dayFrom === dayTo
          ? (DAYS[dayFrom] ?? '')
          : `${DAYS[dayFrom] ?? ''}–${DAYS[dayTo] ?? ''}`;
      const pad = (hour: number) => String(hour).padStart(2, '0');
      return `${days} ${pad(hourFrom)}:00–${pad(hourTo)}:59`;
    },
    aria: 'Relations by hour of the week, UTC. Arrow keys walk over hours, with Shift they widen, Space keeps only these hours, Escape all again. A drag does the same.',
    hint: 'Drag over hours to keep only these.',
    place: (day: number, hour: number) =>
      `${DAYS[day] ?? ''} ${String(hour).padStart(2, '0')}:00`,
    cell: (day: number, hour: number, count: number) =>
      `${DAYS[day] ?? ''} ${String(hour).padStart(2, '0')}:00, ${relations(count)}`,
    column: 'hour, UTC',
  },
  links: {
    aria: (id: string, s: number, links: number) =>
      `Relation ${id} among others as a graph with ${counted(links, 'link')}: two are linked where they share ${s === 1 ? 'a member' : `${members(s)} or more`}. Arrow keys walk, Space chooses, Enter opens. The table lists the same relations.`,
    vertex: (name: string, size: number, links: number) =>
      `${name}: relation with ${members(size)}, ${counted(links, 'link')}`,
    note: (drawn: number, total: number, groups: number, s: number) =>
      `${formatCount(drawn)} of ${relations(total)} drawn, in ${counted(groups, 'group')} sharing ${s === 1 ? 'one member' : members(s)} or more`,
    scale: 'own score',
  },
  sets: {
    side: 'What the sets are',
    sides: { members: 'Members as sets', relations: 'Relations as sets' },
    exactly: {
      members: 'exactly these members',
      relations: 'in exactly these relations',
    },
    counts: { members: 'relations', relations: 'members' },
    table: 'Intersections',
    asTable: 'Table of intersections',
    size: 'in these',
    left: (sets: number, intersections: number) =>
      [
        ...(sets > 0 ? [`${counted(sets, 'further set')} left out`] : []),
        ...(intersections > 0
          ? [`${counted(intersections, 'rarer combination')} not drawn`]
          : []),
      ].join(', '),
    aria: (side: 'members' | 'relations', sets: number, columns: number) =>
      side === 'members'
        ? `Which of ${members(sets)} occur together: ${counted(columns, 'combination')}, most relations first. Left and Right walk, Space chooses the relations.`
        : `Which members ${relations(sets)} share: ${counted(columns, 'combination')}, most members first. Left and Right walk, Space chooses the members.`,
    column: (names: string, count: number, side: 'members' | 'relations') =>
      side === 'members'
        ? `${relations(count)} with exactly ${names}`
        : `${members(count)} in exactly ${names}`,
  },
  holes: {
    label: 'Holes, as a barcode and a diagram',
    note: 'groups and loops that open and close as relations appear',
    filtration: 'Relations appear',
    filtrations: { size: 'By size', time: 'By time', weight: 'By weight' },
    from: { size: 'from size', time: 'from', weight: 'from weight' },
    until: 'until',
    never: 'never closes',
    opens: 'opens →',
    closes: 'closes →',
    cycle: 'nodes round it',
    dims: { 0: 'Separate group', 1: 'Loop' },
    stays: (from: string) => `from ${from}, stays`,
    lasts: (from: string, to: string) => `${from} to ${to}`,
    said: (kind: string, time: string, nodes: number) =>
      `${kind}, ${time}, round ${counted(nodes, 'node')}`,
    barcode: (bars: number) =>
      `${counted(bars, 'bar')}, longest first. Up and Down walk, Space chooses the nodes round the hole. The table says the same.`,
    diagram: (points: number) =>
      `${counted(points, 'point')}: where each hole opens, across, and closes, upwards. The barcode beside it says the same and answers to keys.`,
    table: 'Holes',
    hint: 'Choose a bar: the nodes round the hole are then chosen in every view.',
    loading: 'Looking for holes …',
    none: 'No group or loop opens and closes here: each appears whole.',
  },
  table: {
    relations: 'Relations',
    members: 'Members',
    relation: 'relation',
    score: 'score',
    shares: 'shares',
    size: 'members',
    who: 'who',
    label: 'label',
    state: 'in the picture',
    states: { hidden: 'hidden', removed: 'removed', pinned: 'pinned' },
    time: 'time, UTC',
    node: 'member',
    kind: 'kind',
    degree: 'in relations',
    here: 'in these',
    inFocus: 'in the open one',
    yes: 'yes',
    first: (shown: number, all: number) =>
      `first ${formatCount(shown)} of ${formatCount(all)} listed`,
    open: 'open',
  },
  why: {
    label: 'Why it ranks here',
    title: (rank: number) =>
      rank === 1 ? 'Why it ranks first' : `Why it ranks ${ordinal(rank)}`,
    titleNone: 'Why it ranks here',
    reasons: 'Reasons, from the score down to the source row',
    position: (rank: number, of: number) =>
      `${formatCount(rank)} of ${formatCount(of)}`,
    previous: 'Previous',
    next: 'Next',
    score: (rank: number, of: number) =>
      `score, ${rank === 1 ? 'first' : ordinal(rank)} of ${formatCount(of)}`,
    scoreOnly: 'score',
    noChance: 'No chance is given for this score.',
    parts: 'Parts of the score',
    partsNote: 'they add up exactly',
    partsAria: (score: string) => `Parts adding up to ${score}`,
    partsWrong: (gap: string) =>
      `The parts miss the score by ${gap}, so they are not drawn: a picture of them would be wrong.`,
    noParts: 'This detector gives no parts.',
    rest: (count: number) => counted(count, 'smaller part'),
    total: 'Score',
    members: 'Who makes it surprising',
    membersNote: (score: string) => `share of ${score}`,
    otherMembers: (count: number) => counted(count, 'more member'),
    seen: 'Seen against expected',
    seenDot: 'seen',
    expectedDot: 'expected by chance',
    pair: (left: string, right: string) => `${left} with ${right}`,
    nearest: 'Nearest precedent',
    inCommon: (shared: number, overlap: number) =>
      `${members(shared)} in common, ${(100 * overlap).toFixed(0)} % alike`,
    open: (id: string) => (id.length > 14 ? 'Open it' : `Open ${id}`),
    topology: 'Where it sits',
    size: 'Members',
    neighbours: (s: number) => `Relations sharing ${s} or more`,
    component: (s: number) => `Reachable in steps of ${s} shared`,
    degrees: 'Relations of a member',
    degreeRange: (low: number, high: number) =>
      low === high
        ? formatCount(low)
        : `${formatCount(low)} to ${formatCount(high)}`,
    when: 'Time',
    kept: 'Kept columns',
    source: 'Source row',
    sourceRow: (row: number) => `row ${formatCount(row)}, counted from 0`,
    noSource: 'This data set does not say which rows it came from.',
    unranked: 'It has no place in this ranking.',
    loading: 'Fetching the reasons …',
  },
  labels: {
    group: 'Label',
    words: {
      anomalous: 'Real threat',
      benign: 'Expected',
      unsure: 'Unsure',
    },
    short: { anomalous: 'Real', benign: 'Expected', unsure: 'Unsure' },
    keys: { anomalous: 'R', benign: 'E', unsure: 'U' },
    hint: (verdict: Verdict, count: number) =>
      `Label ${count > 1 ? `all ${relations(count)} chosen` : 'the open relation'} as ${VERDICT_WORDS[verdict]}; again takes it back`,
    all: (count: number) => `(${formatCount(count)})`,
    spoken: (word: string | null, count: number) =>
      word === null
        ? `${relations(count)}: label taken back.`
        : `${relations(count)} labelled ${word}.`,
    without: 'No label yet',
    section: 'Label',
    states: {
      idle: '',
      sending: 'keeping it …',
      kept: 'kept',
      failed: 'not kept',
    },
    now: 'by you, now',
    by: (who: string, when: string) => `by ${who}, ${when} UTC`,
    none: 'Nobody has labelled this relation. Press R, E or U.',
    comment: 'Comment, kept with the label',
    failed: 'The label could not be kept.',
    reviewed: (done: number, flagged: number) =>
      `${formatCount(done)} of ${formatCount(flagged)} flagged reviewed`,
    labelled: (count: number) => `${relations(count)} labelled`,
    count: (verdict: Verdict, count: number) =>
      `${formatCount(count)} ${VERDICT_WORDS[verdict]}`,
  },
  edit: {
    look: 'Look',
    nodeColour: 'Nodes coloured by',
    nodeSize: 'Nodes sized by',
    bandColour: 'Bands coloured by',
    textSize: 'Size of names',
    same: 'all alike',
    statistics: {
      nodes: {
        none: 'kind',
        degree: 'all their relations',
        here: 'relations in the picture',
      },
      bands: { score: 'score', size: 'members', time: 'time' },
    },
    toggles: {
      mergesNodes: 'Merge alike nodes (M)',
      mergesEdges: 'Merge alike relations',
      isBipartite: 'Lines instead of bands',
      hasDual: 'Dual beside it',
    },
    choose: 'Choose',
    choices: {
      all: 'Choose all',
      none: 'Choose none',
      reverse: 'Choose the others',
      members: 'Add members of chosen relations',
      relations: 'Add relations of chosen nodes',
    },
    areas: { point: 'Point (V)', box: 'Box (B)', lasso: 'Lasso (L)' },
    area: 'How to choose',
    neighbours: 'Add neighbours of the choice (N)',
    hide: 'Hide the choice (H)',
    remove: 'Remove the choice and arrange again (Delete)',
    merge: 'Merge alike nodes (M)',
    full: 'Full screen (F)',
    away: (how: 'hidden' | 'removed', edges: number, nodes: number) =>
      `${[edges > 0 ? relations(edges) : '', nodes > 0 ? counted(nodes, 'node') : ''].filter(Boolean).join(' and ')} ${how}.`,
    chip: (how: 'hidden' | 'removed', count: number) =>
      `${formatCount(count)} ${how}`,
    back: {
      hidden: 'Show what is hidden',
      removed: 'Bring back what was removed',
    },
    dual: 'Dual: relations as marks, nodes as bands',
    bipartite: (nodes: number, edges: number) =>
      `${counted(nodes, 'node')} and ${relations(edges)} with a line for each membership. Arrow keys walk, Space chooses, Enter opens a relation.`,
    merged: (name: string, count: number) =>
      `${name} and ${counted(count - 1, 'node')} like it`,
    file: 'Picture as JSON',
  },
  taught: {
    waiting: (moved: number) =>
      moved === 0
        ? 'Without these labels the order is another.'
        : `Your labels move ${relations(moved)}.`,
    moved: (count: number) => `Labels have moved ${relations(count)}.`,
    again: 'Rank again',
    ranked: (moved: number) => `Ranked again, ${relations(moved)} moved.`,
    was: (rank: number) => `${ordinal(rank)} without labels`,
    by: (by: number) =>
      by > 0 ? `+${formatCount(by)}` : `−${formatCount(-by)}`,
    section: 'Moved by labels',
    fromTo: (before: number, now: number) =>
      `from ${ordinal(before)} to ${ordinal(now)}`,
    reasons: {
      label: 'Its own label moved it. Score and chance stay as they are.',
      teaching:
        'What people said of relations like it moved it. Score and chance stay as they are.',
      others: 'Others moved past it; nothing was said of it.',
    },
  },
  time: {
    label: 'Timeline',
    title: 'Time',
    note: 'one brush for every view',
    from: 'From',
    to: 'To',
    wrong: 'Write a time as 2026-11-09 18:00',
    wrongOrder: 'From must come before To',
    legend: { flagged: 'flagged', relations: 'relations' },
    per: (span: string) => `per ${span}`,
    aria: (span: string, from: string, to: string) =>
      `Relations per ${span}, flagged ones marked above, ${from} to ${to}. Drag to choose a time range, or type one in the fields.`,
    bracketKeys:
      'Keys [ and ] move the brush, with Shift they change its width.',
    flaggedMark: (count: number, when: string) =>
      `${formatCount(count)} flagged, ${when}`,
  },
  bring: {
    steps: ['File', 'Mapping', 'Add'],
    stepsLabel: 'Steps',
    promise: 'Nothing is added until you say so',
    dropTitle: 'Drop a file here',
    dropText:
      'CSV, TSV, JSON lines, HIF, GMT, edge lists, Parquet or Arrow, also as .gz or .zst. It stays on this computer.',
    choose: 'Choose file',
    dropAnywhere: 'Drop to open the file',
    headline: 'See who met, when, and which meetings do not belong.',
    lead: 'Polyad reads records in which several things occur together. It ranks the unusual ones and shows why.',
    terminal: 'From a terminal:',
    terminalCommand: 'polyad serve events.csv',
    looking: (name: string) => `Looking at ${name} …`,
    mapping: 'What a row means',
    mappingOf: (file: string) => `What a row of ${file} means`,
    mappingLabel: 'Mapping',
    startOver: 'Start over',
    becomes: 'What it becomes',
    becomesNote: (count: number) => `first ${relations(count)} drawn`,
    fileTitle: 'File',
    read: 'How it is read',
    separator: 'Separator',
    separators: {
      ',': 'comma',
      '\t': 'tab',
      ';': 'semicolon',
      '|': 'bar',
    } as Record<string, string>,
    jsonLines: 'one JSON object a line',
    names: 'Column names',
    firstLine: 'line 1',
    emptyCell: 'Empty cell',
    noMember: 'no member',
    size: 'Size',
    format: 'Format',
    formats: { csv: 'CSV', tsv: 'TSV', jsonl: 'JSON lines' },
    local: 'Files are read on this computer and stay in this workspace.',
    roles: {
      member: 'Member',
      key: 'Same relation',
      time: 'Time',
      weight: 'Weight',
      role: 'Role',
      keep: 'Keep',
      ignore: 'Ignore',
    },
    roleOf: (column: string) => `What ${column} means`,
    windows: {
      '': 'any time',
      '1m': 'a minute',
      '10m': '10 minutes',
      '1h': 'an hour',
      '1d': 'a day',
    },
    windowLabel: 'Rows belong together within',
    splitLabel: 'Several members in a cell, parted by',
    preview: 'First rows',
    readingRow: 'Each row becomes a relation among',
    readingKey: 'Rows with equal',
    readingKeyThen: 'become one relation among',
    within: 'within',
    noMembers:
      'Choose at least one column as Member: a relation needs somebody in it.',
    timeIs: (column: string) => `The time is ${column}.`,
    noTime: 'No column is the time, so relations are ranked without an order.',
    weightIs: (column: string) => `${column} is the weight.`,
    roleIs: (column: string) => `${column} says each member’s role.`,
    keptAre: (columns: readonly string[]) =>
      `${listed(columns)} ${columns.length === 1 ? 'is' : 'are'} kept.`,
    add: 'Add the relations',
    copy: 'Copy command',
    copied: 'Copied',
    sending: (name: string) => `Sending ${name}`,
    sent: (sent: string, total: string) => `${sent} of ${total} sent`,
    serverReads: 'All sent. The server reads and counts it now.',
    cancel: 'Cancel',
    addedTag: 'Added',
    added: (name: string) => `${name} is in`,
    addedFacts: (edges: number, nodes: number) =>
      `${relations(edges)} among ${counted(nodes, 'node')}.`,
    rejected: 'Rows left out',
    rejectedCount: (shown: number, all: number) =>
      shown === all ? 'all listed' : `first ${formatCount(shown)} listed`,
    rejectedColumns: ['line', 'column', 'expected', 'why'],
    show: (edges: number) => `Show ${relations(edges)}`,
    sketch: 'The first rows drawn as rubber bands',
    members: 'Members of a relation',
    membersNote: 'in the rows looked at',
  },
  problem: {
    stopped: '! Stopped',
    unreachable:
      'The server does not answer. Start it again with npm start, then try again.',
    http: (status: number) => `The server answered ${status} without a reason.`,
    place: 'Where',
    file: 'File',
    line: 'Line',
    column: 'Column',
    expected: 'Expected',
    kept: 'Nothing was added, and no file was changed.',
    fileTitle: (name: string) => `${name} could not be read.`,
    loadTitle: 'The data could not be fetched.',
    scoreTitle: 'Scoring stopped.',
    partTitle: 'This part could not be fetched.',
    retry: 'Try again',
    retryWhy: 'Asks the server once more.',
    mapping: 'Change the mapping',
    mappingWhy: 'The file is fine; the columns may mean something else.',
    another: 'Choose another file',
    anotherWhy: 'The one that failed is left as it was.',
    back: 'Back to triage',
    backWhy: 'What was open before is still there.',
    copy: 'Copy details',
    copied: 'Copied',
    trace: (id: string) => `trace ${id}`,
    lockedTitle: 'This server asks for its token.',
    lockedText:
      'Open the whole address that the terminal printed, or paste the token here.',
    token: 'Token',
    unlock: 'Open',
    wrongToken: 'That token was refused.',
  },
  spoken: {
    opened: (id: string, score: string, rank: number, text: string) =>
      `Relation ${id}, rank ${rank}, score ${score}. ${text}`,
    openedUnranked: (id: string) => `Relation ${id} opened.`,
    chosen: (edges: number, nodes: number) =>
      `${relations(edges)} and ${counted(nodes, 'node')} chosen.`,
    added: (edges: number) => `${relations(edges)} added.`,
  },
};

/** An end of a range: whole numbers plain, others with two decimals. */
function formatEnd(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : value.toFixed(2);
}

function ordinal(rank: number): string {
  const tens = rank % 100;
  const ending =
    tens > 10 && tens < 14
      ? 'th'
      : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${formatCount(rank)}${ending}`;
}
