// Unpacks the browser that @sparticuz/chromium carries, with its fonts, software GPU and libraries.
// They go to os.tmpdir(), so this runs as a process of its own, with TMPDIR set to the folder wanted
// and AWS_EXECUTION_ENV set: the libraries are unpacked only where it names Amazon Linux 2023.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
