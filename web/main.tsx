import { serverTransport } from './api/server-transport.ts';
import { startPage } from './start-page.tsx';

void startPage(serverTransport);
