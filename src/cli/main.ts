#!/usr/bin/env node
import { runCommandLine } from './run.ts';
import { exitWhenReaderGoes } from './stdout.ts';

exitWhenReaderGoes();
process.exitCode = await runCommandLine(process.argv.slice(2));
