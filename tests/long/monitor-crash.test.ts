import { expect, it } from 'vitest';
import { killAgainAndAgain, logOns, MonitorDesk } from '../cli/monitor-desk.ts';

it('a monitor killed twenty times loses nothing and repeats nothing', async () => {
  const text = logOns(2, 400_000);
  const whole = await new MonitorDesk(text).run();
  const desk = new MonitorDesk(text);
  const { kills, printed } = await killAgainAndAgain(desk, 20, 200);
  expect(desk.read('alerts.jsonl')).toBe(whole);
  expect(printed).toBe(whole);
  expect(kills).toBeGreaterThanOrEqual(15);
});
