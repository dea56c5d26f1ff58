import type { Random } from '#numeric/random.ts';
import { leisureHour } from '../daytime.ts';
import { plantCases, type CaseKinds, type Drawing } from '../plant-cases.ts';
import type { SimulatedFile, SimulationOptions } from '../recipe.ts';
import {
  anyMoment,
  DAY,
  HOUR,
  inOrder,
  MINUTE,
  SCENARIO_START,
  scenarioFiles,
  scenarioSettings,
  type ScenarioRecord,
  type ScenarioSettings,
} from '../scenario.ts';
import { pickZipf, poisson, sample, seededStream } from '../seeded-stream.ts';

const limits = { edges: 20_000, fewest: 2000, planted: 0.02 };
const DAYS = 21;
/** When cases begin: not before the routine is known, and not so late that they are cut off. */
const caseTimes = { after: 2, days: DAYS - 3 };

interface Account {
  readonly name: string;
  readonly topic: number;
  /** Messages a day. */
  readonly rate: number;
}

interface Message {
  readonly seconds: number;
  readonly account: string;
  /** Links and hashtags. */
  readonly items: readonly string[];
  readonly sentiment: string;
  readonly scenario?: string | undefined;
}

interface Forum extends Drawing {
  readonly accounts: readonly Account[];
  /** Links and hashtags of each topic, the commonest first. */
  readonly topics: readonly (readonly string[])[];
}

const kinds: CaseKinds<Forum, Message> = {
  campaign: { share: 0.5, plant: campaign },
  brigade: { share: 0.3, plant: brigade },
  hijack: { share: 0.2, plant: hijack },
};

/**
 * Three weeks of messages with links and hashtags, and its truth.
 * @throws PolyadError INVALID_ARGUMENT if an option is out of range.
 */
export function simulateMessages(
  options: SimulationOptions = {},
): SimulatedFile[] {
  const settings = scenarioSettings(options, limits);
  const columns = ['account', 'items', 'sentiment'];
  return scenarioFiles(columns, () => records(settings));
}

function* records(settings: ScenarioSettings): Generator<ScenarioRecord> {
  const { edges, anomalies, seed } = settings;
  const size = Math.max(60, Math.round(edges / 28));
  const { accounts, topics } = buildForum(size, seed);
  const expected = DAYS * accounts.reduce((sum, { rate }) => sum + rate, 0);
  const scale = (edges - anomalies) / expected;
  const planted = plantCases(kinds, { accounts, topics }, settings);
  const random = seededStream(seed, 'talk');
  const all = inOrder<Message>({ days: DAYS, planted }, (day) => {
    // News of the day, which many pass on: a harmless burst.
    const news = `link-news-${String(day)}`;
    return accounts.flatMap((account) =>
      Array.from({ length: poisson(random, account.rate * scale) }, () =>
        ordinary(random, { account, topics, news, day }),
      ),
    );
  });
  for (const { seconds, account, items, sentiment, scenario } of all) {
    yield { seconds, scenario, cells: [account, items.join(' '), sentiment] };
  }
}

function buildForum(size: number, seed: number): Omit<Forum, 'random'> {
  const random = seededStream(seed, 'forum');
  const topics = Array.from({ length: 12 + Math.ceil(size / 60) }, (_, at) =>
    Array.from({ length: 30 }, (__, item) =>
      item % 3 === 0
        ? `#tag-${String(at)}-${String(item)}`
        : `link-${String(at)}-${String(item)}`,
    ),
  );
  const accounts = Array.from({ length: size }, (_, number) => ({
    name: `account-${String(number + 1)}`,
    topic: Math.floor(topics.length * random.float() ** 1.4),
    rate: Math.exp(1.1 * random.normal()),
  }));
  return { accounts, topics };
}

interface Talk {
  readonly account: Account;
  readonly topics: Forum['topics'];
  readonly news: string;
  readonly day: number;
}

function ordinary(
  random: Random,
  { account, topics, news, day }: Talk,
): Message {
  const near = random.chance(0.88) ? account.topic : random.int(topics.length);
  const own = topics[near] ?? [];
  const items = new Set<string>();
  for (let left = 1 + random.int(3); left > 0; left--) {
    items.add(pickZipf(random, own));
  }
  if (random.chance(0.06)) items.add(news);
  return {
    seconds: SCENARIO_START + day * DAY + leisureHour(random) * HOUR,
    account: account.name,
    items: [...items],
    sentiment: random.pick(['neutral', 'neutral', 'positive', 'negative']),
  };
}

/** Bought accounts of many topics pass on one new link with a tag, within minutes, in waves. */
function campaign({ accounts, topics, random }: Forum): Message[] {
  const some = sample(random, accounts, 6 + random.int(10));
  const link = `link-pushed-${String(random.int(100_000))}`;
  const tag = pickZipf(random, random.pick(topics));
  let seconds = anyMoment(random, caseTimes);
  return some.map(({ name }) => {
    seconds += random.exponential(1 / (2 * MINUTE));
    const items = random.chance(0.8) ? [link, tag] : [link];
    return { seconds, account: name, items, sentiment: 'positive' };
  });
}

/** Accounts of one topic flood the tag of another, angrily. */
function brigade({ accounts, topics, random }: Forum): Message[] {
  const from = random.pick(accounts).topic;
  const own = accounts.filter(({ topic }) => topic === from);
  const target = random.pick(topics.filter((_, topic) => topic !== from));
  const tags = target.slice(0, 2);
  let seconds = anyMoment(random, caseTimes);
  return sample(random, own, Math.min(own.length, 5 + random.int(8))).map(
    ({ name }) => {
      seconds += random.exponential(1 / (5 * MINUTE));
      const items = [...tags, random.pick(target)];
      return {
        seconds,
        account: name,
        items: [...new Set(items)],
        sentiment: 'negative',
      };
    },
  );
}

/** One account hangs its own link on the tags of every topic. */
function hijack({ accounts, topics, random }: Forum): Message[] {
  const { name } = random.pick(accounts);
  const link = `link-spam-${String(random.int(100_000))}`;
  let seconds = anyMoment(random, caseTimes);
  return Array.from({ length: 3 + random.int(6) }, () => {
    seconds += random.exponential(1 / (10 * MINUTE));
    const tags = sample(random, topics, 2).map((topic) => topic[0] ?? '');
    return {
      seconds,
      account: name,
      items: [link, ...tags],
      sentiment: 'neutral',
    };
  });
}
