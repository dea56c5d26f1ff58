import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import {
  PageUnderTest,
  settled,
  type OpenOptions,
  type OpenPage,
} from './page-under-test.ts';

/** The page for the tests of a file. */
export interface PageFixture {
  /** There once the tests run. */
  readonly subject: () => PageUnderTest;
  /** A fresh profile with the page, closed after the test. */
  readonly open: (options?: OpenOptions) => Promise<Page>;
  /** The same once the strongest relation of the demo is drawn. */
  readonly openDemo: (options?: OpenOptions) => Promise<Page>;
}

/**
 * Serves the page to the tests of the file that calls this. Nothing may leave the
 * origin, break the policy, or throw, in any of them.
 */
export function usePage(data: 'demo' | 'nothing'): PageFixture {
  let subject: PageUnderTest;
  let opened: OpenPage[] = [];
  beforeAll(async () => {
    subject = await PageUnderTest.start(data);
  });
  afterAll(async () => {
    await subject.stop();
  });
  afterEach(async () => {
    const faults = opened.flatMap((one) => one.faults);
    await Promise.all(opened.map((one) => one.close()));
    opened = [];
    expect(faults).toEqual([]);
  });
  const open = async (options?: OpenOptions): Promise<Page> => {
    const one = await subject.open(options);
    opened.push(one);
    return one.page;
  };
  const openDemo = async (options?: OpenOptions): Promise<Page> => {
    const page = await open(options);
    await settled(page);
    return page;
  };
  return { subject: () => subject, open, openDemo };
}
