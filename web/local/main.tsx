import { startPage } from '../start-page.tsx';
import { LocalTransport } from './local-transport.ts';

void startPage(new LocalTransport());
